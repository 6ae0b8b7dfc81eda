/// Statistics of order. All of them work on finite values; callers leave out what is not.
enum Order {
  /// The median of `values`, which must not be empty: the middle value, or the mean of the middle two.
  static func median(_ values: [Double]) -> Double { quantile(sorted: values.sorted(), 0.5) }

  /// The median absolute deviation from the median, not scaled.
  static func medianAbsoluteDeviation(_ values: [Double]) -> Double {
    let centre = median(values)
    return median(values.map { abs($0 - centre) })
  }

  /// The quantile of sorted values, which must not be empty, with linear interpolation (Hyndman and Fan 1996, type 7).
  static func quantile(sorted values: [Double], _ p: Double) -> Double {
    let position = Double(values.count - 1) * min(max(p, 0), 1)
    let lower = Int(position)
    guard lower + 1 < values.count else { return values[values.count - 1] }
    let part = position - Double(lower)
    return values[lower] * (1 - part) + values[lower + 1] * part
  }
}
