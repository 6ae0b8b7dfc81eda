public import MetricSchema

/// Keeps accounts, posts and their history, and where every listing stands.
///
/// All members may be called from any thread. One writer at a time; writes of several jobs are grouped into one
/// transaction.
public protocol Store: Ledger, DeathLog {
  /// Begins a job or takes up an unfinished one for the same provider, operation and subject; in the second case
  /// `requests` are ignored and the outstanding ones come back.
  func begin(_ job: StoredJob, requests: [ProviderRequest]) throws(StoreError) -> OpenJob

  /// Stores all of an answer in one transaction: raw answer, records, roll-ups, outstanding requests, settlement.
  func commit(_ answers: [AnswerCommit]) throws(StoreError) -> [CommitOutcome]

  /// What a job still has to ask: also that which another process, which walks the same job, found meanwhile.
  func outstanding(of job: Int64) throws(StoreError) -> [OutstandingRequest]

  /// Ends a job; only a suspended one keeps its outstanding requests.
  func finish(_ job: Int64, _ ending: JobEnding, moment: Timestamp) throws(StoreError)

  /// Ids of a thing in the namespaces that are known, for the subject of a job.
  ///
  /// - Parameter handle: A handle, which stands for the account that has it now, or for other kinds than accounts an id or
  ///   name.
  func identities(
    platform: String, operation: Operation, handle: String
  ) throws(StoreError) -> [Identity]

  /// The accounts under watch, with their handles, for `fetch --all`.
  func watchedAccounts(platform: String?) throws(StoreError) -> [WatchedAccount]
}

/// An account that is fetched by `fetch --all`.
public struct WatchedAccount: Hashable, Sendable {
  /// The platform.
  public var platform: String
  /// The handle.
  public var handle: String
  /// When it was last fetched.
  public var lastFetched: Timestamp?

  /// Creates one.
  public init(platform: String, handle: String, lastFetched: Timestamp?) {
    self.platform = platform
    self.handle = handle
    self.lastFetched = lastFetched
  }
}

/// A job as the store keeps it.
public struct StoredJob: Hashable, Sendable {
  /// The platform.
  public var platform: String
  /// The provider's id.
  public var provider: String
  /// What the provider was asked.
  public var job: FetchJob
  /// Now.
  public var moment: Timestamp

  /// Creates a job.
  public init(platform: String, provider: String, job: FetchJob, moment: Timestamp) {
    self.platform = platform
    self.provider = provider
    self.job = job
    self.moment = moment
  }
}

/// How a job ended.
public enum JobEnding: Hashable, Sendable {
  /// All that was wanted is there.
  case completed
  /// It cannot be done this way; the reason is kept.
  case failed(String)
  /// It goes on later where it stands, such as when a quota is spent; the reason is kept.
  case suspended(String)
}

/// A job that is under way.
public struct OpenJob: Hashable, Sendable {
  /// The job's number.
  public var id: Int64
  /// Whether it was begun before and is taken up.
  public var isResumed: Bool
  /// What is not answered yet, in the order it was asked for.
  public var outstanding: [OutstandingRequest]
  /// Records that the job delivered so far.
  public var records: Int64
  /// When it was first begun.
  public var begunAt: Timestamp

  /// Creates one.
  public init(
    id: Int64, isResumed: Bool, outstanding: [OutstandingRequest], records: Int64,
    begunAt: Timestamp
  ) {
    self.id = id
    self.begunAt = begunAt
    self.isResumed = isResumed
    self.outstanding = outstanding
    self.records = records
  }
}

/// A request that is not answered yet.
public struct OutstandingRequest: Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// What is to be sent.
  public var request: ProviderRequest

  /// Creates one.
  public init(id: Int64, request: ProviderRequest) {
    self.id = id
    self.request = request
  }
}

/// All that one answer changes.
public struct AnswerCommit: Sendable {
  /// The job's number.
  public var job: Int64
  /// The outstanding request that is answered; `nil` where it stays outstanding, as after a failure.
  public var answered: Int64?
  /// The platform.
  public var platform: String
  /// Who delivered it.
  public var provider: String
  /// What to follow.
  public var requests: [ProviderRequest]
  /// The records, normalised.
  public var records: [Record]
  /// How the reservation ended.
  public var settlement: Settlement
  /// The answer itself, where it is to be kept.
  public var raw: RawAnswer?
  /// When the answer came.
  public var moment: Timestamp
  /// Whether to complete the job with this answer where nothing is outstanding then, which spares a transaction of its own.
  public var completesJob = false

  /// Creates a commit without records.
  public init(
    job: Int64, answered: Int64?, platform: String, provider: String, settlement: Settlement,
    moment: Timestamp
  ) {
    self.job = job
    self.answered = answered
    self.platform = platform
    self.provider = provider
    self.settlement = settlement
    self.moment = moment
    requests = []
    records = []
  }
}

/// An answer as it came, for mapping it again without a new request.
public struct RawAnswer: Sendable {
  /// The request that was sent, without secrets.
  public var request: ProviderRequest
  /// The HTTP status.
  public var status: Int
  /// The headers, secrets scrubbed.
  public var headers: Headers
  /// The body.
  public var body: Body

  /// Creates one.
  public init(request: ProviderRequest, status: Int, headers: Headers, body: Body) {
    self.request = request
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// What a commit did.
public struct CommitOutcome: Hashable, Sendable {
  /// The numbers of the requests to follow, in their order; one that was outstanding already is left out.
  public var following: [OutstandingRequest]
  /// Posts that the store did not know before.
  public var newPosts: Int
  /// Posts that the store knew before; a listing may stop once all of a page are known.
  public var knownPosts: Int
  /// Whether the answer completed its job; not where another process still asks for it.
  public var completedJob: Bool

  /// Creates one.
  public init(
    following: [OutstandingRequest], newPosts: Int, knownPosts: Int, completedJob: Bool = false
  ) {
    self.following = following
    self.newPosts = newPosts
    self.knownPosts = knownPosts
    self.completedJob = completedJob
  }
}

/// Why the store could not do it.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Kind: String, Hashable, Sendable {
    /// Another process holds the database for longer than was waited.
    case locked
    /// The disk or a quota on it is full.
    case full
    /// The database was written by a newer version of the program.
    case newerSchema
    /// The file is no database, or damaged.
    case corrupt
    /// The file cannot be opened or written.
    case unavailable
    /// A mistake of the program.
    case bug
  }

  /// What kind of failure it is.
  public let kind: Kind
  /// What happened, in words for a person, with the file's name.
  public let description: String

  /// Creates an error.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
