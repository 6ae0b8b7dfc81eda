import MetricSchema

/// The objects of the vendor behind `youtube.yt-api`.
struct YTAPIWire {
  let call: Call
  let ids: YouTubeIDs

  init(_ call: Call) {
    self.call = call
    ids = YouTubeIDs(world: call.world)
  }

  var now: Timestamp { call.now }
  /// Long tokens may travel in a header.
  var token: String? { call.query["token"] ?? call.header("x-token") }

  // MARK: - Envelope

  static func page(_ body: (inout JSONWriter) -> Void) -> Page {
    Page(type: "application/json", body)
  }

  static func error(_ reason: String, _ code: String) -> Page {
    page { root in
      root.put("error", reason)
      root.put("code", code)
    }
  }

  var noChannel: Page { Self.error("This channel does not exist.", "404") }
  var noVideo: Page { Self.error("Video unavailable", "404") }
  var badToken: Page { Self.error("Invalid token", "400") }

  // MARK: - What is asked for

  var creator: Creator? {
    (call.query["id"] ?? call.query["forUsername"] ?? call.query["forHandle"])
      .flatMap { creator(named: $0) }
  }

  /// The owner of a channel by its id or by its handle, with or without `@`.
  func creator(named name: String) -> Creator? {
    ids.creator(channel: name)
      ?? call.world.creator(named: String(name.drop { $0 == "@" }), at: now)
  }

  func post(_ id: String) -> Post? {
    guard let post = ids.video(id, at: now), !post.isDeleted(at: now) else { return nil }
    return post
  }

  // MARK: - Comments

  func comment(_ w: inout JSONWriter, _ comment: Comment) {
    w.put("commentId", ids.comment(comment))
    w.put("authorText", "@\(People.name(comment.person, in: call.world, at: now))")
    w.put("authorChannelId", ids.channel(comment.person))
    w.list("authorThumbnail", [48]) {
      image(&$0, YouTubeMedia.avatar(call.world.root["person"][comment.person], size: $1), $1, $1)
    }
    w.put("textDisplay", comment.text)
    w.put("publishedTimeText", relativeText(comment.writtenAt, at: now))
    // No likes are an empty text.
    let likes = comment.likes(at: now)
    w.put("likesCount", likes == 0 ? "" : shortText(likes, digits: 2))
    w.put("authorIsChannelOwner", comment.isByOwner)
    guard comment.parent == nil else { return }
    let replies = comment.replies(at: now).count
    w.put("replyCount", replies)
    if replies > 0 { w.put("replyToken", pageToken("replies", ids.comment(comment), 0)) }
    w.put("isPinned", comment.number == 0 && comment.isLikedByOwner)
  }
}
