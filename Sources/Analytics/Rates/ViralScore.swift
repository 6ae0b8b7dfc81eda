extension Definition {
  /// How a post does against what is usual for its audience, its format and its age.
  public static let viralScore = Definition("viral_score", .score)
}

/// A post's views and interactions against what its audience, format and age let expect, 0 to 100.
///
/// The score is 0.40 audience + 0.35 format + 0.25 time, clamped. A part without its inputs is unknown; the others then share
/// its weight, and ``ScoreBreakdown/coverage`` says how much of the weight is known.
public enum ViralScore {
  /// The part of the weight that must be known.
  public static let minimumCoverage = 0.6

  /// What is known of a post.
  public struct Post: Equatable, Sendable {
    /// Its numbers of views.
    public var views: Double?
    /// Its interactions.
    public var engagement: Engagement
    /// Followers of its author.
    public var followers: Double?
    /// Its age in hours.
    public var ageHours: Double?
    /// What it is.
    public var format: PostFormat

    /// Creates a post.
    public init(
      views: Double?, engagement: Engagement, followers: Double?, ageHours: Double?,
      format: PostFormat = .other
    ) {
      self.views = views
      self.engagement = engagement
      self.followers = followers
      self.ageHours = ageHours
      self.format = format
    }
  }

  /// Scores a post.
  ///
  /// - Returns: The score with its parts; unknown where parts of less than 0.6 of the weight are known.
  public static func of(_ post: Post) -> Finding<ScoreBreakdown> {
    Finding(.viralScore) { () throws(Unknown) in
      try ScoreBreakdown(
        [
          ScoreComponent("audience", weight: 0.40, audience(post)),
          ScoreComponent("format", weight: 0.35, format(post)),
          ScoreComponent("time", weight: 0.25, time(post)),
        ], range: 0...100, minimumCoverage: minimumCoverage)
    }
  }

  // MARK: - Private

  private static func audience(_ post: Post) -> ScoreComponent.Part {
    guard let followers = post.followers.known, followers > 0 else {
      return .unknown("the followers are not known, or there are none")
    }
    guard let views = post.views.known else { return .unknown("the views are not known") }
    guard !post.engagement.terms.isEmpty else { return .unknown("no interaction is reported") }
    let expectedViews = followers / 1000 * post.format.viewsPerThousandFollowers
    let expectedEngagement = expectedViews * post.format.engagementRate
    let weights = EngagementWeights(likes: 1, comments: 2, passedOn: 3, saves: 2)
    let reached = views / expectedViews
    let engaged = post.engagement.weighted(weights) / expectedEngagement
    return .known(
      (0.3 * reached + 0.7 * engaged) * 100,
      "\(Prose.number(reached)) times the expected \(Prose.number(expectedViews, 0)) views, \(Prose.number(engaged)) times the expected interactions (\(post.engagement.terms))"
    )
  }

  private static func format(_ post: Post) -> ScoreComponent.Part {
    guard let views = post.views.known, views > 0 else {
      return .unknown("the views are not known, or there are none")
    }
    guard !post.engagement.terms.isEmpty else { return .unknown("no interaction is reported") }
    let rate = post.engagement.total / views
    guard rate.isFinite else { return .unknown("the views are too few to divide by") }
    let score = (rate / post.format.engagementRate - 0.5) * 100
    return .known(
      min(max(score, 0), 100),
      "an engagement rate of \(Prose.percent(rate)) by views, where \(Prose.percent(post.format.engagementRate)) is usual"
    )
  }

  private static func time(_ post: Post) -> ScoreComponent.Part {
    guard let age = post.ageHours.known else { return .unknown("its age is not known") }
    guard !post.engagement.terms.isEmpty else { return .unknown("no interaction is reported") }
    let decay =
      switch age {
      case ..<6: 1.0
      case ..<24: 0.9
      case ..<48: 0.7
      case ..<72: 0.5
      default: 0.3
      }
    let count = post.engagement.total
    return .known(
      min(100, count / 100) / decay,
      "\(Prose.number(count)) interactions in \(Prose.number(age, 1)) hours")
  }
}
