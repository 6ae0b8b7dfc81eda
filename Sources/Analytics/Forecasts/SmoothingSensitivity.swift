/// The errors of a model at points of its space, and how they move with them.
///
/// It owns the memory of a search, so that no step of it allocates.
struct SmoothingSensitivity: ~Copyable {
  typealias Lanes = SIMD4<Double>
  typealias Four = SIMD4<Float>

  let space: SmoothingSpace
  let period: Int
  /// Groups of four that hold all moved numbers.
  let groups: Int
  let terms: UnsafeMutablePointer<Double>
  let errors: UnsafeMutablePointer<Float>
  /// The derivatives of level, slope and each term of the season.
  let carried: UnsafeMutablePointer<Four>
  /// The derivatives of the errors, a row of groups for each value.
  let rows: UnsafeMutablePointer<Four>
  /// Four points, side by side, whose sums of squares are asked for.
  let points: UnsafeMutablePointer<Lanes>
  private let seasons: UnsafeMutablePointer<Lanes>
  var system: NormalEquations

  init(space: SmoothingSpace) {
    self.space = space
    period = space.model.period
    groups = (space.count + 3) / 4
    terms = .allocate(capacity: period)
    errors = .allocate(capacity: space.values.count)
    carried = .allocate(capacity: (2 + period) * groups)
    rows = .allocate(capacity: space.values.count * groups)
    points = .allocate(capacity: space.count)
    seasons = .allocate(capacity: period)
    terms.initialize(repeating: 0, count: period)
    errors.initialize(repeating: 0, count: space.values.count)
    carried.initialize(repeating: .zero, count: (2 + period) * groups)
    rows.initialize(repeating: .zero, count: space.values.count * groups)
    points.initialize(repeating: .zero, count: space.count)
    seasons.initialize(repeating: .zero, count: period)
    system = NormalEquations(size: groups * 4)
  }

  deinit {
    terms.deallocate()
    errors.deallocate()
    carried.deallocate()
    rows.deallocate()
    points.deallocate()
    seasons.deallocate()
  }

  /// The sum of the squared errors at a point; infinite where the model cannot follow the series.
  func sum(at point: [Double]) -> Double {
    for index in 0..<space.count { points[index] = Lanes(repeating: point[index]) }
    return sums()[0]
  }

  /// The sums of the squared errors at ``points``; infinite where the model cannot follow the series.
  func sums() -> Lanes {
    for (index, term) in space.rough.seasons.enumerated() {
      seasons[index] = index + 6 < space.count ? points[index + 6] : Lanes(repeating: term)
    }
    var sums =
      space.model.isMultiplicative ? sums(MultiplicativeJoint.self) : sums(AdditiveJoint.self)
    sums.replace(with: .infinity, where: .!(sums .< .infinity))
    return sums
  }

  private func sums<Joint: SmoothingJoint>(_: Joint.Type) -> Lanes {
    let (alpha, damping) = (points[0], points[3])
    let (slopeGain, gamma) = (alpha * points[1] * damping, points[2] * (1 - alpha))
    var slope = points[5] * damping
    var (level, sum, phase) = (points[4] + slope, Lanes.zero, 0)
    for value in space.values {
      let term = seasons[phase]
      let miss = Joint.miss(value, level, term)
      slope = slope * damping + slopeGain * miss.step
      level = (level + alpha * miss.step) + slope
      seasons[phase] = term + gamma * miss.share
      phase = phase + 1 == period ? 0 : phase + 1
      sum += miss.error * miss.error
    }
    return sum
  }
}
