public import MetricSchema

/// The platforms of the simulated world.
public enum Platform: String, CaseIterable, Hashable, Sendable {
  /// TikTok.
  case tiktok
  /// YouTube.
  case youtube
  /// Bluesky.
  case bluesky
}

/// A simulated world: people, what they post, and the numbers that grow with time.
///
/// Nothing is stored. Everything is computed from the seed, who or what is meant, and the time, so that any two
/// worlds with the same seed and ``start`` are the same, whenever and in whatever order they are asked.
public struct World: Sendable {
  /// What the world is computed from.
  public let seed: UInt64
  /// How many accounts named `user0`, `user1` and so on there are beside the named ones, at most 500,000.
  public let accounts: Int
  /// How many posts an account has at ``start``, from 1 to 1000; a few of them are deleted by then.
  public let postsPerAccount: Int
  /// The time around which the world is laid out: posts are spread over the ``spanDays`` before it, and go on after.
  public let start: Timestamp

  /// The days before ``start`` over which an account's first posts are spread.
  public static let spanDays = 180
  /// The accounts that always exist. `grace` is private where a platform knows that; `erin` is renamed.
  public static let names = ["alice", "bob", "carol", "dave", "erin", "frank", "grace"]

  let root: Draw

  /// Creates a world; numbers out of range are brought into it.
  public init(seed: UInt64 = 1, accounts: Int = 0, postsPerAccount: Int = 60, start: Timestamp) {
    self.seed = seed
    self.accounts = min(max(0, accounts), 500_000)
    self.postsPerAccount = min(max(1, postsPerAccount), 1000)
    self.start = start
    root = Draw(seed: seed)
  }

  /// How many accounts there are.
  public var creatorCount: Int { Self.names.count + accounts }

  /// The account with a number from 0, or `nil` where there is none.
  func creator(_ number: Int) -> Creator? {
    (0..<creatorCount).contains(number) ? Creator(number: number, world: self) : nil
  }

  /// The account that has this name at a time; upper and lower case are one.
  func creator(named name: String, at now: Timestamp) -> Creator? {
    let name = name.lowercased()
    guard let number = number(of: name), let creator = creator(number),
      creator.name(at: now) == name
    else { return nil }
    return creator
  }

  private func number(of name: String) -> Int? {
    if let named = Self.names.firstIndex(of: name) { return named }
    if name == Creator.newName { return Creator.renamed }
    guard name.hasPrefix("user"), let index = Int(name.dropFirst(4)), "user\(index)" == name else {
      return nil
    }
    return Self.names.count + index
  }
}

/// Seconds, minutes, hours and days in microseconds.
enum Span {
  static let second: Int64 = 1_000_000
  static let minute = 60 * second
  static let hour = 60 * minute
  static let day = 24 * hour
}

extension Timestamp {
  /// Whole seconds since 1970.
  var seconds: Int64 { microseconds / Span.second }
  /// Whole milliseconds since 1970.
  var milliseconds: Int64 { microseconds / 1000 }
  /// The moment without its fraction of a second.
  var wholeSeconds: Timestamp { Timestamp(seconds * Span.second) }
  /// RFC 3339 with milliseconds, as many upstreams write it.
  var withMilliseconds: String {
    let text = wholeSeconds.description.dropLast()
    let fraction = String(milliseconds % 1000)
    return text + "." + String(repeating: "0", count: 3 - fraction.count) + fraction + "Z"
  }

  static func + (time: Timestamp, microseconds: Int64) -> Timestamp {
    Timestamp(time.microseconds + microseconds)
  }
}
