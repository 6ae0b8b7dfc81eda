/// The search for the weights and the first state of a model; see ``SmoothingModel/fit(_:)``.
struct SmoothingSearch {
  let model: SmoothingModel
  /// The series, at most 1 in size.
  let values: [Double]

  struct Best {
    let weights: SmoothingWeights
    let start: SmoothingState
    let sumOfSquares: Double
  }

  /// The best of the descents from the most promising weights.
  func best() -> Best {
    let rough = model.roughStart(values)
    let space = SmoothingSpace(model: model, values: values, rough: rough)
    let sensitivity = SmoothingSensitivity(space: space)
    var candidates = Self.usual.map { space.point(alpha: $0.0, beta: $0.1, gamma: $0.2, phi: $0.3) }
      .map { (point: $0, sum: sensitivity.sumOfSquares(at: $0)) }
      .sorted { $0.sum < $1.sum }
    // The likeliest two that lie apart: in one valley they would end in the same place.
    candidates = Array(candidates.prefix(Self.descents))
    var best = (point: candidates[0].point, sum: Double.infinity)
    for candidate in candidates {
      let found = sensitivity.descend(from: candidate.point, sum: candidate.sum)
      if found.sum < best.sum { best = found }
    }
    return Best(
      weights: space.weights(of: best.point), start: space.state(of: best.point),
      sumOfSquares: best.sum)
  }

  private static let descents = 2

  /// Weights to start from, as (α, β, γ / (1 − α), φ).
  private static let usual: [(Double, Double, Double, Double)] = [
    (0.1, 0.1, 0.1, 0.95), (0.3, 0.1, 0.1, 0.95), (0.6, 0.1, 0.1, 0.95), (0.9, 0.1, 0.1, 0.95),
    (0.1, 0.3, 0.5, 0.9), (0.5, 0.4, 0.5, 0.9), (0.9, 0.5, 0.5, 0.9), (0.05, 0.05, 0.02, 0.98),
  ]
}

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

  static let phi = 0.8...0.995

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

  func point(alpha: Double, beta: Double, gamma: Double, phi: Double) -> [Double] {
    let weights = [
      alpha, used[1] ? beta : 0, used[2] ? gamma : 0, used[3] ? phi : 1,
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

  /// The nearest number that parameter `index` may have.
  func clamped(_ value: Double, _ index: Int) -> Double {
    guard used[index] else { return value }
    if index < 3 { return min(max(value, 0), 1) }
    if index == 3 { return min(max(value, Self.phi.lowerBound), Self.phi.upperBound) }
    return value
  }

  /// Whether a move against `gradient` would leave the region at once.
  func isBlocked(_ value: Double, _ gradient: Double, _ index: Int) -> Bool {
    guard used[index] else { return true }
    guard index < 4 else { return false }
    let range = index == 3 ? Self.phi : 0...1
    return (value <= range.lowerBound && gradient > 0)
      || (value >= range.upperBound && gradient < 0)
  }
}
