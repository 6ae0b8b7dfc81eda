extension Definition {
  /// How alike two creators are in size, category, engagement, posting and growth.
  public static let creatorMatch = Definition("creator_match", .score)
}

/// How alike two creators are.
///
/// Size counts 0.30, categories 0.25, the pattern of engagement 0.20, posting behaviour 0.15 and the stage of growth 0.10. A part of
/// which nothing is known takes no part: the others' weights are made to add up to 1, and ``coverage`` says how much was known.
public struct CreatorMatch: Sendable, Equatable {
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
  }

  /// 0 (nothing alike) to 100 (the same in all that is known).
  public let score: Double
  /// The parts, with what is known of each.
  public let parts: [WeightedParts.Part]
  /// The weight of the known parts, 0.5 to 1.
  public let coverage: Double

  /// The band of the score.
  public var band: Band {
    switch score {
    case 80...: .very
    case 60...: .quite
    case 40...: .somewhat
    default: .little
    }
  }

  /// A sentence for each part.
  public var reasons: [String] { parts.map(\.reason) }

  /// Compares two creators; the order of the two does not matter.
  ///
  /// - Returns: The match; unknown where the known parts weigh less than half.
  /// - Complexity: O(categories).
  public static func between(_ a: CreatorTraits, _ b: CreatorTraits) -> Finding<CreatorMatch> {
    Finding(.creatorMatch) { () throws(Unknown) in
      let weighted = WeightedParts(parts: [
        part(
          "size", 0.30,
          [
            (
              "followers",
              TraitLikeness.scale(a.followers.map(Double.init), b.followers.map(Double.init))
            )
          ]),
        part("category", 0.25, [("categories", TraitLikeness.members(a.categories, b.categories))]),
        part("engagement", 0.20, engagement(a, b)),
        part("posting", 0.15, posting(a, b)),
        part(
          "growth", 0.10, [("growth a day", TraitLikeness.growth(a.growthPerDay, b.growthPerDay))]),
      ])
      return CreatorMatch(
        score: 100 * (try weighted.mean()), parts: weighted.parts, coverage: weighted.coverage)
    }
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

  /// A part as the mean of its known traits, with a sentence that tells each of them.
  private static func part(_ name: String, _ weight: Double, _ traits: [(String, Double?)])
    -> WeightedParts.Part
  {
    guard let mean = TraitLikeness.mean(traits.map(\.1)) else {
      return .init(name, weight, nil, "\(name) is unknown")
    }
    let told = traits.map { "\($0.0) \($0.1.map { Shown.decimals($0, 2) } ?? "unknown")" }
    return .init(
      name, weight, mean,
      "\(name) is alike by \(Shown.decimals(mean, 2)) (\(told.joined(separator: ", ")))")
  }
}
