import MetricSchema

/// `search.list`: channels and videos mixed, ids as objects, titles escaped for HTML, an estimated total.
struct YouTubeDataSearch {
  let wire: YouTubeDataWire

  private enum Hit {
    case channel(Creator)
    case video(Post)
  }

  var page: Page {
    let size = wire.query.count("maxResults", usual: 5, in: 1...50)
    let position = wire.query["pageToken"].map { pagePosition($0, "search") } ?? 0
    guard let position else { return YouTubeDataError.badPageToken.page }
    let slice = Slice(hits, from: position, count: size)
    return wire.list(
      "searchListResponse", slice.items, total: min(1_000_000, slice.items.count * 40_000),
      size: size, next: slice.next.map { pageToken("search", $0) },
      region: wire.query["regionCode"]?.uppercased() ?? "US"
    ) { write(&$0, $1) }
  }

  private var hits: [Hit] {
    let types = wire.query.list("type")
    let words = wire.query["q"] ?? ""
    var hits: [Hit] = []
    if types.isEmpty || types.contains("channel") {
      let named = wire.call.world.creator(
        named: String(words.drop { $0 == "@" || $0 == "#" }), at: wire.now)
      hits = named.map { [.channel($0)] } ?? []
    }
    guard types.isEmpty || types.contains("video") else { return hits }
    return hits + videos(words).map(Hit.video)
  }

  private func videos(_ words: String) -> [Post] {
    let world = wire.call.world
    var posts: [Post]
    if let id = wire.query["channelId"] {
      posts = wire.ids.creator(channel: id)?.posts(on: .youtube, at: wire.now) ?? []
    } else if words.isEmpty {
      posts = world.findable(on: .youtube, at: wire.now)
    } else {
      posts = world.posts(matching: words, on: .youtube, at: wire.now)
    }
    if let after = wire.query["publishedAfter"].flatMap(Timestamp.init(rfc3339:)) {
      posts = posts.filter { $0.postedAt >= after }
    }
    if let before = wire.query["publishedBefore"].flatMap(Timestamp.init(rfc3339:)) {
      posts = posts.filter { $0.postedAt < before }
    }
    guard wire.query["order"] != "date" else { return posts }
    return posts.map { ($0, $0.numbers(at: wire.now).views) }.sorted { $0.1 > $1.1 }.map(\.0)
  }

  private func write(_ w: inout JSONWriter, _ hit: Hit) {
    switch hit {
    case .channel(let creator):
      wire.head(&w, "searchResult", creator.draw)
      let channel = wire.ids.channel(creator.number)
      w.object("id") { id in
        id.put("kind", "youtube#channel")
        id.put("channelId", channel)
      }
      w.object("snippet") { snippet in
        texts(&snippet, creator.joinedAt, channel, creator.displayName(at: wire.now), creator.bio)
        wire.avatars(&snippet, creator)
        close(&snippet, creator, creator.joinedAt)
      }
    case .video(let post):
      wire.head(&w, "searchResult", post.ownDraw)
      w.object("id") { id in
        id.put("kind", "youtube#video")
        id.put("videoId", wire.ids.video(post))
      }
      w.object("snippet") { snippet in
        let (title, description) = post.words(at: wire.now)
        let channel = wire.ids.channel(post.creator.number)
        texts(&snippet, post.postedAt, channel, title, description)
        wire.thumbnails(&snippet, wire.ids.video(post), names: ["default", "medium", "high"])
        close(&snippet, post.creator, post.postedAt)
      }
    }
  }

  private func texts(
    _ w: inout JSONWriter, _ time: Timestamp, _ channel: String, _ title: String,
    _ description: String
  ) {
    w.put("publishedAt", time.wholeSeconds.description)
    w.put("channelId", channel)
    w.put("title", markupEscaped(title))
    w.put("description", markupEscaped(description))
  }

  private func close(_ w: inout JSONWriter, _ creator: Creator, _ time: Timestamp) {
    w.put("channelTitle", creator.displayName(at: wire.now))
    w.put("liveBroadcastContent", "none")
    w.put("publishTime", time.wholeSeconds.description)
  }
}
