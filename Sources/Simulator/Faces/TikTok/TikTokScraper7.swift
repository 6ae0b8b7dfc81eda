import MetricSchema

/// The vendor behind `tiktok.scraper7`: HTTP 200 always, `code` and `msg` carry failures.
struct TikTokScraper7: Face {
  let id = "tiktok.scraper7"
  let credential = Credential.rapidAPI
  let likeNames: Set = ["digg_count", "heartCount", "heart"]

  func answer(_ call: Call) -> Page {
    let wire = Scraper7Wire(call)
    return switch call.path {
    case "/": post(wire)
    case "/user/info": user(wire)
    case "/user/posts": userPosts(wire)
    case "/comment/list": comments(wire)
    case "/comment/reply": replies(wire)
    case "/challenge/search": tags(wire)
    case "/challenge/info": tag(wire)
    case "/challenge/posts": tagPosts(wire)
    case "/feed/search": search(wire)
    case "/feed/list": trending(wire)
    case "/music/info": sound(wire)
    case "/music/posts": soundPosts(wire)
    default: RapidGateway.unknownEndpoint(call)
    }
  }

  func failure(_ failure: Failure, _ call: Call) -> Page {
    if let page = RapidGateway.failure(failure, call) { return page }
    let wire = Scraper7Wire(call)
    return switch failure {
    case .private: wire.refusal("This account is private")
    case .deleted: wire.refusal("Url parsing is failed! Please check url.")
    default: wire.refusal("Free Api Limit: 1 request/second.")
    }
  }

  // MARK: - Private

  private func post(_ wire: Scraper7Wire) -> Page {
    guard let post = wire.post(from: "url") else {
      return wire.refusal("Url parsing is failed! Please check url.")
    }
    return wire.success { wire.video(&$0, post, isDetail: true) }
  }

  private func user(_ wire: Scraper7Wire) -> Page {
    guard let creator = wire.creator else { return wire.refusal("unique_id is invalid") }
    return wire.success { wire.profile(&$0, creator) }
  }

  private func userPosts(_ wire: Scraper7Wire) -> Page {
    guard let creator = wire.creator else { return wire.refusal("unique_id is invalid") }
    let posts = creator.isPrivate ? [] : creator.posts(on: .tiktok, at: wire.now)
    let slice = TikTokFeed(posts, query: wire.query, usual: 10)
    return wire.success { data in
      wire.videos(&data, slice.posts)
      data.put("cursor", slice.cursor)
      data.put("hasMore", slice.hasMore)
    }
  }

  private func comments(_ wire: Scraper7Wire) -> Page {
    guard let post = wire.post(from: "url") else {
      return wire.refusal("Url parsing is failed! Please check url.")
    }
    let count = wire.query.count("count", usual: 10, in: 1...50)
    let position = wire.query.position("cursor")
    let slice = Slice(commentsOn: post, from: position, count: count, at: wire.now)
    return wire.success { data in
      data.list("comments", slice.items) { wire.comment(&$0, $1) }
      data.put("total", post.numbers(at: wire.now).comments)
      data.put("cursor", position + slice.items.count)
      data.put("hasMore", slice.next != nil)
    }
  }

  private func replies(_ wire: Scraper7Wire) -> Page {
    guard let comment = wire.query["comment_id"].flatMap({ wire.ids.comment($0, at: wire.now) })
    else { return wire.refusal("comment_id is invalid") }
    let all = comment.replies(at: wire.now)
    let position = wire.query.position("cursor")
    let slice = Slice(all, from: position, count: wire.query.count("count", usual: 10, in: 1...50))
    return wire.success { data in
      data.list("comments", slice.items) { wire.comment(&$0, $1) }
      data.put("total", all.count)
      data.put("cursor", position + slice.items.count)
      data.put("hasMore", slice.next != nil)
    }
  }

  private func tags(_ wire: Scraper7Wire) -> Page {
    let words = wire.call.world.plainTag(wire.query["keywords"] ?? "")
    let found = World.tags.filter { !words.isEmpty && $0.contains(words) }
    let slice = wire.slice(found)
    return wire.success { data in
      data.list("challenge_list", slice.items) { wire.tag(&$0, $1) }
      data.put("cursor", slice.end)
      data.put("hasMore", slice.hasMore)
    }
  }

  private func tag(_ wire: Scraper7Wire) -> Page {
    guard let tag = wire.tag else { return wire.refusal("challenge is not exist") }
    return wire.success { wire.tag(&$0, tag) }
  }

  private func tagPosts(_ wire: Scraper7Wire) -> Page {
    guard let tag = wire.tag else { return wire.refusal("challenge is not exist") }
    return list(wire, wire.call.world.posts(tagged: tag, on: .tiktok, at: wire.now))
  }

  private func soundPosts(_ wire: Scraper7Wire) -> Page {
    guard let sound = wire.query["music_id"].flatMap({ wire.ids.sound(id: $0) }) else {
      return wire.refusal("music_id is invalid")
    }
    let posts = wire.call.world.posts(with: sound, on: .tiktok, at: wire.now)
    return list(wire, posts, cursorAsText: true)
  }

  private func list(_ wire: Scraper7Wire, _ posts: [Post], cursorAsText: Bool = false) -> Page {
    let slice = wire.slice(posts)
    return wire.success { data in
      wire.videos(&data, slice.items)
      if cursorAsText {
        data.put("cursor", String(slice.end))
      } else {
        data.put("cursor", slice.end)
      }
      data.put("hasMore", slice.hasMore)
    }
  }

  private func search(_ wire: Scraper7Wire) -> Page {
    guard let words = wire.query["keywords"] else { return wire.refusal("keywords is empty") }
    let slice = wire.slice(
      wire.call.world.posts(matching: words, on: .tiktok, at: wire.now), most: 30)
    return wire.success { data in
      wire.videos(&data, slice.items)
      data.put("cursor", slice.end)
      // This listing says 1 where the others say true.
      data.put("hasMore", slice.hasMore ? 1 : 0)
    }
  }

  private func trending(_ wire: Scraper7Wire) -> Page {
    let count = wire.query.count("count", usual: 10, in: 1...20)
    let region = wire.query["region"]?.uppercased() ?? "US"
    let posts = wire.call.world.trending(on: .tiktok, in: region, at: wire.now).prefix(count)
    return wire.envelope { root in
      root.list("data", Array(posts)) { wire.video(&$0, $1) }
    }
  }

  private func sound(_ wire: Scraper7Wire) -> Page {
    guard let text = wire.query["url"],
      let sound = wire.ids.sound(id: String(text.reversed().prefix { $0.isNumber }.reversed()))
    else { return wire.refusal("Url parsing is failed! Please check url.") }
    return wire.success { wire.music(&$0, sound) }
  }
}
