import MetricSchema

// A post with its answers, as a tree and as a list.
extension BlueskyWire {
  private static let viewType = "app.bsky.feed.defs#threadViewPost"
  /// How many answers to a post a thread shows; the AppView has a limit too, and does not tell it.
  private static let mostAnswers = 600

  func thread(_ w: inout JSONWriter, _ post: Post, depth: Int) {
    w.put("$type", Self.viewType)
    w.object("post") { self.post(&$0, post) }
    if depth > 0 {
      let comments = post.comments(from: 0, count: Self.mostAnswers, at: now)
      w.list("replies", comments) { answer(&$0, $1, depth: depth - 1) }
    }
    w.object("threadContext")
  }

  private func answer(_ w: inout JSONWriter, _ comment: Comment, depth: Int) {
    let replies = comment.replies(at: now)
    w.put("$type", Self.viewType)
    w.object("post") { self.comment(&$0, comment, replies: replies.count) }
    if depth > 0 { w.list("replies", replies) { answer(&$0, $1, depth: depth - 1) } }
    w.object("threadContext")
  }

  private func comment(_ w: inout JSONWriter, _ comment: Comment, replies: Int) {
    let parent = comment.parent.flatMap { Comment($0, on: comment.post, at: now) }
    w.put("uri", ids.uri(comment))
    w.put("cid", ids.cid(comment.draw))
    w.object("author") { basicProfile(&$0, comment.person) }
    w.object("record") { record in
      record.put("$type", BlueskyIDs.collection)
      record.put("createdAt", comment.writtenAt.withMilliseconds)
      record.member("langs", ["en"])
      record.object("reply") { reply in
        reply.object("parent") {
          reference(
            &$0, parent.map(ids.uri) ?? ids.uri(comment.post),
            parent?.draw ?? comment.post.ownDraw)
        }
        reply.object("root") { reference(&$0, ids.uri(comment.post), comment.post.ownDraw) }
      }
      record.put("text", comment.text)
    }
    w.put("bookmarkCount", 0)
    w.put("replyCount", replies)
    w.put("repostCount", 0)
    w.put("likeCount", comment.likes(at: now))
    w.put("quoteCount", 0)
    w.put("indexedAt", (comment.writtenAt + 400_000).withMilliseconds)
    w.member("labels", [])
  }

  /// The same as a list: the post, then each answer with the replies below it.
  func flatThread(_ list: inout JSONWriter, _ post: Post, below: Int, branches: Int) {
    list.object { entry(&$0, ids.uri(post), depth: 0) { self.post(&$0, post) } }
    guard below > 0 else { return }
    for answer in post.comments(from: 0, count: branches, at: now) {
      let replies = answer.replies(at: now)
      list.object { item in
        entry(&item, ids.uri(answer), depth: 1) { comment(&$0, answer, replies: replies.count) }
      }
      guard below > 1 else { continue }
      for reply in replies {
        list.object { item in
          entry(&item, ids.uri(reply), depth: 2) { comment(&$0, reply, replies: 0) }
        }
      }
    }
  }

  private func entry(
    _ w: inout JSONWriter, _ uri: String, depth: Int, _ post: (inout JSONWriter) -> Void
  ) {
    w.put("uri", uri)
    w.put("depth", depth)
    w.object("value") { value in
      value.put("$type", "app.bsky.unspecced.defs#threadItemPost")
      value.object("post", post)
      value.put("moreParents", false)
      value.put("moreReplies", 0)
      for flag in ["opThread", "hiddenByThreadgate", "mutedByViewer"] { value.put(flag, false) }
    }
  }
}
