extension Definition {
  /// What is known of an engagement rate before a single post is seen.
  public static let engagementRatePrior = Definition("engagement_rate_prior", .structure)
  /// An engagement rate, moved toward that of the platform where it rests on little.
  public static let shrunkEngagementRate = Definition("shrunk_engagement_rate", .ratio)
}

/// The rates of a platform's posts, as a beta distribution.
public struct EngagementRatePrior: Equatable, Sendable {
  /// The mean rate, 0 to 1.
  public let mean: Double
  /// How many views, followers or impressions the prior is worth, from 0: the smaller, the more the posts differ.
  public let strength: Double
  /// The posts it was fitted on.
  public let posts: Int
  /// Posts left out because they have more interactions than the denominator counts.
  public let leftOut: Int
  /// What the rates that it was fitted on count; `nil` where somebody states the prior for what they mean.
  let kind: EngagementRate.Kind?

  /// Creates a prior of known mean and strength, for rates of any kind.
  ///
  /// - Returns: `nil` where one of them is negative or not finite.
  public init?(mean: Double, strength: Double, posts: Int = 0, leftOut: Int = 0) {
    self.init(mean, strength, posts, leftOut, of: nil)
  }

  private init?(
    _ mean: Double, _ strength: Double, _ posts: Int, _ leftOut: Int, of kind: EngagementRate.Kind?
  ) {
    guard mean.isFinite, mean >= 0, strength.isFinite, strength >= 0 else { return nil }
    (self.mean, self.strength, self.posts, self.leftOut) = (mean, strength, posts, leftOut)
    self.kind = kind
  }

  /// Fits a beta-binomial distribution by the method of moments (Kleinman 1973); linear in the number of rates.
  ///
  /// With p the pooled rate, D the denominators, N their sum and S = Σ D (rate − p)², the posts' rates correlate by
  /// ρ = (S − p(1−p)(m−1)) / (p(1−p)(N − ΣD²/N − (m−1))), and the strength is (1 − ρ)/ρ.
  ///
  /// - Parameter rates: Comparable rates of posts of one platform. Those above 1 are left out.
  /// - Returns: The prior; unknown with fewer than 8 rates, with rates that cannot be compared, or where the posts differ no
  ///   more than chance alone would make them.
  public static func fit(_ rates: [EngagementRate]) -> Finding<Self> {
    Finding(.engagementRatePrior) { () throws(Unknown) in
      let proportions = rates.filter { $0.engagement <= $0.denominator }
      guard proportions.count >= 8 else {
        throw .tooFew(proportions.count, needed: 8, of: "posts with a rate of at most 1")
      }
      guard proportions.allSatisfy({ $0.isComparable(to: proportions[0]) }) else {
        throw Unknown(
          .outOfRange, "the rates count different terms, so that they cannot be compared")
      }
      let strength = try Self.strength(proportions)
      let mean = pooled(proportions)
      guard
        let prior = Self(
          mean, strength, proportions.count, rates.count - proportions.count,
          of: proportions[0].kind)
      else { throw Unknown(.outOfRange, "the counts are too large to add up") }
      return prior
    }
  }

  /// What the prior comes from.
  public var reasons: [String] {
    var lines = [
      "\(Prose.count(posts, "post")) of the platform came to \(Prose.percent(mean, 2)) together.",
      "They differ as much as if each rate were known from \(Prose.number(strength)) before it is seen.",
    ]
    if leftOut > 0 { lines.append("\(Prose.count(leftOut, "post")) with a rate above 1 left out.") }
    return lines
  }

  // MARK: - Private

  private static func pooled(_ rates: [EngagementRate]) -> Double {
    rates.reduce(0) { $0 + $1.engagement } / rates.reduce(0) { $0 + $1.denominator }
  }

  private static func strength(_ rates: [EngagementRate]) throws(Unknown) -> Double {
    let mean = pooled(rates)
    let variance = mean * (1 - mean)
    let all = rates.reduce(0) { $0 + $1.denominator }
    let squares = rates.reduce(0) { $0 + $1.denominator / all * $1.denominator }
    let spread = rates.reduce(0) { $0 + $1.denominator * ($1.value - mean) * ($1.value - mean) }
    let free = Double(rates.count - 1)
    let correlation = (spread - variance * free) / (variance * (all - squares - free))
    guard correlation.isFinite, correlation > 0 else {
      throw Unknown(.noVariation, "the posts differ no more than chance alone would make them")
    }
    return max(0, (1 - correlation) / correlation)
  }
}

/// An engagement rate, moved toward that of the platform where it rests on little.
public struct ShrunkEngagementRate: Equatable, Sendable {
  /// The rate between that of the post and the prior's mean.
  public let value: Double
  /// The rate of the post.
  public let rate: EngagementRate
  /// What is known of the platform.
  public let prior: EngagementRatePrior

  /// How far the rate was moved, and why.
  public var reasons: [String] {
    let share = rate.denominator / (rate.denominator + prior.strength)
    return [
      "\(Prose.percent(rate.value, 2)) by \(rate.basis.rawValue) became \(Prose.percent(value, 2)): \(Prose.percent(share, 0)) of it are the post's own \(Prose.number(rate.denominator)), the rest is the platform's \(Prose.percent(prior.mean, 2))."
    ]
  }
}

extension EngagementRate {
  /// This rate, moved toward the platform's mean the more, the less it rests on: (E + k·mean) / (D + k) with k the strength.
  ///
  /// - Returns: The rate; unknown where the prior was fitted on rates that this one cannot be compared with, and where the
  ///   counts are too large to add up.
  public func shrunk(toward prior: EngagementRatePrior) -> Finding<ShrunkEngagementRate> {
    Finding(.shrunkEngagementRate) { () throws(Unknown) in
      guard prior.kind == nil || prior.kind == kind else {
        throw Unknown(.outOfRange, "the prior is that of rates that count other things")
      }
      let rate = (engagement + prior.strength * prior.mean) / (denominator + prior.strength)
      guard rate.isFinite else { throw Unknown(.outOfRange, "the counts are too large to add up") }
      return ShrunkEngagementRate(value: rate, rate: self, prior: prior)
    }
  }
}
