import HostCore
import MetricSchema

extension Writer {
  /// Stores a comment below its post and its parent; `false` where its id or post is missing.
  func store(_ comment: Comment, _ origin: Origin) throws(StoreError) -> Bool {
    guard let id = allIdentities(comment.id, comment.identities).first?.value,
      let post = try post(of: comment, origin)
    else { return false }
    let parent = try comment.parentID.flatMap { (parent) throws(StoreError) in
      parent == id ? nil : try commentNumber(parent, origin)
    }
    guard let number = try write(comment, id, post: post, parent: parent, origin) else {
      return true  // an older answer than that stored
    }
    let adopt = try connection.statement(.adoptReplies)
    adopt.bind(number)
    adopt.bind(origin.platform)
    adopt.bind(id)
    try adopt.run()
    return true
  }

  /// The post that a comment is on: the one that it names, or the one that the job asked for.
  private func post(of comment: Comment, _ origin: Origin) throws(StoreError) -> Int64? {
    if let id = comment.postID, !id.isEmpty { return try postNumber(id, origin) }
    guard let subject = try jobSubject(origin.job) else { return nil }
    for identity in subject.identities {
      if let post = try postOwner(of: identity, origin.platform) { return post }
    }
    guard let id = subject.text, !id.isEmpty, !id.contains("/") else { return nil }
    return try postNumber(id, origin)
  }

  /// The number of the post with an id in any namespace, made where it is new.
  func postNumber(_ id: String, _ origin: Origin) throws(StoreError) -> Int64 {
    let identity = Identity("id", id)
    if let post = try postOwner(of: identity, origin.platform) { return post }
    if let post = try connection.owner(of: id, origin.platform, by: .postByAnyID) { return post }
    return try insertBarePost(identity, origin)
  }

  private func commentNumber(_ id: String, _ origin: Origin) throws(StoreError) -> Int64? {
    try connection.owner(of: id, origin.platform, by: .commentNumber)
  }

  private func write(
    _ comment: Comment, _ id: String, post: Int64, parent: Int64?, _ origin: Origin
  ) throws(StoreError) -> Int64? {
    let numbers = Numbers(comment.metrics, .comment)
    let statement = try connection.statement(.writeComment)
    statement.bind(post)
    statement.bind(origin.platform)
    statement.bind(id)
    statement.bind(parent)
    statement.bind(comment.parentID)
    statement.bind(comment.author?.handle)
    statement.bind(comment.author?.id)
    statement.bind(comment.text)
    statement.bind(comment.language)
    statement.bind(numbers[0])
    statement.bind(numbers[1])
    statement.bind(Int64(bitPattern: numbers.provenance))
    statement.bind(comment.byCreator)
    statement.bind(comment.pinned)
    statement.bind(comment.likedByCreator)
    statement.bind(comment.presence.stored)
    statement.bind(origin.provider)
    statement.bind(json(comment.extras))
    statement.bind(comment.postedAt)
    statement.bind(origin.moment.microseconds)
    var number: Int64?
    while try statement.step() { number = statement.integer(0) }
    return number
  }
}

extension Query {
  private static let columns = [
    "parent_comment_id", "parent_external_id", "author_username", "author_id", "comment_text",
    "language", "likes_count", "replies_count", "provenance", "is_creator_reply", "is_pinned",
    "is_liked_by_creator", "presence", "provider_name", "extras", "commented_at",
  ]

  static let commentNumber = Query(
    "SELECT id FROM social_comments WHERE platform = ? AND external_comment_id = ?")
  static let writeComment = Query(
    """
    INSERT INTO social_comments (post_id, platform, external_comment_id,
      \(columns.joined(separator: ", ")), observed_at, created_at)
    VALUES (?1, ?2, ?3, \(columns.indices.map { "?\($0 + 4)" }.joined(separator: ", ")), ?20, ?20)
    ON CONFLICT (platform, external_comment_id) DO UPDATE SET
      \(columns.filter { $0 != "provenance" }
        .map { "\($0) = coalesce(excluded.\($0), \($0))" }.joined(separator: ", ")),
      provenance = (\(provenance(of: "likes_count", 15)))
        | (\(provenance(of: "replies_count", 240))),
      observed_at = excluded.observed_at
    WHERE excluded.observed_at >= observed_at
    RETURNING id
    """)
  /// The bits of a number: the newer ones, unless it is known and the newer answer does not know it.
  private static func provenance(of column: String, _ bits: Int) -> String {
    """
    iif(excluded.\(column) IS NULL AND (\(column) IS NOT NULL OR excluded.provenance & \(bits) = 0),
      provenance, excluded.provenance) & \(bits)
    """
  }

  static let adoptReplies = Query(
    """
    UPDATE social_comments SET parent_comment_id = ?1
    WHERE platform = ?2 AND parent_external_id = ?3 AND parent_comment_id IS NULL AND id <> ?1
    """)
  static let postByAnyID = anyID("post_identities", "post_id")
  static let accountByAnyID = anyID("account_identities", "social_account_id")

  /// Tries one namespace after the other, since the index begins with them.
  private static func anyID(_ table: String, _ owner: String) -> Query {
    Query(
      """
      WITH RECURSIVE space (name) AS (
        SELECT min(namespace) FROM \(table) WHERE platform = ?1
        UNION ALL
        SELECT (SELECT min(namespace) FROM \(table) WHERE platform = ?1 AND namespace > name)
        FROM space WHERE name IS NOT NULL)
      SELECT i.\(owner) FROM space CROSS JOIN \(table) i
      WHERE i.platform = ?1 AND i.namespace = space.name AND i.external_id = ?2
      LIMIT 1
      """)
  }
}
