/// The shape of an exponential smoothing model: what it keeps of a series besides its level.
///
/// No trend and no season is simple exponential smoothing, a linear trend is Holt's method, a season added makes it
/// Holt and Winters' (Holt 1957, Winters 1960; damped trend: Gardner and McKenzie 1985).
public struct SmoothingModel: Hashable, Sendable {
  /// How the level moves by itself.
  public enum Trend: Hashable, Sendable, CaseIterable {
    /// It stays.
    case none
    /// It moves by the slope with each step.
    case linear
    /// It moves by the slope, which shrinks with each step.
    case damped
  }

  /// What recurs every `period` steps.
  public enum Season: Hashable, Sendable {
    /// Nothing.
    case none
    /// A term that is added to the level.
    case additive(period: Int)
    /// A factor of the level. For positive values only.
    case multiplicative(period: Int)
  }

  /// The trend.
  public var trend: Trend
  /// The season.
  public var season: Season

  /// Creates a shape.
  public init(trend: Trend = .none, season: Season = .none) {
    self.trend = trend
    self.season = season
  }

  /// Steps in a season; 1 without one, and at most a million.
  public var period: Int {
    switch season {
    case .none: 1
    case .additive(let period), .multiplicative(let period): min(max(period, 1), 1_000_000)
    }
  }

  /// The largest period whose terms are fitted; those of a longer one stay as the decomposition gives them, because
  /// there are too many to be told from few seasons.
  static let longestFittedPeriod = 24

  /// Numbers that are estimated: the weights, the first state (of a season one term less than its period, since they
  /// are relative to the level) and the variance.
  var estimated: Int {
    let trend = self.trend == .none ? 0 : self.trend == .linear ? 2 : 3
    return 3 + trend + (season == .none ? 0 : period)
  }

  var isMultiplicative: Bool {
    if case .multiplicative = season { true } else { false }
  }
}

/// How fast a model forgets, each 0 to 1.
public struct SmoothingWeights: Hashable, Sendable {
  /// The part of a step's error that the level takes over (α).
  public var level: Double
  /// The part of the level's change that the slope takes over (β, also β*).
  public var slope: Double
  /// The part of a step's error that the season takes over (γ).
  public var season: Double
  /// The part of the slope that is left after a step (φ); 1 keeps it.
  public var damping: Double

  /// Creates weights.
  public init(level: Double, slope: Double = 0, season: Double = 0, damping: Double = 1) {
    self.level = level
    self.slope = slope
    self.season = season
    self.damping = damping
  }
}

/// What a model knows at a moment.
public struct SmoothingState: Equatable, Sendable {
  /// The level, in the unit of the series.
  public var level: Double
  /// The change of the level with the next step, before it is damped.
  public var slope: Double
  /// The terms or factors of the season, that of the next step first; empty without a season.
  public var seasons: [Double]

  /// Creates a state.
  public init(level: Double, slope: Double = 0, seasons: [Double] = []) {
    self.level = level
    self.slope = slope
    self.seasons = seasons
  }
}
