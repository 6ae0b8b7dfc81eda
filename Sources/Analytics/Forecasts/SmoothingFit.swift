/// What a fit came to.
public struct SmoothingFit: Equatable, Sendable {
  /// The model with the weights and the first state that were found.
  public let smoothing: Smoothing
  /// The sum of the squared errors of its one-step forecasts, in the unit of the series squared.
  public let sumOfSquares: Double
  /// Values that it was fitted to.
  public let count: Int

  /// Akaike's criterion with the correction for few values: n·ln(SSE/n) + 2k + 2k(k+1)/(n−k−1), the less the better;
  /// infinite where there are no more values than numbers to estimate, and −infinity never: an error below 10⁻¹² of the
  /// scale of the series counts as that much.
  public let criterion: Double
}

extension SmoothingModel {
  /// The least number of values that this model is fitted to: two seasons and two more for the trend, at least 4.
  public var least: Int { max(4, season == .none ? 0 : 2 * period + 2) }

  /// Finds the weights and the first state with the least sum of squared one-step errors.
  ///
  /// Levenberg and Marquardt's method on exact derivatives, from a few usual weights and the state that a decomposition of
  /// the first seasons gives; the lowest bottom counts. The weights stay in the usual region: 0 to 1, the season's at most
  /// 1 − α, damping 0.8 to 0.995. Cost: O(iterations × values × parameters²), some fifty iterations.
  ///
  /// - Parameter values: the series, in order, finite; positive for a multiplicative season.
  /// - Throws: ``Unknown`` for fewer values than ``least``, and for values that the model is not defined on.
  public func fit(_ values: [Double]) throws(Unknown) -> SmoothingFit {
    try check(values)
    let scale = Self.scale(of: values)
    let scaled = values.map { $0 / scale }
    let fitted = SmoothingSearch(model: self, values: scaled).best()
    guard fitted.sumOfSquares.isFinite else {
      throw Unknown(.outOfRange, "no weights were found with which the model follows the series")
    }
    var start = fitted.start
    start.level *= scale
    start.slope *= scale
    if !isMultiplicative { start.seasons = start.seasons.map { $0 * scale } }
    let sum = fitted.sumOfSquares * scale * scale
    guard sum.isFinite else { throw Unknown(.outOfRange, "the values are too large") }
    return SmoothingFit(
      smoothing: Smoothing(shape: self, fitted.weights, start), sumOfSquares: sum,
      count: values.count,
      criterion: criterion(fitted.sumOfSquares, scale: scale, count: values.count))
  }

  private func check(_ values: [Double]) throws(Unknown) {
    guard season == .none || period > 1 else {
      throw Unknown(.outOfRange, "a season has at least 2 steps")
    }
    guard values.count >= least else {
      throw .tooFew(values.count, needed: least, of: "values")
    }
    guard values.allSatisfy(\.isFinite) else {
      throw Unknown(.outOfRange, "a value is not finite")
    }
    guard !isMultiplicative || values.allSatisfy({ $0 > 0 }) else {
      throw Unknown(.outOfRange, "a multiplicative season needs values above 0")
    }
  }

  /// The power of two that brings the values to at most 1, so that squares neither overflow nor vanish; dividing by it
  /// loses nothing.
  private static func scale(of values: [Double]) -> Double {
    let largest = values.reduce(0) { max($0, abs($1)) }
    guard largest >= .leastNormalMagnitude else { return 1 }
    return Double(sign: .plus, exponent: min(largest.exponent + 1, 1023), significand: 1)
  }

  private func criterion(_ sum: Double, scale: Double, count: Int) -> Double {
    let n = Double(count)
    let k = Double(estimated)
    guard n - k - 1 > 0 else { return .infinity }
    let variance = max(sum / n, 1e-24)
    return n * (log(variance) + 2 * log(scale)) + 2 * k + 2 * k * (k + 1) / (n - k - 1)
  }
}
