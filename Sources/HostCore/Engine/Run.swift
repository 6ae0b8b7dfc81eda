import MetricSchema

/// An errand under way.
final class Run {
  let errand: Errand
  var result: OperationResult
  var results: [OperationResult] = []

  private var nextOperation = 0
  var candidates: [Candidate] = []
  /// Why the providers before this one could not.
  private(set) var failures: [OperationFailure] = []
  /// Difficulties that spoilt no answer as a whole.
  private var remarks = Remarks()
  var runtime: ProviderRuntime?
  var job: OpenJob?
  var fetchJob = FetchJob()
  var pending: [Pending] = []
  /// Requests on their way, being parsed or waiting for the commit.
  var busy = 0
  /// Details among them: pages wait for these where there is a limit, so that no page is fetched for nothing.
  var busyDetails = 0
  var isPlanning = false
  /// Why a detail was left out, where no request of this provider was answered well.
  private(set) var onlyLeftOut: OperationFailure?
  private var isAnswered = false
  /// Whether a request of this provider was answered well in this run.
  private(set) var hasAdvanced = false
  /// Whether pages were left out that nobody wants any more: the job ends although they are outstanding.
  private(set) var leavesRest = false
  /// The candidate at work.
  var candidate: Candidate?
  /// When the job that was taken up was first begun.
  private var begun: Timestamp?
  /// Whether a listing that was taken up is walked once more for what is new.
  private var isFreshening = false
  /// Ids of the subject that an operation before this one brought.
  private(set) var learned: [Identity] = []
  var delivered: Int64 = 0
  /// Set once this provider cannot go on; the next one begins when nothing is on its way any more.
  var giving: Giving?

  enum Giving {
    case failOver(OperationFailure)
    case stop(OperationFailure)
  }

  /// Operations whose records are, but for a few, the posts or comments that a limit counts.
  private static let listings: Set<Operation> = [
    .posts, .comments, .hashtag, .search, .trendingPosts, .audioPosts,
  ]

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
    (begun, isFreshening) = (nil, false)
    (failures, remarks) = ([], Remarks())
    return result.operation
  }

  /// Notes why a provider could not.
  func note(_ failure: OperationFailure) {
    failures.append(failure)
    result.notices.append(failure.message)
  }

  /// Notes what came with an answer that was taken: difficulties, and lines of the plugin that warn.
  func noteRemarks(_ delivery: Delivery, of provider: ProviderManifest) {
    let warnings = delivery.logs.filter { $0.level == .warning }.compactMap(\.message)
    for text in delivery.diagnostics.map(\.sentence) + warnings.map(\.asSentence) {
      remarks.note("\(provider.id): \(text)")
    }
  }

  /// Notes what came of the operation.
  func end(_ failure: OperationFailure?) {
    result.failure = failure
    result.notices += remarks.lines
    results.append(result)
    dropProvider()
  }

  /// Forgets the provider, and what was asked of it: the next one begins the listing anew.
  func dropProvider() {
    (runtime, job, giving) = (nil, nil, nil)
    pending = []
    delivered = 0
    (onlyLeftOut, isAnswered, hasAdvanced, leavesRest) = (nil, false, false, false)
  }

  /// Notes that a request was answered well.
  func noteAnswer() { (onlyLeftOut, isAnswered, hasAdvanced) = (nil, true, true) }

  /// Notes what was not there; the first of several is told.
  func leaveOut(_ failure: OperationFailure) {
    if !isAnswered, onlyLeftOut == nil { onlyLeftOut = failure }
  }

  /// Takes up what a job still has to ask.
  func take(_ job: OpenJob) {
    self.job = job
    if job.isResumed {
      result.isResumed = true
      begun = job.begunAt
      isAnswered = job.records > 0
    }
    delivered = Self.listings.contains(operation) ? job.records : 0
    pending = job.outstanding.map { Pending(outstanding: $0) }
    leaveOutUnwanted()
  }

  /// Whether a listing was taken up so late that its newest posts are not those of today.
  func isStale(at now: Timestamp) -> Bool {
    guard let begun, !isFreshening, Self.listings.contains(operation) else { return false }
    return now.microseconds - begun.microseconds > 6 * 3_600_000_000
  }

  /// Makes ready for the same listing from its beginning, down to the first page that is known.
  func freshen() {
    isFreshening = true
    if let candidate { candidates.insert(candidate, at: 0) }
    dropProvider()
  }

  /// Leaves out the pages behind one whose posts are all known, where only what is new is wanted.
  func leaveOutKnown(_ outcome: CommitOutcome) {
    if isFreshening, outcome.newPosts == 0, outcome.knownPosts > 0 { leaveOutPages() }
  }

  /// Whether no more posts, or comments, are wanted; a post that was asked for by itself always is.
  var hasEnough: Bool { operation != .post && (errand.limit.map { delivered >= $0 } ?? false) }

  /// Whether nothing is left to do for this operation.
  var isIdle: Bool { pending.isEmpty && busy == 0 && !isPlanning }

  /// Whether pages wait, since details on their way may bring all that is wanted.
  var holdsPages: Bool { errand.limit != nil && busyDetails > 0 }

  /// The requests that nothing in the run keeps from being sent.
  var unheld: [Pending] { holdsPages ? pending.filter(\.isDetail) : pending }

  /// The first request that may be sent, details first; it counts as busy from now on.
  func takeSendable(where isReady: (Pending) -> Bool) -> Pending? {
    let ready = pending.indices.filter { isReady(pending[$0]) }
    let detail = ready.first { pending[$0].isDetail }
    guard let index = detail ?? (holdsPages ? nil : ready.first) else { return nil }
    busy += 1
    if pending[index].isDetail { busyDetails += 1 }
    return pending.remove(at: index)
  }

  /// Ends what ``takeSendable(where:)`` began.
  func release(_ pending: Pending) {
    busy -= 1
    if pending.isDetail { busyDetails -= 1 }
  }

  /// Leaves out the pages that nobody wants any more.
  func leaveOutUnwanted() {
    if hasEnough { leaveOutPages() }
  }

  private func leaveOutPages() {
    let all = pending.count
    pending.removeAll { !$0.isDetail }
    if pending.count < all { leavesRest = true }
  }

  /// Of the requests to follow those that are still wanted.
  func wanted(_ requests: [ProviderRequest]) -> [ProviderRequest] {
    hasEnough ? requests.filter { $0.role == .detail } : requests
  }

  /// Keeps what is wanted of an answer and counts it.
  func accept(_ records: [Record]) -> [Record] {
    let counted = operation == .comments ? "comment" : "post"
    return records.filter { record in
      if let since = errand.since, operation != .post, let published = record.published,
        published < since.microseconds
      {
        return false
      }
      if record.kind == counted {
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

extension Record {
  /// When a post or comment was published.
  fileprivate var published: Int64? {
    switch self {
    case .post(let post): post.postedAt
    case .comment(let comment): comment.postedAt
    default: nil
    }
  }
}
