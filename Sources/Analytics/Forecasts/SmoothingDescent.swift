extension SmoothingSensitivity {
  /// Descends from a point, whose sum of squares is `sum`, to the bottom of its valley (Levenberg 1944, Marquardt 1963).
  func descend(from place: SmoothingSearch.Place, steps: Int) -> SmoothingSearch.Place {
    guard place.sum.isFinite else { return place }
    var (point, sum, damping, poor) = (place.point, place.sum, 1e-2, 0)
    for _ in 0..<steps {
      differentiate(at: point)
      system.sum(rows: rows, errors: errors, count: space.values.count)
      guard let next = improve(point, sum, &damping) else { break }
      let gain = (sum - next.sum) / max(sum, .leastNormalMagnitude)
      (point, sum) = next
      poor = gain < Self.leastGain ? poor + 1 : 0
      if poor == 2 { break }
    }
    return (point, sum)
  }

  /// The same weights with the first state that suits them best: for an additive model the best there is, since its
  /// errors are linear in the first state.
  func settled(_ point: [Double]) -> (point: [Double], sum: Double) {
    let sum = sumOfSquares(at: point)
    guard sum.isFinite else { return (point, sum) }
    differentiate(at: point, from: 1)
    system.sum(rows: rows, errors: errors, count: space.values.count, from: 1)
    guard system.solve(damping: 1e-6, isFixed: { $0 < 4 || $0 >= space.count || !space.used[$0] })
    else { return (point, sum) }
    var next = point
    for index in 4..<space.count { next[index] += system.step[index] }
    let reached = sumOfSquares(at: next)
    return reached < sum ? (next, reached) : (point, sum)
  }

  /// Steps of one descent at most.
  private static let mostSteps = 60
  /// The part of the sum that a step has to gain; two steps in a row that gain less end a descent.
  private static let leastGain = 1e-5

  /// The first of ever shorter steps that lowers the sum; `nil` where none does.
  private func improve(
    _ point: [Double], _ sum: Double, _ damping: inout Double
  ) -> (point: [Double], sum: Double)? {
    while damping < 1e10 {
      let solved = system.solve(damping: damping) { index in
        index >= space.count || space.isBlocked(point[index], system.gradient[index], index)
      }
      if solved {
        var next = point
        for index in next.indices {
          next[index] = space.clamped(next[index] + system.step[index], index)
        }
        let reached = sumOfSquares(at: next)
        if reached < sum {
          damping = max(damping / 8, 1e-9)
          return (next, reached)
        }
      }
      damping *= 6
    }
    return nil
  }
}
