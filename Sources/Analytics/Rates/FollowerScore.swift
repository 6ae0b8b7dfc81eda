extension Definition {
  /// How much one follower does with an account's posts.
  public static let followerScore = Definition("follower_score", .score)
}

/// How much one follower did with an account's posts, in points.
///
/// comments × 5 + likes × 1 + shares × 10 + saves × 8 + profile visits × 3 + link clicks × 15, over the interactions that the
/// platform reports of single people.
public struct FollowerScore: Equatable, Sendable {
  /// What a follower did; `nil` where the platform does not tell who did it.
  public struct Interactions: Equatable, Sendable {
    public var comments: Int64?
    public var likes: Int64?
    public var shares: Int64?
    public var saves: Int64?
    public var profileVisits: Int64?
    public var linkClicks: Int64?

    /// Creates interactions of which nothing is known.
    public init() {}
  }

  /// How engaged a follower is.
  public enum Tier: String, Sendable, CaseIterable {
    /// 500 points and more.
    case superFan = "super_fan"
    /// 100 points and more.
    case active
    /// 10 points and more.
    case lurker
    /// Fewer than 10 points.
    case inactive
  }

  /// The points, from 0.
  public let value: Double
  /// The interactions that are known, such as `comments`.
  public let known: [String]
  /// The interactions that are not; each of them could only raise the score.
  public let unknown: [String]

  /// The tier of the points. With unknown interactions it is the lowest that is possible.
  public var tier: Tier {
    switch value {
    case 500...: .superFan
    case 100...: .active
    case 10...: .lurker
    default: .inactive
    }
  }

  /// What the score comes from.
  public var reasons: [String] {
    var lines = ["\(Prose.number(value)) points from \(Prose.list(known))."]
    if !unknown.isEmpty {
      lines.append("A lower limit: \(Prose.list(unknown)) are not reported of single followers.")
    }
    return lines
  }

  /// Scores a follower.
  ///
  /// - Returns: The score; unknown where no interaction is known. Negative counts are not known.
  public static func of(_ interactions: Interactions) -> Finding<Self> {
    Finding(.followerScore) { () throws(Unknown) in
      let terms: [(name: String, count: Double?, points: Double)] = [
        ("comments", interactions.comments.known, 5), ("likes", interactions.likes.known, 1),
        ("shares", interactions.shares.known, 10), ("saves", interactions.saves.known, 8),
        ("profile visits", interactions.profileVisits.known, 3),
        ("link clicks", interactions.linkClicks.known, 15),
      ]
      let known = terms.filter { $0.count != nil }
      guard !known.isEmpty else { throw .tooFew(0, needed: 1, of: "known interactions") }
      return Self(
        value: known.reduce(0) { $0 + ($1.count ?? 0) * $1.points },
        known: known.map(\.name),
        unknown: terms.filter { $0.count == nil }.map(\.name))
    }
  }
}
