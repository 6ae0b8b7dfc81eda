public import MetricSchema

/// The time, passed in so that nothing in the core reads a clock.
public protocol Clock: Sendable {
  /// Now.
  var now: Timestamp { get }
}
