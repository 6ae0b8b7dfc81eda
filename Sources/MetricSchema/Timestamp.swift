/// A moment: microseconds since 1970 in UTC, on the proleptic Gregorian calendar without leap seconds.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microseconds: Int64

  /// Creates a moment.
  public init(_ microseconds: Int64) { self.microseconds = microseconds }

  /// Creates a moment from a date and a time of day in UTC, each part in its usual range.
  ///
  /// - Returns: `nil` where a part is out of range, such as 30 February.
  public init?(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
    microsecond: Int = 0
  ) {
    guard (1...9999).contains(year), (1...12).contains(month), (0...23).contains(hour),
      (0...59).contains(minute), (0...60).contains(second), (0...999_999).contains(microsecond)
    else { return nil }
    let days = Self.days(year: year, month: month, day: day)
    let date = Self.date(days: days)
    guard date == (year, month, day) else { return nil }
    let seconds = days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    microseconds = seconds * 1_000_000 + Int64(microsecond)
  }

  /// Days since 1970-01-01, rounded down.
  public var day: Int64 { floorDivide(microseconds, 86_400_000_000) }

  /// Year, month and day in UTC.
  public var date: (year: Int, month: Int, day: Int) { Self.date(days: day) }

  /// Microseconds since midnight UTC.
  public var timeOfDay: Int64 {
    let rest = microseconds % 86_400_000_000
    return rest < 0 ? rest + 86_400_000_000 : rest
  }

  /// The date as `2026-11-20`.
  public var dateText: String {
    let (year, month, day) = date
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  public static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }

  /// Days since 1970-01-01 of a civil date (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  static func days(year: Int, month: Int, day: Int) -> Int64 {
    let y = Int64(month <= 2 ? year - 1 : year)
    let era = floorDivide(y, 400)
    let yearOfEra = y - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func date(days: Int64) -> (year: Int, month: Int, day: Int) {
    let z = days + 719_468
    let era = floorDivide(z, 146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = Int(dayOfYear - (153 * shifted + 2) / 5 + 1)
    let month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
    return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, day)
  }
}

extension Timestamp: CustomStringConvertible {
  /// The moment as RFC 3339, with a fraction only where there is one: `2026-11-20T07:45:00Z`.
  public var description: String {
    let time = timeOfDay / 1_000_000
    let fraction = timeOfDay % 1_000_000
    var text = "\(dateText)T\(padded(Int(time / 3600), 2)):\(padded(Int(time / 60 % 60), 2))"
    text += ":\(padded(Int(time % 60), 2))"
    if fraction % 1000 != 0 {
      text += "." + padded(Int(fraction), 6)
    } else if fraction != 0 {
      text += "." + padded(Int(fraction / 1000), 3)
    }
    return text + "Z"
  }
}

func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  let quotient = a / b
  return a % b < 0 ? quotient - 1 : quotient
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
