public import MetricSchema

extension Definition {
  /// What a counter gained between its snapshots.
  public static let counterRates = Definition("counter_rates", .structure)
}

/// What a counter gained between its snapshots, and where it was corrected.
///
/// A counter such as views only rises. Where it falls, the platform took some back: that is a correction, kept apart
/// from the gains and never counted as a gain of 0.
public struct CounterRates: Equatable, Sendable {
  /// The change between two snapshots that follow each other.
  public struct Interval: Equatable, Sendable {
    /// The earlier snapshot's time.
    public let start: Timestamp
    /// The later snapshot's time.
    public let end: Timestamp
    /// The change: 0 and above for a gain, below 0 for a correction.
    public let change: Double
    /// The change for each day.
    public let perDay: Double
    /// What one step of the count comes to for each day; 0 where the counts are exact.
    public let resolution: Double

    init(_ left: CountSnapshot, _ right: CountSnapshot) {
      let days = left.days(to: right)
      let step = max(left.step, right.step)
      (start, end) = (left.time, right.time)
      change = left.difference(to: right)
      perDay = change / days
      resolution = step > 1 ? Double(step) / days : 0
    }
  }

  /// The intervals without a correction, in the order of time.
  public let gains: [Interval]
  /// The intervals in which the counter fell, in the order of time.
  public let corrections: [Interval]

  /// What was gained in all intervals without a correction.
  public var gained: Double { gains.reduce(0) { $0 + $1.change } }
  /// What the corrections took back, 0 and above.
  public var takenBack: Double { 0 - corrections.reduce(0) { $0 + $1.change } }
}

extension Growth {
  /// The gains of a counter between its snapshots, for each day. Linear in the number of snapshots.
  ///
  /// - Returns: unknown with fewer than two snapshots.
  public static func rates(_ series: CountSeries) -> Finding<CounterRates> {
    Finding(.counterRates) { () throws(Unknown) in
      _ = try series.ends()
      let snapshots = series.snapshots
      let intervals = zip(snapshots, snapshots.dropFirst()).map(CounterRates.Interval.init)
      return CounterRates(
        gains: intervals.filter { $0.change >= 0 },
        corrections: intervals.filter { $0.change < 0 })
    }
  }
}
