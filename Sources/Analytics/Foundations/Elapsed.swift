internal import MetricSchema

extension Int64 {
  /// The difference from `other` to this, which may be larger than any `Int64`; exact where it is not.
  func difference(from other: Int64) -> Double {
    let (exact, overflow) = subtractingReportingOverflow(other)
    return overflow ? Double(self) - Double(other) : Double(exact)
  }
}

extension Timestamp {
  /// Microseconds of a day of 24 hours.
  static let dayLength: Int64 = 86_400_000_000

  /// Seconds since `earlier`; below 0 where that is later.
  func seconds(since earlier: Timestamp) -> Double {
    microseconds.difference(from: earlier.microseconds) / 1e6
  }

  /// Days of 24 hours since `earlier`; below 0 where that is later.
  func days(since earlier: Timestamp) -> Double {
    microseconds.difference(from: earlier.microseconds) / Double(Self.dayLength)
  }
}
