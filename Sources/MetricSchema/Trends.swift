/// A hashtag or challenge.
public struct Hashtag: Message, Hashable {
  /// The id at the platform.
  public var id: String?
  /// Without "#".
  public var name: String?
  /// The title, where the platform has one.
  public var title: String?
  /// A longer text beside the caption.
  public var description: String?
  /// The canonical address.
  public var url: String?
  /// Other ids of the same thing.
  public var identities: [Identity] = []
  /// The numbers, each with why it is absent or inexact.
  public var metrics: Metrics = Metrics()
  /// What only this platform has.
  public var extras: [Extra] = []

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "id", &id)
    visitor.text(2, "name", &name)
    visitor.text(3, "title", &title)
    visitor.text(4, "description", &description)
    visitor.text(5, "url", &url)
    visitor.messages(6, "identities", &identities)
    visitor.messages(7, "metrics", &metrics.measures)
    visitor.messages(8, "extras", &extras)
  }
}

/// One place in a list of trends.
public struct TrendEntry: Message, Hashable {
  /// Post, audio, hashtag or topic.
  public var kind: String?
  /// The country, two letters of ISO 3166-1.
  public var region: String?
  /// From 1.
  public var rank: Int64?
  /// The rank in the list before; `nil` for a new entry.
  public var previousRank: Int64?
  /// The id of what is ranked.
  public var subjectID: String?
  /// The name shown.
  public var name: String?
  /// The canonical address.
  public var url: String?
  /// Period start, microseconds since 1970, UTC.
  public var periodStart: Int64?
  /// Period end, microseconds since 1970, UTC.
  public var periodEnd: Int64?
  /// The numbers, each with why it is absent or inexact.
  public var metrics: Metrics = Metrics()
  /// What only this platform has.
  public var extras: [Extra] = []

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "kind", &kind)
    visitor.text(2, "region", &region)
    visitor.integer(3, "rank", &rank)
    visitor.integer(4, "previous_rank", &previousRank)
    visitor.text(5, "subject_id", &subjectID)
    visitor.text(6, "name", &name)
    visitor.text(7, "url", &url)
    visitor.time(8, "period_start", &periodStart)
    visitor.time(9, "period_end", &periodEnd)
    visitor.messages(10, "metrics", &metrics.measures)
    visitor.messages(11, "extras", &extras)
  }
}
