import MetricSchema

// Comments come in the shape of the mobile app, and count their pages in numbers.
extension TikTokAPI23 {
  func comments(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let id = call.query["videoId"] else { return badParameters(call) }
    guard let post = visiblePost(id, call, wire) else {
      return refusal(call, 10204, "item doesn't exist")
    }
    let position = call.query.position("cursor")
    let count = call.query.count("count", usual: 20, in: 1...50)
    let slice = Slice(commentsOn: post, from: position, count: count, at: call.now)
    return comments(call, slice, from: position, total: post.numbers(at: call.now).comments, wire)
  }

  func replies(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let id = call.query["commentId"] else { return badParameters(call) }
    let all = wire.ids.comment(id, at: call.now)?.replies(at: call.now) ?? []
    let position = call.query.position("cursor")
    let slice = Slice(all, from: position, count: call.query.count("count", usual: 20, in: 1...50))
    return comments(call, slice, from: position, total: Int64(all.count), wire)
  }

  private func comments(
    _ call: Call, _ slice: Slice<Comment>, from position: Int, total: Int64, _ wire: TikTokNative
  ) -> Page {
    Page { root in
      root.put("alias_comment_deleted", false)
      root.list("comments", slice.items) { comment(&$0, $1, wire) }
      root.put("cursor", position + slice.items.count)
      root.put("has_more", slice.next == nil ? 0 : 1)
      root.put("total", total)
      status(&root, call)
    }
  }

  private func comment(_ w: inout JSONWriter, _ comment: Comment, _ wire: TikTokNative) {
    let parent = comment.parent.flatMap { Comment($0, on: comment.post, at: wire.now) }
    w.put("cid", wire.ids.comment(comment))
    w.put("aweme_id", wire.ids.post(comment.post))
    w.put("text", comment.text)
    w.put("create_time", comment.writtenAt.seconds)
    w.put("digg_count", comment.likes(at: wire.now))
    w.put("reply_comment_total", comment.replies(at: wire.now).count)
    w.put("reply_id", parent.map(wire.ids.comment) ?? "0")
    w.put("is_author_digged", comment.isLikedByOwner)
    w.put("author_pin", comment.number == 0 && comment.isLikedByOwner)
    w.put("status", 1)
    w.object("user") { user in
      user.put("uid", wire.ids.user(comment.person))
      user.put("sec_uid", wire.ids.secUID(comment.person))
      user.put("unique_id", People.name(comment.person, in: wire.world, at: wire.now))
      user.put("nickname", People.displayName(comment.person, in: wire.world, at: wire.now))
      user.object("avatar_thumb") { avatar in
        let draw = wire.world.root["person"][comment.person]
        avatar.member("url_list", [TikTokMedia.image("avatar", draw)])
      }
    }
  }
}
