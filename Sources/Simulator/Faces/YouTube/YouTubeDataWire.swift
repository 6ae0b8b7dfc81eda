import MetricSchema

/// The objects of the Data API.
struct YouTubeDataWire {
  let call: Call
  let ids: YouTubeIDs
  private let parts: Set<String>
  private let isPlain: Bool

  init(_ call: Call) {
    self.call = call
    ids = YouTubeIDs(world: call.world)
    parts = Set(call.query.list("part"))
    isPlain = call.query["textFormat"] == "plainText"
  }

  var now: Timestamp { call.now }
  var query: Query { call.query }

  // MARK: - Envelope

  /// A list response; `size` is what was asked for, not what there is.
  func list<T>(
    _ kind: String, _ items: [T], total: Int?, size: Int, next: String? = nil,
    region: String? = nil,
    _ write: (inout JSONWriter, T) -> Void
  ) -> Page {
    Page(type: "application/json; charset=UTF-8") { root in
      root.put("kind", "youtube#\(kind)")
      root.put("etag", etag(call.draw["list"]))
      if let next { root.put("nextPageToken", next) }
      if let region { root.put("regionCode", region) }
      root.object("pageInfo") { info in
        if let total { info.put("totalResults", total) }
        info.put("resultsPerPage", size)
      }
      root.list("items", items, write)
    }
  }

  func head(_ w: inout JSONWriter, _ kind: String, _ draw: Draw) {
    w.put("kind", "youtube#\(kind)")
    w.put("etag", etag(draw[kind][UInt64(bitPattern: now.microseconds)]))
  }

  private func etag(_ draw: Draw) -> String {
    Alphabet.base64.text(draw.bits, count: 11) + Alphabet.base64.text(mix64(draw.bits), count: 11)
  }

  // MARK: - Channels

  func channel(_ w: inout JSONWriter, _ creator: Creator) {
    head(&w, "channel", creator.draw)
    w.put("id", ids.channel(creator.number))
    if parts.contains("snippet") { w.object("snippet") { channelSnippet(&$0, creator) } }
    if parts.contains("contentDetails") {
      w.object("contentDetails") { details in
        details.object("relatedPlaylists") { lists in
          lists.put("likes", "")
          lists.put("uploads", ids.uploads(creator.number))
        }
      }
    }
    if parts.contains("statistics") {
      w.object("statistics") { counters in
        counters.put("viewCount", String(creator.totals(on: .youtube, at: now).views))
        if !creator.isPrivate {
          let subscribers = threeDigits(creator.followers(on: .youtube, at: now))
          counters.put("subscriberCount", String(subscribers))
        }
        counters.put("hiddenSubscriberCount", creator.isPrivate)
        counters.put("videoCount", String(creator.visiblePosts(on: .youtube, at: now)))
      }
    }
  }

  private func channelSnippet(_ w: inout JSONWriter, _ creator: Creator) {
    let title = creator.displayName(at: now)
    w.put("title", title)
    w.put("description", creator.bio)
    w.put("customUrl", "@\(creator.name(at: now))")
    w.put("publishedAt", creator.joinedAt.description)
    avatars(&w, creator)
    w.object("localized") { text in
      text.put("title", title)
      text.put("description", creator.bio)
    }
    w.put("country", creator.region)
  }

  func avatars(_ w: inout JSONWriter, _ creator: Creator) {
    w.object("thumbnails") { images in
      for (name, size) in [("default", 88), ("medium", 240), ("high", 800)] {
        images.object(name) { image in
          image.put("url", YouTubeMedia.avatar(creator.draw, size: size))
          image.put("width", size)
          image.put("height", size)
        }
      }
    }
  }

  // MARK: - Videos

  func video(_ w: inout JSONWriter, _ post: Post) {
    let id = ids.video(post)
    head(&w, "video", post.ownDraw)
    w.put("id", id)
    if parts.contains("snippet") { w.object("snippet") { videoSnippet(&$0, post, id) } }
    if parts.contains("contentDetails") {
      w.object("contentDetails") { details in
        details.put("duration", isoDuration(post.videoSeconds))
        details.put("dimension", "2d")
        details.put("definition", "hd")
        details.put("caption", "false")
        details.put("licensedContent", true)
        details.object("contentRating")
        details.put("projection", "rectangular")
      }
    }
    if parts.contains("status") {
      w.object("status") { status in
        status.put("uploadStatus", "processed")
        status.put("privacyStatus", "public")
        status.put("license", "youtube")
        status.put("embeddable", true)
        status.put("publicStatsViewable", true)
        status.put("madeForKids", false)
      }
    }
    if parts.contains("statistics") { w.object("statistics") { counters(&$0, post) } }
  }

  private func counters(_ w: inout JSONWriter, _ post: Post) {
    let numbers = post.numbers(at: now)
    w.put("viewCount", String(numbers.views))
    if !post.hidesLikes { w.put("likeCount", String(numbers.likes)) }
    w.put("favoriteCount", "0")
    if !post.refusesComments { w.put("commentCount", String(numbers.comments)) }
  }

  private func videoSnippet(_ w: inout JSONWriter, _ post: Post, _ id: String) {
    let (title, description) = post.words(at: now)
    w.put("publishedAt", post.postedAt.wholeSeconds.description)
    w.put("channelId", ids.channel(post.creator.number))
    w.put("title", title)
    w.put("description", description)
    thumbnails(&w, id, names: ["default", "medium", "high", "standard", "maxres"])
    w.put("channelTitle", post.creator.displayName(at: now))
    w.texts("tags", post.clip.tags)
    w.put("categoryId", String(19 + post.creator.theme))
    w.put("liveBroadcastContent", "none")
    w.put("defaultLanguage", post.clip.language)
    w.object("localized") { text in
      text.put("title", title)
      text.put("description", description)
    }
    w.put("defaultAudioLanguage", post.clip.language)
  }

  func thumbnails(_ w: inout JSONWriter, _ id: String, names: [String]) {
    let sizes = [
      "default": ("default", 120, 90), "medium": ("mqdefault", 320, 180),
      "high": ("hqdefault", 480, 360), "standard": ("sddefault", 640, 480),
      "maxres": ("maxresdefault", 1280, 720),
    ]
    w.object("thumbnails") { images in
      for name in names {
        guard let (file, width, height) = sizes[name] else { continue }
        images.object(name) { image in
          image.put("url", YouTubeMedia.thumbnail(id, file))
          image.put("width", width)
          image.put("height", height)
        }
      }
    }
  }

  func playlistItem(_ w: inout JSONWriter, _ post: Post, in list: String, at place: Int) {
    let id = ids.video(post)
    let time = post.postedAt.wholeSeconds.description
    head(&w, "playlistItem", post.ownDraw)
    w.put("id", "VVU\(list.dropFirst(2)).\(id)")
    if parts.contains("snippet") {
      let (title, description) = post.words(at: now)
      w.object("snippet") { snippet in
        snippet.put("publishedAt", time)
        snippet.put("channelId", ids.channel(post.creator.number))
        snippet.put("title", title)
        snippet.put("description", description)
        thumbnails(&snippet, id, names: ["default", "medium", "high", "standard", "maxres"])
        snippet.put("channelTitle", post.creator.displayName(at: now))
        snippet.put("playlistId", list)
        snippet.put("position", place)
        snippet.object("resourceId") { resource in
          resource.put("kind", "youtube#video")
          resource.put("videoId", id)
        }
        snippet.put("videoOwnerChannelTitle", post.creator.displayName(at: now))
        snippet.put("videoOwnerChannelId", ids.channel(post.creator.number))
      }
    }
    guard parts.contains("contentDetails") else { return }
    w.object("contentDetails") { details in
      details.put("videoId", id)
      details.put("videoPublishedAt", time)
    }
  }

  // MARK: - Comments

  func thread(_ w: inout JSONWriter, _ comment: Comment) {
    let replies = comment.replies(at: now)
    head(&w, "commentThread", comment.draw)
    w.put("id", ids.comment(comment))
    w.object("snippet") { snippet in
      snippet.put("channelId", ids.channel(comment.post.creator.number))
      snippet.put("videoId", ids.video(comment.post))
      snippet.object("topLevelComment") { self.comment(&$0, comment) }
      snippet.put("canReply", true)
      snippet.put("totalReplyCount", replies.count)
      snippet.put("isPublic", true)
    }
    guard parts.contains("replies"), !replies.isEmpty else { return }
    w.object("replies") { inner in
      inner.list("comments", replies) { self.comment(&$0, $1) }
    }
  }

  func comment(_ w: inout JSONWriter, _ comment: Comment) {
    head(&w, "comment", comment.draw)
    w.put("id", ids.comment(comment))
    w.object("snippet") { snippet in
      let channel = ids.channel(comment.person)
      snippet.put("channelId", ids.channel(comment.post.creator.number))
      snippet.put("videoId", ids.video(comment.post))
      snippet.put("textDisplay", isPlain ? comment.text : markupEscaped(comment.text))
      snippet.put("textOriginal", comment.text)
      if comment.parent != nil {
        snippet.put("parentId", String(ids.comment(comment).prefix(26)))
      }
      snippet.put("authorDisplayName", "@\(People.name(comment.person, in: call.world, at: now))")
      snippet.put(
        "authorProfileImageUrl",
        YouTubeMedia.avatar(call.world.root["person"][comment.person], size: 48))
      snippet.put("authorChannelUrl", "http://www.youtube.com/channel/\(channel)")
      snippet.object("authorChannelId") { $0.put("value", channel) }
      snippet.put("canRate", true)
      snippet.put("viewerRating", "none")
      snippet.put("likeCount", comment.likes(at: now))
      snippet.put("publishedAt", comment.writtenAt.wholeSeconds.description)
      snippet.put("updatedAt", comment.writtenAt.wholeSeconds.description)
    }
  }
}

/// Seconds as ISO 8601: `PT1M36S`.
func isoDuration(_ seconds: Int) -> String {
  let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
  guard seconds > 0 else { return "PT0S" }
  return "PT" + (hours > 0 ? "\(hours)H" : "") + (minutes > 0 ? "\(minutes)M" : "")
    + (rest > 0 ? "\(rest)S" : "")
}
