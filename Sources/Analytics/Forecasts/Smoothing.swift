/// An exponential smoothing model with its weights and the state that it starts from.
///
/// With the error e of a one-step forecast, level ← forecast level + α·e, slope ← φ·slope + α·β·e, and the season's
/// term ← term + γ·e; with a multiplicative season e is divided by the term for level and slope, and by the level for
/// the term. This is the error form of the recursions of Hyndman and Athanasopoulos, "Forecasting: Principles and
/// Practice", chapter 8.
public struct Smoothing: Equatable, Sendable {
  /// The shape.
  public var model: SmoothingModel
  /// The weights; those that the shape has no use for are ignored.
  public var weights: SmoothingWeights
  /// The state before the first value.
  public var start: SmoothingState

  /// Creates a model at fixed parameters.
  ///
  /// - Throws: ``Unknown`` where a number is not finite, a weight is outside 0...1, or the season has another number of
  ///   terms than the model's period.
  public init(
    _ model: SmoothingModel, weights: SmoothingWeights, start: SmoothingState
  ) throws(Unknown) {
    let parts = [weights.level, weights.slope, weights.season, weights.damping]
    guard parts.allSatisfy({ (0...1).contains($0) }) else {
      throw Unknown(.outOfRange, "a weight is outside 0 to 1")
    }
    guard start.seasons.count == (model.season == .none ? 0 : model.period) else {
      throw Unknown(.outOfRange, "the season has not as many terms as its period")
    }
    guard start.level.isFinite, start.slope.isFinite, start.seasons.allSatisfy(\.isFinite) else {
      throw Unknown(.outOfRange, "the first state is not finite")
    }
    self.init(shape: model, model.effective(weights), start)
  }

  init(shape model: SmoothingModel, _ weights: SmoothingWeights, _ start: SmoothingState) {
    self.model = model
    self.weights = weights
    self.start = start
  }

  /// Follows `values` and keeps every state on the way. Cost: O(values).
  ///
  /// - Throws: ``Unknown`` where the values or what becomes of them are not finite.
  public func path(over values: [Double]) throws(Unknown) -> SmoothingPath {
    var path = SmoothingPath(starting: start, model: model, room: values.count)
    for value in values { path.append(value, weights) }
    path.damping = weights.damping
    guard path.isFinite else {
      throw Unknown(.outOfRange, "the model does not follow the values with finite numbers")
    }
    return path
  }
}

extension SmoothingModel {
  /// The weights with those that the shape has no use for at the values at which they do nothing.
  func effective(_ weights: SmoothingWeights) -> SmoothingWeights {
    var weights = weights
    if trend == .none { weights.slope = 0 }
    if trend != .damped { weights.damping = 1 }
    if season == .none { weights.season = 0 }
    return weights
  }
}

/// Every state of a model on its way through a series, so that it can forecast from each.
public struct SmoothingPath: Sendable {
  /// The sum of the squared errors of the one-step forecasts.
  public private(set) var sumOfSquares = 0.0
  /// The errors of the one-step forecasts, value less forecast.
  public private(set) var errors: [Double] = []
  fileprivate(set) var damping = 1.0
  private var levels: [Double]
  private var slopes: [Double]
  private var seasons: [Double]
  private let model: SmoothingModel

  fileprivate init(starting start: SmoothingState, model: SmoothingModel, room: Int) {
    self.model = model
    levels = [start.level]
    slopes = [start.slope]
    seasons = start.seasons
    levels.reserveCapacity(room + 1)
    slopes.reserveCapacity(room + 1)
    seasons.reserveCapacity(room + seasons.count)
    errors.reserveCapacity(room)
  }

  /// An error that is not finite shows in the sum; the last state may overflow after the last error.
  fileprivate var isFinite: Bool {
    sumOfSquares.isFinite && levels[count].isFinite && slopes[count].isFinite
      && seasons.suffix(model.period).allSatisfy(\.isFinite)
  }

  /// Values that it has followed.
  public var count: Int { errors.count }

  /// The state after the last value.
  public var end: SmoothingState {
    SmoothingState(
      level: levels[count], slope: slopes[count],
      seasons: model.season == .none ? [] : Array(seasons[count..<count + model.period]))
  }

  /// Forecasts the values that follow a part of the series. Cost: O(steps).
  ///
  /// - Parameters:
  ///   - origin: How many first values of the series are known, 0 to ``count``; there are no forecasts after another.
  ///   - steps: How many values to forecast; below 1 gives none.
  public func forecasts(after origin: Int, steps: Int) -> [Double] {
    guard (0...count).contains(origin) else { return [] }
    var level = levels[origin]
    var slope = slopes[origin]
    return (0..<max(steps, 0)).map { step in
      slope *= damping
      level += slope
      return joined(level, at: origin + step % model.period)
    }
  }

  fileprivate mutating func append(_ value: Double, _ weights: SmoothingWeights) {
    let slope = weights.damping * slopes[count]
    let base = levels[count] + slope
    let error = value - joined(base, at: count)
    var step = error
    if model.season != .none {
      let term = seasons[count]
      let share = model.isMultiplicative ? error / base : error
      if model.isMultiplicative { step = error / term }
      seasons.append(term + weights.season * share)
    }
    levels.append(base + weights.level * step)
    slopes.append(slope + weights.level * weights.slope * step)
    errors.append(error)
    sumOfSquares += error * error
  }

  private func joined(_ level: Double, at index: Int) -> Double {
    switch model.season {
    case .none: level
    case .additive: level + seasons[index]
    case .multiplicative: level * seasons[index]
    }
  }
}
