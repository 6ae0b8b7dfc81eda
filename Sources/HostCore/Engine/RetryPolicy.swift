public import MetricSchema

/// Decides what follows a failed request. A pure value: the caller passes the randomness in and does the waiting.
public struct RetryPolicy: Hashable, Sendable {
  /// How often a request is tried.
  public var attempts = 3
  /// The wait after the first failure, in milliseconds; doubles each time.
  public var baseMs: Int64 = 500
  /// The longest wait of its own, in milliseconds.
  public var maximumMs: Int64 = 30_000
  /// The longest wait that an upstream or a limit may ask for, in milliseconds.
  public var patienceMs: Int64 = 65_000

  /// What to do.
  public enum Decision: Hashable, Sendable {
    /// Try the same request again after so many milliseconds.
    case retry(afterMs: Int64)
    /// Let the next provider try.
    case failOver
    /// Leave this request out and go on; what it is about is not there.
    case leaveOut
    /// Nobody else would find it either.
    case giveUp
  }

  /// Creates the usual policy.
  public init() {}

  /// What follows a failure.
  ///
  /// Waits are "full jitter": evenly spread between 0 and the doubled wait (Brooker 2015), and never less than the
  /// upstream asked for.
  ///
  /// - Parameters:
  ///   - attempt: 1 for the first try.
  ///   - unit: Even randomness from 0 to 1.
  public func decide(
    _ failure: FailureClass, role: Role, attempt: Int, retryAfterMs: Int64?, unit: Double
  ) -> Decision {
    switch failure {
    case .notFound, .gone, .private: return role == .detail ? .leaveOut : .giveUp
    case .transient, .rateLimited:
      let asked = max(0, retryAfterMs ?? 0)
      guard attempt < attempts, asked <= patienceMs else { return .failOver }
      let ceiling = min(maximumMs, baseMs << Int64(min(attempt - 1, 20)))
      return .retry(afterMs: asked + Int64(Double(ceiling) * unit))
    case .auth, .permission, .quota, .blocked, .schemaChanged, .invalidInput, .unspecified:
      return .failOver
    }
  }
}
