import HostCore
import MetricSchema

extension Writer {
  /// Writes which accounts a post names; a post without mentions and without a text says nothing of them.
  func writeMentions(
    of post: Post, to id: Int64, isNew: Bool, _ origin: Origin
  ) throws(StoreError) {
    guard !post.mentions.isEmpty || (!isNew && post.caption != nil) else { return }
    if !isNew {
      let delete = try connection.statement(.deleteMentions)
      delete.bind(id)
      try delete.run()
    }
    for (position, mention) in post.mentions.enumerated() {
      let insert = try connection.statement(.insertMention)
      insert.bind(id)
      insert.bind(Int64(position))
      insert.bind(origin.platform)
      insert.bind(mention.handle)
      insert.bind(mention.id)
      insert.bind(origin.moment.microseconds)
      try insert.run()
    }
  }
}

extension Query {
  static let deleteMentions = Query("DELETE FROM social_post_mentions WHERE post_id = ?")
  static let insertMention = Query("INSERT INTO social_post_mentions VALUES (?, ?, ?, ?, ?, ?)")
}
