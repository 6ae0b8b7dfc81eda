import Analytics

/// Answers for `bench-similarity`: of creators, tokens each and different tokens, the milliseconds to build the index, or those
/// of a search for each time another creator.
enum SimilarityBench {
  static func answer(_ fields: [Substring]) throws -> String {
    let sizes = try numbers(fields[0]).map { Int($0) }
    let profiles = profiles(creators: sizes[0], tokens: sizes[1], vocabulary: Double(sizes[2]))
    let index = ContentIndex(profiles)
    switch fields[1] {
    case "build": return "\(try milliseconds { Double(ContentIndex(profiles).count) })"
    case "search":
      var creator = 0
      let time = try milliseconds(rounds: 51) {
        creator += 7
        return Double(try index.mostSimilar(to: creator, limit: 20).result.get().count)
      }
      return "\(time)"
    case let other: throw BadQuestion(description: "no such bench: \(other)")
    }
  }

  /// Tokens as often as Zipf's law has them: the rank is the vocabulary to the power of an even number from 0 to 1.
  private static func profiles(creators: Int, tokens: Int, vocabulary: Double) -> [ContentProfile] {
    var generator = SeededGenerator(seed: 20_261_120)
    let names = (0...Int(vocabulary)).map { ContentToken(.word, "w\($0)") }
    return (0..<creators).map { _ in
      var profile = ContentProfile()
      for _ in 0..<tokens {
        profile.add(names[Int(power(vocabulary, Double.random(in: 0..<1, using: &generator)))])
      }
      return profile
    }
  }

  /// `base` to the power of `exponent`, 0 to 1, by its binary digits.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    var (result, root, rest) = (1.0, base, exponent)
    for _ in 0..<40 {
      root = root.squareRoot()
      rest *= 2
      if rest >= 1 {
        result *= root
        rest -= 1
      }
    }
    return result
  }
}
