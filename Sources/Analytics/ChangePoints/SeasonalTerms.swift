/// What recurs in a series whose level may change.
enum SeasonalTerms {
  /// The series without its season, where there is one.
  ///
  /// Differences of neighbours are tested for the season, because a step of the level makes values alike at every distance;
  /// and a term is the median of what the moving average leaves of its phase, because the average is off around a step.
  static func removed(from values: [Double], period: Int) -> [Double] {
    let differences = zip(values.dropFirst(), values).map { $0 - $1 }
    guard Seasonality.isFound(in: differences, period: period) else { return values }
    var phases = [[Double]](repeating: [], count: period)
    for (offset, trend) in Decomposition.movingAverage(values, period: period).enumerated() {
      let index = offset + period / 2
      phases[index % period].append(values[index] - trend)
    }
    let terms = phases.map { $0.isEmpty ? 0 : Order.median($0) }
    let mean = terms.reduce(0, +) / Double(period)
    return values.enumerated().map { $1 - (terms[$0 % period] - mean) }
  }
}
