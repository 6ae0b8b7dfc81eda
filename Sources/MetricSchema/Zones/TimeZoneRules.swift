/// When a time zone is how far from UTC, as the time zone database says; without input or output.
///
/// A day and a month begin at the first instant at which the zone's calendar reaches their date. That is midnight, or
/// the first instant after it where a change of the clock skips midnight. Where the clock is put back over midnight,
/// the day that had begun goes on: every instant is in one day, and days touch.
public struct TimeZoneRules: Hashable, Sendable {
  /// An offset, and since when it holds.
  struct Change: Hashable, Sendable {
    /// Seconds since 1970; `Int64.min` for since ever.
    var from: Int64
    /// Seconds east of UTC.
    var offset: Int64
  }

  /// A time with one offset.
  struct Span {
    /// The first second.
    var from: Int64
    /// The second after the last.
    var to: Int64
    /// Seconds east of UTC.
    var offset: Int64
  }

  /// The zone's name, such as `America/Los_Angeles`.
  public let name: String
  /// In the order of time; the first holds since ever.
  let changes: [Change]
  /// What holds from the last change on; `nil` where its offset stays.
  let yearly: YearlyRule?

  /// Coordinated Universal Time, for which no file is needed.
  public static let utc = TimeZoneRules(
    name: "UTC", changes: [Change(from: .min, offset: 0)], yearly: nil)

  /// No offset is farther from UTC than this; the widest in use are 12 hours west and 14 hours east.
  static let widestOffset: Int64 = 26 * 3600

  /// Seconds east of UTC at a moment; negative in the west.
  public func offset(at moment: Timestamp) -> Int { Int(span(at: moment.second).offset) }

  /// What calendar and clock of the zone show at a moment.
  public func local(at moment: Timestamp) -> LocalTime {
    LocalTime(moment.second + span(at: moment.second).offset)
  }

  /// The day that holds a moment, from its first instant to that of the next day.
  public func day(at moment: Timestamp) -> Range<Timestamp> {
    let day = latestDay(at: moment.second)
    return Timestamp(second: firstSecond(of: day))..<Timestamp(second: firstSecond(of: day + 1))
  }

  /// The month that holds a moment, from its first instant to that of the next month.
  public func month(at moment: Timestamp) -> Range<Timestamp> {
    let (year, month, _) = Timestamp.date(days: latestDay(at: moment.second))
    let next = month == 12 ? (year + 1, 1) : (year, month + 1)
    let first = Timestamp.days(year: year, month: month, day: 1)
    let following = Timestamp.days(year: next.0, month: next.1, day: 1)
    return Timestamp(second: firstSecond(of: first))..<Timestamp(second: firstSecond(of: following))
  }

  /// Whether a text can be the name of a zone: letters, digits, `+`, `-`, `_`, and `/` between parts.
  ///
  /// Such a name never leads out of the folder that it is looked for in.
  public static func isName(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return text.utf8.count <= 100
      && parts.allSatisfy { part in
        !part.isEmpty && part.first != UInt8(ascii: "-") && part.allSatisfy(isNameByte)
      }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The latest day, counted from 1970-01-01, that the zone's calendar has reached.
  private func latestDay(at second: Int64) -> Int64 {
    var day = floorDivide(second + span(at: second).offset, 86_400)
    // Only where the clock was put back over midnight has a later day begun.
    while firstSecond(of: day + 1) <= second { day += 1 }
    return day
  }

  /// The first second at which the zone's calendar shows a day or a later one.
  private func firstSecond(of day: Int64) -> Int64 {
    let midnight = day * 86_400
    var span = span(at: midnight - Self.widestOffset)
    while true {
      let second = max(span.from, midnight - span.offset)
      if second < span.to { return second }
      span = self.span(at: span.to)
    }
  }

  func span(at second: Int64) -> Span {
    if let yearly, let last = changes.last, second >= last.from {
      var span = yearly.span(at: second)
      span.from = max(span.from, last.from)
      return span
    }
    var (known, later) = (0, changes.count)
    while later - known > 1 {
      let middle = (known + later) / 2
      if changes[middle].from <= second { known = middle } else { later = middle }
    }
    let end = later < changes.count ? changes[later].from : .max
    return Span(from: changes[known].from, to: end, offset: changes[known].offset)
  }
}

/// What calendar and clock of a zone show, on the proleptic Gregorian calendar.
public struct LocalTime: Hashable, Sendable {
  /// The year; 0 is 1 BC.
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// 1 to 31.
  public let day: Int
  /// 0 to 23.
  public let hour: Int
  /// 0 to 59.
  public let minute: Int
  /// 0 to 59.
  public let second: Int
  /// 1 for Monday to 7 for Sunday, as in ISO 8601.
  public let weekday: Int

  /// Reads seconds since 1970-01-01 00:00 on the zone's own clock.
  init(_ seconds: Int64) {
    let days = floorDivide(seconds, 86_400)
    let rest = Int(seconds - days * 86_400)
    (year, month, day) = Timestamp.date(days: days)
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    weekday = weekdayNumber(days) == 0 ? 7 : weekdayNumber(days)
  }
}

/// 0 for Sunday to 6 for Saturday, of days since 1970-01-01, a Thursday.
func weekdayNumber(_ days: Int64) -> Int { Int(days + 4 - floorDivide(days + 4, 7) * 7) }

extension Timestamp {
  /// Seconds since 1970, rounded down.
  fileprivate var second: Int64 { floorDivide(microseconds, 1_000_000) }

  /// The nearest moment there is.
  fileprivate init(second: Int64) {
    let (product, overflow) = second.multipliedReportingOverflow(by: 1_000_000)
    self.init(overflow ? (second < 0 ? .min : .max) : product)
  }
}
