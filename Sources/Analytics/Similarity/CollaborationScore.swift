extension Definition {
  /// How worthwhile a follower with an audience of their own is to work with.
  public static let collaborationScore = Definition("collaboration_score", .score)
}

/// How worthwhile an engaged follower with an audience of their own is to work with.
///
/// `3 · min(followers / 50000, 1) + 4 · min(rate / 0.1, 1) + 3 · min(weekly interactions / 5, 1)`. A part that is unknown takes no part:
/// the others are made to add up to 10, and ``coverage`` says how much was known.
public struct CollaborationScore: Sendable, Equatable {
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
  }

  /// 0 to 10.
  public let score: Double
  /// The parts, with what is known of each.
  public let parts: [WeightedParts.Part]
  /// The weight of the known parts, 0.5 to 1.
  public let coverage: Double

  /// What the score advises.
  public var advice: Advice {
    switch score {
    case 8...: .reachOut
    case 6...: .engageFirst
    case 4...: .monitor
    default: .low
    }
  }

  /// A sentence for each part.
  public var reasons: [String] { parts.map(\.reason) }

  /// Rates a follower from what was observed.
  ///
  /// - Parameters:
  ///   - followers: The follower's own followers.
  ///   - engagementRate: The engagement rate of the follower's own posts, as a ratio.
  ///   - weeklyInteractions: The follower's likes, comments and shares a week at the creator's posts.
  /// - Returns: The score; unknown where the known parts weigh less than half. A value that is negative or not finite counts as
  ///   unknown.
  public static func of(
    followers: Int?, engagementRate: Double?, weeklyInteractions: Double?
  ) -> Finding<CollaborationScore> {
    Finding(.collaborationScore) { () throws(Unknown) in
      let weighted = WeightedParts(parts: [
        part("followers", 0.3, followers.map(Double.init), full: 50_000, decimals: 0),
        part("engagement rate", 0.4, engagementRate, full: 0.1, decimals: 4),
        part("weekly interactions", 0.3, weeklyInteractions, full: 5, decimals: 1),
      ])
      return CollaborationScore(
        score: 10 * (try weighted.mean()), parts: weighted.parts, coverage: weighted.coverage)
    }
  }

  private static func part(
    _ name: String, _ weight: Double, _ value: Double?, full: Double, decimals: Int
  ) -> WeightedParts.Part {
    guard let value, value >= 0, value.isFinite else {
      return .init(name, weight, nil, "\(name): unknown")
    }
    let shown =
      "\(Shown.decimals(value, decimals)), where \(Shown.decimals(full, decimals)) counts in full"
    return .init(name, weight, min(value / full, 1), "\(name): \(shown)")
  }
}
