extension Definition {
  /// The latest days beside the same weekdays before them.
  public static let periodComparison = Definition("period_comparison", .structure)
}

/// A counter's gains in the latest days beside those in as many earlier days that fall on the same weekdays.
public struct PeriodComparison: Equatable, Sendable {
  /// The mean gain of the latest days that have a partner.
  public let current: Double
  /// The mean gain of their partners.
  public let previous: Double
  /// The change from `previous` to `current`, as a ratio of `previous`; -1 and above.
  public let change: Double
  /// How many days have a partner.
  public let matchedDays: Int
  /// How many days lie between a day and its partner, a multiple of 7.
  public let shift: Int
}

extension Growth {
  /// Compares the last days with the same weekdays before them.
  ///
  /// A day's partner lies as few whole weeks earlier as the period needs: 7 days for up to a week, 28 for 28 days, 35 for
  /// 30. Days without a partner, because one of the two was corrected or not covered, are left out on both sides.
  ///
  /// - Parameters:
  ///   - gains: The gains of days.
  ///   - lastDays: How many days the latest period has, ending with the last known day; 1 to ``longestSpan``.
  /// - Returns: unknown where no day has a partner, where the partners gained nothing, and where rounded counts cannot show
  ///   the difference.
  public static func comparison(
    of gains: DailyGains, lastDays: Int
  ) -> Finding<PeriodComparison> {
    Finding(.periodComparison) { () throws(Unknown) in
      guard (1...longestSpan).contains(lastDays) else {
        throw Unknown(.outOfRange, "a period has 1 to \(longestSpan) days")
      }
      guard let last = gains.days.last else { throw .tooFew(0, needed: 2, of: "whole days") }
      let shift = (lastDays + 6) / 7 * 7
      let earlier = Dictionary(
        gains.days.map { ($0.day.number + Int64(shift), $0.gain) }, uniquingKeysWith: { $1 })
      let pairs = gains.days.suffix(lastDays).compactMap { day in
        day.day.number > last.day.number - Int64(lastDays)
          ? earlier[day.day.number].map { (day.gain, $0) } : nil
      }
      guard !pairs.isEmpty else {
        throw Unknown(.tooFew, "no day has a known day \(shift) days earlier")
      }
      let sums = (
        current: pairs.reduce(0) { $0 + $1.0 }, previous: pairs.reduce(0) { $0 + $1.1 }
      )
      guard sums.previous > 0 else {
        throw Unknown(.noDenominator, "the earlier days gained nothing")
      }
      guard gains.resolution == 0 || abs(sums.current - sums.previous) >= gains.resolution else {
        let step = Prose.number(gains.resolution)
        throw Unknown(.belowResolution, "the difference is below the step of \(step) of the count")
      }
      let n = Double(pairs.count)
      let (current, previous) = (sums.current / n, sums.previous / n)
      return PeriodComparison(
        current: current, previous: previous, change: current / previous - 1,
        matchedDays: pairs.count, shift: shift)
    }
  }
}
