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
  private var known = LocalDay(day: CivilDay(0), time: Timestamp(0)..<Timestamp(0))

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

  /// The local day of a believable moment.
  mutating func day(at moment: Timestamp) -> LocalDay {
    if known.time.contains(moment) { return known }
    let time = rules.day(at: moment)
    let first = rules.local(at: time.lowerBound)
    let day = CivilDay(year: first.year, month: first.month, day: first.day)
    known = LocalDay(day: day ?? CivilDay(moment.day), time: time)
    return known
  }
}

/// One day of a zone.
struct LocalDay {
  let day: CivilDay
  /// From its first instant to that of the next day; not always 24 hours.
  let time: Range<Timestamp>
}
