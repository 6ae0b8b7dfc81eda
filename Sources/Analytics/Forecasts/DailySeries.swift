public import MetricSchema

/// One value for each day of a zone's calendar, without gaps, made of values at any times.
public struct DailySeries: Equatable, Sendable {
  /// The first day, in days since 1970-01-01 of the calendar.
  public let firstDay: Int64
  /// The values, day after day.
  public let values: [Double]
  /// Days among them that had no value of their own and lie on the line between their neighbours.
  public let bridged: Int
  /// The zone whose days they are.
  public let zone: TimeZoneRules

  /// The longest gap that is bridged, in days; what lies before a longer one is left out.
  public static let longestBridge: Int64 = 7

  /// Creates the series. Cost: O(n log n).
  ///
  /// - Parameters:
  ///   - values: in any order; `nil` is no value, and of several values of a day the last counts (at the same time, the
  ///     largest).
  ///   - zone: the zone whose days count, each from its first instant to that of the next, 23 to 25 hours where clocks
  ///     change.
  /// - Throws: ``Unknown`` where there is no value, or one is not finite, larger than 10¹⁰⁰ in size or outside the years
  ///   1 to 9999.
  public init(
    _ values: [(time: Timestamp, value: Double?)], in zone: TimeZoneRules = .utc
  ) throws(Unknown) {
    let known = values.compactMap { entry in entry.value.map { (time: entry.time, value: $0) } }
    guard !known.isEmpty else { throw Unknown(.noData, "there are no values") }
    guard known.allSatisfy({ abs($0.value) < 1e100 }) else {
      throw Unknown(.outOfRange, "a value is not finite or too large")
    }
    guard known.allSatisfy({ WallClock.believable.contains($0.time) }) else {
      throw Unknown(.outOfRange, "a time is outside the years 1 to 9999")
    }
    var clock = WallClock(zone)
    var days: [(day: Int64, value: Double)] = []
    for entry in known.sorted(by: { ($0.time, $0.value) < ($1.time, $1.value) }) {
      let day = clock.day(at: entry.time).day.number
      if let last = days.last, day - last.day > Self.longestBridge + 1 { days = [] }
      if days.last?.day == day { days.removeLast() }
      days.append((day, entry.value))
    }
    firstDay = days[0].day
    self.values = Self.bridge(days)
    bridged = self.values.count - days.count
    self.zone = zone
  }

  /// Refuses a series of which more than a fifth was bridged: lines between values have no noise, so that every bend of them
  /// would look like a change, and every forecast like a sure one.
  func mustBeMostlyKnown() throws(Unknown) {
    guard bridged * 5 <= values.count else {
      throw Unknown(
        .tooFew, "\(bridged) of \(values.count) days have no value, more than a fifth")
    }
  }

  /// The first instant of the day with this index, which may lie beyond the series; kept within the years 1 to 9999.
  public func time(of index: Int) -> Timestamp {
    let day = CivilDay(firstDay).advanced(by: Int64(index)).number
    let noon = day * Timestamp.dayLength + Timestamp.dayLength / 2
    let offset = Int64(zone.offset(at: Timestamp(noon))) * 1_000_000
    return zone.day(at: Timestamp(noon - offset)).lowerBound
  }

  private static func bridge(_ days: [(day: Int64, value: Double)]) -> [Double] {
    var values = [days[0].value]
    for (before, after) in zip(days, days.dropFirst()) {
      let gap = after.day - before.day
      for step in 1..<max(gap, 1) {
        let part = Double(step) / Double(gap)
        values.append(before.value * (1 - part) + after.value * part)
      }
      values.append(after.value)
    }
    return values
  }
}
