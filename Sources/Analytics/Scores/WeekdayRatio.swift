extension Definition {
  /// How a weekday does against all days.
  public static let weekdayRatio = Definition("weekday_ratio", .ratio)
}

/// How a weekday does against all days, from a number for each day such as streams.
public struct WeekdayRatio: Equatable, Sendable {
  /// Fewer days than this say nothing.
  public static let minimumDays = 30

  /// The number of one day.
  public struct Entry: Equatable, Sendable {
    /// The day.
    public var day: CivilDay
    /// Its number, such as streams.
    public var value: Double

    /// Creates an entry.
    public init(_ day: CivilDay, _ value: Double) { (self.day, self.value) = (day, value) }
  }

  /// The mean of the weekday divided by the mean of all days, from 0.
  public let value: Double
  /// How many days there are.
  public let days: Int
  /// How many of them are of the weekday.
  public let ofWeekday: Int

  /// What the ratio comes from.
  public var reasons: [String] {
    [
      "\(Prose.count(ofWeekday, "day")) of the weekday against \(days) days: \(Prose.number(value)) times their mean."
    ]
  }

  /// Compares a weekday with all days; linear.
  ///
  /// - Parameters:
  ///   - entries: The days, in any order; what is negative or not finite is left out.
  ///   - weekday: 1 for Monday to 7 for Sunday.
  /// - Returns: The ratio; unknown with fewer than 30 days, with none of the weekday, or where the mean is 0.
  public static func of(_ entries: [Entry], on weekday: Int) -> Finding<Self> {
    Finding(.weekdayRatio) { () throws(Unknown) in
      let known = entries.filter { $0.value >= 0 && $0.value.isFinite }
      guard known.count >= minimumDays else {
        throw .tooFew(known.count, needed: minimumDays, of: "days")
      }
      let some = known.filter { $0.day.weekday == weekday }
      guard !some.isEmpty else { throw .tooFew(0, needed: 1, of: "days of the weekday") }
      let mean = known.reduce(0) { $0 + $1.value / Double(known.count) }
      let of = some.reduce(0) { $0 + $1.value / Double(some.count) }
      guard mean > 0, (of / mean).isFinite else {
        throw Unknown(.noDenominator, "the mean of all days is 0")
      }
      return Self(value: of / mean, days: known.count, ofWeekday: some.count)
    }
  }
}
