internal import MetricSchema

/// The clocks of a zone, read at many moments; quick where they come in the order of time.
struct WallClock {
  /// The moments that a date of four digits can name; others are not believed.
  static let believable = Timestamp(-62_135_596_800_000_000)...Timestamp(253_402_300_799_999_999)

  private static let hour: Int64 = 3_600_000_000
  private static let weeks: Int64 = 200_000

  private let rules: TimeZoneRules
  private var steady = Timestamp(0)..<Timestamp(0)
  private var offset: Int64 = 0
  /// What held just before, for those who go back and forth around one change of the clocks.
  private var other = (steady: Timestamp(0)..<Timestamp(0), offset: Int64(0))
  private var day = Timestamp(0)..<Timestamp(0)
  private var number: Int64 = 0

  init(_ rules: TimeZoneRules) { self.rules = rules }

  /// The local hour of the week at a believable moment: 0 is Monday from 00:00, 167 Sunday from 23:00.
  ///
  /// When summer time ends, one hour happens twice; when it begins, one never does.
  mutating func hourOfWeek(at moment: Timestamp) -> Int {
    if !steady.contains(moment) { turn(to: moment) }
    // Counted from a Monday long before every believable moment; 1970 began on a Thursday, 72 hours into its week.
    let wall = UInt64(moment.microseconds + offset + Self.weeks * 168 * Self.hour)
    return Int((wall / UInt64(Self.hour) + 72) % 168)
  }

  private mutating func turn(to moment: Timestamp) {
    let last = (steady, offset)
    if other.steady.contains(moment) {
      (steady, offset) = other
    } else {
      let found = rules.steady(at: moment)
      (steady, offset) = (found.during, Int64(found.offset) * 1_000_000)
    }
    other = last
  }

  /// The local day of a believable moment, counted from 1970-01-01.
  mutating func dayNumber(at moment: Timestamp) -> Int64 {
    if day.contains(moment) { return number }
    day = rules.day(at: moment)
    let first = rules.local(at: day.lowerBound)
    number = Timestamp(year: first.year, month: first.month, day: first.day)?.day ?? moment.day
    return number
  }

  /// The local days from that of `first` to that of `last`, both believable: number and time of each.
  func days(from first: Timestamp, through last: Timestamp) -> [(
    number: Int64, time: Range<Timestamp>
  )] {
    var clock = self
    var days: [(number: Int64, time: Range<Timestamp>)] = []
    var moment = first
    while moment <= last {
      let number = clock.dayNumber(at: moment)
      days.append((number, clock.day))
      guard clock.day.upperBound > moment else { break }
      moment = clock.day.upperBound
    }
    return days
  }
}

extension Int64 {
  /// A day counted from 1970-01-01 as `2026-11-20`.
  var dateText: String { Timestamp(self * 86_400_000_000).dateText }
}

/// The names of the days, Monday first.
let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
