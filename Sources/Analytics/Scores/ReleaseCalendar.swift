/// The days on which records come out, and those on which people do something else.
public enum ReleaseCalendar {
  /// The Fridays after a day, of that many weeks, at most 52: records come out on Fridays.
  ///
  /// A Friday itself is not after itself.
  public static func fridays(after day: CivilDay, weeks: Int = 8) -> [CivilDay] {
    let wait = Int64((5 - day.weekday + 6) % 7 + 1)
    return (0..<min(max(weeks, 0), 52)).map { day.advanced(by: wait + 7 * Int64($0)) }
  }

  /// Thanksgiving in the United States: the fourth Thursday of November, which falls on the 22nd to the 28th.
  public static func thanksgiving(_ year: Int) -> CivilDay? {
    guard let first = CivilDay(year: year, month: 11, day: 1) else { return nil }
    return first.advanced(by: Int64((4 - first.weekday + 7) % 7 + 21))
  }

  /// How free of other things people are, 3 to 9, and why.
  ///
  /// 3 within two days of a holiday, across the turn of the year too; else 5 after 15 December, 8 from June to August, 9 in
  /// January and February, and 7. Black Friday is the day after Thanksgiving and so is always near a holiday.
  static func score(of day: CivilDay) -> (score: Double, reason: String) {
    if let holiday = nearHoliday(day) { return (3, "within two days of \(holiday)") }
    let (_, month, dayOfMonth) = day.date
    switch month {
    case 12 where dayOfMonth > 15: return (5, "after 15 December")
    case 6...8: return (8, "in summer")
    case 1...2: return (9, "in January or February")
    default: return (7, "no holiday near, no season")
    }
  }

  private static func nearHoliday(_ day: CivilDay) -> String? {
    let fixed = [
      (12, 25, "Christmas"), (12, 24, "Christmas Eve"), (1, 1, "New Year"),
      (12, 31, "New Year's Eve"), (7, 4, "Independence Day"),
    ]
    for year in (day.date.year - 1)...(day.date.year + 1) {
      for (month, dayOfMonth, name) in fixed {
        let holiday = CivilDay(year: year, month: month, day: dayOfMonth)
        if let holiday, abs(holiday.number - day.number) <= 2 { return name }
      }
      if let holiday = thanksgiving(year), abs(holiday.number - day.number) <= 2 {
        return "Thanksgiving"
      }
    }
    return nil
  }
}
