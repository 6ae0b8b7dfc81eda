/// One id of a thing in one namespace.
public struct Identity: Message, Hashable {
  /// What the id is an id of, such as "sec_uid" or "shortcode".
  public var namespace: String = ""
  /// The value.
  public var value: String = ""

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.required(1, "namespace", &namespace)
    visitor.required(2, "value", &value)
  }
}

/// What a job is about.
public struct Subject: Message, Hashable {
  /// A handle, id, tag, term or URL, as the caller gave it.
  public var text: String?
  /// What the host knows already, so that a look-up can be saved.
  public var identities: [Identity] = []

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "text", &text)
    visitor.messages(2, "identities", &identities)
  }
}

/// What a host asks of a provider.
public struct FetchJob: Message, Hashable {
  /// What is wanted.
  public var operation = Operation.unspecified
  /// What it is about; several where the manifest allows a batch.
  public var subjects: [Subject] = []
  /// No more records than this are wanted.
  public var limit: Int64?
  /// Nothing published before this time is wanted.
  public var since: Int64?
  /// Two letters, ISO 3166-1.
  public var region: String?

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.choice(1, "operation", &operation)
    visitor.messages(2, "subjects", &subjects)
    visitor.integer(3, "limit", &limit)
    visitor.time(4, "since", &since)
    visitor.text(5, "region", &region)
  }
}

/// A name and a value.
public struct Pair: Message, Hashable {
  /// The name shown.
  public var name: String = ""
  /// The value.
  public var value: String = ""

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.required(1, "name", &name)
    visitor.required(2, "value", &value)
  }
}

/// The headers of an answer, names in lower case.
public struct Headers: Message, Hashable {
  /// Names in lower case.
  public var headers: [Pair] = []

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.messages(1, "headers", &headers)
  }
}

extension FetchJob {
  /// Creates a job for one or several subjects.
  public init(
    _ operation: Operation, _ subjects: [Subject], limit: Int64? = nil, since: Int64? = nil,
    region: String? = nil
  ) {
    self.init()
    self.operation = operation
    self.subjects = subjects
    self.limit = limit
    self.since = since
    self.region = region
  }

  /// The first subject, or one without text where there is none.
  public var subject: Subject { subjects.first ?? Subject() }
}

extension Subject {
  /// Creates a subject from what the caller gave and what is known of it.
  public init(_ text: String, identities: [Identity] = []) {
    self.init()
    self.text = text
    self.identities = identities
  }

  /// The text, empty where there is none.
  public var name: String { text ?? "" }

  /// The known id in `namespace`.
  public func known(_ namespace: String) -> String? {
    identities.first { $0.namespace == namespace }?.value
  }
}
