extension Definition {
  /// The engagement rate of an account over posts, averaged in two ways.
  public static let averageEngagementRate = Definition("average_engagement_rate", .structure)
}

/// The engagement rate of an account, from the rates of its posts.
public struct AverageEngagementRate: Equatable, Sendable {
  /// The mean of the posts' rates: each post counts the same.
  public let perPost: Double
  /// All engagement divided by all denominators: each view, follower or impression counts the same. The steadier of the two.
  public let pooled: Double
  /// What the rates are divided by.
  public let basis: EngagementRate.Basis
  /// The terms that all averaged rates count.
  public let terms: EngagementTerms
  /// How many posts are averaged.
  public let posts: Int
  /// How many posts were left out because their rates cannot be compared with these.
  public let leftOut: Int

  /// What the averages come from.
  public var reasons: [String] {
    var lines = [
      "The \(Prose.count(posts, "post")) came to \(Prose.percent(pooled, 2)) by \(basis.rawValue) together, and to \(Prose.percent(perPost, 2)) on average (\(terms))."
    ]
    if leftOut > 0 {
      lines.append(
        "\(Prose.count(leftOut, "post")) left out: \(leftOut == 1 ? "its rate counts" : "their rates count") other things."
      )
    }
    return lines
  }

  /// Averages rates that can be compared: those of the terms and basis that most posts have; linear in their number.
  ///
  /// Of equally frequent kinds the one with more terms is taken, then the earlier basis.
  ///
  /// - Returns: Both averages; unknown without posts.
  public static func of(_ rates: [EngagementRate]) -> Finding<Self> {
    Finding(.averageEngagementRate) { () throws(Unknown) in
      let alike = mostFrequentKind(of: rates)
      guard let first = alike.first else { throw .tooFew(0, needed: 1, of: "posts with a rate") }
      let engagement = alike.reduce(0) { $0 + $1.engagement }
      let denominator = alike.reduce(0) { $0 + $1.denominator }
      let perPost = alike.reduce(0) { $0 + $1.value } / Double(alike.count)
      guard engagement.isFinite, perPost.isFinite else {
        throw Unknown(.outOfRange, "the rates are too large to add up")
      }
      return Self(
        perPost: perPost, pooled: engagement / denominator, basis: first.basis, terms: first.terms,
        posts: alike.count, leftOut: rates.count - alike.count)
    }
  }

  /// The rates of the most frequent basis, terms and weights, in the order they came.
  static func mostFrequentKind(of rates: [EngagementRate]) -> [EngagementRate] {
    var kinds: [EngagementRate.Kind: Int] = [:]
    var groups: [[EngagementRate]] = []
    for rate in rates {
      let group = kinds[rate.kind, default: groups.count]
      if group == groups.count {
        kinds[rate.kind] = group
        groups.append([])
      }
      groups[group].append(rate)
    }
    return groups.max { rank($0) < rank($1) } ?? []
  }

  private static func rank(_ rates: [EngagementRate]) -> (Int, Int, Int, Int) {
    let basis = EngagementRate.Basis.allCases.firstIndex(of: rates[0].basis) ?? 0
    let terms = Int(rates[0].terms.rawValue)
    return (rates.count, rates[0].terms.names.count, -basis, -terms)
  }
}
