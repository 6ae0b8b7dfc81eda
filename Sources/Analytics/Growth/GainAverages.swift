extension Definition {
  /// What a counter gained on average in a day and in a week.
  public static let gainAverages = Definition("gain_averages", .structure)
}

/// What a counter stood at and gained on average in its days and in its weeks.
public struct GainAverages: Equatable, Sendable {
  /// Averages over periods of one length.
  public struct Average: Equatable, Sendable {
    /// How many periods there are.
    public let periods: Int
    /// The mean count at the end of a period.
    public let count: Double
    /// The mean gain in a period.
    public let gain: Double
  }

  /// Over the whole days.
  public let daily: Average
  /// Over the whole weeks, Monday to Sunday; `nil` where there is none.
  public let weekly: Average?
  /// How many whole days were left out because of a correction; a week that misses a day is left out too.
  public let correctedDays: Int
  /// The largest step of the counts: gains that come to less may be rounding. 0 where the counts are exact.
  public let resolution: Double
}

extension Growth {
  /// The mean count and gain of days and weeks.
  ///
  /// - Returns: unknown where there is no whole day.
  public static func averages(_ gains: DailyGains) -> Finding<GainAverages> {
    Finding(.gainAverages) { () throws(Unknown) in
      guard let daily = average(gains.days) else {
        throw .tooFew(0, needed: 1, of: "whole days without a correction")
      }
      return GainAverages(
        daily: daily, weekly: average(weeks(of: gains.days)), correctedDays: gains.corrected,
        resolution: gains.resolution)
    }
  }

  private static func average(_ periods: [DailyGains.Day]) -> GainAverages.Average? {
    guard !periods.isEmpty else { return nil }
    let n = Double(periods.count)
    return GainAverages.Average(
      periods: periods.count, count: periods.reduce(0) { $0 + $1.count } / n,
      gain: periods.reduce(0) { $0 + $1.gain } / n)
  }

  /// The weeks of which all seven days are known.
  private static func weeks(of days: [DailyGains.Day]) -> [DailyGains.Day] {
    var weeks: [DailyGains.Day] = []
    var index = 0
    while index + 6 < days.count {
      let week = days[index..<index + 7]
      let monday = days[index].day
      guard monday.weekday == 1, days[index + 6].day == monday.advanced(by: 6) else {
        index += 1
        continue
      }
      weeks.append(
        DailyGains.Day(
          day: monday, gain: week.reduce(0) { $0 + $1.gain },
          count: days[index + 6].count))
      index += 7
    }
    return weeks
  }
}
