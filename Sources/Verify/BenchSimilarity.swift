import Analytics

/// Answers for `bench-similarity`: of creators, tokens each and different tokens, the seconds to build the index and the median
/// of the seconds of a search.
enum SimilarityBench {
  static func answer(_ fields: [Substring]) throws -> String {
    let sizes = try numbers(fields[0]).map { Int($0) }
    let profiles = profiles(creators: sizes[0], tokens: sizes[1], vocabulary: Double(sizes[2]))
    var index = ContentIndex([])
    let build = ContinuousClock().measure { index = ContentIndex(profiles) }
    let times = (0..<51).map { creator in
      ContinuousClock().measure {
        precondition(!(index.mostSimilar(to: creator * 7, limit: 20).value ?? []).isEmpty)
      }
    }
    return text([build / .seconds(1), times.sorted()[25] / .seconds(1), times.max()! / .seconds(1)])
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
