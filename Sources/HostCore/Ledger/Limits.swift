public import MetricSchema

/// How long a limit counts.
public enum LimitWindow: String, CaseIterable, Hashable, Sendable {
  /// A second of the clock.
  case second
  /// A minute of the clock.
  case minute
  /// An hour of the clock.
  case hour
  /// A day from midnight UTC.
  case day
  /// A calendar month in UTC.
  case month
  /// From the first request on, for ever.
  case ever

  /// When the window that holds `moment` began.
  public func start(of moment: Timestamp) -> Timestamp {
    switch self {
    case .second: aligned(moment, 1)
    case .minute: aligned(moment, 60)
    case .hour: aligned(moment, 3600)
    case .day: aligned(moment, 86_400)
    case .month: Timestamp(year: moment.date.year, month: moment.date.month, day: 1) ?? moment
    case .ever: Timestamp(0)
    }
  }

  /// When the window that holds `moment` ends; the end of time for `ever`.
  public func end(of moment: Timestamp) -> Timestamp {
    switch self {
    case .second: Timestamp(start(of: moment).microseconds + 1_000_000)
    case .minute: Timestamp(start(of: moment).microseconds + 60_000_000)
    case .hour: Timestamp(start(of: moment).microseconds + 3_600_000_000)
    case .day: Timestamp(start(of: moment).microseconds + 86_400_000_000)
    case .month: start(of: Timestamp(start(of: moment).microseconds + 32 * 86_400_000_000))
    case .ever: Timestamp(.max)
    }
  }

  private func aligned(_ moment: Timestamp, _ seconds: Int64) -> Timestamp {
    let size = seconds * 1_000_000
    let rest = moment.microseconds % size
    return Timestamp(moment.microseconds - (rest < 0 ? rest + size : rest))
  }
}

/// At most so many units in a window, of one call or of the provider as a whole.
public struct Limit: Hashable, Sendable {
  /// How many units fit, margin taken off.
  public var units: Int64
  /// How long it counts.
  public var window: LimitWindow
  /// The call it is for; `nil` for all calls of the provider together.
  public var call: String?

  /// Creates a limit; the margin, 0 to 1, is the part that may be used, and never rounds down to nothing.
  public init(_ requests: Int64, per window: LimitWindow, margin: Double = 1, call: String? = nil) {
    // The next number up, since 100 times 0.58 is 57.99999999999999.
    units = max(1, Int64((Double(requests) * margin).nextUp))
    self.window = window
    self.call = call
  }
}
