/// A comment or reply.
public struct Comment: Message, Hashable {
  /// The id at the platform.
  public var id: String?
  /// The id of the post.
  public var postID: String?
  /// Absent for a comment on the post itself.
  public var parentID: String?
  /// Who wrote it; `nil` where the upstream does not say.
  public var author: Author?
  /// What it says.
  public var text: String?
  /// The language, BCP 47.
  public var language: String?
  /// Posted at, microseconds since 1970, UTC.
  public var postedAt: Int64?
  /// Whether the author of the post wrote it.
  public var byCreator: Bool?
  /// Whether its author pinned it.
  public var pinned: Bool?
  /// Whether the author of the post liked it.
  public var likedByCreator: Bool?
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
    visitor.text(2, "post_id", &postID)
    visitor.text(3, "parent_id", &parentID)
    visitor.message(4, "author", &author)
    visitor.text(5, "text", &text)
    visitor.text(6, "language", &language)
    visitor.time(7, "posted_at", &postedAt)
    visitor.flag(8, "by_creator", &byCreator)
    visitor.flag(9, "pinned", &pinned)
    visitor.flag(10, "liked_by_creator", &likedByCreator)
    visitor.choice(11, "presence", &presence)
    visitor.messages(12, "identities", &identities)
    visitor.messages(13, "metrics", &metrics.measures)
    visitor.messages(14, "extras", &extras)
  }
}
