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
      failed(number, flight, ProviderFailure(failure), settlement)
    case .success(let answer):
      let clean = Scrubber(flight.runtime.keys[flight.key]).scrub(answer)
      flight.answer = clean
      flights[number] = flight
      if (300..<400).contains(answer.status), let place = clean.headers["location"],
        flight.pending.request.redirects == .followAllowed
      {
        return redirect(number, flight, to: place)
      }
      parse(number, flight, clean)
    }
  }

  private func parse(_ number: Int, _ flight: Flight, _ answer: HTTPAnswer) {
    let scrubber = Scrubber(flight.runtime.keys[flight.key])
    let received = ReceivedAnswer(
      status: answer.status, headers: answer.headers,
      finalURL: flight.pending.hop.map { scrubber.scrub($0.url) }, body: answer.body)
    flight.runtime.parse(
      received, to: flight.pending.request, of: flight.run.fetchJob,
      context(attempt: flight.pending.attempt)
    ) { [inbox] in inbox.post(.parsed(flight: number, $0)) }
  }

  private func redirect(_ number: Int, _ flight: Flight, to place: String) {
    let name = flight.runtime.provider.id
    guard flight.pending.hops < 5,
      let next = flight.runtime.builder.redirected(
        flight.sent, to: place, status: flight.answer?.status ?? 302)
    else {
      let reason =
        flight.pending.hops < 5
        ? "to a place that its manifest does not allow" : "more than five times"
      let failure = ProviderFailure(.blocked, "the upstream of \(name) redirected \(reason)")
      return failed(number, flight, failure, settlement(flight))
    }
    var pending = flight.pending
    pending.hop = next
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
      settlement.remaining = delivery.hints.last?.remaining
      var commitMessage = message(flight, settlement)
      commitMessage.answered = flight.pending.outstanding.id
      commitMessage.records = run.accept(delivery.records)
      commitMessage.requests = run.giving == nil ? run.wanted(delivery.requests) : []
      commitMessage.settlement.records = Int64(commitMessage.records.count)
      progress.records += commitMessage.records.count
      if run.hasEnough { run.pending.removeAll { $0.request.role != .detail } }
      commit(number, flight, commitMessage, .proceed)
    }
  }

  private func failed(
    _ number: Int, _ flight: Flight, _ failure: ProviderFailure, _ settlement: Settlement
  ) {
    let runtime = flight.runtime
    var settlement = settlement
    settlement.failure = failure.failure
    settlement.message = failure.message
    var message = message(flight, settlement)
    let sentence = "\(runtime.provider.id): \(failure.message)"
    let decision =
      failure.isPlugin
      ? RetryPolicy.Decision.failOver
      : settings.retry.decide(
        failure.failure, role: flight.pending.request.role, attempt: flight.pending.attempt,
        retryAfterMs: failure.retryAfterMs, unit: random.unit())
    switch decision {
    case .retry(let wait):
      var pending = flight.pending
      pending.attempt += 1
      pending.notBefore = Timestamp(clock.now.microseconds + wait * 1000)
      if failure.failure == .rateLimited { runtime.pausedUntil[flight.key] = pending.notBefore }
      commit(number, flight, message, .retry(pending))
    case .leaveOut:
      message.answered = flight.pending.outstanding.id
      commit(number, flight, message, .proceed)
    case .failOver:
      let until = failure.retryAfterMs.map { Timestamp(clock.now.microseconds + $0 * 1000) }
      commit(
        number, flight, message,
        .giveUp(.failOver(OperationFailure(failure.failure, sentence, until: until))))
    case .giveUp:
      commit(number, flight, message, .giveUp(.stop(OperationFailure(failure.failure, sentence))))
    }
  }

  /// Makes all commits that are due in one transaction and goes on with the runs.
  func commitAll() throws(StoreError) {
    guard !commits.isEmpty else { return }
    let due = commits
    commits = []
    let outcomes = try store.commit(due.map(\.message))
    for (commit, outcome) in zip(due, outcomes) {
      guard let run = active[commit.run] else { continue }
      run.busy -= 1
      if commit.isDetail { run.busyDetails -= 1 }
      run.result.newPosts += outcome.newPosts
      run.pending += outcome.following.map { Pending(outstanding: $0) }
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
    guard let run = runNumbers.removeValue(forKey: number) else { return }
    commits.append(
      Commit(
        run: run, message: message, isDetail: flight.pending.request.role == .detail,
        afterwards: afterwards))
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
