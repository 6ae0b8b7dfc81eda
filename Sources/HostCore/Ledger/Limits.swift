public import MetricSchema

/// How long a limit counts.
public enum LimitWindow: String, CaseIterable, Hashable, Sendable {
  /// A second of the clock.
  case second
  /// A minute of the clock.
  case minute
  /// An hour of the clock.
  case hour
  /// A day of the limit's zone.
  case day
  /// A calendar month of the limit's zone.
  case month
  /// From the first request on, for ever.
  case ever

  /// Whether it begins at another time in another zone: a day and a month do.
  public var isOfCalendar: Bool { self == .day || self == .month }

  /// When the window that holds `moment` began; days and months are those of `zone`.
  public func start(of moment: Timestamp, in zone: TimeZoneRules = .utc) -> Timestamp {
    switch self {
    case .second: aligned(moment, 1)
    case .minute: aligned(moment, 60)
    case .hour: aligned(moment, 3600)
    case .day: zone.day(at: moment).lowerBound
    case .month: zone.month(at: moment).lowerBound
    case .ever: Timestamp(0)
    }
  }

  /// When the window that holds `moment` ends; the end of time for `ever`. Days and months are those of `zone`.
  public func end(of moment: Timestamp, in zone: TimeZoneRules = .utc) -> Timestamp {
    switch self {
    case .second: Timestamp(start(of: moment).microseconds + 1_000_000)
    case .minute: Timestamp(start(of: moment).microseconds + 60_000_000)
    case .hour: Timestamp(start(of: moment).microseconds + 3_600_000_000)
    case .day: zone.day(at: moment).upperBound
    case .month: zone.month(at: moment).upperBound
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
  /// Where its days and months begin.
  public var zone: TimeZoneRules

  /// Creates a limit; the margin, 0 to 1, is the part that may be used, and never rounds down to nothing.
  public init(
    _ requests: Int64, per window: LimitWindow, margin: Double = 1, call: String? = nil,
    zone: TimeZoneRules = .utc
  ) {
    // The next number up, since 100 times 0.58 is 57.99999999999999.
    units = max(1, Int64((Double(requests) * margin).nextUp))
    self.window = window
    self.call = call
    self.zone = zone
  }

  /// When the window that holds `moment` began.
  public func start(of moment: Timestamp) -> Timestamp { window.start(of: moment, in: zone) }

  /// When the window that holds `moment` ends: the limit resets.
  public func end(of moment: Timestamp) -> Timestamp { window.end(of: moment, in: zone) }

  /// The window in words: `day`, or `day in America/Los_Angeles`.
  public var windowText: String {
    window.isOfCalendar && zone.name != TimeZoneRules.utc.name
      ? "\(window.rawValue) in \(zone.name)" : window.rawValue
  }
}
