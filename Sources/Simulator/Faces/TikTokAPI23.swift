import MetricSchema

/// The vendor behind `tiktok.api23`, which passes on the shape of TikTok's website. What wraps it differs from path to
/// path, and a failure may be HTTP 200 with a status code other than 0, or HTTP 204.
struct TikTokAPI23: Face {
  let id = "tiktok.api23"
  let credential = Credential.rapidAPI
  let likeNames: Set = ["diggCount", "digg_count", "heartCount", "heart"]

  func answer(_ call: Call) -> Page {
    let wire = TikTokNative(call, isPage: false)
    return switch call.path {
    case "/api/user/info", "/api/user/info-with-region": user(call, wire)
    case "/api/user/posts": userPosts(call, wire)
    case "/api/post/detail": post(call, wire)
    case "/api/post/comments": comments(call, wire)
    case "/api/post/comment/replies": replies(call, wire)
    case "/api/post/trending": trending(call, wire)
    case "/api/search/video": searchVideo(call, wire)
    case "/api/search/general": searchGeneral(call, wire)
    case "/api/challenge/info": tag(call, wire)
    case "/api/challenge/posts": tagPosts(call, wire)
    case "/api/music/info": sound(call, wire)
    case "/api/trending/video", "/api/trending/hashtag", "/api/trending/song",
      "/api/trending/creator", "/api/trending/keyword":
      RapidGateway.disabledEndpoint()
    default: RapidGateway.unknownEndpoint(call)
    }
  }

  func failure(_ failure: Failure, _ call: Call) -> Page {
    if let page = RapidGateway.failure(failure, call) { return page }
    return switch failure {
    case .private: Self.noContent
    case .deleted: refusal(call, 10204, "item doesn't exist")
    default: refusal(call, 4, "Server is currently unavailable. Please try again later.")
    }
  }

  // MARK: - People and posts

  private func user(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let name = call.query["uniqueId"] else { return badParameters(call) }
    guard
      let creator = call.world.creator(named: String(name.drop { $0 == "@" }), at: call.now)
    else { return refusal(call, 10202, "user doesn't exist") { $0.object("userInfo") } }
    return success(call) { root in
      root.object("shareMeta") { meta in
        let followers = shortText(creator.followers(on: .tiktok, at: call.now))
        meta.put("desc", "@\(creator.name(at: call.now)) \(followers) Followers")
        meta.put("title", "\(creator.displayName(at: call.now)) on TikTok")
      }
      root.object("userInfo") { wire.userInfo(&$0, creator) }
    }
  }

  private func userPosts(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let secUID = call.query["secUid"] else { return badParameters(call) }
    guard let creator = wire.ids.creator(secUID: secUID) else {
      return refusal(call, 10202, "user doesn't exist")
    }
    guard !creator.isPrivate else { return Self.noContent }
    let feed = TikTokFeed(
      creator.posts(on: .tiktok, at: call.now), query: call.query, usual: 35)
    return Page { root in
      root.object("data") { data in
        data.put("cursor", feed.cursor)
        data.put("hasMore", feed.hasMore)
        items(&data, feed.posts, wire)
        status(&data, call)
      }
    }
  }

  private func post(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let id = call.query["videoId"] else { return badParameters(call) }
    guard let post = visiblePost(id, call, wire) else {
      return refusal(call, 10204, "item doesn't exist") { $0.object("itemInfo") }
    }
    return success(call) { root in
      root.object("itemInfo") { info in
        info.object("itemStruct") { wire.item(&$0, post, of: wire.counters(post.creator)) }
      }
      root.object("shareMeta") { meta in
        meta.put("desc", post.clip.title)
        meta.put("title", "\(post.creator.displayName(at: call.now)) on TikTok")
      }
    }
  }

  private func visiblePost(_ id: String, _ call: Call, _ wire: TikTokNative) -> Post? {
    guard let post = wire.ids.post(id, at: call.now), !post.isDeleted(at: call.now),
      !post.creator.isPrivate
    else { return nil }
    return post
  }

  // MARK: - Comments

  private func comments(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let id = call.query["videoId"] else { return badParameters(call) }
    guard let post = visiblePost(id, call, wire) else {
      return refusal(call, 10204, "item doesn't exist")
    }
    let position = call.query.position("cursor")
    let count = call.query.count("count", usual: 20, in: 1...50)
    let slice = Slice(commentsOn: post, from: position, count: count, at: call.now)
    return comments(call, slice, from: position, total: post.numbers(at: call.now).comments, wire)
  }

  private func replies(_ call: Call, _ wire: TikTokNative) -> Page {
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
        avatar.texts("url_list", [TikTokMedia.image("avatar", draw)])
      }
    }
  }

  // MARK: - Finding

  private func trending(_ call: Call, _ wire: TikTokNative) -> Page {
    let count = call.query.count("count", usual: 16, in: 1...30)
    let posts = call.world.trending(on: .tiktok, in: "US", at: call.now)
    return success(call) { root in
      root.put("hasMore", true)
      items(&root, Array(posts.prefix(count)), wire)
    }
  }

  private func searchVideo(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let words = call.query["keyword"] else { return badParameters(call) }
    let slice = found(words, call)
    return Page { root in
      root.put("cursor", call.query.position("cursor") + slice.items.count)
      root.put("has_more", slice.next == nil ? 0 : 1)
      items(&root, slice.items, wire, name: "item_list")
      status(&root, call)
    }
  }

  private func searchGeneral(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let words = call.query["keyword"] else { return badParameters(call) }
    let slice = found(words, call)
    return Page { root in
      root.put("cursor", call.query.position("cursor") + slice.items.count)
      root.put("has_more", slice.next == nil ? 0 : 1)
      root.list("data", slice.items) { entry, post in
        entry.object("common") { $0.put("doc_id_str", wire.ids.post(post)) }
        entry.object("item") { wire.item(&$0, post, of: wire.counters(post.creator)) }
        entry.put("type", 1)
      }
      status(&root, call)
    }
  }

  private func found(_ words: String, _ call: Call) -> Slice<Post> {
    Slice(
      call.world.posts(matching: words, on: .tiktok, at: call.now),
      from: call.query.position("cursor"), count: call.query.count("count", usual: 12, in: 1...30))
  }

  private func tag(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let name = call.query["challengeName"] else { return badParameters(call) }
    let tag = call.world.plainTag(name)
    guard World.tags.contains(tag) else {
      return refusal(call, 10205, "challenge doesn't exist") { $0.object("challengeInfo") }
    }
    let standing = call.world.standing(ofTag: tag, at: call.now)
    func rounded(_ stats: inout JSONWriter) {
      // The plain counter of videos stays at nought, whatever the text beside it says.
      stats.put("videoCount", 0)
      stats.put("viewCount", tikTokRounded(standing.views))
    }
    return success(call) { root in
      root.object("challengeInfo") { info in
        info.object("challenge") { challenge in
          wire.challenge(&challenge, tag)
          challenge.put("isCommerce", false)
          challenge.object("stats", rounded)
        }
        info.object("stats", rounded)
        info.object("statsV2") { stats in
          stats.put("videoCount", String(standing.posts))
          stats.put("viewCount", String(standing.views))
        }
      }
      root.object("shareMeta") { $0.put("title", "#\(tag) on TikTok") }
    }
  }

  private func tagPosts(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let tag = call.query["challengeId"].flatMap({ wire.ids.tag(id: $0) }) else {
      return badParameters(call)
    }
    let position = call.query.position("cursor")
    let count = call.query.count("count", usual: 30, in: 1...35)
    let posts = call.world.posts(tagged: tag, on: .tiktok, at: call.now)
    let slice = Slice(posts, from: position, count: count)
    return success(call) { root in
      root.put("cursor", String(position + slice.items.count))
      root.put("hasMore", slice.next != nil)
      items(&root, slice.items, wire)
    }
  }

  private func sound(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let sound = call.query["musicId"].flatMap({ wire.ids.sound(id: $0) }) else {
      return badParameters(call)
    }
    return success(call) { root in
      root.object("musicInfo") { info in
        info.object("music") { wire.music(&$0, sound) }
        let uses = call.world.posts(with: sound, on: .tiktok, at: call.now).count
        info.object("stats") { $0.put("videoCount", uses) }
      }
    }
  }

  // MARK: - Envelope

  private static var noContent: Page { Page(status: 204, type: "application/json", body: []) }

  private func items(
    _ w: inout JSONWriter, _ posts: [Post], _ wire: TikTokNative, name: String = "itemList"
  ) {
    var counters: [Int: [(String, Int64)]] = [:]
    for post in posts where counters[post.creator.number] == nil {
      counters[post.creator.number] = wire.counters(post.creator)
    }
    w.list(name, posts) { wire.item(&$0, $1, of: counters[$1.creator.number] ?? []) }
  }

  private func success(_ call: Call, _ body: (inout JSONWriter) -> Void) -> Page {
    Page { root in
      body(&root)
      status(&root, call)
    }
  }

  private func refusal(
    _ call: Call, _ code: Int, _ reason: String, _ body: (inout JSONWriter) -> Void = { _ in }
  ) -> Page {
    Page { root in
      body(&root)
      status(&root, call, code: code, message: reason)
    }
  }

  private func badParameters(_ call: Call) -> Page { refusal(call, 10011, "Invalid parameters") }

  /// Both spellings of the status stand in every answer.
  private func status(
    _ w: inout JSONWriter, _ call: Call, code: Int = 0, message: String = ""
  ) {
    w.object("extra") { extra in
      extra.texts("fatal_item_ids", [])
      extra.put("logid", hexText(call.draw.bits).uppercased())
      extra.put("now", call.now.milliseconds)
    }
    w.object("log_pb") { $0.put("impr_id", hexText(call.draw.bits).uppercased()) }
    w.put("statusCode", code)
    w.put("status_code", code)
    w.put("status_msg", message)
  }
}
