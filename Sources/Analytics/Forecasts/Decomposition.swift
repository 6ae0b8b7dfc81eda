/// A classical decomposition: a centred moving average as the trend, and the mean of each phase of the season in what
/// is left (as R's `decompose`, which M4's benchmarks use).
public struct Decomposition: Equatable, Sendable {
  /// The term or factor of each phase, that of the first value first. Terms sum to 0, factors have the mean 1.
  public let seasons: [Double]
  /// Whether they are factors.
  public let multiplicative: Bool

  /// Decomposes `values`, of which there must be at least two seasons of `period` > 1; a phase that the moving average
  /// reaches nowhere, and factors of values that are not positive, are neutral. Cost: O(values).
  init(_ values: [Double], period: Int, multiplicative: Bool) {
    self.multiplicative = multiplicative
    let neutral = multiplicative ? 1.0 : 0.0
    var sums = [Double](repeating: 0, count: period)
    var counts = [Int](repeating: 0, count: period)
    let half = period / 2
    for (offset, trend) in Self.movingAverage(values, period: period).enumerated() {
      let index = offset + half
      let rest = multiplicative ? values[index] / trend : values[index] - trend
      guard rest.isFinite, !multiplicative || (trend > 0 && rest > 0) else { continue }
      sums[index % period] += rest
      counts[index % period] += 1
    }
    let means = zip(sums, counts).map { $1 == 0 ? neutral : $0 / Double($1) }
    let mean = means.reduce(0, +) / Double(period)
    seasons = means.map { multiplicative ? (mean > 0 ? $0 / mean : 1) : $0 - mean }
  }

  /// `values` without their season.
  func adjusted(_ values: [Double]) -> [Double] {
    values.enumerated().map { index, value in
      let term = seasons[index % seasons.count]
      return multiplicative ? value / term : value - term
    }
  }

  /// Forecasts that start at `index`, with their season, which recurs before the first value too.
  func seasonal(_ forecasts: [Double], from index: Int) -> [Double] {
    let phase = index % seasons.count + (index < 0 ? seasons.count : 0)
    return forecasts.enumerated().map { step, value in
      let term = seasons[(phase + step) % seasons.count]
      return multiplicative ? value * term : value + term
    }
  }

  /// The mean over a whole season around each value from `period / 2` on; with an even period the ends count half.
  static func movingAverage(_ values: [Double], period: Int) -> [Double] {
    let half = period / 2
    guard values.count > 2 * half else { return [] }
    var ends = period % 2 == 0 ? 0.5 : 1.0
    if half == 0 { ends = 1 }
    var inner = values[0...(2 * half)].reduce(0, +)
    return (half..<(values.count - half)).map { index in
      if index > half { inner += values[index + half] - values[index - half - 1] }
      let outer = (values[index - half] + values[index + half]) * (1 - ends)
      return (inner - outer) / Double(period)
    }
  }
}
