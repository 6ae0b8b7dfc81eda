import MetricSchema

/// The official Data API v3 as `youtube.data` reads it. Counters are text, and absent where they are hidden.
struct YouTubeData: Face {
  let id = "youtube.data"
  let credential = Credential.google
  let likeNames: Set = ["likeCount"]

  func answer(_ call: Call) -> Page {
    let wire = YouTubeDataWire(call)
    // The API answers below /youtube/v3 and below / alike, whichever the base address holds.
    let path = call.path.hasPrefix("/youtube/v3/") ? String(call.path.dropFirst(11)) : call.path
    guard call.query["part"] != nil || !Self.paths.contains(path) else {
      return YouTubeDataError.missing("part").page
    }
    return switch path {
    case "/channels": channels(wire)
    case "/playlistItems": playlistItems(wire)
    case "/videos": videos(wire)
    case "/search": YouTubeDataSearch(wire: wire).page
    case "/commentThreads": commentThreads(wire)
    case "/comments": comments(wire)
    default: YouTubeDataError.unknownPath.page
    }
  }

  private static let paths: Set = [
    "/channels", "/playlistItems", "/videos", "/search", "/commentThreads", "/comments",
  ]

  func failure(_ failure: Failure, _ call: Call) -> Page {
    switch failure {
    case .unauthorized: YouTubeDataError.badCredentials.page
    case .forbidden: YouTubeDataError.noPermission.page
    case .rateLimited: YouTubeDataError.rateLimited.page.with("retry-after", "1")
    case .quota: YouTubeDataError.quotaExceeded.page
    case .notFound: YouTubeDataError.unknownPath.page
    case .serverError: YouTubeDataError.backend.page
    case .unavailable: YouTubeDataError.unavailable.page.with("retry-after", "30")
    case .insideSuccess: YouTubeDataError.backend.insideSuccess
    case .private: YouTubeDataError.noPermission.page
    case .deleted: YouTubeDataError.videoNotFound.page
    }
  }

  // MARK: - Channels and videos

  private func channels(_ wire: YouTubeDataWire) -> Page {
    let query = wire.query
    var creators: [Creator] = []
    if query["id"] != nil {
      creators = query.list("id").prefix(50).compactMap(wire.ids.creator(channel:))
    } else if let name = query["forHandle"] {
      creators = [wire.call.world.creator(named: String(name.drop { $0 == "@" }), at: wire.now)]
        .compactMap { $0 }
    } else if query["forUsername"] == nil {
      return YouTubeDataError.noFilter.page
    }
    return wire.list("channelListResponse", creators, total: creators.count, size: 5) {
      wire.channel(&$0, $1)
    }
  }

  private func playlistItems(_ wire: YouTubeDataWire) -> Page {
    guard let list = wire.query["playlistId"] else { return YouTubeDataError.noFilter.page }
    guard let (_, posts) = wire.ids.uploads(list, at: wire.now) else {
      return YouTubeDataError.playlistNotFound.page
    }
    let size = wire.query.count("maxResults", usual: 5, in: 1...50)
    var before: Int?
    if let token = wire.query["pageToken"] {
      before = pagePosition(token, "uploads")
      guard before != nil else { return YouTubeDataError.badPageToken.page }
    }
    let slice = Slice(posts, before: before, count: size)
    let place = posts.count { post in before.map { post.number >= $0 } ?? false }
    return wire.list(
      "playlistItemListResponse", Array(slice.items.enumerated()), total: posts.count, size: size,
      next: slice.next.map { pageToken("uploads", $0) }
    ) { wire.playlistItem(&$0, $1.element, in: list, at: place + $1.offset) }
  }

  private func videos(_ wire: YouTubeDataWire) -> Page {
    if wire.query["chart"] == "mostPopular" { return mostPopular(wire) }
    guard wire.query["id"] != nil else { return YouTubeDataError.noFilter.page }
    let ids = wire.query.list("id")
    guard ids.count <= 50 else { return YouTubeDataError.tooManyIDs.page }
    let posts = ids.compactMap { wire.ids.video($0, at: wire.now) }
      .filter { !$0.isDeleted(at: wire.now) }
    return wire.list("videoListResponse", posts, total: posts.count, size: posts.count) {
      wire.video(&$0, $1)
    }
  }

  private func mostPopular(_ wire: YouTubeDataWire) -> Page {
    let size = wire.query.count("maxResults", usual: 5, in: 1...50)
    let region = wire.query["regionCode"]?.uppercased() ?? "US"
    let posts = Array(
      wire.call.world.trending(on: .youtube, in: region, at: wire.now).prefix(200))
    let position = wire.query["pageToken"].map { pagePosition($0, "chart") } ?? 0
    guard let position else { return YouTubeDataError.badPageToken.page }
    let slice = Slice(posts, from: position, count: size)
    return wire.list(
      "videoListResponse", slice.items, total: posts.count, size: size,
      next: slice.next.map { pageToken("chart", $0) }
    ) { wire.video(&$0, $1) }
  }

  // MARK: - Comments

  private func commentThreads(_ wire: YouTubeDataWire) -> Page {
    guard let id = wire.query["videoId"] else { return YouTubeDataError.noFilter.page }
    guard let post = wire.ids.video(id, at: wire.now), !post.isDeleted(at: wire.now) else {
      return YouTubeDataError.videoNotFound.page
    }
    guard !post.refusesComments else { return YouTubeDataError.commentsDisabled.page }
    let size = wire.query.count("maxResults", usual: 20, in: 1...100)
    let position = wire.query["pageToken"].map { pagePosition($0, "threads") } ?? 0
    guard let position else { return YouTubeDataError.badPageToken.page }
    let slice = Slice(commentsOn: post, from: position, count: size, at: wire.now)
    return wire.list(
      "commentThreadListResponse", slice.items, total: slice.items.count, size: size,
      next: slice.next.map { pageToken("threads", $0) }
    ) { wire.thread(&$0, $1) }
  }

  private func comments(_ wire: YouTubeDataWire) -> Page {
    guard let id = wire.query["parentId"] else { return YouTubeDataError.noFilter.page }
    guard let parent = wire.ids.comment(id, at: wire.now) else {
      return YouTubeDataError.commentNotFound.page
    }
    let size = wire.query.count("maxResults", usual: 20, in: 1...100)
    let position = wire.query["pageToken"].map { pagePosition($0, "replies") } ?? 0
    guard let position else { return YouTubeDataError.badPageToken.page }
    let slice = Slice(parent.replies(at: wire.now), from: position, count: size)
    return wire.list(
      "commentListResponse", slice.items, total: nil, size: size,
      next: slice.next.map { pageToken("replies", $0) }
    ) { wire.comment(&$0, $1) }
  }
}
