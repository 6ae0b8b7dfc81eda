/// Who wrote something.
public struct Author: Message, Hashable {
  /// The id at the platform.
  public var id: String?
  /// The handle, without "@".
  public var handle: String?
  /// The name shown.
  public var name: String?
  /// The canonical address.
  public var url: String?
  /// Where its picture is; often short-lived.
  public var avatarURL: String?
  /// Whether the platform verified it.
  public var verified: Bool?
  /// Other ids of the same thing.
  public var identities: [Identity] = []

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "id", &id)
    visitor.text(2, "handle", &handle)
    visitor.text(3, "name", &name)
    visitor.text(4, "url", &url)
    visitor.text(5, "avatar_url", &avatarURL)
    visitor.flag(6, "verified", &verified)
    visitor.messages(7, "identities", &identities)
  }
}

/// An account.
public struct Profile: Message, Hashable {
  /// The id at the platform.
  public var id: String?
  /// The handle, without "@".
  public var handle: String?
  /// The name shown.
  public var name: String?
  /// The canonical address.
  public var url: String?
  /// What the account says of itself.
  public var bio: String?
  /// Where its picture is; often short-lived.
  public var avatarURL: String?
  /// Where its banner is.
  public var bannerURL: String?
  /// The address that it links to.
  public var website: String?
  /// The address for mail that it shows.
  public var email: String?
  /// The place, as written.
  public var location: String?
  /// The country, two letters of ISO 3166-1.
  public var region: String?
  /// The language, BCP 47.
  public var language: String?
  /// The category that the platform files it under.
  public var category: String?
  /// Whether the platform verified it.
  public var verified: Bool?
  /// Whether only followers see its posts.
  public var isPrivate: Bool?
  /// Whether it is a business.
  public var business: Bool?
  /// Created at, microseconds since 1970, UTC.
  public var createdAt: Int64?
  /// Whether it can still be seen.
  public var presence: Presence = .absent
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
    visitor.text(2, "handle", &handle)
    visitor.text(3, "name", &name)
    visitor.text(4, "url", &url)
    visitor.text(5, "bio", &bio)
    visitor.text(6, "avatar_url", &avatarURL)
    visitor.text(7, "banner_url", &bannerURL)
    visitor.text(8, "website", &website)
    visitor.text(9, "email", &email)
    visitor.text(10, "location", &location)
    visitor.text(11, "region", &region)
    visitor.text(12, "language", &language)
    visitor.text(13, "category", &category)
    visitor.flag(14, "verified", &verified)
    visitor.flag(15, "private", &isPrivate)
    visitor.flag(16, "business", &business)
    visitor.time(17, "created_at", &createdAt)
    visitor.choice(18, "presence", &presence)
    visitor.messages(19, "identities", &identities)
    visitor.messages(20, "metrics", &metrics.measures)
    visitor.messages(21, "extras", &extras)
  }
}

/// An account named in a text.
public struct Mention: Message, Hashable {
  /// The id at the platform.
  public var id: String?
  /// The handle, without "@".
  public var handle: String?

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "id", &id)
    visitor.text(2, "handle", &handle)
  }
}
