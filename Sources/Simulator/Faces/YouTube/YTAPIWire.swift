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

  // MARK: - Channels

  private func subscribers(_ creator: Creator) -> Int64? {
    creator.isPrivate ? nil : threeDigits(creator.followers(on: .youtube, at: now))
  }

  func about(_ w: inout JSONWriter, _ creator: Creator) {
    w.put("channelId", ids.channel(creator.number))
    w.put("title", creator.displayName(at: now))
    w.put("description", creator.bio)
    w.put("channelHandle", "@\(creator.name(at: now))")
    w.list("banner", [1060, 2560]) {
      image(&$0, YouTubeMedia.avatar(creator.draw["banner"], size: $1), $1, $1 / 6)
    }
    w.list("avatar", [88]) { image(&$0, YouTubeMedia.avatar(creator.draw, size: $1), $1, $1) }
    if let subscribers = subscribers(creator) {
      w.put("subscriberCount", String(subscribers))
      w.put("subscriberCountText", "\(shortText(subscribers)) subscribers")
    } else {
      w.putNull("subscriberCount")
      w.putNull("subscriberCountText")
    }
    w.put("videoCount", String(creator.visiblePosts(on: .youtube, at: now)))
    w.put("viewCount", String(creator.totals(on: .youtube, at: now).views))
    w.put("joinedDate", creator.joinedAt.dateText)
    w.put("country", creator.region)
    w.list("links", ["https://example.com/\(creator.name(at: now))"]) { link, address in
      link.put("title", "Website")
      link.put("url", address)
    }
    w.texts("tags", Vocabulary.themes[creator.theme].tags)
    w.put("isVerified", creator.isVerified)
  }

  func channelMeta(_ w: inout JSONWriter, _ creator: Creator) {
    w.put("channelId", ids.channel(creator.number))
    w.put("title", creator.displayName(at: now))
    w.put("description", creator.bio)
    w.put("channelHandle", "@\(creator.name(at: now))")
    w.list("avatar", [88]) { image(&$0, YouTubeMedia.avatar(creator.draw, size: $1), $1, $1) }
    if let subscribers = subscribers(creator) {
      w.put("subscriberCountText", "\(shortText(subscribers)) subscribers")
      w.put("subscriberCount", subscribers)
    } else {
      w.putNull("subscriberCountText")
      w.putNull("subscriberCount")
    }
    let videos = creator.visiblePosts(on: .youtube, at: now)
    w.put("videosCountText", "\(shortText(Int64(videos))) videos")
    w.put("videosCount", videos)
    w.put("isVerified", creator.isVerified)
  }

  func found(_ w: inout JSONWriter, _ creator: Creator) {
    w.put("type", "channel")
    w.put("channelId", ids.channel(creator.number))
    w.put("title", creator.displayName(at: now))
    w.put("channelHandle", "@\(creator.name(at: now))")
    w.put("description", creator.bio)
    if let subscribers = subscribers(creator) {
      w.put("subscriberCount", "\(shortText(subscribers)) subscribers")
    } else {
      w.putNull("subscriberCount")
    }
    w.put("videoCount", String(creator.visiblePosts(on: .youtube, at: now)))
    w.list("thumbnail", [88]) { image(&$0, YouTubeMedia.avatar(creator.draw, size: $1), $1, $1) }
  }

  private func owner(_ w: inout JSONWriter, _ creator: Creator) {
    w.put("channelTitle", creator.displayName(at: now))
    w.put("channelId", ids.channel(creator.number))
    w.put("channelHandle", "@\(creator.name(at: now))")
    w.list("channelThumbnail", [68]) {
      image(&$0, YouTubeMedia.avatar(creator.draw, size: $1), $1, $1)
    }
  }

  // MARK: - Videos

  func listed(_ w: inout JSONWriter, _ post: Post) {
    w.put("type", "video")
    w.put("videoId", ids.video(post))
    let (title, description) = post.words(at: now)
    w.put("title", title)
    owner(&w, post.creator)
    w.put("description", description)
    w.put("viewCount", String(post.numbers(at: now).views))
    w.put("publishedTimeText", relativeText(post.postedAt, at: now))
    dates(&w, post)
    w.put("lengthText", clockText(post.videoSeconds))
    thumbnails(&w, post)
    w.putNull("richThumbnail")
  }

  /// The vendor knows no time in listings and guesses one from the words, at midnight.
  private func dates(_ w: inout JSONWriter, _ post: Post) {
    let seconds = (now.microseconds - post.postedAt.microseconds) / Span.second
    let unit: Int64 =
      switch seconds {
      case 31_536_000...: 31_536_000
      case 2_592_000...: 2_592_000
      case 604_800...: 604_800
      default: 86_400
      }
    let guess = Timestamp(now.microseconds - seconds / unit * unit * Span.second)
    w.put("publishDate", guess.dateText)
    w.put("publishedAt", guess.dateText + "T00:00:00Z")
  }

  func short(_ w: inout JSONWriter, _ post: Post) {
    let id = ids.video(post)
    w.put("type", "shorts")
    w.put("videoId", id)
    w.put("title", post.words(at: now).title)
    w.put("viewCountText", "\(shortText(post.numbers(at: now).views, digits: 2)) views")
    w.list("thumbnail", [(405, 720)]) {
      image(&$0, YouTubeMedia.thumbnail(id, "oardefault"), $1.0, $1.1)
    }
    w.put("isOriginalAspectRatio", true)
    w.put("params", "CAUwAg%3D%3D")
    w.put("playerParams", "8AEBoAMByAMkuAQF")
    w.put("sequenceParams", "Cgt\(id)KhgF")
  }

  func tagged(_ w: inout JSONWriter, _ post: Post) {
    w.put("videoId", ids.video(post))
    w.put("title", post.words(at: now).title)
    owner(&w, post.creator)
    w.put("description", "")
    w.put("viewCount", String(post.numbers(at: now).views))
    w.put("publishedText", relativeText(post.postedAt, at: now))
    w.put("lengthText", post.isShort ? "SHORTS" : clockText(post.videoSeconds))
    thumbnails(&w, post)
    w.putNull("richThumbnail")
  }

  func info(_ w: inout JSONWriter, _ post: Post) {
    let (title, description) = post.words(at: now)
    w.put("id", ids.video(post))
    w.put("title", title)
    w.put("lengthSeconds", String(post.videoSeconds))
    w.texts("keywords", post.clip.tags)
    w.put("channelTitle", post.creator.displayName(at: now))
    w.put("channelId", ids.channel(post.creator.number))
    w.put("description", description)
    thumbnails(&w, post)
    w.put("allowRatings", !post.hidesLikes)
    w.put("viewCount", String(post.numbers(at: now).views))
    for flag in ["isPrivate", "isUnpluggedCorpus", "isLiveContent"] { w.put(flag, false) }
    w.put("isCrawlable", true)
    w.put("isFamilySafe", true)
    w.texts("availableCountries", ["AD", "AE", "BR", "CA", "DE", "FR", "GB", "JP", "US"])
    w.put("isUnlisted", false)
    w.put("category", "People & Blogs")
    for name in ["publishDate", "publishedAt", "uploadDate"] { w.put(name, pacific(post.postedAt)) }
    w.put("isShortsEligible", post.isShort)
    w.put("playableInEmbed", true)
    // Likes and comments cost a unit more.
    guard call.query["extend"] != nil else { return }
    extended(&w, post)
  }

  private func extended(_ w: inout JSONWriter, _ post: Post) {
    let numbers = post.numbers(at: now)
    if !post.hidesLikes { w.put("likeCount", String(numbers.likes)) }
    if !post.refusesComments {
      w.put("commentCountText", shortText(numbers.comments, digits: 2))
      w.put("commentCount", numbers.comments)
    }
    w.put("channelHandle", "@\(post.creator.name(at: now))")
    if let subscribers = subscribers(post.creator) {
      w.put("subscriberCountText", "\(shortText(subscribers)) subscribers")
      w.put("subscriberCount", subscribers)
    }
    w.put("publishedTimeText", relativeText(post.postedAt, at: now))
    w.putNull("superTitle")
  }

  func metadata(_ w: inout JSONWriter, _ post: Post) {
    let numbers = post.numbers(at: now)
    w.put("videoId", ids.video(post))
    w.put("title", post.words(at: now).title)
    w.put("viewCount", String(numbers.views))
    if !post.hidesLikes {
      w.put("likeCount", numbers.likes)
      w.put("likeCountText", shortText(numbers.likes, digits: 2))
    }
    w.put("publishDate", post.postedAt.dateText)
  }

  /// A time with the offset of the site's home, eight hours west.
  private func pacific(_ time: Timestamp) -> String {
    let local = (time + -8 * Span.hour).wholeSeconds.description
    return local.dropLast() + "-08:00"
  }

  private func thumbnails(_ w: inout JSONWriter, _ post: Post) {
    let id = ids.video(post)
    w.list("thumbnail", [(168, 94), (336, 188)]) {
      image(&$0, YouTubeMedia.thumbnail(id, "hqdefault"), $1.0, $1.1)
    }
  }

  private func image(_ w: inout JSONWriter, _ url: String, _ width: Int, _ height: Int) {
    w.put("url", url)
    w.put("width", width)
    w.put("height", height)
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
