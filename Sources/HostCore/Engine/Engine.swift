import MetricSchema

/// Carries out errands: routes, plans, reserves, sends, parses, stores, and goes on with the next provider where one
/// cannot.
///
/// The engine owns the concurrency: it runs on the thread that calls ``run(_:)``, which alone writes to the store; the
/// transport and every provider have a thread of their own. What is decided is decided by values: ``RetryPolicy``,
/// ``ProviderFactory/route(_:_:)``, ``Normaliser``.
public final class Engine {
  /// What can be set for a run.
  public struct Settings: Sendable {
    /// When to try again, and when to let the next provider try.
    public var retry = RetryPolicy()
    /// How many errands are under way at once.
    public var parallel = 32
    /// How long a plugin may take for one call, in milliseconds.
    public var callDeadlineMs: Int64 = 10_000
    /// The seed of the only randomness there is.
    public var seed: UInt64 = 1

    /// Creates the usual settings.
    public init() {}
  }

  let factory: ProviderFactory
  let store: any Store
  let transport: any HTTPTransport
  let signer: any Signer
  let clock: any Clock
  let settings: Settings
  let inbox = Inbox()
  var random: RandomSource
  var progress = EngineProgress()
  /// What the operator must know of the last run as a whole, beside what came of every operation.
  public internal(set) var notices: [String] = []

  private let carriers: any CarrierMaker
  private let listener: (EngineProgress) -> Void
  private var runtimes: [String: ProviderRuntime] = [:]
  private var waiting: [Run] = []
  var active: [Int: Run] = [:]
  var flights: [Int: Flight] = [:]
  var commits: [Commit] = []
  var tokenErrands: [TokenErrand] = []
  var tokenFlights: [Int: TokenFlight] = [:]
  var settlements: [Settlement] = []
  private var lastNumber = 0

  /// A commit to be made, and whose it is.
  struct Commit {
    var run: Int
    var pending: Pending
    var message: AnswerCommit
    var afterwards: Afterwards

    enum Afterwards {
      case proceed
      case retry(Pending)
      case giveUp(Run.Giving)
    }
  }

  /// Creates an engine; `listener` hears of the progress on the thread of ``run(_:)``.
  public init(
    factory: ProviderFactory, store: any Store, transport: any HTTPTransport,
    carriers: any CarrierMaker, signer: any Signer,
    clock: any Clock, settings: Settings = Settings(),
    listener: @escaping (EngineProgress) -> Void = { _ in }
  ) {
    self.factory = factory
    self.store = store
    self.transport = transport
    self.carriers = carriers
    self.signer = signer
    self.clock = clock
    self.settings = settings
    self.listener = listener
    random = RandomSource(state: settings.seed)
  }

  /// Carries out errands and returns what came of every operation, in the order of the errands.
  ///
  /// - Throws: ``StoreError`` where the store fails; what was committed before stays, what is outstanding is taken up
  ///   by the next run.
  public func run(_ errands: [Errand]) throws(StoreError) -> [OperationResult] {
    let runs = errands.map(Run.init)
    reset()
    waiting = runs.reversed()
    progress.total = errands.map(\.operations.count).reduce(0, +)
    do throws(StoreError) {
      try work()
    } catch {
      awaitTokens()
      throw error
    }
    return runs.flatMap(\.results)
  }

  private func work() throws(StoreError) {
    while true {
      // A run may end for want of a key or limit before it sent anything: then the next one has its place at once, since
      // no event follows that would wake anybody.
      repeat {
        try startRuns()
        try sendAll()
      } while active.count < settings.parallel && !waiting.isEmpty
      let timer = nextTimer()
      let isQuiet = flights.isEmpty && tokenFlights.isEmpty
      progress.waitingUntil = isQuiet ? timer.flatMap { $0 > clock.now ? $0 : nil } : nil
      listener(progress)
      if active.isEmpty && waiting.isEmpty && tokenFlights.isEmpty { break }
      for event in inbox.take(waiting: timer.map(milliseconds)) { try handle(event) }
      try commitAll()
    }
  }

  /// Waits for the tokens that are on their way where the run failed: one may come with the only refresh token that is
  /// good from now on.
  private func awaitTokens() {
    while !tokenFlights.isEmpty {
      listener(progress)
      for case .issued(let flight, let result) in inbox.take(waiting: nil) {
        issued(flight, result)
      }
    }
  }

  /// Forgets what a run that failed left; its answers are for nobody when they come.
  private func reset() {
    active = [:]
    flights = [:]
    commits = []
    (tokenErrands, tokenFlights, settlements, notices) = ([], [:], [], [])
    progress = EngineProgress()
    for runtime in runtimes.values {
      runtime.inFlight = 0
      runtime.shelf.forgetAsked()
    }
  }

  // MARK: - Operations

  private func startRuns() throws(StoreError) {
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
    run.isPlanning = true
    runtime.plan(run.fetchJob) { [inbox] in inbox.post(.planned(run: number, $0)) }
  }

  private func planned(_ number: Int, _ run: Run, _ result: Result<Delivery, ProviderFailure>)
    throws(StoreError)
  {
    run.isPlanning = false
    guard let runtime = run.runtime else { return }
    switch result {
    case .failure(let failure):
      run.giving = .failOver(
        OperationFailure(failure.failure, "\(runtime.provider.id): \(failure.message)"))
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
      if let job = run.job { try store.finish(job.id, .completed, moment: clock.now) }
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
      run.result.notices.append(failure.message)
      if let job = run.job {
        try store.finish(job.id, ending(failure, isLast: run.candidates.isEmpty), moment: clock.now)
      }
      run.dropProvider()
      if run.candidates.isEmpty { try finish(number, run, failure) } else { plan(number, run) }
    }
  }

  /// A job whose only hindrance is a limit goes on later where it stands, unless another provider takes over.
  private func ending(_ failure: OperationFailure, isLast: Bool) -> JobEnding {
    isLast && (failure.failure == .quota || failure.failure == .rateLimited)
      ? .suspended(failure.message) : .failed(failure.message)
  }

  private func finish(_ number: Int, _ run: Run, _ failure: OperationFailure?) throws(StoreError) {
    run.result.failure = failure
    run.results.append(run.result)
    run.dropProvider()
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

  // MARK: - Events

  private func handle(_ event: EngineEvent) throws(StoreError) {
    switch event {
    case .planned(let number, let result):
      if let run = active[number] { try planned(number, run, result) }
    case .answered(let flight, let result): answered(flight, result)
    case .issued(let flight, let result): issued(flight, result)
    case .parsed(let flight, let result): parsed(flight, result)
    }
  }

  /// The runtime of a provider, made at its first use.
  private func runtime(_ candidate: Candidate) -> ProviderRuntime {
    let id = candidate.provider.id
    if let known = runtimes[id] { return known }
    let (carriers, settings) = (carriers, factory.settings(id))
    let allowed = factory.configuration.allowsUnconfined
    let made = ProviderRuntime(
      candidate, settings, store, zones: factory.zones, context: context
    ) { admit throws(CarrierFailure) in
      try carriers.make(
        candidate.provider, of: candidate.plugin, settings, allowsUnconfined: allowed,
        admit: admit)
    }
    runtimes[id] = made
    return made
  }

  private var context: @Sendable (_ attempt: Int) -> CallContext {
    { [clock, settings] attempt in
      let now = clock.now.microseconds
      return CallContext(
        now: now, deadline: now + settings.callDeadlineMs * 1000, seed: settings.seed,
        attempt: UInt32(clamping: attempt))
    }
  }

  func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  /// When something that waits may be sent; `nil` where only an event can help.
  private func nextTimer() -> Timestamp? {
    var next: Timestamp?
    for run in active.values {
      guard let runtime = run.runtime, runtime.inFlight < runtime.settings.parallel else {
        continue
      }
      for pending in run.unheld {
        let key = runtime.pool.next(for: pending.request.call)
        // What waits for a token waits for an event.
        guard !awaitsToken(pending, runtime, key.key) else { continue }
        let moment = max(pending.notBefore, key.from)
        next = min(next ?? moment, moment)
      }
    }
    return next
  }

  /// From now to a moment, rounded up; none where it passed.
  private func milliseconds(until moment: Timestamp) -> Int64 {
    let now = clock.now
    return moment <= now ? 0 : (moment.microseconds - now.microseconds - 1) / 1000 + 1
  }
}

/// A small generator of repeatable randomness (Steele, Lea, Flood 2014).
struct RandomSource {
  var state: UInt64

  /// Even from 0 to 1, 1 excluded.
  mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
  }
}
