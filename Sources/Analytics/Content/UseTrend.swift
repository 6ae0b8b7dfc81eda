public import MetricSchema

extension Definition {
  /// Whether a sound or hashtag is used more than before.
  public static let useTrend = Definition("use_trend", .structure)
}

/// Whether a sound or hashtag is used more than before.
public struct UseTrend: Hashable, Sendable {
  /// Where the uses go.
  public enum Direction: String, Sendable, CaseIterable {
    /// More than before, by more than chance.
    case rising
    /// Neither.
    case steady
    /// Fewer than before, by more than chance.
    case falling
  }

  /// Uses in each 24 hours of both windows, the earliest first.
  public let daily: [Int]
  /// Uses in the window before.
  public let before: Int
  /// Uses in the last window.
  public let recent: Int
  /// Recent uses as a multiple of those before; `nil` where there were none before.
  public let multiple: Double?
  /// The least multiple that goes with these counts in 95 of 100 cases.
  public let least: Double
  /// The greatest; `nil` where there is no bound because there were no uses before.
  public let greatest: Double?
  /// Where the uses go: whether the interval leaves 1 out.
  public let direction: Direction

  /// The uses of both windows, and what chance leaves of the difference.
  public var reasons: [String] {
    let days = Prose.count(daily.count / 2, "day")
    let times = multiple.map { "\(Prose.number($0)) times as many" } ?? "none before"
    let bounds = "\(Prose.number(least)) to \(greatest.map { Prose.number($0) } ?? "any number")"
    return [
      "Used \(Prose.count(recent, "time")) in the last \(days), against \(before) in the \(days) before: \(times), \(direction.rawValue) "
        + "(95 % interval \(bounds) times)."
    ]
  }

  /// Compares the uses in the last days with those in as many days before them.
  ///
  /// With equal chances in both windows each use is in the last one with a chance of one half, so the interval is that of a
  /// proportion (Wilson 1927), as odds. Unknown for fewer than `minimum` uses in both windows together, and where `end` is
  /// beyond the calendar. The order of `uses` has no meaning. Cost: linear.
  ///
  /// - Parameters:
  ///   - uses: When posts with it were posted.
  ///   - end: The end of the last window; later uses do not count.
  ///   - days: The length of a window in days of 24 hours, 1 to 366.
  ///   - minimum: How many uses are needed, at least 1.
  public static func of(
    _ uses: [Timestamp], until end: Timestamp, days: Int = 7, minimum: Int = 10
  ) -> Finding<UseTrend> {
    Finding(.useTrend) { () throws(Unknown) in
      guard WallClock.believable.contains(end) else {
        throw Unknown(.outOfRange, "the end is beyond the years 1 to 9999")
      }
      let days = min(max(days, 1), 366)
      let start = end.microseconds - 2 * Int64(days) * Timestamp.dayLength
      var daily = [Int](repeating: 0, count: 2 * days)
      for use in uses where use.microseconds >= start && use < end {
        daily[Int((use.microseconds - start) / Timestamp.dayLength)] += 1
      }
      return try UseTrend(daily, minimum: max(minimum, 1))
    }
  }

  private init(_ daily: [Int], minimum: Int) throws(Unknown) {
    self.daily = daily
    before = daily.prefix(daily.count / 2).reduce(0, +)
    recent = daily.reduce(0, +) - before
    let total = before + recent
    guard total >= minimum else { throw .tooFew(total, needed: minimum, of: "uses") }
    multiple = before == 0 ? nil : Double(recent) / Double(before)
    let share = try Proportion.wilson(Double(recent), of: Double(total))
    least = share.lowerBound / (1 - share.lowerBound)
    greatest = share.upperBound < 1 ? share.upperBound / (1 - share.upperBound) : nil
    if least > 1 {
      direction = .rising
    } else {
      direction = (greatest ?? .infinity) < 1 ? .falling : .steady
    }
  }
}
