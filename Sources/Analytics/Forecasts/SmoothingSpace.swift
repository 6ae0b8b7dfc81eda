/// The numbers that a search moves, in one list: α, β, γ / (1 − α), φ, level, slope and the season's terms but the last,
/// which stays because terms are relative to the level.
struct SmoothingSpace {
  let model: SmoothingModel
  let values: [Double]
  let rough: SmoothingState
  /// Numbers that are moved, whether or not the model has a use for them.
  let count: Int
  /// Whether the model has a use for each.
  let used: [Bool]

  private static let phi = 0.8...0.995

  init(model: SmoothingModel, values: [Double], rough: SmoothingState) {
    self.model = model
    self.values = values
    self.rough = rough
    let seasonal = model.season != .none
    let fitted = seasonal && model.period <= SmoothingModel.longestFittedPeriod
    let terms = fitted ? model.period - 1 : 0
    let trend = model.trend != .none
    used =
      [true, trend, seasonal, model.trend == .damped, true, trend]
      + [Bool](repeating: true, count: terms)
    count = used.count
  }

  func point(_ usual: SmoothingSearch.Weights) -> [Double] {
    let weights = [
      usual.alpha, used[1] ? usual.beta : 0, used[2] ? usual.gamma : 0, used[3] ? usual.phi : 1,
    ]
    return weights + [rough.level, rough.slope] + rough.seasons.prefix(count - 6)
  }

  func weights(of point: [Double]) -> SmoothingWeights {
    SmoothingWeights(
      level: point[0], slope: point[1], season: point[2] * (1 - point[0]), damping: point[3])
  }

  func state(of point: [Double]) -> SmoothingState {
    let seasons = Array(point[6...]) + rough.seasons.dropFirst(count - 6)
    return SmoothingState(level: point[4], slope: point[5], seasons: seasons)
  }

  /// What weight `index`, 0 to 3, may be.
  private static func range(of index: Int) -> ClosedRange<Double> { index == 3 ? phi : 0...1 }

  /// Whether a weight lies at an end of its range.
  func isEdge(_ value: Double, _ index: Int) -> Bool {
    let range = Self.range(of: index)
    return value <= range.lowerBound || value >= range.upperBound
  }

  /// The nearest numbers that `index` may have.
  func clamped(_ values: SIMD4<Double>, _ index: Int) -> SIMD4<Double> {
    guard index < 4, used[index] else { return values }
    let range = Self.range(of: index)
    return values.clamped(
      lowerBound: SIMD4(repeating: range.lowerBound), upperBound: SIMD4(repeating: range.upperBound)
    )
  }

  /// Whether a move against `gradient` would leave the region at once.
  func isBlocked(_ value: Double, _ gradient: Double, _ index: Int) -> Bool {
    guard used[index] else { return true }
    guard index < 4 else { return false }
    let range = Self.range(of: index)
    return (value <= range.lowerBound && gradient > 0)
      || (value >= range.upperBound && gradient < 0)
  }
}
