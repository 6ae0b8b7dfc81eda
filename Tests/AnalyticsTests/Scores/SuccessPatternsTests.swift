import MetricSchema
import Testing

@testable import Analytics

@Suite("What the best posts share")
struct SuccessPatternsTests {
  /// Posts of 1000 reached with these likes; those above 100 were published on a Friday.
  private func posts(_ likes: [Int64]) throws -> [PostTraits] {
    try likes.map { count in
      var post = PostTraits(rate: try .sample(count, of: 1000))
      post.weekday = count > 100 ? 5 : 1
      return post
    }
  }

  @Test("the exact test is that of Fisher's tea and of R's examples")
  func fisher() {
    #expect(abs(FisherExact.twoSided(3, 1, 1, 3) - 0.4857142857142857) < 1e-12)
    #expect(abs(FisherExact.twoSided(10, 2, 3, 15) - 0.0005367241191434) < 1e-12)
    #expect(FisherExact.twoSided(0, 0, 5, 5) == 1)
    #expect(FisherExact.twoSided(0, 5, 0, 5) == 1)
    #expect(FisherExact.twoSided(0, 0, 0, 0) == 1)
  }

  @Test("the test does not change when rows or columns are swapped")
  func symmetry() {
    var generator = SeededGenerator(seed: 41)
    for _ in 0..<300 {
      let t = (0..<4).map { _ in Int.random(in: 0...40, using: &generator) }
      let p = FisherExact.twoSided(t[0], t[1], t[2], t[3])
      #expect((0...1).contains(p), "seed 41")
      #expect(abs(p - FisherExact.twoSided(t[2], t[3], t[0], t[1])) < 1e-9, "seed 41")
      #expect(abs(p - FisherExact.twoSided(t[1], t[0], t[3], t[2])) < 1e-9, "seed 41")
      #expect(abs(p - FisherExact.twoSided(t[0], t[2], t[1], t[3])) < 1e-9, "seed 41")
    }
  }

  @Test("a weekday of all the best posts is found and told")
  func golden() throws {
    let likes = [Int64](101..<109) + [Int64](0..<32)
    let found = try SuccessPatterns.of(posts(likes)).result.get()
    #expect(found.best == 8 && found.posts == 40)
    let friday = try #require(found.patterns.first)
    #expect(friday.value == "Friday" && friday.best == 8 && friday.others == 0)
    #expect(friday.effect == 1)
    #expect(friday.probability < 1e-7)
    #expect(
      found.reasons[1]
        == "Weekday Friday: 8 of 8 best posts (100 %), 0 of 32 others (0 %); adjusted p 0.")
    #expect(found.patterns.map(\.value) == ["Friday", "Monday"])
  }

  /// Posts of which nothing has to do with their rate.
  private func random(_ seed: UInt64) throws -> [PostTraits] {
    var generator = SeededGenerator(seed: seed)
    return try (0..<200).map { _ in
      var post = PostTraits(
        rate: try .sample(.random(in: 0...1000, using: &generator), of: 1000))
      post.weekday = .random(in: 1...7, using: &generator)
      post.hour = .random(in: 0...23, using: &generator)
      post.seconds = .random(in: 0...90, using: &generator)
      post.hashtags = ["tea", "Tea", "sea"].filter { _ in Bool.random(using: &generator) }
      post.sound = "tune\(Int.random(in: 0...3, using: &generator))"
      post.kind = Bool.random(using: &generator) ? .video : .image
      return post
    }
  }

  @Test("every feature is tested, in any order of the posts")
  func features() throws {
    let posts = try random(42)
    let found = try SuccessPatterns.of(posts).result.get()
    #expect(
      Set(found.patterns.map(\.feature)) == [
        "weekday", "hours", "length", "number of hashtags", "hashtag", "sound", "kind",
      ])
    #expect(
      found.patterns.filter { $0.feature == "hashtag" }.map(\.value).sorted() == ["sea", "tea"])
    #expect(try SuccessPatterns.of(posts.shuffled()).result.get() == found)
  }

  @Test("where there is no difference, one is told in about one of twenty accounts")
  func falseAlarms() throws {
    let alarms = try (100..<160).count {
      try !SuccessPatterns.of(random($0)).result.get().significant.isEmpty
    }
    #expect(alarms <= 6, "seeds 100 to 159")
  }

  @Test("the number of best posts is a fifth, with those of the same rate")
  func ties() throws {
    let tied = Array(repeating: Int64(200), count: 9) + (0..<31).map { Int64($0) }
    #expect(try SuccessPatterns.of(posts(tied)).result.get().best == 9)
    #expect(try SuccessPatterns.of(posts((0..<26).map { Int64($0) })).result.get().best == 6)
    let same = Array(repeating: Int64(5), count: 30)
    #expect(SuccessPatterns.of(try posts(same)).unknown?.kind == .noVariation)
  }

  @Test("what five posts have is compared, what four have is not")
  func shared() throws {
    for (count, isCompared) in [(4, false), (5, true)] {
      var all = try posts((0..<30).map { Int64($0) })
      for index in all.indices { all[index].hashtags = index < count ? ["rare"] : [] }
      let found = try SuccessPatterns.of(all).result.get().patterns
      #expect(found.contains { $0.feature == "hashtag" && $0.value == "rare" } == isCompared)
    }
  }

  @Test("rates that count other things are left out, and 25 must remain")
  func comparable() throws {
    var all = try posts((0..<30).map { Int64($0) })
    all.append(
      PostTraits(
        rate: try EngagementRate.of(Metrics(counts: [.saves: 900, .reach: 1000]), per: .reach)
          .result.get()))
    let found = try SuccessPatterns.of(all).result.get()
    #expect(found.posts == 30 && found.leftOut == 1)
    #expect(SuccessPatterns.of(Array(all.prefix(24))).unknown?.kind == .tooFew)
    #expect(SuccessPatterns.of([]).unknown?.kind == .noData)
  }

  @Test("a megabyte of text is a value like another, and is cut in the sentence")
  func long() throws {
    var all = try posts([Int64](101..<109) + [Int64](0..<32))
    let text = String(repeating: "e\u{301}", count: 400_000)
    for index in 0..<8 { (all[index].sound, all[index].hashtags) = (text, [text, "", "\u{0}"]) }
    for index in 8..<40 { (all[index].sound, all[index].hashtags) = ("short", []) }
    let found = try SuccessPatterns.of(all).result.get()
    #expect(found.significant.contains { $0.feature == "sound" && $0.value == text })
    #expect(found.reasons.allSatisfy { $0.unicodeScalars.count < 300 })
  }

  @Test("traits out of range are unknown")
  func traits() throws {
    var post = PostTraits(rate: try .sample(1, of: 2))
    (post.weekday, post.hour, post.seconds) = (8, -1, .nan)
    (post.hashtags, post.kind) = ([], .unspecified)
    let read = PostTrait.features.map { $0.read(post) }
    #expect(read == [nil, nil, nil, ["none"], [], nil, nil])
    (post.weekday, post.hour, post.seconds, post.hashtags) = (7, 23, 60, ["a", "b", "c", "d"])
    #expect(
      PostTrait.features.prefix(4).map { $0.read(post) } == [
        ["Sunday"], ["20 to 24"], ["60 seconds and more"], ["4 to 7"],
      ])
    post.hashtags = ["#Tea", "tea", " TEA ", "#", ""]
    #expect(PostTrait.features[3].read(post) == ["1 to 3"])
    #expect(PostTrait.features[4].read(post) == ["tea"])
    post.seconds = 59.9
    #expect(PostTrait.features[2].read(post) == ["45 to 60 seconds"])
  }
}
