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
    typealias Found = (point: [Double], sum: Double)
    func best(_ count: Int, of found: [Found]) -> ArraySlice<Found> {
      found.sorted { $0.sum < $1.sum }.prefix(count)
    }
    let starts = Self.usual.map { weights in
      sensitivity.settled(
        space.point(alpha: weights.0, beta: weights.1, gamma: weights.2, phi: weights.3))
    }
    let tried = best(Self.tries, of: starts).map { start in
      sensitivity.descend(from: start.point, sum: start.sum, steps: Self.trySteps)
    }
    let ended = best(Self.descents, of: tried).map { start in
      sensitivity.descend(from: start.point, sum: start.sum, steps: 60)
    }
    let best = best(1, of: ended)[0]
    return Best(
      weights: space.weights(of: best.point), start: space.state(of: best.point),
      sumOfSquares: best.sum)
  }

  private static let tries = 5
  private static let trySteps = 3
  private static let descents = 2

  /// Weights to start from, as (α, β, γ / (1 − α), φ).
  private static let usual: [(Double, Double, Double, Double)] = [
    (0.1, 0, 0.1, 0.98), (0.4, 0, 0.1, 0.98), (0.9, 0, 0.1, 0.98), (0, 0, 0, 0.99),
    (0.25, 0, 0.6, 0.98), (0.7, 0, 0.7, 0.98), (0.1, 0.2, 0.1, 0.9), (0.4, 0.2, 0.1, 0.9),
    (0.8, 0.5, 0.1, 0.9), (0.3, 0.2, 0.6, 0.9),
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
