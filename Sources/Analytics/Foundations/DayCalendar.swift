internal import MetricSchema

/// The local days of a period.
struct DayCalendar {
  /// The days that the period touches, in their order, each whole.
  let days: [LocalDay]

  /// Creates the days; linear in their number.
  ///
  /// - Throws: ``Unknown`` for a period without length, beyond the calendar, or of more than `limit` days of 24 hours.
  init(
    _ period: Range<Timestamp>, in zone: TimeZoneRules, limit: Int = 3660
  ) throws(Unknown) {
    try period.mustBeBelievable()
    guard period.upperBound.days(since: period.lowerBound) <= Double(limit) else {
      throw Unknown(.outOfRange, "the period is longer than \(limit) days")
    }
    var clock = WallClock(zone)
    var days: [LocalDay] = []
    var moment = period.lowerBound
    while moment < period.upperBound {
      let day = clock.day(at: moment)
      days.append(day)
      guard day.time.upperBound > moment else { break }
      moment = day.time.upperBound
    }
    self.days = days
  }

  /// Which of the days a moment is in; `nil` where in none.
  func index(of moment: Timestamp) -> Int? {
    let index = days.bisect { $0.time.upperBound <= moment }
    return index < days.count && days[index].time.contains(moment) ? index : nil
  }
}

extension Range<Timestamp> {
  /// Refuses a period without length, or with an end beyond the calendar.
  func mustBeBelievable() throws(Unknown) {
    guard !isEmpty else { throw Unknown(.noData, "the period has no length") }
    guard WallClock.believable.contains(lowerBound), WallClock.believable.contains(upperBound)
    else { throw Unknown(.outOfRange, "the period ends beyond the years 1 to 9999") }
  }
}
