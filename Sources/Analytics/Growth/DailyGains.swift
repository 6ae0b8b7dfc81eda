internal import MetricSchema

extension Definition {
  /// ``Growth/dailyGains(_:utcOffset:)``
  public static let dailyGains = Definition("daily_gains", .structure)
}

/// What a counter gained on each whole day that its snapshots cover.
public struct DailyGains: Equatable, Sendable {
  /// One day.
  public struct Day: Equatable, Sendable {
    /// The day, in days since 1970-01-01, local.
    public let number: Int64
    /// What was gained from midnight to midnight, 0 and above.
    public let gain: Double
    /// The count at the midnight that ends the day.
    public let count: Double
  }

  /// The days by rising number; days that a correction touches are left out.
  public let days: [Day]
  /// How many whole days were left out because of a correction.
  public let corrected: Int
}

extension Growth {
  /// The longest span for ``dailyGains(_:utcOffset:)``, in days: a century.
  public static let longestSpan = 36_525

  /// What a counter gained on each whole day between its first snapshot and its last.
  ///
  /// The counts at midnight are interpolated linearly. Linear in the number of snapshots and days.
  ///
  /// - Parameter utcOffset: Seconds that the local time is ahead of UTC, -86400 to 86400.
  /// - Returns: unknown without a whole day between the snapshots, over a span of more than ``longestSpan`` days, and
  ///   with an offset out of its range.
  public static func dailyGains(
    _ series: CountSeries, utcOffset: Int = 0
  ) -> Finding<DailyGains> {
    Finding(.dailyGains) { () throws(Unknown) in
      let (first, last) = try series.ends()
      guard (-86_400...86_400).contains(utcOffset) else {
        throw Unknown(.outOfRange, "the offset from UTC is more than a day")
      }
      let begin = localDays(first, utcOffset).rounded(.up)
      let end = localDays(last, utcOffset).rounded(.down)
      guard end > begin else { throw .tooFew(0, needed: 1, of: "whole days") }
      guard end - begin <= Double(longestSpan) else {
        throw Unknown(.outOfRange, "the snapshots span more than \(longestSpan) days")
      }
      let midnights = countsAtMidnight(series.snapshots, utcOffset, Int64(begin)...Int64(end))
      var days: [DailyGains.Day] = []
      for (index, (left, right)) in zip(midnights, midnights.dropFirst()).enumerated()
      where left.falling == right.falling {
        // Without a fall between them only rounding could make this negative.
        let gain = max(right.count - left.count, 0)
        let number = Int64(begin) + Int64(index)
        days.append(DailyGains.Day(number: number, gain: gain, count: right.count))
      }
      return DailyGains(days: days, corrected: midnights.count - 1 - days.count)
    }
  }

  private static func localDays(_ snapshot: CountSnapshot, _ utcOffset: Int) -> Double {
    (Double(snapshot.time.microseconds) + Double(utcOffset) * 1e6) / 86_400_000_000
  }

  /// A count at a midnight, and for how many days the counter has been falling until then.
  private struct Midnight {
    let count: Double
    let falling: Double
  }

  private static func countsAtMidnight(
    _ snapshots: [CountSnapshot], _ utcOffset: Int, _ days: ClosedRange<Int64>
  ) -> [Midnight] {
    var midnights: [Midnight] = []
    var (index, falling) = (0, 0.0)
    func fall(_ index: Int) -> Double {
      let (left, right) = (snapshots[index], snapshots[index + 1])
      return right.count < left.count ? left.days(to: right) : 0
    }
    for day in days {
      // On to the last pair of snapshots that begins before this midnight.
      while index + 2 < snapshots.count, localDays(snapshots[index + 1], utcOffset) < Double(day) {
        falling += fall(index)
        index += 1
      }
      let (left, right) = (snapshots[index], snapshots[index + 1])
      let start = localDays(left, utcOffset)
      let part = min(max((Double(day) - start) / (localDays(right, utcOffset) - start), 0), 1)
      let count = Double(left.count) + left.difference(to: right) * part
      midnights.append(Midnight(count: count, falling: falling + fall(index) * part))
    }
    return midnights
  }
}
