import MetricSchema

extension Engine {
  /// Reserves and sends all that may be sent now, in one transaction for all runs.
  func sendAll() throws(StoreError) {
    while true {
      let batch = try nextBatch()
      guard !batch.isEmpty else { return }
      let outcomes = try store.reserve(batch.map(\.reservation))
      for (departure, outcome) in zip(batch, outcomes) {
        switch outcome {
        case .granted(let usage): send(departure, usage)
        case .refused(let limit, let used, let until): try refused(departure, limit, used, until)
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
      guard let run = active[number], run.giving == nil, let runtime = run.runtime,
        !run.pending.isEmpty
      else {
        continue
      }
      guard let key = runtime.key(before: horizon) else {
        run.giving = .failOver(spent(runtime))
        try proceed(number, run)
        continue
      }
      guard key.from <= now else { continue }
      while runtime.inFlight < runtime.settings.parallel, let pending = run.takeSendable(now) {
        guard let departure = depart(number, run, runtime, pending, key.index, now) else {
          try proceed(number, run)
          break
        }
        runtime.inFlight += 1
        batch.append(departure)
      }
    }
    return batch
  }

  private func depart(
    _ number: Int, _ run: Run, _ runtime: ProviderRuntime, _ pending: Pending, _ key: Int,
    _ now: Timestamp
  ) -> Departure? {
    do throws(RefusedRequest) {
      let slots = runtime.keys[key]
      let planned = try runtime.builder.build(pending.request, slots)
      let request = pending.hop ?? planned
      let reservation = Reservation(
        provider: runtime.provider.id, platform: runtime.provider.platform,
        call: pending.request.call ?? "",
        key: key, units: runtime.units(pending.request.call), limits: runtime.limits, moment: now)
      return Departure(
        number: number, run: run, runtime: runtime, pending: pending, key: key, request: request,
        reservation: reservation)
    } catch {
      run.giving = .failOver(OperationFailure(.invalidInput, "\(runtime.provider.id) \(error)"))
      return nil
    }
  }

  private func send(_ departure: Departure, _ usage: Int64) {
    let flight = nextNumber()
    let run = departure.run
    run.busy += 1
    run.result.requests += 1
    progress.requests += 1
    flights[flight] = Flight(
      run: run, runtime: departure.runtime, pending: departure.pending, usage: usage,
      key: departure.key,
      sent: departure.request)
    runNumbers[flight] = departure.number
    transport.send(departure.request) { [inbox] in inbox.post(.answered(flight: flight, $0)) }
  }

  /// Puts the request back and lets the key rest until the window of the limit ends.
  private func refused(_ departure: Departure, _ limit: Limit, _ used: Int64, _ until: Timestamp)
    throws(StoreError)
  {
    departure.runtime.inFlight -= 1
    departure.runtime.pausedUntil[departure.key] = until
    departure.runtime.lastRefusal = Refusal(limit: limit, used: used, until: until)
    departure.run.putBack(departure.pending)
  }

  private func spent(_ runtime: ProviderRuntime) -> OperationFailure {
    guard let refusal = runtime.lastRefusal else {
      return OperationFailure(
        .rateLimited, "\(runtime.provider.id) asked for a longer pause than is waited")
    }
    let name = runtime.provider.id
    if refusal.limit.window == .ever {
      return OperationFailure(
        .quota,
        "\(name) used \(refusal.used) of the \(refusal.limit.units) units that it may use before you raise "
          + "\"request_cap\" under \"providers\", \"\(name)\" in \(factory.configuration.file)")
    }
    let scope = refusal.limit.call.map { " for \($0)" } ?? ""
    return OperationFailure(
      .quota,
      "\(name) used \(refusal.used) of \(refusal.limit.units) units a \(refusal.limit.window.rawValue)\(scope); "
        + "the limit resets at \(refusal.until)", until: refusal.until)
  }
}

/// Why a key rests.
struct Refusal {
  var limit: Limit
  var used: Int64
  var until: Timestamp
}
