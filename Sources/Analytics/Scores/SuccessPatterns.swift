extension Definition {
  /// What an account's best posts share.
  public static let successPatterns = Definition("success_patterns", .structure)
}

/// What the best fifth of an account's posts share, against the rest of them.
public struct SuccessPatterns: Equatable, Sendable {
  /// Fewer comparable posts than this say nothing.
  public static let minimumPosts = 25
  /// What fewer posts than this have in common is not tested.
  public static let minimumShared = 5

  /// One thing that posts share, with how often the best and the others do.
  public struct Pattern: Equatable, Sendable {
    /// What kind of thing, such as `weekday`.
    public let feature: String
    /// What it is, such as `Monday`.
    public let value: String
    /// The best posts that have it, of those of which the feature is known.
    public let best: Int
    /// The best posts of which the feature is known.
    public let ofBest: Int
    /// The other posts that have it.
    public let others: Int
    /// The other posts of which the feature is known.
    public let ofOthers: Int
    /// How likely a difference as large is by chance: Fisher's exact test, two-sided.
    public let probability: Double
    /// ``probability`` adjusted for the number of patterns tested; at most 1 in 20 of those below 0.05 is there by chance.
    public let adjusted: Double

    /// The share among the best minus that among the others, −1 to 1.
    public var effect: Double { Double(best) / Double(ofBest) - Double(others) / Double(ofOthers) }

    /// The pattern as a sentence.
    public var reason: String {
      let shares = (Double(best) / Double(ofBest), Double(others) / Double(ofOthers))
      let chance = adjusted < 0.05 ? "" : ", which may be chance"
      return
        "\(Prose.capital(feature)) \(Prose.quoted(value)): \(best) of \(ofBest) best posts (\(Prose.percent(shares.0, 0))), \(others) of \(ofOthers) others (\(Prose.percent(shares.1, 0))); adjusted p \(Prose.number(adjusted, 4))\(chance)."
    }
  }

  /// The patterns, the least likely by chance first, then the largest effect, what the best have before what they
  /// lack, then by name.
  public let patterns: [Pattern]
  /// The number of best posts: a fifth, and those with the same rate as the last of them.
  public let best: Int
  /// The number of posts compared.
  public let posts: Int
  /// Posts left out because their rates cannot be compared.
  public let leftOut: Int

  /// The patterns that chance does not explain, by an adjusted p below 0.05.
  public var significant: [Pattern] { patterns.filter { $0.adjusted < 0.05 } }

  /// What was compared, and each pattern that chance does not explain.
  public var reasons: [String] {
    let found = significant
    let summary =
      "\(best) best of \(Prose.count(posts, "post")) compared with the rest in \(Prose.count(patterns.count, "way")); \(found.count) \(found.count == 1 ? "difference is" : "differences are") not explained by chance."
    return [summary] + found.map(\.reason)
  }

  /// Finds what the best posts share. Cost: posts times their traits, and for each pattern the smaller of its margins.
  ///
  /// - Parameter posts: The posts in any order; those with the most frequent kind of rate are compared.
  /// - Returns: The patterns; unknown with fewer than 25 comparable posts, or where the rates are too alike to split them.
  public static func of(_ posts: [PostTraits]) -> Finding<Self> {
    Finding(.successPatterns) { () throws(Unknown) in
      guard let kind = AverageEngagementRate.mostFrequentKind(of: posts.map(\.rate)).first else {
        throw .tooFew(0, needed: minimumPosts, of: "posts with comparable rates")
      }
      let comparable = posts.filter { $0.rate.isComparable(to: kind) }
      guard comparable.count >= minimumPosts else {
        throw .tooFew(comparable.count, needed: minimumPosts, of: "posts with comparable rates")
      }
      let sorted = comparable.sorted { $0.rate.value > $1.rate.value }
      let limit = sorted[(sorted.count + 4) / 5 - 1].rate.value
      let best = sorted.prefix { $0.rate.value >= limit }
      guard best.count * 2 <= sorted.count else {
        throw Unknown(
          .noVariation, "too many posts have the same rate to tell the best from the rest")
      }
      let tables = patterns(best, sorted[best.count...])
      let adjusted = FalseDiscovery.adjusted(tables.map(\.probability))
      return Self(
        patterns: zip(tables, adjusted).map { $0.with(adjusted: $1) }
          .sorted(by: Pattern.isMoreTelling), best: best.count, posts: sorted.count,
        leftOut: posts.count - sorted.count)
    }
  }

  // MARK: - Private

  private static func patterns(
    _ best: ArraySlice<PostTraits>, _ others: ArraySlice<PostTraits>
  ) -> [Pattern] {
    var tables: [Pattern] = []
    for feature in PostTrait.features {
      let (a, b) = (Tally(best, feature.read), Tally(others, feature.read))
      guard a.known > 0, b.known > 0 else { continue }
      for value in Set(a.counts.keys).union(b.counts.keys).sorted() {
        let (x, y) = (a.counts[value, default: 0], b.counts[value, default: 0])
        guard x + y >= minimumShared, x + y < a.known + b.known else { continue }
        tables.append(
          Pattern(
            feature: feature.name, value: value, best: x, ofBest: a.known, others: y,
            ofOthers: b.known, probability: FisherExact.twoSided(x, a.known - x, y, b.known - y),
            adjusted: 1))
      }
    }
    return tables
  }

  /// How many posts have each value of a feature.
  private struct Tally {
    var counts: [String: Int] = [:]
    var known = 0

    init(_ posts: ArraySlice<PostTraits>, _ read: (PostTraits) -> Set<String>?) {
      for post in posts {
        guard let values = read(post) else { continue }
        known += 1
        for value in values { counts[value, default: 0] += 1 }
      }
    }
  }
}

extension SuccessPatterns.Pattern {
  fileprivate func with(adjusted: Double) -> Self {
    Self(
      feature: feature, value: value, best: best, ofBest: ofBest, others: others,
      ofOthers: ofOthers, probability: probability, adjusted: adjusted)
  }

  fileprivate static func isMoreTelling(_ a: Self, _ b: Self) -> Bool {
    if a.probability != b.probability { return a.probability < b.probability }
    if abs(a.effect) != abs(b.effect) { return abs(a.effect) > abs(b.effect) }
    if a.effect != b.effect { return a.effect > b.effect }
    return (a.feature, a.value) < (b.feature, b.value)
  }
}
