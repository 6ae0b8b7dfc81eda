public import MetricSchema

extension Definition {
  /// What a counter gained on each local day.
  public static let dailyGains = Definition("daily_gains", .structure)
}

/// What a counter gained on each whole day that its snapshots cover.
public struct DailyGains: Equatable, Sendable {
  /// One day.
  public struct Day: Equatable, Sendable {
    /// The local day.
    public let day: CivilDay
    /// What was gained from its first instant to that of the next day, 0 and above.
    public let gain: Double
    /// The count at the end of the day.
    public let count: Double
  }

  /// The days in their order; days that a correction touches are left out.
  public let days: [Day]
  /// How many whole days were left out because of a correction.
  public let corrected: Int
  /// The largest step of the counts: gains that come to less may be rounding. 0 where the counts are exact.
  public let resolution: Double

  init(days: [Day], corrected: Int, resolution: Double = 0) {
    (self.days, self.corrected, self.resolution) = (days, corrected, resolution)
  }
}

extension Growth {
  /// The longest span for ``dailyGains(_:in:)``, in days: a century.
  public static let longestSpan = 36_525

  /// What a counter gained on each whole local day between its first snapshot and its last.
  ///
  /// A day lasts from its first instant to that of the next, which is not 24 hours where the clocks change. The counts there
  /// are interpolated linearly. Linear in the number of snapshots and days.
  ///
  /// - Parameters:
  ///   - series: The snapshots of a counter.
  ///   - zone: The zone whose days are meant.
  /// - Returns: unknown without a whole day between the snapshots, and over a span of more than ``longestSpan`` days or beyond
  ///   the years 1 to 9999.
  public static func dailyGains(
    _ series: CountSeries, in zone: TimeZoneRules = .utc
  ) -> Finding<DailyGains> {
    Finding(.dailyGains) { () throws(Unknown) in
      let (first, last) = try series.ends()
      let calendar = try DayCalendar(first.time..<last.time, in: zone, limit: longestSpan)
      let whole = calendar.days.filter {
        $0.time.lowerBound >= first.time && $0.time.upperBound <= last.time
      }
      guard let start = whole.first?.time.lowerBound else {
        throw .tooFew(0, needed: 1, of: "whole days")
      }
      let ends = boundaries(series.snapshots, [start] + whole.map(\.time.upperBound))
      let days = zip(whole, zip(ends, ends.dropFirst())).compactMap { day, counts in
        counts.0.falling == counts.1.falling
          // Without a fall between them only rounding could make this negative.
          ? DailyGains.Day(
            day: day.day, gain: max(counts.1.count - counts.0.count, 0), count: counts.1.count)
          : nil
      }
      let step = series.snapshots.reduce(1) { max($0, $1.step) }
      return DailyGains(
        days: days, corrected: whole.count - days.count, resolution: step > 1 ? Double(step) : 0)
    }
  }

  /// A count where two days touch, and for how many days the counter has been falling until then.
  private struct Boundary {
    let count: Double
    let falling: Double
  }

  /// The counts at rising moments, each within the snapshots.
  private static func boundaries(
    _ snapshots: [CountSnapshot], _ moments: [Timestamp]
  ) -> [Boundary] {
    var (index, falling) = (0, 0.0)
    func fall(_ index: Int) -> Double {
      let (left, right) = (snapshots[index], snapshots[index + 1])
      return right.count < left.count ? left.days(to: right) : 0
    }
    return moments.map { moment in
      // On to the last pair of snapshots that begins before this moment.
      while index + 2 < snapshots.count, snapshots[index + 1].time < moment {
        falling += fall(index)
        index += 1
      }
      let (left, right) = (snapshots[index], snapshots[index + 1])
      let part = moment.days(since: left.time) / left.days(to: right)
      return Boundary(
        count: Double(left.count) + left.difference(to: right) * part,
        falling: falling + fall(index) * part)
    }
  }
}
