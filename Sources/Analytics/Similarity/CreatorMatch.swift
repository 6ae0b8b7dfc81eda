extension Definition {
  /// How alike two creators are in size, category, engagement, posting and growth.
  public static let creatorMatch = Definition("creator_match", .score)
}

/// How alike two creators are, 0 (nothing alike) to 100 (the same in all that is known).
///
/// Size counts 0.30, categories 0.25, the pattern of engagement 0.20, posting behaviour 0.15 and the stage of growth 0.10. A part of
/// which nothing is known leaves its weight to the others.
public struct CreatorMatch: Sendable, Equatable {
  /// The part of the weight that must be known.
  public static let minimumCoverage = 0.5

  /// A band of scores.
  public enum Band: String, Sendable, CaseIterable {
    /// 80 or more.
    case very
    /// 60 or more.
    case quite
    /// 40 or more.
    case somewhat
    /// Less than 40.
    case little

    init(_ score: Double) {
      self =
        switch score {
        case 80...: .very
        case 60...: .quite
        case 40...: .somewhat
        default: .little
        }
    }
  }

  /// The score with its parts `size`, `category`, `engagement`, `posting` and `growth`.
  public let score: ScoreBreakdown

  /// The band of the score.
  public var band: Band { Band(score.value) }

  /// What the score comes from.
  public var reasons: [String] { score.reasons }

  /// Compares two creators; the order of the two does not matter.
  ///
  /// - Returns: The match; unknown where parts of less than half of the weight are known.
  /// - Complexity: O(categories).
  public static func between(_ a: CreatorTraits, _ b: CreatorTraits) -> Finding<Self> {
    Finding(.creatorMatch) { () throws(Unknown) in
      let score = try ScoreBreakdown(
        [
          part("size", weight: 0.30, size(a, b)), part("category", weight: 0.25, category(a, b)),
          part("engagement", weight: 0.20, engagement(a, b)),
          part("posting", weight: 0.15, posting(a, b)),
          part("growth", weight: 0.10, growth(a, b)),
        ], range: 0...100, minimumCoverage: minimumCoverage)
      return Self(score: score)
    }
  }

  private static func size(_ a: CreatorTraits, _ b: CreatorTraits) -> [(String, Double?)] {
    [("followers", TraitLikeness.scale(a.followers.known, b.followers.known))]
  }

  private static func category(_ a: CreatorTraits, _ b: CreatorTraits) -> [(String, Double?)] {
    [("categories", TraitLikeness.members(a.categories, b.categories))]
  }

  private static func growth(_ a: CreatorTraits, _ b: CreatorTraits) -> [(String, Double?)] {
    [("growth a day", TraitLikeness.growth(a.growthPerDay, b.growthPerDay))]
  }

  private static func engagement(_ a: CreatorTraits, _ b: CreatorTraits) -> [(String, Double?)] {
    [
      ("likes a post", TraitLikeness.scale(a.likesPerPost, b.likesPerPost)),
      ("comments a like", TraitLikeness.scale(a.commentsPerLike, b.commentsPerLike)),
      ("shares a view", TraitLikeness.scale(a.sharesPerView, b.sharesPerView)),
      ("length", TraitLikeness.scale(a.length, b.length)),
    ]
  }

  private static func posting(_ a: CreatorTraits, _ b: CreatorTraits) -> [(String, Double?)] {
    [
      ("posts a week", TraitLikeness.scale(a.postsPerWeek, b.postsPerWeek)),
      ("hours of the day", TraitLikeness.hours(a.postsByHour, b.postsByHour)),
      ("variation of length", TraitLikeness.level(a.lengthVariation, b.lengthVariation)),
      ("trending sounds", TraitLikeness.level(a.trendingSounds, b.trendingSounds, upTo: 1)),
    ]
  }

  /// A part as the mean of its known traits, with a clause that tells each of them.
  private static func part(
    _ name: String, weight: Double, _ traits: [(String, Double?)]
  ) -> ScoreComponent {
    guard let mean = TraitLikeness.mean(traits.map(\.1)) else {
      return ScoreComponent(name, weight: weight, .unknown("nothing is known of it"))
    }
    let told = traits.map { "\($0.0) \($0.1.map { "alike by \(Prose.number($0))" } ?? "unknown")" }
    return ScoreComponent(name, weight: weight, .known(100 * mean, Prose.list(told)))
  }
}
