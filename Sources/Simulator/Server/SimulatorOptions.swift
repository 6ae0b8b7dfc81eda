public import MetricSchema

/// What a simulator is made of.
public struct SimulatorOptions: Sendable {
  /// The port, 0 for any that is free. Only loopback is listened on.
  public var port: UInt16 = 0
  /// What the world is computed from.
  public var seed: UInt64 = 1
  /// How many accounts named `user0`, `user1` and so on there are beside the named ones.
  public var accounts = 0
  /// How many posts an account has at ``start``.
  public var postsPerAccount = 60
  /// The time around which the world is laid out. The same start and seed give the same posts, whatever ``now`` is.
  public var start: Timestamp = Self.usualTime
  /// The simulated time at which the simulator begins.
  public var now: Timestamp = Self.usualTime
  /// How many simulated days a real second lasts; 0 lets the time stand still.
  public var daysPerSecond = 0.0
  /// Where to write a line for every request; `nil` for nowhere.
  public var logPath: String?
  /// How many threads answer.
  public var threads = 1
  /// How many requests a simulated month the RapidAPI plans allow, for each vendor.
  public var monthlyQuota = 1_000_000

  /// Creates the usual options.
  public init() {}

  /// 2026-11-20, midnight UTC.
  public static let usualTime = Timestamp(1_795_132_800_000_000)
}
