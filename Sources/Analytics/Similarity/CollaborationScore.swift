extension Definition {
  /// How worthwhile a follower with an audience of their own is to work with.
  public static let collaborationScore = Definition("collaboration_score", .score)
}

/// How worthwhile an engaged follower with an audience of their own is to work with, 0 to 10.
///
/// `3 · min(followers / 50000, 1) + 4 · min(rate / 0.1, 1) + 3 · min(weekly interactions / 5, 1)`. A part that is unknown leaves its
/// weight to the others.
public struct CollaborationScore: Sendable, Equatable {
  /// The part of the weight that must be known.
  public static let minimumCoverage = 0.5

  /// What to do about a follower.
  public enum Advice: String, Sendable, CaseIterable {
    /// 8 or more.
    case reachOut = "reach_out"
    /// 6 or more.
    case engageFirst = "engage_first"
    /// 4 or more.
    case monitor
    /// Less than 4.
    case low

    init(_ score: Double) {
      self =
        switch score {
        case 8...: .reachOut
        case 6...: .engageFirst
        case 4...: .monitor
        default: .low
        }
    }
  }

  /// The score with its parts `followers`, `engagement rate` and `weekly interactions`.
  public let score: ScoreBreakdown

  /// What the score advises.
  public var advice: Advice { Advice(score.value) }

  /// What the score comes from.
  public var reasons: [String] { score.reasons }

  /// Rates a follower from what was observed.
  ///
  /// - Parameters:
  ///   - followers: The follower's own followers.
  ///   - engagementRate: The engagement rate of the follower's own posts, as a ratio.
  ///   - weeklyInteractions: The follower's likes, comments and shares a week at the creator's posts.
  /// - Returns: The score; unknown where parts of less than half of the weight are known. A value that is negative or not finite
  ///   counts as unknown.
  public static func of(
    followers: Int64?, engagementRate: Double?, weeklyInteractions: Double?
  ) -> Finding<Self> {
    Finding(.collaborationScore) { () throws(Unknown) in
      let score = try ScoreBreakdown(
        [
          part("followers", weight: 0.3, followers.known, full: 50_000),
          part("engagement rate", weight: 0.4, engagementRate.known, full: 0.1),
          part("weekly interactions", weight: 0.3, weeklyInteractions.known, full: 5),
        ], range: 0...10, minimumCoverage: minimumCoverage)
      return Self(score: score)
    }
  }

  private static func part(
    _ name: String, weight: Double, _ value: Double?, full: Double
  ) -> ScoreComponent {
    guard let value else {
      return ScoreComponent(name, weight: weight, .unknown("nothing is known of it"))
    }
    let reason = "\(Prose.number(value, 4)), where \(Prose.number(full, 4)) counts in full"
    return ScoreComponent(name, weight: weight, .known(min(value / full, 1) * 10, reason))
  }
}
