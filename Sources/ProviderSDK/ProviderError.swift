public import MetricSchema

/// Why a provider could not plan or parse.
public struct ProviderError: Error, Hashable, Sendable {
  /// What the host should make of it.
  public var failure: FailureClass
  /// What happened, in words for a person.
  public var message: String
  /// Where in the answer, a JSON pointer.
  public var path: String?
  /// Whose fault it is.
  public var origin: Origin
  /// When trying again may help, in milliseconds from now.
  public var retryAfterMs: Int64?

  /// Creates an error.
  public init(
    _ failure: FailureClass, _ message: String, at path: String? = nil,
    origin: Origin = .upstream, retryAfterMs: Int64? = nil
  ) {
    self.failure = failure
    self.message = message
    self.path = path
    self.origin = failure == .invalidInput ? .config : origin
    self.retryAfterMs = retryAfterMs
  }

  /// The error of an operation that the provider does not offer.
  public static func unsupported(_ operation: MetricSchema.Operation) -> ProviderError {
    ProviderError(.invalidInput, "this provider has no operation \(operation.name)")
  }

  /// The error as the message that crosses the boundary.
  public var diagnostic: Diagnostic {
    var diagnostic = Diagnostic()
    diagnostic.origin = origin
    diagnostic.failure = failure
    diagnostic.path = path
    diagnostic.message = message
    diagnostic.retryAfterMs = retryAfterMs
    return diagnostic
  }
}
