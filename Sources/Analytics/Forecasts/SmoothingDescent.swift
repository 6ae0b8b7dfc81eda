extension SmoothingSensitivity {
  /// Descends to the bottom of the valley that a point lies in (Levenberg 1944, Marquardt 1963): each step is the best of
  /// four with different dampings.
  ///
  /// Weights at an edge of their range stay there for the first steps: beside a valley that ends at an edge there is often
  /// a lower one, into which a first long step would fall or out of which it would leap. The descent ends early where it
  /// comes near one of the `known` bottoms.
  func descend(from point: [Double], known: [SmoothingPlace]) -> SmoothingPlace {
    var place = SmoothingPlace(point: point, sum: sum(at: point))
    var (damping, poor) = (Self.firstDamping, 0)
    var held = (0..<4).filter { space.isEdge(point[$0], $0) }
    for step in 0..<Self.mostSteps where place.sum.isFinite && place.sum > 0 {
      if step == Self.heldSteps { held = [] }
      differentiate(at: place.point)
      system.sum(rows: rows, errors: errors, count: space.values.count)
      let next = improve(place, &damping, held)
      let isLowest = known.allSatisfy { next.sum < $0.sum }
      let least = isLowest ? Self.leastGain : Self.leastGainAbove
      poor = next.sum > place.sum * (1 - least) ? poor + 1 : 0
      let isStuck = next.sum == place.sum
      let gain = place.sum - next.sum
      place = next
      if isStuck || poor == 2 {
        if held.isEmpty { break }
        (held, damping, poor) = ([], Self.firstDamping, 0)
      }
      guard step >= Self.heldSteps else { continue }
      if known.contains(where: { place.isNear($0) || place.sum - $0.sum > Self.mostGains * gain }) {
        break
      }
    }
    return place
  }

  /// Steps of one descent at most, and those with held weights.
  private static let (mostSteps, heldSteps) = (80, 3)
  /// The part of the sum that a step has to gain, below all known bottoms and above one; two steps in a row that gain less
  /// end a descent.
  private static let (leastGain, leastGainAbove) = (1e-7, 1e-5)
  /// Times the gain of a step that the steps after it together gain at most.
  private static let mostGains = 50.0
  private static let firstDamping = 1e-2

  /// The best of ever shorter steps, of the first four that hold one that lowers the sum; the place itself where none does.
  private func improve(
    _ place: SmoothingPlace, _ damping: inout Double, _ held: [Int]
  ) -> SmoothingPlace {
    while damping < 1e10 {
      let dampings = damping * Lanes(0.03, 0.3, 3, 30)
      system.solve(dampings: dampings) { index in
        index >= space.count || held.contains(index)
          || space.isBlocked(place.point[index], system.gradient[index], index)
      }
      for index in 0..<space.count {
        points[index] = space.clamped(place.point[index] + system.steps[index], index)
      }
      let sums = sums()
      let least = sums.min()
      if least < place.sum {
        let lane = (0..<4).first { sums[$0] == least } ?? 0
        damping = max(dampings[lane], 1e-7)
        return SmoothingPlace(point: (0..<space.count).map { points[$0][lane] }, sum: least)
      }
      damping *= 1e4
    }
    return place
  }
}

/// A place of the space with the sum of squares there.
struct SmoothingPlace {
  let point: [Double]
  let sum: Double

  /// Whether a descent from here would end at that bottom.
  func isNear(_ bottom: SmoothingPlace) -> Bool {
    sum <= bottom.sum * 1.001
      && (0..<4).allSatisfy { abs(point[$0] - bottom.point[$0]) < ($0 == 3 ? 0.05 : 0.01) }
  }
}
