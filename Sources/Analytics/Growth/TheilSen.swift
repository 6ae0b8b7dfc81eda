/// The slope of a line as the median over the slopes of all pairs of points.
enum TheilSen {
  /// A slope with its confidence interval.
  struct Slope: Equatable {
    let slope: Double
    let low: Double
    let high: Double
  }

  /// The slope through points, at least two of them at different `x`; time and memory are square in their number.
  static func slope(
    x: [Double], y: [Double], confidence: Double
  ) throws(Unknown) -> Slope {
    let reach = try NormalDistribution.reach(confidence: confidence) * deviation(x, y)
    var slopes = pairSlopes(x, y)
    guard slopes.count > 0 else { throw Unknown(.noVariation, "all points are at one moment") }
    let pairs = Double(slopes.count)
    let upper = min(Int(((pairs + reach) / 2).rounded(.toNearestOrEven)), slopes.count - 1)
    let lower = max(Int(((pairs - reach) / 2).rounded(.toNearestOrEven)) - 1, 0)
    return slopes.withUnsafeMutableBufferPointer { slopes in
      let median = Selection.median(slopes)
      return Slope(
        slope: median, low: min(median, Selection.select(lower, in: slopes)),
        high: max(median, Selection.select(upper, in: slopes)))
    }
  }

  private static func pairSlopes(_ x: [Double], _ y: [Double]) -> [Double] {
    let count = x.count
    return [Double](unsafeUninitializedCapacity: count * (count - 1) / 2) { slopes, used in
      for i in 1..<max(count, 1) {
        for j in 0..<i where x[i] != x[j] {
          slopes[used] = (y[i] - y[j]) / (x[i] - x[j])
          used += 1
        }
      }
    }
  }

  /// The standard deviation of Kendall's statistic with its correction for ties (Sen 1968, equation 2.6).
  private static func deviation(_ x: [Double], _ y: [Double]) -> Double {
    func term(_ n: Int) -> Double { Double(n) * Double(n - 1) * Double(2 * n + 5) }
    let variance = term(y.count) - tieTerms(x, term) - tieTerms(y, term)
    return max(variance / 18, 0).squareRoot()
  }

  private static func tieTerms(_ values: [Double], _ term: (Int) -> Double) -> Double {
    var (sum, run) = (0.0, 1)
    let sorted = values.sorted()
    for i in 1...sorted.count {
      if i < sorted.count, sorted[i] == sorted[i - 1] {
        run += 1
      } else {
        sum += term(run)
        run = 1
      }
    }
    return sum
  }
}
