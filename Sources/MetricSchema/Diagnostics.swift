/// Why something did not work.
public struct Diagnostic: Message, Hashable {
  /// Where it began.
  public var origin: Origin = .absent
  /// What kind of failure it is.
  public var failure: FailureClass = .absent
  /// A JSON pointer into the answer.
  public var path: String?
  /// What happened, in words for a person.
  public var message: String?
  /// Retry after in milliseconds.
  public var retryAfterMs: Int64?

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.choice(1, "origin", &origin)
    visitor.choice(2, "failure", &failure)
    visitor.text(3, "path", &path)
    visitor.text(4, "message", &message)
    visitor.integer(5, "retry_after_ms", &retryAfterMs)
  }
}

/// What an upstream said of its limits.
public struct RateHint: Message, Hashable {
  /// How many requests fit into the window.
  public var limit: Int64?
  /// How many of them are left.
  public var remaining: Int64?
  /// Reset after in milliseconds.
  public var resetAfterMs: Int64?
  /// Second, minute, hour, day or month.
  public var window: String?

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.integer(1, "limit", &limit)
    visitor.integer(2, "remaining", &remaining)
    visitor.integer(3, "reset_after_ms", &resetAfterMs)
    visitor.text(4, "window", &window)
  }
}

/// A line for the log.
public struct Log: Message, Hashable {
  /// How much it matters.
  public var level: Level = .absent
  /// What happened, in words for a person.
  public var message: String?

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.choice(1, "level", &level)
    visitor.text(2, "message", &message)
  }
}
