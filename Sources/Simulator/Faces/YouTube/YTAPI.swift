import MetricSchema

/// The vendor behind `youtube.yt-api`: counters as text in lists, shortened texts, times as people read them, and
/// failures inside HTTP 200.
struct YTAPI: Face {
  let id = "youtube.yt-api"
  let credential = Credential.rapidAPI
  let likeNames: Set = ["likeCount", "likeCountText", "likesCount"]

  func answer(_ call: Call) -> Page {
    let wire = YTAPIWire(call)
    return switch call.path {
    case "/channel/about": about(wire)
    case "/channel/videos": uploads(wire, .long)
    case "/channel/shorts": uploads(wire, .shorts)
    case "/channel/liveStreams": uploads(wire, .live)
    case "/video/info": info(wire)
    case "/updated_metadata": metadata(wire)
    case "/comments": comments(wire)
    case "/search": search(wire)
    case "/hashtag": hashtag(wire)
    case "/trending": trending(wire)
    case "/resolve": resolve(wire)
    default: RapidGateway.unknownEndpoint(call)
    }
  }

  func failure(_ failure: Failure, _ call: Call) -> Page {
    if let page = RapidGateway.failure(failure, call) { return page }
    return switch failure {
    case .private: YTAPIWire.error("This video is private", "403")
    case .deleted: YTAPIWire.error("Video unavailable", "404")
    default: YTAPIWire.error("Retry", "403")
    }
  }

  // MARK: - Channels

  private func about(_ wire: YTAPIWire) -> Page {
    guard let creator = wire.creator else { return wire.noChannel }
    return YTAPIWire.page { wire.about(&$0, creator) }
  }

  private func uploads(_ wire: YTAPIWire, _ kind: UploadKind) -> Page {
    guard let creator = wire.creator else { return wire.noChannel }
    var posts = creator.posts(on: .youtube, at: wire.now).filter { kind.includes($0) }
    switch wire.call.query["sort_by"] {
    case "popular":
      posts = posts.map { ($0, $0.numbers(at: wire.now).views) }.sorted { $0.1 > $1.1 }.map(\.0)
    case "oldest": posts.reverse()
    default: break
    }
    return listing(wire, "uploads", posts) { page in
      page.object("meta") { wire.channelMeta(&$0, creator) }
    } item: { w, post in
      if kind == .shorts { wire.short(&w, post) } else { wire.listed(&w, post) }
    }
  }

  // MARK: - Videos

  private func info(_ wire: YTAPIWire) -> Page {
    let ids = wire.call.query.list("id")
    guard ids.count > 1 else {
      guard let id = ids.first, let post = wire.post(id) else { return wire.noVideo }
      return YTAPIWire.page { wire.info(&$0, post) }
    }
    let posts = ids.compactMap(wire.post)
    return YTAPIWire.page { $0.list("data", posts) { wire.info(&$0, $1) } }
  }

  private func metadata(_ wire: YTAPIWire) -> Page {
    guard let id = wire.call.query["id"], let post = wire.post(id) else { return wire.noVideo }
    return YTAPIWire.page { wire.metadata(&$0, post) }
  }

  // MARK: - Comments

  private func comments(_ wire: YTAPIWire) -> Page {
    if let token = wire.token, let (thread, position) = pagePosition(token, naming: "replies") {
      return replies(wire, to: thread, from: position)
    }
    guard let id = wire.call.query["id"], let post = wire.post(id) else { return wire.noVideo }
    guard !post.refusesComments else { return YTAPIWire.error("Comments are turned off", "403") }
    let position = wire.token.map { pagePosition($0, "comments") } ?? 0
    guard let position else { return wire.badToken }
    let slice = Slice(commentsOn: post, from: position, count: 20, at: wire.now)
    return YTAPIWire.page { page in
      page.put("commentsCount", shortText(post.numbers(at: wire.now).comments, digits: 2))
      if let next = slice.next { page.put("continuation", pageToken("comments", next)) }
      page.list("data", slice.items) { wire.comment(&$0, $1) }
      page.put("msg", "")
    }
  }

  private func replies(_ wire: YTAPIWire, to thread: String, from position: Int) -> Page {
    guard let parent = wire.ids.comment(thread, at: wire.now) else { return wire.badToken }
    let slice = Slice(parent.replies(at: wire.now), from: position, count: 10)
    return YTAPIWire.page { page in
      if let next = slice.next { page.put("continuation", pageToken("replies", thread, next)) }
      page.list("data", slice.items) { wire.comment(&$0, $1) }
      page.put("msg", "")
    }
  }
}

/// The id of a video in an address as people paste it.
func youTubeVideoID(in text: String) -> String? {
  for mark in ["watch?v=", "&v=", "youtu.be/", "/shorts/", "/embed/", "/live/"] {
    guard let range = text.firstRange(of: mark) else { continue }
    let id = text[range.upperBound...].prefix(11)
    return id.count == 11 ? String(id) : nil
  }
  return text.utf8.count == 11 ? text : nil
}
