public import MetricSchema

/// What becomes of a provider whose process ended: how long to wait, and when to stop trying.
///
/// A value without a clock; the caller says what time it is and brings the randomness.
public struct DeathRecord: Hashable, Sendable {
  /// What to do after a death.
  public enum Verdict: Hashable, Sendable {
    /// Try again after this many milliseconds.
    case restart(afterMs: Int64)
    /// Do not try again until a person or a new version of the plugin clears it; the reason in a sentence.
    case quarantine(String)
  }

  /// The wait after the first death, in milliseconds; it doubles with each that follows.
  public static let firstDelayMs: Int64 = 250
  /// The longest wait, in milliseconds.
  public static let longestDelayMs: Int64 = 300_000
  /// How many deaths within ``windowMs`` are too many.
  public static let tooMany = 5
  /// The window, in milliseconds.
  public static let windowMs: Int64 = 600_000

  /// Deaths in the window before the last one, this one included.
  private var recent: [Timestamp] = []
  private var row = 0

  /// Creates a record without a death.
  public init() {}

  /// When the window that ends at a moment begins; deaths at or before that do not count.
  public static func begin(of moment: Timestamp) -> Timestamp {
    let begin = moment.microseconds.subtractingReportingOverflow(windowMs * 1000)
    return Timestamp(begin.overflow ? .min : begin.partialValue)
  }

  /// Takes these for the deaths so far, oldest first: others saw more of them.
  public mutating func recall(_ deaths: [Timestamp]) { recent = deaths }

  /// Notes a death.
  ///
  /// - Parameters:
  ///   - reason: What happened, to follow the provider's name.
  ///   - jitter: 0 to 1, so that providers that died together do not return together; the wait is between half
  ///     and the whole of its length.
  public mutating func died(_ reason: String, at now: Timestamp, jitter: Double) -> Verdict {
    let begin = Self.begin(of: now)
    recent.removeAll { begin.microseconds > .min && $0 <= begin }
    recent.append(now)
    row += 1
    guard recent.count < Self.tooMany else {
      return .quarantine(
        "died \(recent.count) times within \(Self.windowMs / 60_000) minutes; the last time it \(reason)"
      )
    }
    let doublings = min(row - 1, 20)
    let longest = min(Self.firstDelayMs << Int64(doublings), Self.longestDelayMs)
    let part = jitter.isNaN ? 1 : min(max(jitter, 0), 1)
    return .restart(afterMs: longest / 2 + Int64(Double(longest - longest / 2) * part))
  }

  /// Notes a call that worked: the next wait is the first again.
  public mutating func worked() { row = 0 }
}
