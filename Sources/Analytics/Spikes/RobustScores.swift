extension Definition {
  /// How far values lie from their median.
  public static let modifiedScore = Definition("modified_score", .score)
}

/// Values that stand out.
public enum Spikes {
  /// How far each value lies from the median, in robust standard deviations (Iglewicz and Hoaglin 1993, 3.3).
  ///
  /// 0.6745 (x - median) / MAD; where more than half of the values are equal, so that MAD is 0, the mean absolute
  /// deviation from the median times 1.2533 takes its place. Above 3.5 a value is commonly held to be an outlier. Costs
  /// one sort.
  ///
  /// - Parameter values: The values; those that are not finite make the scores unknown.
  /// - Returns: one score for each value; unknown with fewer than three values, where all are equal, or where the values
  ///   spread too far for a number.
  public static func modifiedScores(of values: [Double]) -> Finding<[Double]> {
    Finding(.modifiedScore) { () throws(Unknown) in
      guard values.count >= 3 else { throw .tooFew(values.count, needed: 3, of: "values") }
      guard values.allSatisfy(\.isFinite) else {
        throw Unknown(.outOfRange, "a value is not a number")
      }
      let centre = Order.median(values)
      let distances = values.map { abs($0 - centre) }
      guard distances.allSatisfy(\.isFinite), centre.isFinite else {
        throw Unknown(.outOfRange, "the values spread too far")
      }
      let scale = try scale(of: distances)
      return values.map {
        max(min(($0 - centre) / scale, .greatestFiniteMagnitude), -.greatestFiniteMagnitude)
      }
    }
  }

  private static func scale(of distances: [Double]) throws(Unknown) -> Double {
    let median = Order.median(distances)
    guard median == 0 else { return median / 0.6745 }
    let n = Double(distances.count)
    let mean = distances.reduce(0) { $0 + $1 / n }
    guard mean > 0 else { throw Unknown(.noVariation, "all values are equal") }
    return 1.2533 * mean
  }
}
