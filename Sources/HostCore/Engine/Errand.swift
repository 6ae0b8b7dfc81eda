public import MetricSchema

/// What somebody wants of one subject: one or several operations, one after the other.
public struct Errand: Hashable, Sendable {
  /// The platform.
  public var platform: String
  /// The subject.
  public var subject: Subject
  /// The operations in order, such as profile and posts.
  public var operations: [Operation]
  /// At most so many posts, or comments.
  public var limit: Int64?
  /// Nothing published before this.
  public var since: Timestamp?
  /// Two letters.
  public var region: String?

  /// Creates an errand.
  public init(
    platform: String, subject: Subject, operations: [Operation], limit: Int64? = nil,
    since: Timestamp? = nil, region: String? = nil
  ) {
    self.platform = platform
    self.subject = subject
    self.operations = operations
    self.limit = limit
    self.since = since
    self.region = region
  }
}

/// How one operation of an errand ended.
public struct OperationResult: Hashable, Sendable {
  /// The platform.
  public var platform: String
  /// The subject's text.
  public var subject: String
  /// The operation.
  public var operation: Operation
  /// Who did it; `nil` where nobody could.
  public var provider: String?
  /// Records by kind, in the order of their first arrival.
  public var records: [RecordCount] = []
  /// Posts that were not known before.
  public var newPosts = 0
  /// Requests that were sent.
  public var requests = 0
  /// Whether an interrupted job was taken up.
  public var isResumed = false
  /// Providers that could not, and why, in the order they were tried.
  public var notices: [String] = []
  /// Why it failed; `nil` for success, also for an empty one.
  public var failure: OperationFailure?

  init(_ errand: Errand, _ operation: Operation) {
    platform = errand.platform
    subject = errand.subject.name
    self.operation = operation
  }

  mutating func count(_ kind: String) {
    if let index = records.firstIndex(where: { $0.kind == kind }) {
      records[index].count += 1
    } else {
      records.append(RecordCount(kind: kind, count: 1))
    }
  }

  /// How many records of a kind came.
  public func records(of kind: String) -> Int { records.first { $0.kind == kind }?.count ?? 0 }
}

/// How many records of a kind.
public struct RecordCount: Hashable, Sendable {
  /// The kind.
  public var kind: String
  /// How many.
  public var count: Int
}

/// Why an operation failed.
public struct OperationFailure: Hashable, Sendable {
  /// The class.
  public var failure: FailureClass
  /// What happened, in words.
  public var message: String
  /// When trying again may help.
  public var until: Timestamp?
  /// Whether the plugin itself is at fault, so that trying again is no use.
  public private(set) var isOfPlugin = false

  /// Creates one; of the message what fits a thousand letters, without what would steer a terminal.
  public init(_ failure: FailureClass, _ message: String, until: Timestamp? = nil) {
    self.failure = failure
    self.message = message.asSentence
    self.until = until
  }

  /// What became of a provider's failure.
  init(_ failure: ProviderFailure, of provider: String, until: Timestamp? = nil) {
    self.init(failure.failure, "\(provider): \(failure.message)", until: until)
    isOfPlugin = failure.isPlugin
  }
}

/// How far a run is, for people who wait.
public struct EngineProgress: Hashable, Sendable {
  /// Operations that ended.
  public var finished = 0
  /// All operations.
  public var total = 0
  /// Requests that were sent.
  public var requests = 0
  /// Records that were stored.
  public var records = 0
  /// Until when everything waits for a limit; `nil` where it does not.
  public var waitingUntil: Timestamp?
}
