/// What a zone does every year: the text at the end of a TZif file, such as `PST8PDT,M3.2.0,M11.1.0` (POSIX `TZ`).
struct YearlyRule: Hashable, Sendable {
  /// When a change comes, in the local time that holds before it.
  struct Moment: Hashable, Sendable {
    var day: Day
    /// Seconds after midnight, also negative or of a later day.
    var time: Int64
  }

  /// A day of every year.
  enum Day: Hashable, Sendable {
    /// A weekday, 0 for Sunday, of a month: its first to fourth, or 5 for its last.
    case weekday(Int, week: Int, month: Int)
    /// The day 1 to 365 of a year in which 29 February does not count.
    case counted(Int)
    /// The day 0 to 365 of a year in which it does.
    case elapsed(Int)
  }

  /// The two changes of a year.
  struct Season: Hashable, Sendable {
    /// Seconds east of UTC in daylight saving time.
    var offset: Int64
    var begin: Moment
    var end: Moment
  }

  /// Seconds east of UTC in standard time.
  var offset: Int64
  /// `nil` where the clock is never changed.
  var season: Season?

  /// The time around a second in which the offset is the same.
  func span(at second: Int64) -> TimeZoneRules.Span {
    guard let season else { return .init(from: .min, to: .max, offset: offset) }
    let year = Timestamp.date(days: floorDivide(second, 86_400)).year
    var span = TimeZoneRules.Span(from: .min, to: .max, offset: offset)
    // A change may be a week away from its year, so the nearest can be of the one after next.
    for year in year - 2...year + 2 {
      let begin = season.begin.second(in: year) - offset
      let end = season.end.second(in: year) - season.offset
      // Where one season's end is the next one's begin, daylight saving time goes on.
      span.note(end, offset, around: second, winsTies: false)
      span.note(begin, season.offset, around: second, winsTies: true)
    }
    return span
  }
}

extension TimeZoneRules.Span {
  /// Narrows the time around `second` by a change that comes at `moment`.
  fileprivate mutating func note(
    _ moment: Int64, _ offset: Int64, around second: Int64, winsTies: Bool
  ) {
    if moment > second {
      to = min(to, moment)
    } else if moment > from || moment == from && winsTies {
      (from, self.offset) = (moment, offset)
    }
  }
}

extension YearlyRule.Moment {
  /// Seconds since 1970 on the local clock.
  fileprivate func second(in year: Int) -> Int64 { day.days(in: year) * 86_400 + time }
}

extension YearlyRule.Day {
  /// Days since 1970-01-01.
  fileprivate func days(in year: Int) -> Int64 {
    let newYear = Timestamp.days(year: year, month: 1, day: 1)
    switch self {
    case .elapsed(let count): return newYear + Int64(count)
    case .counted(let count):
      let march = Timestamp.days(year: year, month: 3, day: 1)
      let isLeap = march - newYear == 60
      return newYear + Int64(count - 1) + (isLeap && count >= 60 ? 1 : 0)
    case .weekday(let weekday, let week, let month):
      let first = Timestamp.days(year: year, month: month, day: 1)
      let next =
        month == 12
        ? Timestamp.days(year: year + 1, month: 1, day: 1)
        : Timestamp.days(year: year, month: month + 1, day: 1)
      let wait = (weekday - weekdayNumber(first) + 7) % 7
      let day = first + Int64(wait + (week - 1) * 7)
      return day < next ? day : day - 7
    }
  }
}

extension YearlyRule {
  /// Reads the text; `nil` where it is not of the form that RFC 9636, 3.3.1 allows.
  init?(_ text: ArraySlice<UInt8>) {
    var reader = RuleReader(rest: text)
    guard reader.skipName(), let west = reader.time(hours: 24) else { return nil }
    offset = -west
    guard !reader.rest.isEmpty else { return }
    guard reader.skipName() else { return nil }
    var daylight = offset + 3600
    if reader.rest.first != UInt8(ascii: ",") {
      guard let west = reader.time(hours: 24) else { return nil }
      daylight = -west
    }
    guard reader.skip(","), let begin = reader.moment(), reader.skip(","),
      let end = reader.moment(), reader.rest.isEmpty
    else { return nil }
    season = Season(offset: daylight, begin: begin, end: end)
  }
}

private struct RuleReader {
  var rest: ArraySlice<UInt8>

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// Skips an abbreviation: three letters or more, or anything in angle brackets.
  mutating func skipName() -> Bool {
    guard skip("<") else {
      let name = rest.prefix { (65...90).contains($0 & 0xDF) }
      rest.removeFirst(name.count)
      return name.count >= 3
    }
    guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
    rest = rest[(end + 1)...]
    return true
  }

  /// A number of at most three digits.
  mutating func number(_ range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix { (48...57).contains($0) }
    guard (1...3).contains(digits.count) else { return nil }
    rest.removeFirst(digits.count)
    let value = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    return range.contains(value) ? value : nil
  }

  /// `[+-]h[h[h]][:mm[:ss]]`, in seconds.
  mutating func time(hours: Int) -> Int64? {
    let sign: Int64 = skip("-") ? -1 : 1
    if sign == 1 { _ = skip("+") }
    guard let hours = number(0...hours) else { return nil }
    var seconds = Int64(hours * 3600)
    for unit in [60, 1] where skip(":") {
      guard let part = number(0...59) else { return nil }
      seconds += Int64(part * unit)
    }
    return sign * seconds
  }

  /// A day and, after a slash, a time of at most a week; two o'clock where none is given.
  mutating func moment() -> YearlyRule.Moment? {
    guard let day = day() else { return nil }
    guard skip("/") else { return .init(day: day, time: 2 * 3600) }
    guard let time = time(hours: 167) else { return nil }
    return .init(day: day, time: time)
  }

  private mutating func day() -> YearlyRule.Day? {
    if skip("J") { return number(1...365).map { .counted($0) } }
    guard skip("M") else { return number(0...365).map { .elapsed($0) } }
    guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
      let weekday = number(0...6)
    else { return nil }
    return .weekday(weekday, week: week, month: month)
  }
}
