public import MetricSchema

/// A span of whole days that ends before a moment.
public struct Period: Equatable, Sendable {
  /// The moment after the last one that belongs to it.
  public let end: Timestamp
  /// The number of days, 1 to 3650.
  public let days: Int

  /// Creates a period; `days` outside its range is moved into it.
  public init(end: Timestamp, days: Int = 30) {
    (self.end, self.days) = (end, min(max(days, 1), 3650))
  }

  /// The first moment that belongs to it.
  public var start: Timestamp {
    let length = Int64(days) * Timestamp.dayLength
    let (start, overflow) = end.microseconds.subtractingReportingOverflow(length)
    return Timestamp(overflow ? .min : start)
  }

  /// The period of the same length right before this one.
  public var preceding: Period { Period(end: start, days: days) }

  /// Whether a moment belongs to it.
  public func contains(_ moment: Timestamp) -> Bool { moment >= start && moment < end }
}
