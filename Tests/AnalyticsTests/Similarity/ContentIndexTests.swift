import Testing

@testable import Analytics

/// An index of rows of counts, with tokens a, b, c and so on.
private func index(_ rows: [[Int]], minimum: Int = 1) -> ContentIndex {
  let names = Array("abcdefghijklmnopqrstuvwxyz").map(String.init)
  return ContentIndex(
    rows.map { row in
      var profile = ContentProfile()
      for (column, count) in row.enumerated() {
        profile.add(ContentToken(.word, names[column]), count: count)
      }
      return profile
    }, minimum: minimum)
}

@Suite("Content of creators")
struct ContentIndexTests {
  private let three = index([[4, 1, 0], [3, 2, 0], [0, 1, 5]])

  @Test("weights and cosines are those of the published example")
  func golden() throws {
    let weights = (0..<3).map { three.weights(of: $0).map(\.weight) }
    let expected = [[0.8707], [0.4557, 0.6781], [1.4150]]
    for (row, other) in zip(weights, expected) {
      #expect(row.count == other.count)
      for (weight, value) in zip(row, other) { #expect(abs(weight - value) < 0.00005) }
    }
    #expect(abs(try #require(three.similarity(0, 1).value).similarity - 0.5578) < 0.00005)
    #expect(three.similarity(0, 2).value?.similarity == 0)
    #expect(three.similarity(1, 2).value?.similarity == 0)
  }

  @Test("what is shared is named with its part of the similarity")
  func reasons() throws {
    let similarity = try #require(three.similarity(0, 1).value)
    #expect(similarity.top.map(\.token) == [ContentToken(.word, "a")])
    #expect(similarity.top[0].part == similarity.similarity)
    #expect(
      similarity.reasons == [
        "The word \"a\" makes 0.56 of 0.56.",
        "Words, hashtags and sounds that both use more than others do: 1.",
      ])
  }

  @Test("the parts of what is shared add up to the similarity, and only the five largest are named")
  func parts() throws {
    let many = index([[5, 4, 3, 2, 4, 6, 0], [4, 4, 4, 2, 3, 6, 0], [0, 0, 0, 0, 0, 0, 39]])
    let found = try #require(many.similarity(0, 1).value)
    #expect(found.sharedCount == 6)
    #expect(found.top.count == 5)
    #expect(found.top.map(\.part) == found.top.map(\.part).sorted(by: >))
    let few = index([[5, 4, 3, 0], [3, 4, 5, 0], [0, 0, 1, 30]])
    let all = try #require(few.similarity(0, 1).value)
    #expect(abs(all.top.reduce(0) { $0 + $1.part } - all.similarity) < 1e-12)
  }

  @Test("a creator is as like itself as can be, and the order of two does not matter")
  func symmetric() throws {
    for creator in 0..<3 {
      #expect(abs(try #require(three.similarity(creator, creator).value).similarity - 1) < 1e-15)
    }
    #expect(three.similarity(0, 1).value?.similarity == three.similarity(1, 0).value?.similarity)
  }

  @Test("all counts times a number leave the similarity as it is")
  func scale() throws {
    let large = index([[4000, 1000, 0], [3000, 2000, 0], [0, 1000, 5000]])
    let difference =
      try #require(large.similarity(0, 1).value).similarity
      - three.similarity(0, 1).value!.similarity
    #expect(abs(difference) < 1e-12)
  }

  @Test("a creator with too little, with nothing of its own, or not there, is not compared")
  func unknown() {
    #expect(index([[4, 1, 0], [3, 2, 0]], minimum: 20).similarity(0, 1).unknown?.kind == .tooFew)
    #expect(index([[], [3]]).similarity(0, 1).unknown?.kind == .noData)
    #expect(index([[2, 2], [3, 3]]).similarity(0, 1).unknown?.kind == .noVariation)
    #expect(three.similarity(0, 3).unknown?.kind == .noData)
    #expect(three.similarity(-1, 0).unknown?.kind == .noData)
    #expect(three.mostSimilar(to: 3, limit: 1).unknown?.kind == .noData)
    for nobody in [-1, 3, .min, .max] { #expect(three.weights(of: nobody).isEmpty) }
    #expect(ContentIndex([]).mostSimilar(to: 0, limit: 1).unknown?.kind == .noData)
  }

  @Test("the search finds what comparing one by one finds, the most alike first")
  func search() throws {
    let seed = UInt64.random(in: 0...(.max))
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let rows = (0..<40).map { _ in
        (0..<12).map { _ in max(0, Int.random(in: -4...6, using: &generator)) }
      }
      let index = index(rows, minimum: 3)
      for creator in [0, 13, 39] {
        let one = (0..<40).compactMap { $0 == creator ? nil : index.similarity(creator, $0).value }
          .filter { $0.similarity > 0 }
        let found = index.mostSimilar(to: creator, limit: 7).value ?? []
        let best = one.sorted { ($1.similarity, $0.creator) < ($0.similarity, $1.creator) }.prefix(
          7)
        #expect(found.map(\.creator) == best.map(\.creator))
        for (a, b) in zip(found, best) { #expect(abs(a.similarity - b.similarity) < 1e-12) }
      }
      #expect(index.mostSimilar(to: 1, limit: 0).value ?? [] == [])
    }
  }

  @Test("the largest counts give finite weights")
  func large() throws {
    let index = index([[.max, 1, .max], [1, .max, 0], [.max, .max, .max]])
    for creator in 0..<3 {
      #expect(index.weights(of: creator).allSatisfy { $0.weight.isFinite && $0.weight > 0 })
      let other = try #require(
        index.similarity(creator, (creator + 1) % 3).value ?? index.similarity(0, 0).value)
      #expect((0...1).contains(other.similarity))
    }
  }
}
