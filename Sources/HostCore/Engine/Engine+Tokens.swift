import MetricSchema

/// Requests for tokens are requests of the host's own: no plugin plans them or reads their answers, nothing of them is
/// kept but their usage, and what comes of them goes to the shelf of the provider.
extension Engine {
  /// The name under which requests for tokens are metered. They cost no units: no vendor counts them.
  static let tokenCall = "oauth.token"
  /// How long a key rests that gets no token or is refused, in milliseconds: longer than anybody waits, so that the next
  /// provider takes over.
  static let keyRestMs: Int64 = 600_000

  /// A token to be asked for.
  struct TokenErrand {
    let run: Run
    let runtime: ProviderRuntime
    let key: Int
    let slot: FilledSlot

    var place: TokenShelf.Place { TokenShelf.Place(key: key, slot: slot.slot.name) }
    var provider: ProviderManifest { runtime.provider }
    var host: String { slot.slot.endpoint?.host ?? "" }
  }

  /// A request for a token that was sent.
  struct TokenFlight {
    let errand: TokenErrand
    let usage: Int64
    let reservation: Reservation
    let tries: Int
    /// What the token is issued for, of a slot that has such.
    let refreshToken: String?
  }

  /// Sees to the tokens that requests of a run lack: the host signs its own at once, the others are to be asked for.
  func getTokens(_ run: Run, _ runtime: ProviderRuntime, _ now: Timestamp) {
    guard runtime.usesTokens else { return }
    for pending in run.unheld where pending.notBefore <= now {
      let next = runtime.pool.next(for: pending.request.call)
      guard next.from <= now else { continue }
      for slot in runtime.lacking(pending.request, next.key, at: now) {
        let errand = TokenErrand(run: run, runtime: runtime, key: next.key, slot: slot)
        if let claims = slot.slot.claims {
          sign(errand, claims, now)
        } else if runtime.inFlight < runtime.settings.parallel,
          !runtime.shelf.isAsked(errand.place)
        {
          runtime.inFlight += 1
          runtime.shelf.ask(errand.place)
          tokenErrands.append(errand)
        }
      }
    }
  }

  /// Whether a request can be sent only once a token came that is on its way.
  func awaitsToken(_ pending: Pending, _ runtime: ProviderRuntime, _ key: Int) -> Bool {
    runtime.lacking(pending.request, key, at: clock.now).contains { slot in
      runtime.shelf.isAsked(TokenShelf.Place(key: key, slot: slot.slot.name))
    }
  }

  /// Reserves and sends the requests for tokens that are due.
  func askForTokens() throws(StoreError) {
    guard !tokenErrands.isEmpty else { return }
    let errands = exchange(&tokenErrands, with: [])
    let reservations = errands.map { errand in
      Reservation(
        provider: errand.provider.id, platform: errand.provider.platform, call: Self.tokenCall,
        key: errand.runtime.keys[errand.key].number, units: 0, moment: clock.now)
    }
    let outcomes = try store.reserve(reservations)
    for ((errand, reservation), outcome) in zip(zip(errands, reservations), outcomes) {
      switch outcome {
      case .granted(let usage): send(errand, usage, reservation)
      case .refused(let limit, let used, let until):
        errand.runtime.inFlight -= 1
        let refusal = Refusal(limit: limit, used: used, until: until)
        giveUp(errand, refusal.failure(of: errand.provider.id, factory.configuration.file), until)
      }
    }
  }

  private func send(_ errand: TokenErrand, _ usage: Int64, _ reservation: Reservation) {
    let refreshToken = refreshToken(errand)
    guard
      let request = errand.runtime.builder.tokenRequest(errand.slot, refreshToken: refreshToken)
    else { preconditionFailure("only slots with an endpoint are asked for") }
    let number = nextNumber()
    errand.run.result.requests += 1
    progress.requests += 1
    tokenFlights[number] = TokenFlight(
      errand: errand, usage: usage, reservation: reservation,
      tries: errand.runtime.shelf.tries(errand.place),
      refreshToken: refreshToken)
    transport.send(request) { [inbox] in inbox.post(.issued(flight: number, $0)) }
  }

  /// The refresh token that is good now: another process may have put a newer one in its place.
  private func refreshToken(_ errand: TokenErrand) -> String? {
    guard let secret = errand.slot.secrets.first(where: { $0.use == .refreshToken }) else {
      return nil
    }
    return errand.runtime.shelf.refreshToken(at: errand.place)
      ?? factory.secrets.secret(at: secret.source) ?? secret.text
  }

  /// Puts a token that came on the shelf, or settles a failure.
  func issued(_ number: Int, _ result: Result<HTTPAnswer, TransportFailure>) {
    guard let flight = tokenFlights.removeValue(forKey: number) else { return }
    let errand = flight.errand
    errand.runtime.inFlight -= 1
    var settlement = Settlement(usage: flight.usage, moment: clock.now)
    do throws(TokenRefusal) {
      let token = try TokenAnswer(read(result, flight, &settlement))
      if let new = token.refreshToken { keep(new, flight) }
      errand.runtime.scrub(token.token, of: errand.key)
      errand.runtime.shelf.put(
        token.token, at: errand.place, lifetimeS: token.lifetimeS, flight.reservation.moment)
    } catch {
      settlement.failure = error.failure
      settlement.message = refused(flight, error)
    }
    settlements.append(settlement)
  }

  private func read(
    _ result: Result<HTTPAnswer, TransportFailure>, _ flight: TokenFlight,
    _ settlement: inout Settlement
  ) throws(TokenRefusal) -> HTTPAnswer {
    switch result {
    case .success(let answer):
      settlement.status = answer.status
      settlement.latencyMs = answer.latencyMs
      settlement.bytes = answer.wireBytes
      return answer
    case .failure(let failure):
      settlement.latencyMs = failure.latencyMs
      takeBack(flight.reservation, of: flight.errand.run, failure, &settlement)
      throw TokenRefusal(failure)
    }
  }

  /// Lets a key rest that got no token: for a moment where trying again may help, else for long.
  ///
  /// - Returns: What happened, in words.
  private func refused(_ flight: TokenFlight, _ refusal: TokenRefusal) -> String {
    let errand = flight.errand
    let said = OperationFailure(
      refusal.failure, errand.runtime.scrubbers[errand.key].scrub(errand.sentence(refusal)),
      until: refusal.retryAfterMs.map { Timestamp(clock.now.microseconds + $0 * 1000) })
    let isOutdated = refusal.code == "invalid_grant" && refreshToken(errand) != flight.refreshToken
    let decision = settings.retry.decide(
      isOutdated ? .transient : refusal.failure, role: .page, attempt: flight.tries,
      retryAfterMs: refusal.retryAfterMs, unit: random.unit())
    guard case .retry(let wait) = decision else {
      let rest = max(Self.keyRestMs, settings.retry.patienceMs + 1000, refusal.retryAfterMs ?? 0)
      giveUp(errand, said, Timestamp(clock.now.microseconds + rest * 1000))
      return said.message
    }
    errand.runtime.shelf.fail(errand.place, isFinal: false)
    let until = Timestamp(clock.now.microseconds + (isOutdated ? 0 : wait) * 1000)
    errand.runtime.pool.rest(errand.key, for: nil, KeyPool.Rest(until: until, failure: said))
    return said.message
  }

  private func giveUp(_ errand: TokenErrand, _ said: OperationFailure, _ until: Timestamp) {
    errand.runtime.shelf.fail(errand.place, isFinal: true)
    errand.runtime.pool.rest(errand.key, for: nil, KeyPool.Rest(until: until, failure: said))
  }

  private func sign(_ errand: TokenErrand, _ claims: TokenClaims, _ now: Timestamp) {
    let slot = errand.slot
    let token = JSONWebToken(
      keyID: slot[.keyID] ?? "", issuer: slot[.issuer] ?? "", audience: claims.audience,
      issuedAt: now, lifetimeS: claims.lifetimeS)
    do throws(SigningFailure) {
      let text = try token.signed(by: signer, privateKey: slot[.privateKey] ?? "")
      errand.runtime.scrub(text, of: errand.key)
      errand.runtime.shelf.put(text, at: errand.place, lifetimeS: claims.lifetimeS, now)
    } catch {
      let said = OperationFailure(
        .auth,
        "\(errand.provider.id): no token can be signed: the key \(error); put a key of the curve "
          + "P-256 as PEM in \(slot.places(of: [.privateKey]))")
      giveUp(errand, said, Timestamp(now.microseconds + Self.keyRestMs * 1000))
    }
  }

  /// The request for its next try where its token was refused for the first time; the token is not used again.
  func withNewToken(_ flight: Flight) -> Pending? {
    let (runtime, request) = (flight.runtime, flight.pending.request)
    guard flight.answer?.status == 401, runtime.usesTokens, !flight.pending.hasNewToken else {
      return nil
    }
    let slots = runtime.keys[flight.key].slots.map(\.slot).filter {
      $0.takesToken && (request.auth == nil || request.auth == $0.name)
    }
    guard !slots.isEmpty else { return nil }
    for slot in slots {
      // Another request may have seen to it already: then a newer token is on the shelf.
      runtime.shelf.discard(TokenShelf.Place(key: flight.key, slot: slot.name)) { token in
        flight.sent.headers.contains { $0.value.hasSuffix(token) }
      }
    }
    var pending = flight.pending
    pending.hasNewToken = true
    // What follows a redirect bears the token that was refused.
    (pending.hop, pending.hops) = (nil, 0)
    return pending
  }

  /// Keeps the refresh token that takes the place of the one that was sent: the old one may be good no more.
  private func keep(_ new: String, _ flight: TokenFlight) {
    let errand = flight.errand
    errand.runtime.scrub(new, of: errand.key)
    guard new != flight.refreshToken,
      let old = errand.slot.secrets.first(where: { $0.use == .refreshToken })
    else { return }
    let isStored = factory.secrets.replace(at: old.source, with: new)
    errand.runtime.shelf.keep(refreshToken: isStored ? nil : new, at: errand.place)
    let notice =
      "\(errand.provider.id): \(errand.host) replaced the refresh token, and the new one cannot be "
      + "written to \(place(of: old.source)); it is lost when this program ends. Authorise the app "
      + "again, and let the secret stand in a file that may be written, named as file:PATH"
    if !isStored, !notices.contains(notice) { notices.append(notice) }
  }
}

extension Engine.TokenErrand {
  /// Why there is no token, and what to do about it.
  fileprivate func sentence(_ refusal: TokenRefusal) -> String {
    "\(provider.id): no access token from \(host): \(refusal.reason); \(remedy(refusal))"
  }

  private func remedy(_ refusal: TokenRefusal) -> String {
    switch (refusal.failure, refusal.code) {
    case (.auth, "invalid_grant") where slot[.refreshToken] != nil:
      "authorise the app again and put the new refresh token in "
        + slot.places(of: [.refreshToken])
    case (.auth, "invalid_scope"):
      "let the upstream grant the app \(slot.slot.endpoint?.scopes.joined(separator: " ") ?? "")"
    case (.auth, _): "check \(slot.places(of: [.clientID, .clientSecret]))"
    case (.transient, _), (.rateLimited, _): "try again later"
    default: "check token_url in the manifest of the plugin"
    }
  }
}
