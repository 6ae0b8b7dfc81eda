public import MetricSchema

/// The deaths of a provider's process, and when they are too many.
///
/// A value without a clock; the caller says what time it is.
public struct DeathRecord: Hashable, Sendable {
  /// How many deaths within ``windowMs`` are too many.
  public static let tooMany = 5
  /// The window, in milliseconds.
  public static let windowMs: Int64 = 600_000

  /// Deaths in the window before the last one, this one included.
  private var recent: [Timestamp] = []

  /// Creates a record without a death.
  public init() {}

  /// When the window that ends at a moment begins; deaths at or before that do not count.
  public static func begin(of moment: Timestamp) -> Timestamp {
    let begin = moment.microseconds.subtractingReportingOverflow(windowMs * 1000)
    return Timestamp(begin.overflow ? .min : begin.partialValue)
  }

  /// Takes these for the deaths so far, oldest first: others saw more of them.
  public mutating func recall(_ deaths: [Timestamp]) { recent = deaths }

  /// Notes a death, of which `reason` says what happened, to follow the provider's name.
  ///
  /// - Returns: Why the provider is not to be tried again until a person or a new version of the plugin clears it, to
  ///   follow its name as well; `nil` where it may be.
  public mutating func died(_ reason: String, at now: Timestamp) -> String? {
    let begin = Self.begin(of: now)
    recent.removeAll { begin.microseconds > .min && $0 <= begin }
    recent.append(now)
    guard recent.count >= Self.tooMany else { return nil }
    return
      "died \(recent.count) times within \(Self.windowMs / 60_000) minutes; the last time it \(reason)"
  }
}
