public import MetricSchema

extension Definition {
  /// What an audience is worth.
  public static let fanValueScore = Definition("fan_value_score", .score)
}

/// What an artist's or creator's audience is worth, 0 to 100: 0.40 engagement + 0.30 growth + 0.20 reach + 0.10 conversion.
///
/// A part without data is unknown, never a middling default; the known parts share its weight.
public enum FanValueScore {
  /// The part of the weight that must be known.
  public static let minimumCoverage = 0.5

  /// A post that the score looks at.
  public struct Post: Equatable, Sendable {
    /// When it was posted.
    public var postedAt: Timestamp
    /// Its numbers.
    public var metrics: Metrics
    /// Followers of its author when it was posted.
    public var followersAtPosting: Int64?

    /// Creates a post.
    public init(postedAt: Timestamp, metrics: Metrics, followersAtPosting: Int64?) {
      self.postedAt = postedAt
      self.metrics = metrics
      self.followersAtPosting = followersAtPosting
    }
  }

  // Ratios in, scores out. The corners are the definition.
  static let engagementScale = PiecewiseLinear((0, 0), (0.01, 40), (0.02, 60), (0.05, 100))
  static let growthScale = PiecewiseLinear(
    (-0.25, 0), (0, 25), (0.05, 50), (0.10, 75), (0.20, 100))
  static let reachScale = PiecewiseLinear(
    (0, 0), (10_000, 40), (100_000, 70), (1_000_000, 90), (11_000_000, 100))
  static let conversionScale = PiecewiseLinear((0, 0), (0.01, 50), (0.02, 70), (0.05, 100))

  /// Scores an audience over a period. Linear in posts and points, but for sorting the points.
  ///
  /// - Parameters:
  ///   - posts: The posts; those outside the period do not count.
  ///   - audience: The sizes of the audience on each platform, before and in the period, in any order.
  ///   - period: The period that is scored.
  /// - Returns: The score with its parts; unknown where parts of less than half of the weight are known.
  public static func of(
    posts: [Post], audience: [AudiencePoint], in period: Period
  ) -> Finding<ScoreBreakdown> {
    Finding(.fanValueScore) { () throws(Unknown) in
      let recent = posts.filter { period.contains($0.postedAt) }
      let history = AudienceHistory(audience)
      return try ScoreBreakdown(
        [
          ScoreComponent("engagement", weight: 0.40, engagement(recent)),
          ScoreComponent("growth", weight: 0.30, growth(history, period)),
          ScoreComponent("reach", weight: 0.20, reach(history, period)),
          ScoreComponent("conversion", weight: 0.10, conversion(recent)),
        ], range: 0...100, minimumCoverage: minimumCoverage)
    }
  }

  /// The score at the end of each of several periods, each from what was known by then: the posts of the period, and the
  /// audience up to its end.
  public static func trend(
    posts: [Post], audience: [AudiencePoint], in periods: [Period]
  ) -> [Finding<ScoreBreakdown>] {
    periods.map { of(posts: posts, audience: audience, in: $0) }
  }

  // MARK: - Private

  private static func engagement(_ posts: [Post]) -> ScoreComponent.Part {
    let rates = posts.compactMap {
      EngagementRate.of(
        $0.metrics, per: .followers, followersAtPosting: $0.followersAtPosting,
        counting: .withoutSaves
      ).value
    }
    let alike = AverageEngagementRate.mostFrequentKind(of: rates)
    guard let first = alike.first else {
      return .unknown("no post of the period has known interactions and followers")
    }
    let mean = alike.reduce(0) { $0 + min(1, $1.value) } / Double(alike.count)
    return .known(
      engagementScale(mean),
      "\(Prose.count(alike.count, "post")) with a mean of \(Prose.percent(mean, 2)) of the followers (\(first.terms))"
    )
  }

  private static func growth(_ history: AudienceHistory, _ period: Period) -> ScoreComponent.Part {
    let changes = AudienceHistory.counts.compactMap { name, count -> (String, Double)? in
      guard let means = history.means(period.preceding, period, count), means.first > 0 else {
        return nil
      }
      return (name, (means.second - means.first) / means.first)
    }
    guard !changes.isEmpty else {
      return .unknown("no platform's audience is known both in the period and in the one before")
    }
    let mean = changes.reduce(0) { $0 + $1.1 } / Double(changes.count)
    let parts = changes.map { "\($0.0) changed by \(Prose.percent($0.1))" }
    return .known(
      growthScale(mean), "\(Prose.list(parts)) against the \(period.days) days before")
  }

  private static func reach(_ history: AudienceHistory, _ period: Period) -> ScoreComponent.Part {
    let followers = history.newest(before: period.end) { $0.followers }
    let listeners = history.newest(before: period.end) { $0.listeners }
    guard let oldest = (followers + listeners).map(\.time).min() else {
      return .unknown("no platform's audience is known")
    }
    let sum = (
      followers.reduce(0) { $0 + $1.value }, listeners.reduce(0) { $0 + $1.value }
    )
    let age = oldest < period.start ? ", the oldest of \(oldest)" : ""
    return .known(
      reachScale(sum.0 + 0.5 * sum.1),
      "\(Prose.number(sum.0)) followers and \(Prose.number(sum.1)) listeners, the newest known of each platform\(age)"
    )
  }

  private static func conversion(_ posts: [Post]) -> ScoreComponent.Part {
    let rates = posts.compactMap {
      EngagementRate.of($0.metrics, per: .views, counting: [.passedOn, .saves]).value
    }
    let alike = AverageEngagementRate.mostFrequentKind(of: rates)
    guard let first = alike.first else {
      return .unknown("no post of the period has known views, and saves or shares")
    }
    let kept = alike.reduce(0) { $0 + $1.engagement }
    let views = alike.reduce(0) { $0 + $1.denominator }
    return .known(
      conversionScale(kept / views),
      "\(Prose.number(kept)) \(first.terms) for \(Prose.number(views)) views of \(Prose.count(alike.count, "post"))"
    )
  }
}
