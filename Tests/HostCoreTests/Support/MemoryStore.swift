import HostCore
import MetricSchema
import Locks

/// A store in memory that holds the engine to the port: what the port does not allow is a `bug`.
final class MemoryStore: Store {
  /// What can be made to fail.
  enum Door: CaseIterable {
    case begin
    case commit
    case finish
    case identities
    case reserve
    case settle
  }

  /// A job as it stands.
  struct Job {
    var stored: StoredJob
    var ending: JobEnding?
    var outstanding: [OutstandingRequest] = []
    var asked: Set<ProviderRequest> = []
    var records: Int64 = 0

    /// The paths of the outstanding requests.
    var paths: [String] { outstanding.map { $0.request.path ?? "" } }
  }

  /// A reservation, and how it ended.
  struct Use {
    var reservation: Reservation
    var settlement: Settlement?
  }

  /// A death of a provider.
  struct Death {
    var provider: String
    var library: LibraryStamp
    var moment: Timestamp
  }

  struct State {
    var jobs: [Int64: Job] = [:]
    var uses: [Int64: Use] = [:]
    var commits: [AnswerCommit] = []
    var posts: Set<String> = []
    var identities: [String: [Identity]] = [:]
    var deaths: [Death] = []
    var quarantines: [Quarantine] = []
    var isDeathLogBroken = false
    var numbers: Int64 = 0
    var broken: Door?
    /// How often nothing was changed, since a door was broken.
    var refusals = 0

    mutating func next() -> Int64 {
      numbers += 1
      return numbers
    }

    func pass(_ door: Door) throws(StoreError) {
      if door == broken { throw StoreError(.full, "the disk is full at \(door)") }
    }
  }

  private let state = Mutex(State())

  /// Reads or changes what is stored.
  func with<R: Sendable>(_ body: (inout State) -> R) -> R {
    state.withLock { state in
      var copy = state
      defer { state = copy }
      return body(&copy)
    }
  }

  /// The jobs in the order they were begun.
  var jobs: [Job] { with { state in state.jobs.keys.sorted().compactMap { state.jobs[$0] } } }

  /// The reservations in their order.
  var uses: [Use] { with { state in state.uses.keys.sorted().compactMap { state.uses[$0] } } }

  /// The commits in their order.
  var commits: [AnswerCommit] { with { $0.commits } }

  func begin(_ job: StoredJob, requests: [ProviderRequest]) throws(StoreError) -> OpenJob {
    try change { state throws(StoreError) in
      try state.pass(.begin)
      if let (id, open) = state.unfinished(like: job) {
        state.jobs[id]?.ending = nil
        return OpenJob(
          id: id, isResumed: true, outstanding: open.outstanding, records: open.records,
          begunAt: open.stored.moment)
      }
      let id = state.next()
      state.jobs[id] = Job(stored: job)
      let outstanding = state.ask(requests, of: id)
      return OpenJob(
        id: id, isResumed: false, outstanding: outstanding, records: 0, begunAt: job.moment)
    }
  }

  func commit(_ answers: [AnswerCommit]) throws(StoreError) -> [CommitOutcome] {
    try change { state throws(StoreError) in
      try state.pass(.commit)
      var outcomes: [CommitOutcome] = []
      for answer in answers { outcomes.append(try state.store(answer)) }
      return outcomes
    }
  }

  func outstanding(of job: Int64) throws(StoreError) -> [OutstandingRequest] {
    try change { state throws(StoreError) in
      try state.pass(.finish)
      return state.jobs[job]?.outstanding ?? []
    }
  }

  /// Asks more for a job, as another process would that walks it too.
  func ask(_ request: ProviderRequest, ofJob id: Int64) {
    try? change { state throws(StoreError) in _ = state.ask([request], of: id) }
  }

  func finish(_ job: Int64, _ ending: JobEnding, moment: Timestamp) throws(StoreError) {
    try change { state throws(StoreError) in
      try state.pass(.finish)
      try state.end(job, ending)
    }
  }

  func identities(
    platform: String, operation: Operation, handle: String
  ) throws(StoreError) -> [Identity] {
    try change { state throws(StoreError) in
      try state.pass(.identities)
      return state.identities[handle] ?? []
    }
  }

  func watchedAccounts(platform: String?) throws(StoreError) -> [WatchedAccount] { [] }

  func reserve(_ reservation: Reservation) throws(StoreError) -> ReservationOutcome {
    try reserve([reservation])[0]
  }

  func reserve(_ reservations: [Reservation]) throws(StoreError) -> [ReservationOutcome] {
    try change { state throws(StoreError) in
      try state.pass(.reserve)
      return reservations.map { state.reserve($0) }
    }
  }

  func settle(_ settlements: [Settlement]) throws(StoreError) {
    try change { state throws(StoreError) in
      try state.pass(.settle)
      for settlement in settlements { try state.settle(settlement) }
    }
  }

  func usage(since: Timestamp?) throws(StoreError) -> [UsageSummary] { [] }

  /// A transaction: what throws changes nothing.
  func change<R: Sendable>(
    _ body: (inout State) throws(StoreError) -> R
  ) throws(StoreError) -> R {
    try state.withLock { state throws(StoreError) in
      var copy = state
      do throws(StoreError) {
        let result = try body(&copy)
        state = copy
        return result
      } catch {
        state.refusals += 1
        throw error
      }
    }
  }
}
