import MetricSchema

// What matches words or tags, and what is popular.
extension BlueskyAppView {
  func search(_ wire: BlueskyWire) -> Page {
    let tags = wire.query.all("tag")
    guard wire.query["q"] != nil || !tags.isEmpty else { return Self.missing("q") }
    guard let limit = wire.limit(usual: 25) else { return Self.badLimit }
    let slice = Slice(
      found(wire, tags: tags), from: wire.query.position("cursor"), count: limit)
    return Page { root in
      root.list("posts", slice.items) { wire.post(&$0, $1) }
      if let next = slice.next { root.put("cursor", String(next)) }
    }
  }

  private func found(_ wire: BlueskyWire, tags: [String]) -> [Post] {
    let world = wire.call.world
    var posts =
      wire.query["q"].map { $0 == "*" ? "" : $0 }.flatMap { words in
        words.isEmpty ? nil : world.posts(matching: words, on: .bluesky, at: wire.now)
      } ?? world.findable(on: .bluesky, at: wire.now)
    let wanted = Set(tags.map(world.plainTag))
    if !wanted.isEmpty { posts = posts.filter { wanted.isSubset(of: $0.clip.tags) } }
    if let author = wire.query["author"] {
      let number = wire.ids.creator(actor: author, at: wire.now)?.number
      posts = posts.filter { $0.creator.number == number }
    }
    if let since = wire.query["since"].flatMap(Timestamp.init(rfc3339:)) {
      posts = posts.filter { $0.postedAt >= since }
    }
    if let until = wire.query["until"].flatMap(Timestamp.init(rfc3339:)) {
      posts = posts.filter { $0.postedAt < until }
    }
    guard wire.query["sort"] == "top" else { return posts }
    return posts.map { ($0, $0.numbers(at: wire.now).likes) }.sorted { $0.1 > $1.1 }.map(\.0)
  }

  func popular(_ wire: BlueskyWire) -> Page {
    guard wire.query["feed"] != nil else { return Self.missing("feed") }
    guard let limit = wire.limit(usual: 50) else { return Self.badLimit }
    let posts = wire.call.world.trending(on: .bluesky, in: "US", at: wire.now)
    let slice = Slice(posts, from: wire.query.position("cursor"), count: limit)
    return Page { root in
      root.list("feed", slice.items) { item, post in item.object("post") { wire.post(&$0, post) } }
      if let next = slice.next { root.put("cursor", String(next)) }
    }
  }

  func trends(_ wire: BlueskyWire) -> Page {
    guard let limit = wire.limit(usual: 10, most: 25) else { return Self.badLimit }
    return Page { root in
      root.list("trends", Array(wire.trends.prefix(limit).enumerated())) {
        wire.trend(&$0, $1.element, place: $1.offset)
      }
    }
  }

  func topics(_ wire: BlueskyWire) -> Page {
    guard let limit = wire.limit(usual: 10, most: 25) else { return Self.badLimit }
    return Page { root in
      root.list("topics", Array(wire.trends.prefix(limit))) { wire.topic(&$0, $1) }
      root.member("suggested", [])
    }
  }
}
