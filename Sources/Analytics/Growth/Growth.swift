extension Definition {
  /// The growth of a count between two snapshots, as a ratio.
  public static let simpleGrowth = Definition("simple_growth", .ratio)
  /// The change of a count for each day.
  public static let growthPerDay = Definition("growth_per_day", .countPerDay)
  /// The growth for each day that compounds to the change of a count.
  public static let dailyCompoundGrowth = Definition("daily_compound_growth", .ratioPerDay)
  /// The days in which a count doubles.
  public static let doublingTime = Definition("doubling_time", .days)
}

/// How a count grows: followers, posts, views.
///
/// Growth of a rounded count that is less than one of its steps is unknown: the count cannot show it.
public enum Growth {
  /// The change from the first snapshot to the last, as a ratio of the first.
  ///
  /// - Returns: -1 and above; unknown with fewer than two snapshots, a first count of 0, and a change below one step.
  public static func simple(_ series: CountSeries) -> Finding<Double> {
    Finding(.simpleGrowth) { () throws(Unknown) in
      let (first, last) = try series.ends()
      try requireBase(first)
      return try first.change(to: last) / Double(first.count)
    }
  }

  /// The change from the first snapshot to the last, for each day between them.
  ///
  /// - Returns: any finite number; unknown with fewer than two snapshots, and with a change below one step.
  public static func perDay(_ series: CountSeries) -> Finding<Double> {
    Finding(.growthPerDay) { () throws(Unknown) in
      let (first, last) = try series.ends()
      return try first.change(to: last) / first.days(to: last)
    }
  }

  /// The growth for each day that compounds to the change from the first snapshot to the last.
  ///
  /// - Returns: -1 and above; unknown where ``simple(_:)`` is, and where it is too large for a number.
  public static func dailyCompound(_ series: CountSeries) -> Finding<Double> {
    Finding(.dailyCompoundGrowth) { () throws(Unknown) in
      try compound(series)
    }
  }

  /// The days in which the count doubles if it keeps its daily compound growth.
  ///
  /// - Returns: above 0; unknown where ``dailyCompound(_:)`` is, and where the count does not grow.
  public static func doublingTime(_ series: CountSeries) -> Finding<Double> {
    Finding(.doublingTime) { () throws(Unknown) in
      let (first, last) = try series.ends()
      try requireBase(first)
      guard try first.change(to: last) > 0 else {
        throw Unknown(.outOfRange, "the count does not grow")
      }
      return first.days(to: last) * log(2) / logarithmOfRatio(first, last)
    }
  }

  private static func compound(_ series: CountSeries) throws(Unknown) -> Double {
    let (first, last) = try series.ends()
    try requireBase(first)
    _ = try first.change(to: last)
    guard last.count > 0 else { return -1 }
    let growth = exponentialMinusOne(logarithmOfRatio(first, last) / first.days(to: last))
    guard growth.isFinite else {
      throw Unknown(.outOfRange, "so much growth in so short a time has no daily figure")
    }
    return growth
  }

  /// ln(last/first); through the difference, for counts that are large and close.
  private static func logarithmOfRatio(_ first: CountSnapshot, _ last: CountSnapshot) -> Double {
    logOnePlus(first.difference(to: last) / Double(first.count))
  }

  private static func requireBase(_ first: CountSnapshot) throws(Unknown) {
    guard first.count > 0 else { throw Unknown(.noDenominator, "the first count is 0") }
  }
}
