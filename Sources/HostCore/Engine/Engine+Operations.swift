import MetricSchema

// From an errand to its operations, one after the other, and from one provider to the next.

extension Engine {
  func startRuns() throws(StoreError) {
    while active.count < settings.parallel, let run = waiting.popLast() {
      let number = nextNumber()
      active[number] = run
      try startOperation(number, run)
    }
  }

  private func startOperation(_ number: Int, _ run: Run) throws(StoreError) {
    guard let operation = run.advance() else {
      active[number] = nil
      return
    }
    let routing = factory.route(run.errand.platform, operation)
    run.candidates = routing.candidates
    run.result.notices = routing.skipped.filter(\.canBeMended).map(\.description)
    let known = try store.identities(
      platform: run.errand.platform, operation: operation, handle: run.errand.subject.name)
    var subject = run.errand.subject
    for identity in run.learned + known where !subject.identities.contains(identity) {
      subject.identities.append(identity)
    }
    run.fetchJob = FetchJob(
      operation, [subject], limit: run.errand.limit, since: run.errand.since?.microseconds,
      region: run.errand.region)
    guard !run.candidates.isEmpty else {
      return try finish(
        number, run,
        OperationFailure(noCandidate(routing, operation), noCandidateText(routing, run)))
    }
    plan(number, run)
  }

  /// Lets the first candidate that is left plan.
  private func plan(_ number: Int, _ run: Run) {
    let candidate = run.candidates.removeFirst()
    let runtime = runtime(candidate)
    (run.candidate, run.runtime) = (candidate, runtime)
    run.result.records = []
    run.isPlanning = true
    runtime.plan(run.fetchJob) { [inbox] in inbox.post(.planned(run: number, $0)) }
  }

  func planned(_ number: Int, _ run: Run, _ result: Result<Delivery, ProviderFailure>)
    throws(StoreError)
  {
    run.isPlanning = false
    guard let runtime = run.runtime else { return }
    switch result {
    case .failure(let failure):
      run.giving = .failOver(OperationFailure(failure, of: runtime.provider.id))
      try proceed(number, run)
    case .success(let delivery):
      let stored = StoredJob(
        platform: run.errand.platform, provider: runtime.provider.id, job: run.fetchJob,
        moment: clock.now)
      run.take(try store.begin(stored, requests: delivery.requests))
      try proceed(number, run)
    }
  }

  /// Ends the operation, or hands it to the next provider, where nothing is left to do for this one.
  func proceed(_ number: Int, _ run: Run) throws(StoreError) {
    if run.giving != nil { run.pending = [] }
    guard run.isIdle else { return }
    // Where all that was asked for is not there, the operation found nothing.
    if run.giving == nil { run.giving = run.onlyLeftOut.map { .stop($0) } }
    let provider = run.runtime?.provider.id
    switch run.giving {
    case nil:
      if let job = run.job {
        if !run.leavesRest {
          // Another process walks the same job: what it found would be lost with it if it died now.
          run.pending = try store.outstanding(of: job.id).map { Pending(outstanding: $0) }
          guard run.pending.isEmpty else { return }
        }
        try store.finish(job.id, .completed, moment: clock.now)
      }
      if run.isStale(at: clock.now) {
        run.freshen()
        return plan(number, run)
      }
      run.result.provider = provider
      try finish(number, run, nil)
    case .stop(let failure):
      if let job = run.job { try store.finish(job.id, .failed(failure.message), moment: clock.now) }
      run.result.provider = provider
      try finish(number, run, failure)
    case .failOver(let failure):
      run.note(failure)
      if let job = run.job {
        try store.finish(job.id, ending(failure, run), moment: clock.now)
      }
      run.dropProvider()
      guard run.candidates.isEmpty else { return plan(number, run) }
      try finish(number, run, run.failures.telling ?? failure)
    }
  }

  /// A job whose only hindrance passes goes on later where it stands, unless another provider takes over.
  ///
  /// One that stands still begins anew: a page that fails for ever would keep it from all that is newer.
  private func ending(_ failure: OperationFailure, _ run: Run) -> JobEnding {
    let passes: Bool =
      switch failure.failure {
      case .quota, .rateLimited: true
      case .transient: run.hasAdvanced
      default: false
      }
    return passes && run.candidates.isEmpty
      ? .suspended(failure.message) : .failed(failure.message)
  }

  private func finish(_ number: Int, _ run: Run, _ failure: OperationFailure?) throws(StoreError) {
    run.end(failure)
    progress.finished += 1
    try startOperation(number, run)
  }

  private func noCandidate(_ routing: Routing, _ operation: Operation) -> FailureClass {
    let lacksSecret = routing.skipped.contains {
      if case .missingSecret = $0.reason { true } else { false }
    }
    return lacksSecret ? .auth : .invalidInput
  }

  private func noCandidateText(_ routing: Routing, _ run: Run) -> String {
    let reasons = routing.skipped.map(\.description)
    let platform = run.errand.platform
    guard reasons.isEmpty else {
      return "no provider of \(platform) can: " + reasons.joined(separator: "; ")
    }
    if let near = nearest(to: platform, among: factory.platforms), near != platform {
      return "no plugin serves \(platform); did you mean \(near)?"
    }
    return "no plugin serves \(platform); known are \(factory.platforms.joined(separator: ", "))"
  }
}
