extension Definition {
  /// How good a day is for a release.
  public static let releaseScore = Definition("release_score", .score)
}

/// How good a day is for a release, 0 to 10: 0.30 momentum + 0.25 competition + 0.20 history + 0.15 audience + 0.10 calendar.
///
/// What is not known leaves its weight to the rest.
public struct ReleaseScore: Equatable, Sendable {
  /// The part of the weight that must be known.
  public static let minimumCoverage = 0.5

  /// What the score says in a word.
  public enum Advice: String, Sendable, CaseIterable {
    /// 7.5 and more.
    case recommended
    /// 5 and more.
    case caution
    /// Below 5.
    case notRecommended = "not_recommended"
  }

  /// The day.
  public let day: CivilDay
  /// The score with its parts `momentum`, `competition`, `history`, `audience` and `calendar`.
  public let score: ScoreBreakdown

  /// What the score says in a word.
  public var advice: Advice {
    switch score.value {
    case 7.5...: .recommended
    case 5...: .caution
    default: .notRecommended
    }
  }

  /// What the score comes from.
  public var reasons: [String] { score.reasons }

  /// What is known of a day and of who releases; `nil` is unknown.
  public struct Inputs: Equatable, Sendable {
    /// The momentum index, 0 to 10.
    public var momentum: Double?
    /// Other releases of that day; `nil` where nobody looked, empty where there are none.
    public var competition: [CompetingRelease]?
    /// The genres of who releases, which tell who competes; empty where they are not known.
    public var genres: [String] = []
    /// How the weekday of the release does against all days; see ``WeekdayRatio``.
    public var weekdayRatio: Double?
    /// The growth of the audience as a ratio, such as 0.05.
    public var audienceGrowth: Double?

    /// Creates inputs of which nothing is known.
    public init() {}
  }

  /// Scores a day.
  ///
  /// - Returns: The score with its parts; unknown where parts of less than half of the weight are known.
  public static func of(_ day: CivilDay, _ inputs: Inputs) -> Finding<Self> {
    Finding(.releaseScore) { () throws(Unknown) in
      let calendar = ReleaseCalendar.score(of: day)
      let score = try ScoreBreakdown(
        [
          ScoreComponent("momentum", weight: 0.30, momentum(inputs.momentum)),
          ScoreComponent("competition", weight: 0.25, competition(inputs)),
          ScoreComponent("history", weight: 0.20, history(inputs.weekdayRatio)),
          ScoreComponent("audience", weight: 0.15, audience(inputs.audienceGrowth)),
          ScoreComponent("calendar", weight: 0.10, .known(calendar.score, calendar.reason)),
        ], range: 0...10, minimumCoverage: minimumCoverage)
      return Self(day: day, score: score)
    }
  }

  // MARK: - Private

  private static func momentum(_ index: Double?) -> ScoreComponent.Part {
    guard let index, index >= 0, index <= 10 else { return .unknown("no momentum index is known") }
    return .known(index, "the momentum index")
  }

  private static func competition(_ inputs: Inputs) -> ScoreComponent.Part {
    guard let releases = inputs.competition else { return .unknown("nobody looked for releases") }
    let major = releases.count { $0.isMajor(among: inputs.genres) == true }
    let open = releases.count { $0.isMajor(among: inputs.genres) == nil }
    let gaps = open == 0 ? "" : ", \(open) of unknown size or genre, which could only lower it"
    return .known(
      competitionScore(releases: releases.count, major: major),
      "\(Prose.count(releases.count, "other release")), \(major) by a major artist of the same genre\(gaps)"
    )
  }

  /// The score of a day with `releases` others, `major` of them by major artists of the genre; from 0.
  static func competitionScore(releases: Int, major: Int) -> Double {
    let score =
      switch releases {
      case ...0: 10.0
      case ...3: 9 - 0.5 * Double(major)
      case ...7: 7 - 0.5 * Double(major)
      case ...15: 5 - 0.3 * Double(major)
      default: 3 - 0.2 * Double(major)
      }
    return max(0, score)
  }

  private static func history(_ ratio: Double?) -> ScoreComponent.Part {
    guard let ratio, ratio.isFinite, ratio >= 0 else {
      return .unknown("it is not known how the weekday does")
    }
    let score =
      switch ratio {
      case 1.2...: 9.0
      case 1.1...: 8.0
      case 1...: 7.0
      case 0.9...: 6.0
      default: 5.0
      }
    return .known(score, "the weekday has \(Prose.number(ratio)) times the mean of all days")
  }

  private static func audience(_ growth: Double?) -> ScoreComponent.Part {
    guard let growth, growth.isFinite else { return .unknown("the audience's growth is not known") }
    let score =
      switch growth {
      case 0.20...: 10.0
      case 0.10...: 9.0
      case 0.05...: 8.0
      case 0...: 7.0
      case (-0.05)...: 6.0
      case (-0.10)...: 5.0
      default: 4.0
      }
    return .known(score, "the audience changed by \(Prose.percent(growth))")
  }
}

/// A release of someone else.
public struct CompetingRelease: Equatable, Sendable {
  /// Followers of the artist; `nil` where they are not known.
  public var followers: Int64?
  /// Genres of the artist.
  public var genres: [String]

  /// Creates a release.
  public init(followers: Int64?, genres: [String]) {
    (self.followers, self.genres) = (followers, genres)
  }

  /// Whether its artist has 1 million followers or more, and one of `genres`, whatever the case of letters; `nil` where the
  /// followers or the genres that decide are not known.
  func isMajor(among genres: [String]) -> Bool? {
    let own = Set(genres.map { $0.lowercased() })
    let isLarge = followers.known.map { $0 >= 1_000_000 }
    let isAlike =
      genres.isEmpty || self.genres.isEmpty
      ? nil : self.genres.contains { own.contains($0.lowercased()) }
    if isLarge == false || isAlike == false { return false }
    return isLarge == nil || isAlike == nil ? nil : true
  }
}
