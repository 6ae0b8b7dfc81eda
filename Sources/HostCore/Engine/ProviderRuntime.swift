import Dispatch
import MetricSchema

/// One provider at work: its carrier, asked by one thread, and what the engine knows of its limits.
final class ProviderRuntime: @unchecked Sendable {
  let provider: ProviderManifest
  let settings: ProviderSettings
  let builder: RequestBuilder
  let limits: [Limit]
  let keys: [ProviderKey]
  /// Whether tokens are sent in place of secrets.
  let usesTokens: Bool

  // Touched by the engine's thread alone.
  var inFlight = 0
  var pool: KeyPool
  var shelf = TokenShelf()
  private(set) var scrubbers: [Scrubber]
  /// By key, the tokens that may come back in an answer, the newest last.
  private var issued: [[String]]

  // Touched by the queue alone.
  private let queue: DispatchQueue
  private let makeCarrier: MakeCarrier
  private var carrier: (any Carrier)?
  private var deaths: DeathWatch
  private let normaliser: Normaliser
  /// The most requests that one call may ask for.
  private static let mostRequests = 10_000
  private let context: @Sendable (_ attempt: Int) -> CallContext

  /// Makes the carrier; says with which library before that runs.
  typealias MakeCarrier =
    @Sendable ((LibraryStamp) throws(CarrierFailure) -> Void) throws(CarrierFailure) -> any Carrier

  init(
    _ candidate: Candidate, _ settings: ProviderSettings, _ log: any DeathLog,
    zones: [String: TimeZoneRules],
    context: @escaping @Sendable (_ attempt: Int) -> CallContext,
    _ makeCarrier: @escaping MakeCarrier
  ) {
    provider = candidate.provider
    deaths = DeathWatch(candidate.provider.id, log)
    self.settings = settings
    self.context = context
    self.makeCarrier = makeCarrier
    keys = candidate.keys
    usesTokens = candidate.provider.auth.contains(where: \.takesToken)
    scrubbers = keys.map { Scrubber($0.slots) }
    issued = keys.map { _ in [] }
    pool = KeyPool(count: keys.count)
    builder = RequestBuilder(candidate.provider, settings)
    limits = Self.limits(candidate.provider, settings, zones: zones)
    queue = DispatchQueue(label: candidate.provider.id)
    normaliser = Normaliser(platform: candidate.provider.platform)
  }

  /// The limits that hold: the operator's in place of the manifest's, and the cap of a first run.
  static func limits(
    _ provider: ProviderManifest, _ settings: ProviderSettings, zones: [String: TimeZoneRules] = [:]
  ) -> [Limit] {
    let cap = settings.requestCap.map { Limit($0, per: .ever) }
    return (settings.limits ?? provider.limits).map {
      $0.limit(margin: settings.margin, zones: zones)
    } + [cap].compactMap { $0 }
  }

  /// When the vendor's day ends: that of the first limit of the call that goes by the calendar, else the day in UTC.
  func endOfDay(of moment: Timestamp, for call: String?) -> Timestamp {
    let limit = limits.first { $0.window.isOfCalendar && ($0.call == nil || $0.call == call) }
    return LimitWindow.day.end(of: moment, in: limit?.zone ?? .utc)
  }

  /// The limit that a single request of `call` exceeds, so that no wait helps.
  func limitBelow(_ call: String) -> Limit? {
    limits.first {
      $0.window != .ever && ($0.call == nil || $0.call == call) && $0.units < units(call)
    }
  }

  /// What a request of `call` costs.
  func units(_ call: String?) -> Int64 { provider.call(call)?.units ?? 1 }

  /// The slots of a key with the tokens that are good.
  func slots(_ key: Int, at now: Timestamp) -> [FilledSlot] {
    guard usesTokens else { return keys[key].slots }
    return keys[key].slots.map { slot in
      var filled = slot
      filled.token = shelf.token(at: TokenShelf.Place(key: key, slot: slot.slot.name), now)
      return filled
    }
  }

  /// The slots that a request wants with a token, and that have none.
  func lacking(_ request: ProviderRequest, _ key: Int, at now: Timestamp) -> [FilledSlot] {
    guard usesTokens else { return [] }
    return slots(key, at: now).filter { filled in
      filled.slot.takesToken && filled.token == nil
        && (request.auth == nil || request.auth == filled.slot.name)
    }
  }

  /// Removes a token from all that comes back to a key from now on.
  func scrub(_ token: String, of key: Int) {
    // Answers on their way may hold the token before this one; those of long ago do not come any more.
    issued[key] = issued[key].suffix(7) + [token]
    scrubbers[key] = Scrubber(keys[key].slots, issued: issued[key])
  }

  /// Plans on the provider's own thread.
  func plan(
    _ job: FetchJob, _ done: @escaping @Sendable (Result<Delivery, ProviderFailure>) -> Void
  ) {
    queue.async { [self] in
      done(ask { carrier throws(CarrierFailure) in try carrier.plan(job, in: context(1)) })
    }
  }

  /// Parses on the provider's own thread; the records come back normalised.
  ///
  /// - Parameter scrubber: Of the key that the answer was asked with.
  func parse(
    _ answer: ReceivedAnswer, to request: ProviderRequest, of job: FetchJob, attempt: Int,
    _ scrubber: Scrubber, _ done: @escaping @Sendable (Result<Delivery, ProviderFailure>) -> Void
  ) {
    queue.async { [self] in
      let result = ask { carrier throws(CarrierFailure) in
        scrubber.scrub(try carrier.parse(answer, to: request, of: job, in: context(attempt)))
      }
      done(result.flatMap(usable))
    }
  }

  /// What can be used of an answer, normalised; a failure where that is nothing, and a difficulty was reported.
  private func usable(_ answer: Delivery) -> Result<Delivery, ProviderFailure> {
    var delivery = answer
    delivery.records = normaliser.normalise(exchange(&delivery.records, with: []))
    delivery.leaveOutUnidentified()
    let isEmpty = delivery.records.isEmpty && delivery.requests.isEmpty
    return isEmpty && !delivery.diagnostics.isEmpty
      ? .failure(ProviderFailure(delivery)) : .success(delivery)
  }

  /// Asks the carrier, once more where its process died: the fault may have been of the moment.
  ///
  /// The context is made for each try: the time of a call begins when it is made, not when it was queued.
  private func ask(
    _ call: (any Carrier) throws(CarrierFailure) -> CallOutput
  ) -> Result<Delivery, ProviderFailure> {
    var tries = 2
    while true {
      do throws(CarrierFailure) {
        let output = try call(try readyCarrier())
        let delivery = try output.delivery()
        guard delivery.requests.count <= Self.mostRequests else {
          throw CarrierFailure(
            .excessive,
            "asked for \(delivery.requests.count) requests at once, and \(Self.mostRequests) are allowed"
          )
        }
        return output.isSuccess ? .success(delivery) : .failure(ProviderFailure(delivery))
      } catch {
        tries -= 1
        guard error.kind == .died else { return .failure(ProviderFailure(error)) }
        if let failure = note(error) { return .failure(failure) }
        guard tries > 0 else { return .failure(ProviderFailure(error)) }
      }
    }
  }

  /// The carrier, made at its first use and after each death: the library may be another one by then.
  private func readyCarrier() throws(CarrierFailure) -> any Carrier {
    try deaths.check()
    if let carrier { return carrier }
    let made = try makeCarrier { library throws(CarrierFailure) in try deaths.admit(library) }
    carrier = made
    return made
  }

  /// Counts a death; whoever asks next starts a fresh process at once, unless there were too many.
  ///
  /// - Returns: A failure where the death cannot be kept.
  private func note(_ death: CarrierFailure) -> ProviderFailure? {
    carrier = nil
    do throws(StoreError) {
      try deaths.note(death, at: Timestamp(context(1).now))
      return nil
    } catch {
      return ProviderFailure(
        .blocked, "the plugin \(death.description); its death cannot be kept: \(error)")
    }
  }
}
