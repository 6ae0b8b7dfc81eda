public import MetricSchema

extension Definition {
  /// Engagement per view.
  public static let engagementRateByViews = Definition("engagement_rate_by_views", .ratio)
  /// Engagement per follower at the time of posting.
  public static let engagementRateByFollowers = Definition("engagement_rate_by_followers", .ratio)
  /// Engagement per account that was reached.
  public static let engagementRateByReach = Definition("engagement_rate_by_reach", .ratio)
  /// Engagement per impression.
  public static let engagementRateByImpressions = Definition(
    "engagement_rate_by_impressions", .ratio)
  /// Weighted engagement.
  public static let factoredEngagementRate = Definition("factored_engagement_rate", .ratio)
}

/// How much of those who saw a post, or could have, did something with it.
public struct EngagementRate: Equatable, Sendable {
  /// What engagement is divided by.
  public enum Basis: String, Sendable, CaseIterable {
    /// Views of the post. People view a post more than once, so that this rate may exceed 1.
    case views
    /// Followers of its author when it was posted.
    case followers
    /// Accounts that saw it.
    case reach
    /// Times it was shown.
    case impressions

    /// The definition of the rate on this basis.
    public var definition: Definition {
      switch self {
      case .views: .engagementRateByViews
      case .followers: .engagementRateByFollowers
      case .reach: .engagementRateByReach
      case .impressions: .engagementRateByImpressions
      }
    }
  }

  /// Engagement divided by the denominator, from 0; above 1 where people did more than one thing each.
  public let value: Double
  /// What it is divided by.
  public let basis: Basis
  /// The terms that are counted.
  public let terms: EngagementTerms
  /// The weights of a factored rate; `nil` where each interaction counts once.
  public let weights: EngagementWeights?
  /// The interactions counted, weighted for a factored rate.
  public let engagement: Double
  /// The number of views, followers, accounts reached or impressions.
  public let denominator: Double

  /// The Wilson interval at 95 %, where the rate is a proportion: not by views, not weighted, not above 1.
  public var interval: ClosedRange<Double>? {
    guard basis != .views, weights == nil, engagement <= denominator else { return nil }
    return try? Proportion.wilson(engagement, of: denominator)
  }

  /// What a rate counts, and by what it divides.
  struct Kind: Hashable, Sendable {
    let basis: Basis
    let terms: EngagementTerms
    let weights: EngagementWeights?
  }

  /// What this rate counts, and by what it divides.
  var kind: Kind { Kind(basis: basis, terms: terms, weights: weights) }

  /// Whether a difference between the two says something of the posts, rather than of what was counted.
  public func isComparable(to other: Self) -> Bool { kind == other.kind }

  /// What the rate comes from.
  public var reasons: [String] {
    let count =
      weights == nil
      ? "\(Prose.number(engagement)) interactions"
      : "A weighted engagement of \(Prose.number(engagement))"
    return ["\(count) (\(terms)) for \(Prose.number(denominator)) \(basis.rawValue)."]
  }
}

extension EngagementRate {
  /// The rate of a post, from its numbers. Linear in the number of metrics.
  ///
  /// - Parameters:
  ///   - metrics: The numbers of the post.
  ///   - basis: What to divide by.
  ///   - followersAtPosting: The followers of its author when it was posted; needed on that basis only.
  ///   - wanted: The terms to count, where reported.
  /// - Returns: The rate; unknown where no term is reported, or the denominator is not known or 0.
  public static func of(
    _ metrics: Metrics, per basis: Basis, followersAtPosting: Int64? = nil,
    counting wanted: EngagementTerms = .all
  ) -> Finding<Self> {
    Finding(basis.definition) { () throws(Unknown) in
      try Self(metrics, basis, followersAtPosting, wanted, nil)
    }
  }

  /// The rate of a post in which some interactions count more than others.
  ///
  /// Parameters and result are as those of ``of(_:per:followersAtPosting:counting:)``.
  public static func factored(
    _ metrics: Metrics, per basis: Basis, weights: EngagementWeights,
    followersAtPosting: Int64? = nil, counting wanted: EngagementTerms = .all
  ) -> Finding<Self> {
    Finding(.factoredEngagementRate) { () throws(Unknown) in
      try Self(metrics, basis, followersAtPosting, wanted, weights)
    }
  }

  // MARK: - Private

  private init(
    _ metrics: Metrics, _ basis: Basis, _ followersAtPosting: Int64?, _ wanted: EngagementTerms,
    _ weights: EngagementWeights?
  ) throws(Unknown) {
    let engagement = Engagement(metrics, counting: wanted)
    guard !engagement.terms.isEmpty else {
      throw Unknown(.noData, "none of its \(wanted) is reported")
    }
    let count: Double? =
      switch basis {
      case .views: metrics.known(.views)
      case .followers: followersAtPosting.known
      case .reach: metrics.known(.reach)
      case .impressions: metrics.known(.impressions)
      }
    guard let count else { throw Unknown(.noDenominator, "\(basis.inWords) not known") }
    guard count > 0 else { throw Unknown(.noDenominator, "\(basis.inWords) 0") }
    self.basis = basis
    self.terms = engagement.terms
    self.weights = weights
    self.engagement = weights.map(engagement.weighted) ?? engagement.total
    denominator = count
    value = self.engagement / count
    guard value.isFinite else { throw Unknown(.outOfRange, "the weights are too large to add up") }
  }
}

extension EngagementRate.Basis {
  fileprivate var inWords: String {
    switch self {
    case .views: "its number of views is"
    case .followers: "the number of followers at the time of posting is"
    case .reach: "its reach is"
    case .impressions: "its number of impressions is"
    }
  }
}
