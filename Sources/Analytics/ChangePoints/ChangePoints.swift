public import MetricSchema

extension Definition {
  /// The days on which the level of a metric changed.
  public static let levelChanges = Definition("level_changes", version: 2, .structure)
  /// The days on which the growth of a metric changed.
  public static let growthChanges = Definition("growth_changes", version: 2, .structure)
}

/// The days on which a metric changed for good, rather than by chance.
public struct ChangePoints: Equatable, Sendable {
  /// A day from which on the mean is another.
  public struct Change: Equatable, Sendable {
    /// Midnight in UTC at which the first day of the new mean starts.
    public let time: Timestamp
    /// The place of that day in the daily series.
    public let index: Int
    /// The mean since the change before it, in the unit of the series or as growth per day.
    public let before: Double
    /// The mean until the change after it.
    public let after: Double
  }

  /// The changes in the order of time; none where the mean is the same throughout.
  public let changes: [Change]
  /// Days that were looked at.
  public let count: Int
  /// The standard deviation of the noise that a change is measured against; 0 where it is no more than the rounding of
  /// numbers.
  public let noise: Double

  /// What was found.
  public var reasons: [String] {
    guard let last = changes.last else {
      return ["No change in \(count) days that chance does not explain."]
    }
    let way = last.after > last.before ? "up" : "down"
    let found = Prose.count(changes.count, "change")
    return ["\(found) in \(count) days, the last on \(last.time.dateText), \(way)."]
  }

  /// Finds changes of the level of a metric, such as views per day.
  ///
  /// A weekly season, where a test finds one in the differences of neighbouring days, is taken out first; then ``OptimalPartition`` divides the series, with the
  /// penalty 3·σ²·ln n. A metric that drifts without end, such as a count of followers, has no level: look for changes of
  /// its ``growth(of:least:)``. Cost: O(n²) at most.
  ///
  /// - Parameters:
  ///   - values: the metric at its times, in any order; `nil` is no value.
  ///   - least: days that a mean lasts at least, so that a single post is no change.
  /// - Returns: Unknown for fewer than twice `least` days, where more than a fifth of the days had to be bridged, for values that are not finite, and where the values move by the same
  ///   step every day, which leaves no noise to measure against.
  public static func level(
    of values: [(time: Timestamp, value: Double?)], least: Int = 7
  ) -> Finding<ChangePoints> {
    Finding(.levelChanges) { () throws(Unknown) in
      let series = try DailySeries(values)
      try series.mustBeMostlyKnown()
      let plain = SeasonalTerms.removed(from: series.values, period: 7)
      return try ChangePoints(
        plain, rounding: Self.rounding(of: series.values), least: least,
        time: { series.time(of: $0) },
        mean: { Moments(series.values[$0]).mean })
    }
  }

  /// Finds changes of the growth of a metric, such as followers: of the mean of ln(value / value of the day before).
  ///
  /// ``Change/before`` and ``Change/after`` are growth per day, as a ratio: 0.01 is 1 % a day. Otherwise as
  /// ``level(of:least:)``.
  ///
  /// - Returns: Unknown as ``level(of:least:)``, and where a value is not above 0.
  public static func growth(
    of values: [(time: Timestamp, value: Double?)], least: Int = 7
  ) -> Finding<ChangePoints> {
    Finding(.growthChanges) { () throws(Unknown) in
      let series = try DailySeries(values)
      try series.mustBeMostlyKnown()
      guard series.values.allSatisfy({ $0 > 0 }) else {
        throw Unknown(.outOfRange, "growth is a ratio, and a value is not above 0")
      }
      let logs = series.values.map { log($0) }
      let steps = zip(logs.dropFirst(), logs).map { $0 - $1 }
      let plain = SeasonalTerms.removed(from: steps, period: 7)
      return try ChangePoints(
        plain, rounding: Self.rounding(of: logs), least: least,
        time: { series.time(of: $0 + 1) },
        mean: { exp((logs[$0.upperBound] - logs[$0.lowerBound]) / Double($0.count)) - 1 })
    }
  }

  /// What differences of these numbers are off by at most, because their last digits are rounded.
  private static func rounding(of values: [Double]) -> Double {
    1e-12 * values.reduce(0) { max($0, abs($1)) }
  }

  private init(
    _ values: [Double], rounding: Double, least: Int, time: (Int) -> Timestamp,
    mean: (Range<Int>) -> Double
  ) throws(Unknown) {
    let least = min(max(least, 2), 1_000_000)
    guard values.count >= 2 * least else {
      throw .tooFew(values.count, needed: 2 * least, of: "days")
    }
    let measured = OptimalPartition.noise(of: values)
    noise = measured > rounding ? measured : 0
    count = values.count
    guard noise > 0 || values.allSatisfy({ abs($0 - values[0]) <= rounding }) else {
      throw Unknown(.noVariation, "the values move by the same step every day")
    }
    let penalty = OptimalPartition.penalty(noise: noise, count: values.count)
    let found =
      noise > 0 ? OptimalPartition.changes(in: values, penalty: penalty, least: least) : []
    let bounds = [0] + found + [values.count]
    let means = zip(bounds, bounds.dropFirst()).map { mean($0..<$1) }
    changes = found.enumerated().map { place, index in
      Change(time: time(index), index: index, before: means[place], after: means[place + 1])
    }
  }
}
