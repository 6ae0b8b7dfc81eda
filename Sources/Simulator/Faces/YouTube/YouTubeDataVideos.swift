import MetricSchema

// Videos, and where they stand in lists.
extension YouTubeDataWire {
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
    w.member("tags", post.clip.tags)
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
}
