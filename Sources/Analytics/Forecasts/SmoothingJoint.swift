/// How a season's term joins the level to a forecast, and what a miss says of both.
///
/// From the forecast's error the level learns `step` and the term `share`; see ``Smoothing``.
protocol SmoothingJoint {
  /// Four points of a space at once.
  typealias Lanes = SIMD4<Double>
  /// The derivatives by four numbers of a point.
  typealias Four = SIMD4<Float>
  /// What the derivatives of a miss take from the place where they are taken.
  associatedtype Place

  static func miss(_ value: Double, _ level: Lanes, _ term: Lanes) -> (
    error: Lanes, step: Lanes, share: Lanes
  )
  static func miss(_ value: Double, _ level: Double, _ term: Double) -> (
    error: Double, step: Double, share: Double, place: Place
  )
  /// The derivatives of a miss from those of the level and of the term.
  static func derivatives(_ level: Four, _ term: Four, _ place: Place) -> (
    error: Four, step: Four, share: Four
  )
}

/// The term is added to the level; without a season the term is 0 and learns nothing.
enum AdditiveJoint: SmoothingJoint {
  @inline(__always)
  static func miss(_ value: Double, _ level: Lanes, _ term: Lanes) -> (
    error: Lanes, step: Lanes, share: Lanes
  ) {
    let error = (value - term) - level
    return (error, error, error)
  }

  @inline(__always)
  static func miss(_ value: Double, _ level: Double, _ term: Double) -> (
    error: Double, step: Double, share: Double, place: Void
  ) {
    let error = (value - term) - level
    return (error, error, error, ())
  }

  @inline(__always)
  static func derivatives(_ level: Four, _ term: Four, _ place: Void) -> (
    error: Four, step: Four, share: Four
  ) {
    let error = -(level + term)
    return (error, error, error)
  }
}

/// The term is a factor of the level. What the next forecast waits for is divided by terms alone, which are known long
/// before: divisions are slow.
enum MultiplicativeJoint: SmoothingJoint {
  @inline(__always)
  static func miss(_ value: Double, _ level: Lanes, _ term: Lanes) -> (
    error: Lanes, step: Lanes, share: Lanes
  ) {
    let step = value / term - level
    let error = step * term
    return (error, step, error / level)
  }

  @inline(__always)
  static func miss(_ value: Double, _ level: Double, _ term: Double) -> (
    error: Double, step: Double, share: Double, place: Place
  ) {
    let perTerm = 1 / term
    let perLevel = 1 / level
    let aim = value * perTerm
    let step = aim - level
    let error = step * term
    let share = error * perLevel
    let place = Place(
      term: Float(term), aimPerTerm: Float(aim * perTerm), step: Float(step),
      perLevel: Float(perLevel), sharePerLevel: Float(share * perLevel))
    return (error, step, share, place)
  }

  struct Place {
    let term: Float
    let aimPerTerm: Float
    let step: Float
    let perLevel: Float
    let sharePerLevel: Float
  }

  @inline(__always)
  static func derivatives(_ level: Four, _ term: Four, _ place: Place) -> (
    error: Four, step: Four, share: Four
  ) {
    let step = -(level + term * place.aimPerTerm)
    let error = step * place.term + term * place.step
    return (error, step, error * place.perLevel - level * place.sharePerLevel)
  }
}
