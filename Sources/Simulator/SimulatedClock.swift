internal import Glibc
public import MetricSchema
internal import Locks

/// The time of the simulated world: it stands still, or runs as fast as it is told, from a moment on.
public final class SimulatedClock: Sendable {
  private struct State {
    var time: Timestamp
    var since: Int64
    var daysPerSecond: Double
  }

  private let state: Mutex<State>

  /// Creates a clock that shows `now`.
  ///
  /// - Parameter daysPerSecond: See ``daysPerSecond``.
  public init(now: Timestamp, daysPerSecond: Double = 0) {
    let pace = Self.pace(daysPerSecond)
    state = Mutex(State(time: now, since: realMicroseconds(), daysPerSecond: pace))
  }

  /// The simulated time.
  public var now: Timestamp { state.withLock { Self.now($0) } }

  /// How many simulated days a real second lasts, at most a million; 0 lets the clock stand still. May be changed at
  /// any time.
  public var daysPerSecond: Double {
    get { state.withLock { $0.daysPerSecond } }
    set {
      state.withLock { state in
        state.time = Self.now(state)
        state.since = realMicroseconds()
        state.daysPerSecond = Self.pace(newValue)
      }
    }
  }

  /// Whether the time is the same until somebody changes it.
  public var standsStill: Bool { daysPerSecond == 0 }

  /// Sets the time.
  public func set(_ time: Timestamp) {
    state.withLock { state in
      state.time = time
      state.since = realMicroseconds()
    }
  }

  /// Moves the time on by seconds, or back by negative ones.
  public func advance(seconds: Double) {
    guard !seconds.isNaN else { return }
    state.withLock { state in
      state.time = Timestamp(saturating: Double(Self.now(state).microseconds) + seconds * 1e6)
      state.since = realMicroseconds()
    }
  }

  /// Moves the time on by days.
  public func advance(days: Double) { advance(seconds: days * 86_400) }

  private static func pace(_ wanted: Double) -> Double {
    wanted.isNaN ? 0 : min(max(wanted, -1e6), 1e6)
  }

  private static func now(_ state: State) -> Timestamp {
    guard state.daysPerSecond != 0 else { return state.time }
    let elapsed = Double(realMicroseconds() - state.since) * state.daysPerSecond * 86_400
    return Timestamp(saturating: Double(state.time.microseconds) + elapsed)
  }
}

extension Timestamp {
  /// The moment so many microseconds after 1970, or the first or last that the calendar of RFC 3339 has.
  fileprivate init(saturating microseconds: Double) {
    let first = -62_135_596_800.0 * 1e6
    let last = 253_402_300_799.0 * 1e6
    self.init(Int64(min(max(microseconds, first), last)))
  }
}

/// Microseconds of a clock that nobody sets.
private func realMicroseconds() -> Int64 {
  var time = timespec()
  guard clock_gettime(CLOCK_MONOTONIC, &time) == 0 else { return 0 }
  return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
}
