import MetricSchema

/// Why a provider gave nothing that can be used.
struct ProviderFailure: Error, Hashable, Sendable {
  var failure: FailureClass
  var message: String
  /// From 0 to a year, whatever the plugin said.
  var retryAfterMs: Int64?
  /// Whether the plugin itself is at fault, so that trying again is no use.
  var isPlugin = false

  init(_ failure: FailureClass, _ message: String, retryAfterMs: Int64? = nil) {
    self.failure = failure
    self.message = message.asSentence
    self.retryAfterMs = retryAfterMs.map { min(max(0, $0), 366 * 86_400_000) }
  }

  /// The failure that a provider reported with its last diagnostic.
  init(_ delivery: Delivery) {
    guard let said = delivery.diagnostics.last else {
      self.init(.schemaChanged, "the provider failed and did not say why")
      return
    }
    self.init(
      said.failure == .unspecified ? .schemaChanged : said.failure, said.sentence,
      retryAfterMs: said.retryAfterMs)
  }

  init(_ error: CarrierFailure) {
    self.init(.blocked, "the plugin \(error.description)")
    isPlugin = true
  }

  init(_ error: RefusedRequest) {
    self.init(.blocked, "the plugin \(error.description)")
    isPlugin = true
  }

  init(_ error: TransportFailure) {
    let failure: FailureClass =
      switch error.kind {
      case .badAddress: .invalidInput
      case .tooLarge: .schemaChanged
      default: .transient
      }
    self.init(failure, error.description)
  }
}
