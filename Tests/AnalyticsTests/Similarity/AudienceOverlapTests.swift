import Analytics
import Testing

@Suite("Overlap of audiences")
struct AudienceOverlapTests {
  private func people(_ range: Range<Int>) -> AudienceSketch {
    AudienceSketch(range.map { "person\($0)" })
  }

  @Test("small audiences are compared exactly")
  func exact() throws {
    let overlap = try #require(people(0..<60).overlap(with: people(40..<100)).value)
    #expect(overlap.similarity == 0.2)
    #expect(overlap.shared == 20)
    #expect(overlap.sizes == [60, 60])
    #expect(overlap.standardError == 0)
    #expect(overlap.reasons == ["20 of 60 and 60 commenters are the same people."])
  }

  @Test("up to 10,000 people each are exact")
  func limit() throws {
    let overlap = try #require(people(0..<10_000).overlap(with: people(5_000..<15_000)).value)
    #expect(overlap.similarity == 1.0 / 3)
    #expect(overlap.standardError == 0)
  }

  @Test(
    "of more the overlap is estimated, within four times the standard error",
    arguments: [0, 1_000, 15_000, 29_000, 30_000])
  func estimated(shared: Int) throws {
    let (a, b) = (people(0..<30_000), people((30_000 - shared)..<(60_000 - shared)))
    let overlap = try #require(a.overlap(with: b).value)
    // Half by the root of the people compared, of whom there are 10,000 to 20,000.
    #expect(overlap.standardError > 0.0035 && overlap.standardError <= 0.005)
    let truth = Double(shared) / Double(60_000 - shared)
    #expect(abs(overlap.similarity - truth) <= 4 * overlap.standardError)
    // 60,000 · 2 / (1 + similarity)² people for each 1 of the similarity, at most.
    #expect(abs(overlap.shared - Double(shared)) <= 4 * overlap.standardError * 60_000)
    #expect(overlap.reasons[0].contains("by estimate"))
    #expect(try #require(b.overlap(with: a).value).similarity == overlap.similarity)
  }

  @Test("a small audience within a large one is estimated from all hashes that both know")
  func within() throws {
    let overlap = try #require(people(0..<50_000).overlap(with: people(0..<5_000)).value)
    #expect(abs(overlap.similarity - 0.1) <= 4 * overlap.standardError)
  }

  @Test("an estimate never has more people in both than one of the two has", arguments: 1...12)
  func possible(start: Int) throws {
    let ids = start * 1_000_000
    let (large, small) = (people(ids..<ids + 40_000), people(ids..<ids + 4_000))
    let overlap = try #require(large.overlap(with: small).value)
    #expect(overlap.shared <= 4_000)
    #expect(overlap.similarity <= 0.1)
  }

  @Test("people without an id are nobody")
  func empty() {
    #expect(AudienceSketch(["", "alice", ""]).count == 1)
  }

  @Test("repeated ids count once, and their order does not matter")
  func repeated() {
    let ids = (0..<50).map { "person\($0)" }
    #expect(AudienceSketch(ids + ids.reversed()) == AudienceSketch(ids))
    #expect(AudienceSketch(ids).count == 50)
  }

  @Test("too few people are not compared")
  func few() {
    #expect(
      people(0..<29).overlap(with: people(0..<100)).unknown
        == Unknown(.tooFew, "there are 29 commenters of one of the two, where 30 are needed"))
    #expect(people(0..<0).overlap(with: people(0..<0), minimum: 0).unknown?.kind == .noData)
  }
}
