/// One bucket of an audience.
public struct Demographics: Message, Hashable {
  /// An account.
  public var ownerID: String?
  /// Age, gender, age_gender, country, city, language.
  public var dimension: String?
  /// The provider's own label.
  public var bucket: String?
  /// 0 to 1.
  public var share: Double?
  /// How many.
  public var count: Int64?
  /// Period start, microseconds since 1970, UTC.
  public var periodStart: Int64?
  /// Period end, microseconds since 1970, UTC.
  public var periodEnd: Int64?

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "owner_id", &ownerID)
    visitor.text(2, "dimension", &dimension)
    visitor.text(3, "bucket", &bucket)
    visitor.real(4, "share", &share)
    visitor.integer(5, "count", &count)
    visitor.time(6, "period_start", &periodStart)
    visitor.time(7, "period_end", &periodEnd)
  }
}

/// Numbers of a period that the owner sees.
public struct Insight: Message, Hashable {
  /// Profile, post or audio.
  public var ownerKind: String?
  /// The id of what the numbers are of.
  public var ownerID: String?
  /// Period start, microseconds since 1970, UTC.
  public var periodStart: Int64?
  /// Period end, microseconds since 1970, UTC.
  public var periodEnd: Int64?
  /// The platform will not correct it any more.
  public var final: Bool?
  /// The numbers, each with why it is absent or inexact.
  public var metrics: Metrics = Metrics()
  /// What only this platform has.
  public var extras: [Extra] = []

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "owner_kind", &ownerKind)
    visitor.text(2, "owner_id", &ownerID)
    visitor.time(3, "period_start", &periodStart)
    visitor.time(4, "period_end", &periodEnd)
    visitor.flag(5, "final", &final)
    visitor.messages(6, "metrics", &metrics.measures)
    visitor.messages(7, "extras", &extras)
  }
}
