import MetricSchema

// What matches words, has a tag, is popular, or stands at an address.
extension YTAPI {
  func search(_ wire: YTAPIWire) -> Page {
    guard let words = wire.call.query["query"] else {
      return YTAPIWire.error("'query' parameter is required", "400")
    }
    var posts = wire.call.world.posts(matching: words, on: .youtube, at: wire.now)
    if wire.call.query["sort_by"] != "date" {
      posts = posts.map { ($0, $0.numbers(at: wire.now).views) }.sorted { $0.1 > $1.1 }.map(\.0)
    }
    let position = wire.token.map { pagePosition($0, "search") } ?? 0
    guard let position else { return wire.badToken }
    let slice = Slice(posts, from: position, count: 20)
    let named = position == 0 ? wire.creator(named: words) : nil
    return YTAPIWire.page { page in
      page.put("estimatedResults", String(posts.count * 40_013))
      if let next = slice.next { page.put("continuation", pageToken("search", next)) }
      page.key("data")
      page.array { list in
        if let named, wire.call.query["type"] != "video" {
          list.object { wire.found(&$0, named) }
        }
        mixed(&list, slice.items, wire)
      }
      page.put("msg", "")
    }
  }

  /// Long videos one by one, short ones in a listing of their own after the first three.
  private func mixed(_ list: inout JSONWriter, _ posts: [Post], _ wire: YTAPIWire) {
    let shorts = posts.filter(\.isShort)
    let long = posts.filter { !$0.isShort }
    func write(_ posts: ArraySlice<Post>) {
      for post in posts { list.object { wire.listed(&$0, post) } }
    }
    write(long.prefix(3))
    if !shorts.isEmpty {
      list.object { listing in
        listing.put("type", "shorts_listing")
        listing.put("title", "Shorts")
        listing.putNull("subtitle")
        listing.list("data", shorts) { wire.short(&$0, $1) }
      }
    }
    write(long.dropFirst(3))
  }

  func hashtag(_ wire: YTAPIWire) -> Page {
    guard let tag = wire.call.query["tag"].map(wire.call.world.plainTag) else {
      return YTAPIWire.error("'tag' parameter is required", "400")
    }
    let standing = wire.call.world.standing(ofTag: tag, at: wire.now)
    let isKnown = World.tags.contains(tag)
    let posts = wire.call.world.posts(tagged: tag, on: .youtube, at: wire.now)
    return listing(wire, "hashtag", posts) { page in
      page.object("meta") { meta in
        meta.put("hashtag", "#\(tag)")
        let (videos, channels) = isKnown ? (standing.posts, standing.posts / 9) : (0, 0)
        meta.put(
          "hashtagInfoText",
          "\(shortText(videos, digits: 2)) videos • \(shortText(channels, digits: 2)) channels")
      }
    } item: { w, post in
      wire.tagged(&w, post)
    }
  }

  func trending(_ wire: YTAPIWire) -> Page {
    let region = wire.call.query["geo"]?.uppercased() ?? "US"
    let posts = wire.call.world.trending(on: .youtube, in: region, at: wire.now).prefix(40)
    let first = posts.first?.creator
    return YTAPIWire.page { page in
      page.key("data")
      page.array { list in
        for post in posts where post.creator.number != first?.number {
          list.object { wire.listed(&$0, post) }
        }
        guard let first else { return }
        // The channel on top has its videos in a listing of their own.
        list.object { listing in
          listing.put("type", "video_listing")
          listing.put("title", first.displayName(at: wire.now))
          listing.list("data", posts.filter { $0.creator.number == first.number }) {
            wire.listed(&$0, $1)
          }
        }
      }
      page.put("msg", "")
    }
  }

  func resolve(_ wire: YTAPIWire) -> Page {
    guard let url = wire.call.query["url"] else {
      return YTAPIWire.error("'url' parameter is required", "400")
    }
    if let id = youTubeVideoID(in: url), wire.post(id) != nil {
      return YTAPIWire.page { page in
        page.put("webPageType", "WEB_PAGE_TYPE_WATCH")
        page.put("videoId", id)
      }
    }
    guard let name = url.split(separator: "/").last, let creator = wire.creator(named: String(name))
    else { return YTAPIWire.error("Unable to resolve the url", "404") }
    return YTAPIWire.page { page in
      page.put("webPageType", "WEB_PAGE_TYPE_CHANNEL")
      page.put("isVanityUrl", name.hasPrefix("@"))
      page.put("browseId", wire.ids.channel(creator.number))
      page.put("params", "EgC4AQA%3D")
    }
  }

  func listing(
    _ wire: YTAPIWire, _ mark: String, _ posts: [Post], head: (inout JSONWriter) -> Void,
    item: (inout JSONWriter, Post) -> Void
  ) -> Page {
    let position = wire.token.map { pagePosition($0, mark) } ?? 0
    guard let position else { return wire.badToken }
    let slice = Slice(posts, from: position, count: 30)
    return YTAPIWire.page { page in
      head(&page)
      if let next = slice.next { page.put("continuation", pageToken(mark, next)) }
      page.list("data", slice.items, item)
      page.put("msg", "")
    }
  }
}
