/// How far forecasts were off, by the measures of the M4 competition (Makridakis, Spiliotis and Assimakopoulos 2020).
public enum ForecastErrors {
  /// The symmetric mean absolute percentage error as a ratio, 0 to 2: the mean of 2·|y − f| / (|y| + |f|), where a pair of
  /// zeros counts as no error. (M4 prints 100 times as much.)
  ///
  /// - Throws: ``Unknown`` for no values, lists of different lengths, and values that are not finite.
  public static func symmetric(_ actual: [Double], _ forecasts: [Double]) throws(Unknown) -> Double
  {
    try check(actual, forecasts)
    let sum = zip(actual, forecasts).reduce(0) { sum, pair in
      // Halves, for the sum of large values has no number.
      let size = abs(pair.0) / 2 + abs(pair.1) / 2
      return size > 0 ? sum + 2 * (abs(pair.0 / 2 - pair.1 / 2) / size) : sum
    }
    return sum / Double(actual.count)
  }

  /// The mean absolute scaled error: the mean of |y − f| over the mean |difference| of `history` a period apart.
  ///
  /// - Throws: ``Unknown`` for no values, lists of different lengths, a history that is too short or does not vary, and
  ///   values that are not finite or too large for the error to be.
  public static func scaled(
    _ actual: [Double], _ forecasts: [Double], history: [Double], period: Int
  ) throws(Unknown) -> Double {
    try check(actual, forecasts)
    let scale = try scale(of: history, period: period)
    let sum = zip(actual, forecasts).reduce(0) { $0 + abs($1.0 - $1.1) }
    return try finite(sum / Double(actual.count) / scale)
  }

  /// The mean of the two errors, each relative to that of a benchmark (M4's is Naive2): below 1 is better than it.
  ///
  /// - Throws: ``Unknown`` where the benchmark has no error, and where the result is not finite.
  public static func overall(
    symmetric: Double, scaled: Double, benchmark: (symmetric: Double, scaled: Double)
  ) throws(Unknown) -> Double {
    guard benchmark.symmetric > 0, benchmark.scaled > 0 else {
      throw Unknown(.noDenominator, "the benchmark made no error")
    }
    return try finite((symmetric / benchmark.symmetric + scaled / benchmark.scaled) / 2)
  }

  /// The mean scaled interval score: the mean of width plus 2 / `miss` times the distance of values outside, over the same
  /// scale as in ``scaled(_:_:history:period:)``; `miss` is the part that may lie outside, such as 0.05.
  ///
  /// - Throws: ``Unknown`` as ``scaled(_:_:history:period:)``, and where `miss` is not between 0 and 1.
  public static func intervalScore(
    _ actual: [Double], lower: [Double], upper: [Double], miss: Double, history: [Double],
    period: Int
  ) throws(Unknown) -> Double {
    try check(actual, lower)
    try check(actual, upper)
    guard miss > 0, miss < 1 else {
      throw Unknown(.outOfRange, "the part outside is not between 0 and 1")
    }
    let scale = try scale(of: history, period: period)
    let sum = actual.indices.reduce(0.0) { sum, index in
      let below = max(lower[index] - actual[index], 0)
      let above = max(actual[index] - upper[index], 0)
      return sum + upper[index] - lower[index] + 2 / miss * (below + above)
    }
    return try finite(sum / Double(actual.count) / scale)
  }

  private static func finite(_ error: Double) throws(Unknown) -> Double {
    guard error.isFinite else {
      throw Unknown(.outOfRange, "the error is too large to compute with")
    }
    return error
  }

  private static func check(_ actual: [Double], _ forecasts: [Double]) throws(Unknown) {
    guard !actual.isEmpty else { throw Unknown(.noData, "there are no values to compare") }
    guard actual.count == forecasts.count else {
      throw Unknown(.outOfRange, "there are \(forecasts.count) forecasts of \(actual.count) values")
    }
    guard actual.allSatisfy(\.isFinite), forecasts.allSatisfy(\.isFinite) else {
      throw Unknown(.outOfRange, "a value is not finite")
    }
  }

  /// The mean absolute difference of values a period apart.
  private static func scale(of history: [Double], period: Int) throws(Unknown) -> Double {
    let period = max(period, 1)
    guard history.count > period else {
      throw .tooFew(history.count, needed: period + 1, of: "values of history")
    }
    var sum = 0.0
    for index in period..<history.count { sum += abs(history[index] - history[index - period]) }
    let scale = sum / Double(history.count - period)
    guard scale.isFinite else {
      throw Unknown(.outOfRange, "the history is not finite or too large")
    }
    guard scale > 0 else { throw Unknown(.noVariation, "the history does not vary") }
    return scale
  }
}
