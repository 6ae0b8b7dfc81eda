import MetricSchema

extension Engine {
  /// Reserves and sends all that may be sent now, in one transaction for all runs.
  func sendAll() throws(StoreError) {
    while true {
      let batch = try nextBatch()
      try askForTokens()
      guard !batch.isEmpty else { return }
      let outcomes = try store.reserve(batch.map(\.reservation))
      for (departure, outcome) in zip(batch, outcomes) {
        if case .granted(let usage) = outcome { send(departure, usage) }
      }
      // From the last to the first, so that they stand in their old order again.
      for (departure, outcome) in zip(batch, outcomes).reversed() {
        if case .refused(let limit, let used, let until) = outcome {
          putBack(departure, Refusal(limit: limit, used: used, until: until))
        }
      }
    }
  }

  /// A request about to be reserved.
  struct Departure {
    var number: Int
    var run: Run
    var runtime: ProviderRuntime
    var pending: Pending
    var key: Int
    var request: HTTPRequest
    var reservation: Reservation
  }

  /// What may be sent now; room on the way is taken for all of it.
  private func nextBatch() throws(StoreError) -> [Departure] {
    let now = clock.now
    let horizon = Timestamp(now.microseconds + settings.retry.patienceMs * 1000)
    var batch: [Departure] = []
    for number in active.keys.sorted() {
      guard let run = active[number], run.giving == nil, let runtime = run.runtime else { continue }
      getTokens(run, runtime, now)
      if let failure = spent(runtime, run, horizon) {
        run.giving = .failOver(failure)
        try proceed(number, run)
        continue
      }
      while runtime.inFlight < runtime.settings.parallel,
        let pending = run.takeSendable(where: { pending in
          let next = runtime.pool.next(for: pending.request.call)
          return pending.notBefore <= now && next.from <= now
            && runtime.lacking(pending.request, next.key, at: now).isEmpty
        })
      {
        guard let departure = depart(number, run, runtime, pending, now) else {
          run.release(pending)
          try proceed(number, run)
          break
        }
        runtime.inFlight += 1
        batch.append(departure)
      }
    }
    return batch
  }

  /// Why a request of a run cannot be sent for longer than anybody waits, `nil` where all can.
  private func spent(
    _ runtime: ProviderRuntime, _ run: Run, _ horizon: Timestamp
  ) -> OperationFailure? {
    for pending in run.pending where runtime.pool.next(for: pending.request.call).from > horizon {
      return runtime.pool.shortestRest(for: pending.request.call)?.failure
    }
    return nil
  }

  private func depart(
    _ number: Int, _ run: Run, _ runtime: ProviderRuntime, _ pending: Pending, _ now: Timestamp
  ) -> Departure? {
    let call = pending.request.call ?? ""
    if let limit = runtime.limitBelow(call) {
      let failure = limit.failure(of: runtime.provider.id, runtime.units(call), for: call)
      run.giving = .failOver(failure)
      return nil
    }
    do throws(RefusedRequest) {
      let key = runtime.pool.next(for: pending.request.call).key
      let planned = try runtime.builder.build(pending.request, runtime.slots(key, at: now))
      // Where another key takes over, the redirects begin again: what follows one bears its key.
      let request = pending.hop.flatMap { $0.key == key ? $0.request : nil } ?? planned
      let reservation = Reservation(
        provider: runtime.provider.id, platform: runtime.provider.platform,
        call: call, key: runtime.keys[key].number, units: runtime.units(call),
        limits: runtime.limits, moment: now)
      return Departure(
        number: number, run: run, runtime: runtime, pending: pending, key: key, request: request,
        reservation: reservation)
    } catch {
      run.giving = .failOver(OperationFailure(ProviderFailure(error), of: runtime.provider.id))
      return nil
    }
  }

  private func send(_ departure: Departure, _ usage: Int64) {
    let flight = nextNumber()
    departure.run.result.requests += 1
    progress.requests += 1
    flights[flight] = Flight(
      number: departure.number, run: departure.run, runtime: departure.runtime,
      pending: departure.pending, usage: usage, reservation: departure.reservation,
      key: departure.key,
      sent: departure.request)
    transport.send(departure.request) { [inbox] in inbox.post(.answered(flight: flight, $0)) }
  }

  /// Puts a request back and lets its key rest until the window of the limit ends.
  private func putBack(_ departure: Departure, _ refusal: Refusal) {
    let runtime = departure.runtime
    runtime.inFlight -= 1
    runtime.pool.rest(
      departure.key, for: refusal.limit.call,
      KeyPool.Rest(
        until: refusal.until,
        failure: refusal.failure(of: runtime.provider.id, factory.configuration.file)))
    departure.run.release(departure.pending)
    departure.run.pending.insert(departure.pending, at: 0)
  }
}

extension Limit {
  /// What to say where a single request costs more.
  fileprivate func failure(of provider: String, _ cost: Int64, for call: String) -> OperationFailure
  {
    OperationFailure(
      .quota,
      "\(provider): a request for \(call) costs \(cost) units, and the limit is \(units) units a "
        + "\(windowText)")
  }
}

/// A limit that left no room.
struct Refusal {
  var limit: Limit
  var used: Int64
  var until: Timestamp

  func failure(of provider: String, _ file: String) -> OperationFailure {
    guard limit.window != .ever else {
      return OperationFailure(
        .quota,
        "\(provider) used \(used) of the \(limit.units) units that it may use before you raise "
          + "\"request_cap\" under \"providers\", \"\(provider)\" in \(file)")
    }
    let scope = limit.call.map { " for \($0)" } ?? ""
    return OperationFailure(
      .quota,
      "\(provider) used \(used) of \(limit.units) units a \(limit.windowText)\(scope); "
        + "the limit resets at \(until)", until: until)
  }
}
