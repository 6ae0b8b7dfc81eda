import Dispatch
import MetricSchema

/// One provider at work: its carrier, asked by one thread, and what the engine knows of its limits.
final class ProviderRuntime: @unchecked Sendable {
  let provider: ProviderManifest
  let settings: ProviderSettings
  let builder: RequestBuilder
  let limits: [Limit]
  let keys: [[FilledSlot]]

  // Touched by the engine's thread alone.
  var inFlight = 0
  var pausedUntil: [Timestamp]
  var lastRefusal: Refusal?

  // Touched by the queue alone.
  private let queue: DispatchQueue
  private let makeCarrier: @Sendable () throws(CarrierFailure) -> any Carrier
  private var carrier: (any Carrier)?
  private let normaliser: Normaliser

  init(
    _ candidate: Candidate, _ settings: ProviderSettings,
    _ makeCarrier: @escaping @Sendable () throws(CarrierFailure) -> any Carrier
  ) {
    provider = candidate.provider
    self.settings = settings
    self.makeCarrier = makeCarrier
    keys = candidate.keys
    builder = RequestBuilder(candidate.provider, settings)
    limits = Self.limits(candidate.provider, settings)
    pausedUntil = candidate.keys.map { _ in Timestamp(.min) }
    queue = DispatchQueue(label: candidate.provider.id)
    normaliser = Normaliser(platform: candidate.provider.platform)
  }

  /// The limits that hold: the operator's in place of the manifest's, and the cap of a first run.
  static func limits(_ provider: ProviderManifest, _ settings: ProviderSettings) -> [Limit] {
    let cap = settings.requestCap.map { Limit($0, per: .ever) }
    return (settings.limits ?? provider.limits).map { $0.limit(margin: settings.margin) }
      + [cap].compactMap { $0 }
  }

  /// What a request of `call` costs.
  func units(_ call: String?) -> Int64 { provider.call(call)?.units ?? 1 }

  /// The first key that may be used before `moment`, and since when; `nil` where none may.
  func key(before moment: Timestamp) -> (index: Int, from: Timestamp)? {
    let best = pausedUntil.indices.min { pausedUntil[$0] < pausedUntil[$1] }
    guard let best, pausedUntil[best] <= moment else { return nil }
    return (
      pausedUntil.firstIndex { $0 <= moment && $0 == pausedUntil[best] } ?? best, pausedUntil[best]
    )
  }

  /// Plans on the provider's own thread.
  func plan(
    _ job: FetchJob, _ context: CallContext,
    _ done: @escaping @Sendable (Result<Delivery, ProviderFailure>) -> Void
  ) {
    queue.async { [self] in
      done(ask { carrier throws(CarrierFailure) in try carrier.plan(job, in: context) })
    }
  }

  /// Parses on the provider's own thread; the records come back normalised.
  func parse(
    _ answer: ReceivedAnswer, to request: ProviderRequest, of job: FetchJob, _ context: CallContext,
    _ done: @escaping @Sendable (Result<Delivery, ProviderFailure>) -> Void
  ) {
    queue.async { [self] in
      let result = ask { carrier throws(CarrierFailure) in
        try carrier.parse(answer, to: request, of: job, in: context)
      }
      done(
        result.map { delivery in
          var delivery = delivery
          delivery.records = normaliser.normalise(delivery.records)
          return delivery
        })
    }
  }

  /// Asks the carrier, once more where its process died: the fault may have been of the moment.
  private func ask(
    _ call: (any Carrier) throws(CarrierFailure) -> CallOutput
  ) -> Result<Delivery, ProviderFailure> {
    var tries = 2
    while true {
      do throws(CarrierFailure) {
        if carrier == nil { carrier = try makeCarrier() }
        guard let carrier else { continue }
        let output = try call(carrier)
        let delivery = try output.delivery()
        return output.isSuccess ? .success(delivery) : .failure(ProviderFailure(delivery))
      } catch {
        tries -= 1
        if error.kind == .died, tries > 0 { continue }
        return .failure(ProviderFailure(provider.id, error))
      }
    }
  }
}

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
    self.message = message
    self.retryAfterMs = retryAfterMs.map { min(max(0, $0), 366 * 86_400_000) }
  }

  /// The failure that a provider reported with its last diagnostic.
  init(_ delivery: Delivery) {
    guard let said = delivery.diagnostics.last else {
      self.init(.schemaChanged, "the provider failed and did not say why")
      return
    }
    let place = said.path.map { " at \($0)" } ?? ""
    self.init(
      said.failure == .unspecified ? .schemaChanged : said.failure,
      (said.message ?? said.failure.name) + place, retryAfterMs: said.retryAfterMs)
  }

  init(_ provider: String, _ error: CarrierFailure) {
    self.init(.blocked, "the plugin of \(provider) \(error.description)")
    isPlugin = true
  }

  init(_ error: TransportFailure) {
    let isInput = error.kind == .badAddress || error.kind == .tooLarge
    self.init(isInput ? .invalidInput : .transient, error.description)
  }
}
