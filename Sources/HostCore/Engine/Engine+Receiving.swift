import MetricSchema

extension Engine {
  /// Hands an answer to the provider, follows a redirect, or settles a failure.
  func answered(_ number: Int, _ result: Result<HTTPAnswer, TransportFailure>) {
    guard var flight = flights[number] else { return }
    flight.runtime.inFlight -= 1
    switch result {
    case .failure(let failure):
      var settlement = Settlement(usage: flight.usage, moment: clock.now)
      settlement.latencyMs = failure.latencyMs
      takeBack(flight.reservation, of: flight.run, failure, &settlement)
      failed(number, flight, ProviderFailure(failure), settlement)
    case .success(let answer):
      let clean = flight.runtime.scrubbers[flight.key].scrub(answer)
      flight.answer = clean
      flights[number] = flight
      if let pending = withNewToken(flight) {
        var message = message(flight, settlement(flight))
        message.settlement.failure = .auth
        message.settlement.message = "the token was refused; a new one is got"
        return commit(number, flight, message, .retry(pending))
      }
      // The place as it came: scrubbed of its key it would lead nowhere.
      if (300..<400).contains(answer.status), let place = answer.headers["location"],
        flight.pending.request.redirects == .followAllowed
      {
        return redirect(number, flight, to: place, answer.status)
      }
      parse(number, flight, clean)
    }
  }

  /// Does not count a request of which nothing left: the upstream did not either.
  func takeBack(
    _ reservation: Reservation, of run: Run, _ failure: TransportFailure,
    _ settlement: inout Settlement
  ) {
    guard !failure.wasSent else { return }
    settlement.unsent = reservation
    run.result.requests -= 1
    progress.requests -= 1
  }

  private func parse(_ number: Int, _ flight: Flight, _ answer: HTTPAnswer) {
    let scrubber = flight.runtime.scrubbers[flight.key]
    let received = ReceivedAnswer(
      status: answer.status, headers: answer.headers,
      finalURL: flight.pending.hop.map { _ in scrubber.scrub(flight.sent.url) }, body: answer.body)
    flight.runtime.parse(
      received, to: flight.pending.request, of: flight.run.fetchJob,
      attempt: flight.pending.attempt, scrubber
    ) { [inbox] in inbox.post(.parsed(flight: number, $0)) }
  }

  private func redirect(_ number: Int, _ flight: Flight, to place: String, _ status: Int) {
    let name = flight.runtime.provider.id
    guard flight.pending.hops < 5,
      let next = flight.runtime.builder.redirected(flight.sent, to: place, status: status)
    else {
      let reason =
        flight.pending.hops < 5
        ? "to a place that its manifest does not allow" : "more than five times"
      let failure = ProviderFailure(.blocked, "the upstream of \(name) redirected \(reason)")
      return failed(number, flight, failure, settlement(flight))
    }
    var pending = flight.pending
    pending.hop = Pending.Hop(request: next, key: flight.key)
    pending.hops += 1
    commit(number, flight, message(flight, settlement(flight)), .retry(pending))
  }

  /// Turns what the provider made of an answer into a commit.
  func parsed(_ number: Int, _ result: Result<Delivery, ProviderFailure>) {
    guard let flight = flights[number] else { return }
    var settlement = settlement(flight)
    switch result {
    case .failure(let failure): failed(number, flight, failure, settlement)
    case .success(let delivery):
      let run = flight.run
      run.noteAnswer()
      run.noteRemarks(delivery, of: flight.runtime.provider)
      settlement.remaining = delivery.hints.last?.remaining.flatMap { $0 < 0 ? nil : $0 }
      var message = message(flight, settlement)
      message.answered = flight.pending.outstanding.id
      message.records = run.accept(delivery.records)
      // Kept also where this provider gives up: a job that is suspended goes on with them.
      message.requests = run.wanted(delivery.requests)
      message.settlement.records = Int64(message.records.count)
      progress.records += message.records.count
      run.leaveOutUnwanted()
      message.completesJob =
        run.giving == nil && run.busy == 1 && run.pending.isEmpty && message.requests.isEmpty
        && !run.leavesRest
      commit(number, flight, message, .proceed)
    }
  }

  private func failed(
    _ number: Int, _ flight: Flight, _ failure: ProviderFailure, _ settlement: Settlement
  ) {
    var settlement = settlement
    settlement.failure = failure.failure
    settlement.message = failure.message
    var message = message(flight, settlement)
    let until = failure.retryAfterMs.map { Timestamp(clock.now.microseconds + $0 * 1000) }
    let said = OperationFailure(failure, of: flight.runtime.provider.id, until: until)
    if let pending = withNextKey(flight, said) {
      return commit(number, flight, message, .retry(pending))
    }
    switch decision(failure, flight.pending) {
    case .retry(let wait):
      commit(number, flight, message, .retry(again(flight, after: wait, said)))
    case .leaveOut:
      flight.run.leaveOut(said)
      message.answered = flight.pending.outstanding.id
      commit(number, flight, message, .proceed)
    case .failOver:
      if said.failure == .rateLimited, let until {
        // Nobody else asks with this key either before the upstream wants to be asked.
        flight.runtime.pool.rest(flight.key, for: nil, KeyPool.Rest(until: until, failure: said))
      }
      commit(number, flight, message, .giveUp(.failOver(said)))
    case .giveUp: commit(number, flight, message, .giveUp(.stop(said)))
    }
  }

  private func decision(_ failure: ProviderFailure, _ pending: Pending) -> RetryPolicy.Decision {
    guard !failure.isPlugin else { return .failOver }
    return settings.retry.decide(
      failure.failure, role: pending.request.role, attempt: pending.attempt,
      retryAfterMs: failure.retryAfterMs, unit: random.unit())
  }

  /// The request for its next try; where a key was too fast, that key rests, and another may go on.
  private func again(_ flight: Flight, after wait: Int64, _ said: OperationFailure) -> Pending {
    let moment = Timestamp(clock.now.microseconds + wait * 1000)
    var pending = flight.pending
    pending.attempt += 1
    if said.failure == .rateLimited {
      flight.runtime.pool.rest(flight.key, for: nil, KeyPool.Rest(until: moment, failure: said))
    } else {
      pending.notBefore = moment
    }
    return pending
  }

  /// The request for the next key where the upstream says that this one is no good, or its budget spent.
  ///
  /// The key rests for this call: as long as the upstream said, else to the end of the vendor's day, since no budget that is
  /// spent comes back earlier; where it is no good, for longer than anybody waits.
  private func withNextKey(_ flight: Flight, _ said: OperationFailure) -> Pending? {
    let runtime = flight.runtime
    let call = flight.pending.request.call
    let until: Timestamp
    switch said.failure {
    case .quota: until = said.until ?? runtime.endOfDay(of: clock.now, for: call)
    case .auth where !runtime.provider.auth.isEmpty:
      until = Timestamp(clock.now.microseconds + Self.keyRestMs * 1000)
    default: return nil
    }
    runtime.pool.rest(flight.key, for: call, KeyPool.Rest(until: until, failure: said))
    var pending = flight.pending
    pending.spentKeys += 1
    let horizon = clock.now.microseconds + settings.retry.patienceMs * 1000
    guard pending.spentKeys < runtime.pool.count,
      runtime.pool.next(for: call).from.microseconds <= horizon
    else { return nil }
    return pending
  }

  /// Makes all commits that are due in one transaction and goes on with the runs.
  func commitAll() throws(StoreError) {
    if !settlements.isEmpty { try store.settle(exchange(&settlements, with: [])) }
    guard !commits.isEmpty else { return }
    let due = commits
    commits = []
    let outcomes = try store.commit(due.map(\.message))
    for (commit, outcome) in zip(due, outcomes) {
      guard let run = active[commit.run] else { continue }
      run.release(commit.pending)
      if outcome.completedJob { run.job = nil }
      run.result.newPosts += outcome.newPosts
      run.pending += outcome.following.map { Pending(outstanding: $0) }
      run.leaveOutKnown(outcome)
      switch commit.afterwards {
      case .proceed: break
      case .retry(let pending): run.pending.insert(pending, at: 0)
      case .giveUp(let giving): run.giving = run.giving ?? giving
      }
      try proceed(commit.run, run)
    }
  }

  // MARK: - Pieces

  private func commit(
    _ number: Int, _ flight: Flight, _ message: AnswerCommit, _ afterwards: Commit.Afterwards
  ) {
    flights[number] = nil
    commits.append(
      Commit(
        run: flight.number, pending: flight.pending, message: message, afterwards: afterwards))
  }

  private func settlement(_ flight: Flight) -> Settlement {
    var settlement = Settlement(usage: flight.usage, moment: clock.now)
    guard let answer = flight.answer else { return settlement }
    settlement.status = answer.status
    settlement.latencyMs = answer.latencyMs
    settlement.bytes = answer.wireBytes
    return settlement
  }

  /// A commit that settles the request, keeps the answer where that is wanted, and leaves the request outstanding.
  private func message(_ flight: Flight, _ settlement: Settlement) -> AnswerCommit {
    var message = AnswerCommit(
      job: flight.run.job?.id ?? 0, answered: nil, platform: flight.runtime.provider.platform,
      provider: flight.runtime.provider.id, settlement: settlement, moment: settlement.moment)
    if let answer = flight.answer, factory.configuration.keepsAnswers {
      message.raw = RawAnswer(
        request: flight.pending.request, status: answer.status, headers: answer.headers,
        body: answer.body)
    }
    return message
  }
}
