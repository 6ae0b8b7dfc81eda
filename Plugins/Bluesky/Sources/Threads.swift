import ProviderSDK

/// The post whose comments are read.
private struct Anchor {
  let uri: String
  let author: String?
  /// Whether it begins its conversation, so that the creator of the post is the creator of the thread.
  let isRoot: Bool

  init?(_ view: JSON) {
    guard let uri = view["uri"].id else { return nil }
    self.uri = uri
    author = view["author"]["did"].id
    isRoot = !view["record"]["reply"].exists
  }
}

extension AppView {
  /// The post that a thread is about.
  ///
  /// - Throws: `notFound` or `private` where the AppView shows another node in its place.
  func anchor(_ thread: JSON) throws(ProviderError) -> JSON {
    let node = thread.kind == .array ? Self.item(0, of: thread) : thread
    switch node["$type"].text.flatMap({ $0.split(separator: "#").last }) {
    case "notFoundPost", "threadItemNotFound":
      throw ProviderError(.notFound, "there is no such post")
    case "blockedPost", "threadItemBlocked":
      throw ProviderError(.private, "a block between accounts hides this post")
    case "threadItemNoUnauthenticated":
      throw ProviderError(.private, "the author shows this post only to people with an account")
    default: break
    }
    guard node["post"]["uri"].id != nil else {
      throw ProviderError(.schemaChanged, "a thread without a post", at: "/thread/post")
    }
    return node["post"]
  }

  /// Emits the comments of a thread: of the tree of `getPostThread`, of the flat list of `getPostThreadV2`.
  func emitComments(
    _ thread: JSON, into output: inout Output<Call>
  ) throws(ProviderError) {
    guard let anchor = Anchor(try anchor(thread)) else { return }
    let hidden =
      thread.kind == .array
      ? emitFlat(thread, anchor, into: &output) : emitTree(thread, anchor, into: &output)
    if hidden > 0 { output.log(.info, "\(hidden) comments are blocked or deleted") }
  }

  /// Emits the replies below each other without recursion: a thread may be as deep as its author likes.
  private func emitTree(_ root: JSON, _ anchor: Anchor, into output: inout Output<Call>) -> Int {
    var waiting = replies(of: root, parent: nil)
    var hidden = 0
    while let (node, parent) = waiting.popLast() {
      guard var comment = comment(node["post"], on: anchor) else {
        hidden += 1
        continue
      }
      comment.parentID = parent
      let context = node["threadContext"]
      if anchor.isRoot, context.exists { comment.likedByCreator = context["rootAuthorLike"].exists }
      waiting += replies(of: node, parent: comment.id)
      output.emit(comment)
    }
    return hidden
  }

  private func replies(of node: JSON, parent: String?) -> [(JSON, String?)] {
    node["replies"].elements.map { ($0, parent) }.reversed()
  }

  private func emitFlat(_ items: JSON, _ anchor: Anchor, into output: inout Output<Call>) -> Int {
    var hidden = 0
    for item in items.elements where (item["depth"].int ?? 0) > 0 {
      let view = item["value"]["post"]
      guard var comment = comment(view, on: anchor) else {
        hidden += 1
        continue
      }
      let parent = view["record"]["reply"]["parent"]["uri"].id
      comment.parentID = parent == anchor.uri ? nil : parent
      comment.extras.set(
        "hidden_by_author", item["value"]["hiddenByThreadgate"].bool == true ? true : nil)
      output.emit(comment)
    }
    return hidden
  }

  /// The value of the flat list's item at `depth`.
  private static func item(_ depth: Int64, of items: JSON) -> JSON {
    items.elements.first { $0["depth"].int == depth }?["value"] ?? .missing
  }

  private func comment(_ view: JSON, on anchor: Anchor) -> Comment? {
    guard let uri = view["uri"].id else { return nil }
    let record = view["record"]
    var comment = Comment()
    comment.id = uri
    comment.postID = anchor.uri
    comment.author = author(view["author"])
    comment.text = record["text"].text
    comment.language = record["langs"][0].id
    comment.postedAt = postedAt(view)
    comment.byCreator = anchor.author.map { $0 == view["author"]["did"].id }
    comment.presence = .visible
    comment.identities = cid(view)
    comment.metrics.set(.likes, view["likeCount"].int, otherwise: .notReported)
    comment.metrics.set(.replies, view["replyCount"].int, otherwise: .notReported)
    addSpread(view, to: &comment.metrics)
    addLabels(
      labels(view["labels"], record["labels"]["values"]), author: view["author"],
      to: &comment.extras)
    return comment
  }
}
