extension Definition {
  /// How fast an audience grows, and whether that is getting faster.
  public static let momentumIndex = Definition("momentum_index", version: 2, .score)
}

/// How fast an audience grows, 0 to 10: 0.35 velocity + 0.30 acceleration + 0.20 consistency + 0.15 viral posts.
///
/// The daily change is that of followers plus half that of listeners. A part without data is unknown, never 5.
public struct MomentumIndex: Equatable, Sendable {
  /// The part of the weight that must be known.
  public static let minimumCoverage = 0.5
  /// Fewer days than a week have not seen each weekday.
  public static let minimumDays = 7
  /// Among fewer posts none can lie more than two standard deviations above the mean.
  public static let minimumPosts = 6

  /// What the index says in a word.
  public enum Status: String, Sendable, CaseIterable {
    /// 9 and more.
    case viral
    /// 7 and more.
    case rapidGrowth = "rapid_growth"
    /// 5 and more.
    case growing
    /// 3 and more.
    case stable
    /// Below 3.
    case declining

    /// The direction, such as `strong_upward`.
    public var trend: String {
      switch self {
      case .viral: "breakout"
      case .rapidGrowth: "strong_upward"
      case .growing: "upward"
      case .stable: "flat"
      case .declining: "downward"
      }
    }

    init(_ index: Double) {
      self =
        switch index {
        case 9...: .viral
        case 7...: .rapidGrowth
        case 5...: .growing
        case 3...: .stable
        default: .declining
        }
    }
  }

  /// The index with its parts `velocity`, `acceleration`, `consistency` and `viral`.
  public let score: ScoreBreakdown
  /// What the parts are scored from, for a model of breakouts.
  public let signals: MomentumSignals

  /// What the index says in a word.
  public var status: Status { Status(score.value) }

  /// What the index comes from.
  public var reasons: [String] { score.reasons }

  /// Measures the momentum of an audience over a period. Linear in points and posts, but for sorting the points.
  ///
  /// - Parameters:
  ///   - posts: The interactions with each post of the period; those with the most frequent terms are compared.
  ///   - audience: The sizes of the audience on each platform, in any order; those outside the period do not count.
  ///   - period: The period.
  /// - Returns: The index; unknown where parts of less than half of the weight are known.
  public static func of(
    posts: [Engagement], audience: [AudiencePoint], in period: Period
  ) -> Finding<Self> {
    Finding(.momentumIndex) { () throws(Unknown) in
      let signals = MomentumSignals(
        changes: DailyChanges(AudienceHistory(audience), period), posts: posts)
      let score = try ScoreBreakdown(
        signals.components, range: 0...10, minimumCoverage: minimumCoverage)
      return Self(score: score, signals: signals)
    }
  }
}
