import MetricSchema

/// An errand under way.
final class Run {
  let errand: Errand
  var result: OperationResult
  var results: [OperationResult] = []

  private var nextOperation = 0
  var candidates: [Candidate] = []
  var runtime: ProviderRuntime?
  var job: OpenJob?
  var fetchJob = FetchJob()
  var pending: [Pending] = []
  /// Requests on their way, being parsed or waiting for the commit.
  var busy = 0
  /// Details among them: pages wait for these where there is a limit, so that no page is fetched for nothing.
  var busyDetails = 0
  var isPlanning = false
  var delivered: Int64 = 0
  /// Ids of the subject that an operation before this one brought.
  private(set) var learned: [Identity] = []
  /// Set once this provider cannot go on; the next one begins when nothing is on its way any more.
  var giving: Giving?

  enum Giving {
    case failOver(OperationFailure)
    case stop(OperationFailure)
  }

  init(_ errand: Errand) {
    self.errand = errand
    result = OperationResult(errand, errand.operations.first ?? .unspecified)
  }

  var operation: Operation { result.operation }

  /// The next operation, `nil` where all are done.
  func advance() -> Operation? {
    guard nextOperation < errand.operations.count else { return nil }
    result = OperationResult(errand, errand.operations[nextOperation])
    nextOperation += 1
    delivered = 0
    return result.operation
  }

  /// Forgets the provider, and what was asked of it.
  func dropProvider() {
    (runtime, job, giving) = (nil, nil, nil)
    pending = []
    busyDetails = 0
  }

  var hasEnough: Bool { errand.limit.map { delivered >= $0 } ?? false }

  /// Whether nothing is left to do for this operation.
  var isIdle: Bool { pending.isEmpty && busy == 0 && !isPlanning }

  /// The first request that may be sent at `now`: details first.
  func takeSendable(_ now: Timestamp) -> Pending? {
    let ready = pending.indices.filter { pending[$0].notBefore <= now }
    if let detail = ready.first(where: { pending[$0].request.role == .detail }) {
      busyDetails += 1
      return pending.remove(at: detail)
    }
    if errand.limit != nil, busyDetails > 0 { return nil }
    return ready.first.map { pending.remove(at: $0) }
  }

  /// Puts back what was taken and not sent.
  func putBack(_ request: Pending) {
    if request.request.role == .detail { busyDetails -= 1 }
    pending.insert(request, at: 0)
  }

  /// Of the requests to follow those that are still wanted.
  func wanted(_ requests: [ProviderRequest]) -> [ProviderRequest] {
    hasEnough ? requests.filter { $0.role == .detail } : requests
  }

  /// Keeps what is wanted of an answer and counts it.
  func accept(_ records: [Record]) -> [Record] {
    let counted = operation == .comments ? "comment" : "post"
    return records.filter { record in
      if case .post(let post) = record, let since = errand.since, let posted = post.postedAt,
        operation != .post, posted < since.microseconds
      {
        return false
      }
      if record.kind == counted, operation != .post {
        guard !hasEnough else { return false }
        delivered += 1
      }
      if case .profile(let profile) = record, operation == .profile { learn(profile) }
      result.count(record.kind)
      return true
    }
  }

  private func learn(_ profile: Profile) {
    learned = profile.identities + [profile.id.map { Identity("id", $0) }].compactMap { $0 }
  }
}

/// A request that waits to be sent.
struct Pending {
  var outstanding: OutstandingRequest
  var attempt = 1
  var notBefore = Timestamp(.min)
  /// Where a redirect pointed, and how many were followed.
  var hop: HTTPRequest?
  var hops = 0

  var request: ProviderRequest { outstanding.request }
}

/// A request that was sent.
struct Flight {
  let run: Run
  let runtime: ProviderRuntime
  var pending: Pending
  let usage: Int64
  let key: Int
  let sent: HTTPRequest
  var answer: HTTPAnswer?
}
