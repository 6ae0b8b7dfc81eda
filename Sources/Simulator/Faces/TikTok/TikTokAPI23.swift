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
    case "/api/user/info-by-id": userByID(call, wire)
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
    case "/api/music/posts": soundPosts(call, wire)
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
    return user(
      call.world.creator(named: String(name.drop { $0 == "@" }), at: call.now), call, wire)
  }

  private func userByID(_ call: Call, _ wire: TikTokNative) -> Page {
    let creator =
      call.query["secUid"].flatMap { wire.ids.creator(secUID: $0) }
      ?? call.query["userId"].flatMap { wire.ids.creator(id: $0) }
    return user(creator, call, wire)
  }

  private func user(_ creator: Creator?, _ call: Call, _ wire: TikTokNative) -> Page {
    guard let creator else {
      return refusal(call, 10202, "user doesn't exist") { $0.object("userInfo") }
    }
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

  func visiblePost(_ id: String, _ call: Call, _ wire: TikTokNative) -> Post? {
    guard let post = wire.ids.post(id, at: call.now), !post.isDeleted(at: call.now),
      !post.creator.isPrivate
    else { return nil }
    return post
  }
}
