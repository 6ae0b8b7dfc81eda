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
  var waiting: [Run] = []
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
  func runtime(_ candidate: Candidate) -> ProviderRuntime {
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
