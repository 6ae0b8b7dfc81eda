/// The standard theta method (Assimakopoulos and Nikolopoulos 2000), as in M4's benchmarks: the mean of the line through
/// the series and of a simple smoothing of the series with its curvature doubled. That is simple exponential smoothing with
/// a drift of half the line's slope (Hyndman and Billah 2003).
public struct Theta: Sendable {
  /// The slope of the line through the series, per step.
  public let slope: Double
  /// The weight of the smoothing.
  public let level: Double
  /// The sum of the squared errors of the one-step forecasts.
  public let sumOfSquares: Double
  private let line: StraightLine
  private let path: SmoothingPath

  /// Fits the method to a series without a season (see ``SeasonalAdjustment``).
  ///
  /// - Throws: ``Unknown`` for fewer than 4 values or values that are not finite.
  public init(_ values: [Double]) throws(Unknown) {
    let line = StraightLine(through: values)
    let curved = values.enumerated().map { 2 * $1 - line.at(Double($0)) }
    let fit = try SmoothingModel().fit(curved)
    let path = try fit.smoothing.path(over: curved)
    (self.line, self.path) = (line, path)
    (slope, level) = (line.slope, fit.smoothing.weights.level)
    sumOfSquares = path.errors.reduce(0) { $0 + $1 * $1 / 4 }
  }

  /// Forecasts the `steps` values after the first `origin`, which is 0 to the number of values; none after another.
  public func forecasts(after origin: Int, steps: Int) -> [Double] {
    path.forecasts(after: origin, steps: steps).enumerated().map { step, curved in
      (curved + line.at(Double(origin + step))) / 2
    }
  }
}
