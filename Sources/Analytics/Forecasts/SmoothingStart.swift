extension SmoothingModel {
  /// A state before the first value, from the first values alone (Hyndman, Koehler, Ord and Snyder 2008, 2.6.1): the
  /// season from the decomposition of the first seasons, level and slope from a line through the first values without
  /// their season.
  func roughStart(_ values: [Double]) -> SmoothingState {
    let period = self.period
    var seasons: [Double] = []
    var adjusted = Array(values.prefix(max(10, 2 * period)))
    if season != .none {
      let window = Array(values.prefix(max(4 * period, 10)))
      seasons = Decomposition(window, period: period, multiplicative: isMultiplicative).seasons
      for index in adjusted.indices {
        let term = seasons[index % period]
        adjusted[index] = isMultiplicative ? adjusted[index] / term : adjusted[index] - term
      }
    }
    let line = StraightLine(through: adjusted)
    guard trend != .none else {
      return SmoothingState(level: adjusted.reduce(0, +) / Double(adjusted.count), seasons: seasons)
    }
    return SmoothingState(level: line.at(-1), slope: line.slope, seasons: seasons)
  }
}

/// The least squares line through values at 0, 1, 2, ….
struct StraightLine {
  let start: Double
  let slope: Double

  /// - Parameter values: at least one.
  init(through values: [Double]) {
    let n = Double(values.count)
    let middle = (n - 1) / 2
    let mean = values.reduce(0) { $0 + $1 / n }
    var covariance = 0.0
    for (index, value) in values.enumerated() {
      covariance += (Double(index) - middle) * (value - mean)
    }
    slope = n > 1 ? covariance / (n * (n * n - 1) / 12) : 0
    start = mean - slope * middle
  }

  func at(_ x: Double) -> Double { start + slope * x }
}
