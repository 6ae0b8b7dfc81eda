/// The test for a season of M4's benchmarks: whether values a period apart are more alike than chance allows.
public enum Seasonality {
  /// Whether the autocorrelation at `period` is larger than 1.645 of its standard errors by Bartlett's formula
  /// √((1 + 2·Σ ρ²) / n), with the sum over the lags before it.
  ///
  /// false for fewer values than three periods, for a period below 2 and for values that do not vary.
  /// Cost: O(values × period).
  public static func isFound(in values: [Double], period: Int) -> Bool {
    guard period > 1, values.count / 3 >= period, let largest = values.map(abs).max(),
      largest > 0, largest.isFinite
    else { return false }
    let count = Double(values.count)
    let scaled = values.map { $0 / largest }
    let mean = scaled.reduce(0) { $0 + $1 / count }
    let centred = scaled.map { $0 - mean }
    let variance = product(centred, apart: 0)
    guard variance > 1e-28 * count else { return false }
    var squares = 0.0
    for lag in 1..<period {
      let correlation = product(centred, apart: lag) / variance
      squares += correlation * correlation
    }
    let limit = 1.645 * ((1 + 2 * squares) / count).squareRoot()
    return abs(product(centred, apart: period) / variance) > limit
  }

  private static func product(_ values: [Double], apart lag: Int) -> Double {
    values.withUnsafeBufferPointer { values in
      var (even, odd) = (0.0, 0.0)
      var index = lag
      while index + 1 < values.count {
        even += values[index] * values[index - lag]
        odd += values[index + 1] * values[index + 1 - lag]
        index += 2
      }
      if index < values.count { even += values[index] * values[index - lag] }
      return even + odd
    }
  }
}

/// A series without its season, where a test finds one; otherwise the series as it is.
///
/// The season is taken out by multiplicative classical decomposition, as in M4's benchmarks; where a value is not
/// positive, by additive.
public struct SeasonalAdjustment: Sendable {
  /// The adjusted series.
  public let values: [Double]
  /// The decomposition; `nil` where no season was found.
  public let decomposition: Decomposition?

  /// Adjusts `values`. Cost: O(values × period).
  public init(_ values: [Double], period: Int) {
    guard Seasonality.isFound(in: values, period: period) else {
      (self.values, decomposition) = (values, nil)
      return
    }
    let parts = Decomposition(
      values, period: period, multiplicative: values.allSatisfy { $0 > 0 })
    decomposition = parts
    self.values = parts.adjusted(values)
  }

  /// Puts the season back on forecasts of the steps after the first `origin` values, by default after all.
  public func restored(_ forecasts: [Double], after origin: Int? = nil) -> [Double] {
    decomposition?.seasonal(forecasts, from: origin ?? values.count) ?? forecasts
  }
}
