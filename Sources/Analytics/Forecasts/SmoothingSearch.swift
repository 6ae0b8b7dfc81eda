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

  /// A place of the space with the sum of squares there.
  typealias Place = (point: [Double], sum: Double)

  /// The best of the descents from the most promising weights.
  func best() -> Best {
    let space = SmoothingSpace(model: model, values: values, rough: model.roughStart(values))
    let sensitivity = SmoothingSensitivity(space: space)
    let starts = apart(Self.usual.map { sensitivity.settled(space.point($0)) })
    let tried = starts.prefix(Self.tries).map {
      sensitivity.descend(from: $0, steps: Self.trySteps)
    }
    var best: Place = (tried[0].point, .infinity)
    for place in apart(tried).prefix(Self.descents) {
      let bottom = sensitivity.descend(from: place, steps: Self.mostSteps)
      if bottom.sum < best.sum { best = bottom }
    }
    best = released(best, space, sensitivity)
    var weights = space.weights(of: best.point)
    // A level that takes nothing over passes nothing on to the slope, whatever its weight.
    if weights.level == 0 { weights.slope = 0 }
    return Best(
      weights: weights, start: space.state(of: best.point),
      sumOfSquares: best.sum)
  }

  /// A lower place, if there is one, that is reached when a weight at the edge of its range is moved inside: valleys often
  /// end at an edge, beside a lower one that does not.
  private func released(
    _ place: Place, _ space: SmoothingSpace, _ sensitivity: borrowing SmoothingSensitivity
  ) -> Place {
    var best = place
    for index in 0..<4 where space.used[index] {
      let range = SmoothingSpace.range(of: index)
      let width = range.upperBound - range.lowerBound
      let part = (place.point[index] - range.lowerBound) / width
      guard part < 0.001 || part > 0.999 else { continue }
      var point = place.point
      point[index] = range.lowerBound + width * (part < 0.5 ? 0.1 : 0.9)
      let tried = sensitivity.descend(from: sensitivity.settled(point), steps: Self.trySteps)
      guard tried.sum < best.sum * 1.03 else { continue }
      let bottom = sensitivity.descend(from: tried, steps: Self.mostSteps)
      if bottom.sum < best.sum { best = bottom }
    }
    return best
  }

  /// The places from the lowest up, without those whose weights are near those of a lower one: they would end in the same
  /// valley.
  private func apart(_ places: [Place]) -> [Place] {
    var kept: [Place] = []
    for place in places.sorted(by: { $0.sum < $1.sum }) {
      let isNear = kept.contains { other in
        (0..<4).allSatisfy { abs(other.point[$0] - place.point[$0]) < Self.near }
      }
      if !isNear { kept.append(place) }
    }
    return kept
  }

  /// Starts that are tried, with as many steps each, and descents to the bottom.
  private static let (tries, trySteps, descents, mostSteps) = (5, 3, 2, 60)
  private static let near = 0.05

  typealias Weights = (alpha: Double, beta: Double, gamma: Double, phi: Double)

  /// Weights to start from, as (α, β, γ / (1 − α), φ).
  private static let usual: [Weights] = [
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
  static func range(of index: Int) -> ClosedRange<Double> { index == 3 ? phi : 0...1 }

  /// The nearest number that `index` may have.
  func clamped(_ value: Double, _ index: Int) -> Double {
    guard used[index], index < 4 else { return value }
    let range = Self.range(of: index)
    return min(max(value, range.lowerBound), range.upperBound)
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
