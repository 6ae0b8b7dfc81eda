/// The errors of a model at a point of its space, and how they move with it: the exact derivatives, carried along the
/// recursion (forward differentiation), four numbers at a time.
///
/// It owns the memory of a search, so that no step of it allocates.
struct SmoothingSensitivity: ~Copyable {
  typealias Four = SIMD4<Double>

  let space: SmoothingSpace
  let period: Int
  /// Groups of four that hold all moved numbers.
  let groups: Int
  let seasons: UnsafeMutablePointer<Double>
  let errors: UnsafeMutablePointer<Double>
  /// The derivatives of level, slope and each term of the season.
  let carried: UnsafeMutablePointer<Four>
  /// The derivatives of the errors, a row of groups for each value.
  let rows: UnsafeMutablePointer<Four>
  var system: NormalEquations

  init(space: SmoothingSpace) {
    self.space = space
    period = space.model.period
    groups = (space.count + 3) / 4
    seasons = .allocate(capacity: period)
    errors = .allocate(capacity: space.values.count)
    carried = .allocate(capacity: (2 + period) * groups)
    rows = .allocate(capacity: space.values.count * groups)
    seasons.initialize(repeating: 0, count: period)
    errors.initialize(repeating: 0, count: space.values.count)
    carried.initialize(repeating: .zero, count: (2 + period) * groups)
    rows.initialize(repeating: .zero, count: space.values.count * groups)
    system = NormalEquations(size: groups * 4)
  }

  deinit {
    seasons.deallocate()
    errors.deallocate()
    carried.deallocate()
    rows.deallocate()
  }

  /// The sum of the squared errors at a point; infinite where the model cannot follow the series.
  func sumOfSquares(at point: [Double]) -> Double {
    let weights = space.weights(of: point)
    load(point)
    let sum = space.values.withUnsafeBufferPointer { values in
      switch space.model.season {
      case .none: plain(values, weights, point[4], point[5])
      case .additive: additive(values, weights, point[4], point[5])
      case .multiplicative: multiplicative(values, weights, point[4], point[5])
      }
    }
    return sum.isFinite ? sum : .infinity
  }

  func load(_ point: [Double]) {
    for index in 0..<space.rough.seasons.count {
      seasons[index] = index + 6 < space.count ? point[index + 6] : space.rough.seasons[index]
    }
  }

  private func plain(
    _ values: UnsafeBufferPointer<Double>, _ w: SmoothingWeights, _ level: Double, _ slope: Double
  ) -> Double {
    var (level, slope, sum) = (level, slope, 0.0)
    let slopeGain = w.level * w.slope
    for value in values {
      slope *= w.damping
      level += slope
      let error = value - level
      level += w.level * error
      slope += slopeGain * error
      sum += error * error
    }
    return sum
  }

  private func additive(
    _ values: UnsafeBufferPointer<Double>, _ w: SmoothingWeights, _ level: Double, _ slope: Double
  ) -> Double {
    var (level, slope, sum, phase) = (level, slope, 0.0, 0)
    let slopeGain = w.level * w.slope
    for value in values {
      slope *= w.damping
      level += slope
      let term = seasons[phase]
      let error = (value - term) - level
      level += w.level * error
      slope += slopeGain * error
      seasons[phase] = term + w.season * error
      phase = phase + 1 == period ? 0 : phase + 1
      sum += error * error
    }
    return sum
  }

  private func multiplicative(
    _ values: UnsafeBufferPointer<Double>, _ w: SmoothingWeights, _ level: Double, _ slope: Double
  ) -> Double {
    var (level, slope, sum, phase) = (level, slope, 0.0, 0)
    let slopeGain = w.level * w.slope
    for value in values {
      slope *= w.damping
      level += slope
      let term = seasons[phase]
      guard level > 0, term > 0 else { return .infinity }
      let step = value / term - level
      let error = step * term
      seasons[phase] = term + w.season * error / level
      level += w.level * step
      slope += slopeGain * step
      phase = phase + 1 == period ? 0 : phase + 1
      sum += error * error
    }
    return sum
  }
}
