internal import MetricSchema

/// A day of the Gregorian calendar without a time zone.
public struct CivilDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int64

  /// Creates a day of a number, moved into the years 1 to 9999.
  public init(_ number: Int64) { self.number = min(max(number, -719_162), 2_932_896) }

  /// Creates a day of a date.
  ///
  /// - Returns: `nil` where there is no such day, such as 30 February.
  public init?(year: Int, month: Int, day: Int) {
    guard let moment = Timestamp(year: year, month: month, day: day) else { return nil }
    number = moment.day
  }

  /// The year, month and day of the month.
  public var date: (year: Int, month: Int, day: Int) { moment.date }

  /// 1 for Monday to 7 for Sunday.
  public var weekday: Int { Int((number + 719_162) % 7) + 1 }  // 0001-01-01 was a Monday

  /// The day that many days later, or earlier where it is negative; kept within the years 1 to 9999.
  public func advanced(by days: Int64) -> Self {
    let (sum, overflow) = number.addingReportingOverflow(days)
    return Self(overflow ? (days < 0 ? .min : .max) : sum)
  }

  public static func < (a: Self, b: Self) -> Bool { a.number < b.number }

  /// The names of the days of the week, Monday first.
  static let weekdayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private var moment: Timestamp { Timestamp(number * Timestamp.dayLength) }
}

extension CivilDay: CustomStringConvertible {
  /// The date as `2026-11-20`.
  public var description: String { moment.dateText }
}
