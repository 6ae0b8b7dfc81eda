import ProviderSDK

// Members are read in the order in which the API sends them, which costs one step each.

extension Post {
  /// Reads a video resource of the Data API.
  init(video: JSON) {
    self.init()
    var it = video.fields
    id = it["id"].id
    url = id.map(videoURL)
    mediaKind = .video
    read(snippet: it["snippet"])
    read(details: it["contentDetails"])
    read(status: it["status"])
    read(counts: it["statistics"])
    read(broadcast: it["liveStreamingDetails"])
  }

  /// A video that was asked for by its id and not delivered: deleted, private, or never there.
  init(missing id: String) {
    self.init()
    self.id = id
    url = videoURL(id)
    presence = .missing
  }

  private mutating func read(snippet: JSON) {
    var it = snippet.fields
    postedAt = rfc3339Microseconds(it["publishedAt"].text)
    let channel = it["channelId"].id
    title = it["title"].text
    description = it["description"].text
    thumbnailURL = largestThumbnail(it["thumbnails"])
    author = Author(channel: channel, name: it["channelTitle"].text)
    extras.set("tags", joined(it["tags"]))
    extras.set("category_id", it["categoryId"].id)
    let broadcast = it["liveBroadcastContent"].text
    if broadcast == "live" { mediaKind = .live }
    extras.set("broadcast", broadcast == "none" ? nil : broadcast)
    let written = it["defaultLanguage"].filledText
    language = it["defaultAudioLanguage"].filledText ?? written
  }

  private mutating func read(details: JSON) {
    var it = details.fields
    let length = it["duration"].text.flatMap(isoDurationMilliseconds)
    // A broadcast that has not ended has the length "P0D".
    durationMs = length == 0 ? nil : length
    extras.set("definition", it["definition"].text)
    extras.set("captions", it["caption"].text.map { $0 == "true" })
    extras.set("licensed", it["licensedContent"].bool)
    let isRestricted = it["contentRating"]["ytRating"].text == "ytAgeRestricted"
    extras.set("age_restricted", isRestricted ? true : nil)
  }

  private mutating func read(status: JSON) {
    var it = status.fields
    let privacy = it["privacyStatus"].text
    switch privacy {
    case "public", "unlisted": presence = .visible
    case "private": presence = .protected
    default: break
    }
    extras.set("unlisted", privacy == "unlisted" ? true : nil)
    extras.set("made_for_kids", it["madeForKids"].bool)
  }

  /// A count that is missing among others is hidden: the owner turned likes or comments off.
  private mutating func read(counts: JSON) {
    var it = counts.fields
    let reason: Provenance = counts.exists ? .hidden : .notReported
    metrics.set(.views, it["viewCount"].int, otherwise: reason)
    metrics.set(.likes, it["likeCount"].int, otherwise: reason)
    extras.set("dislikes", it["dislikeCount"].int)
    metrics.set(.comments, it["commentCount"].int, otherwise: reason)
  }

  private mutating func read(broadcast: JSON) {
    guard broadcast.exists else { return }
    var it = broadcast.fields
    extras.set("live_start", it["actualStartTime"].text)
    extras.set("live_end", it["actualEndTime"].text)
    extras.set("scheduled_start", it["scheduledStartTime"].text)
    metrics.set(.concurrentViewers, it["concurrentViewers"].int)
  }
}

/// The address of the largest picture that there is.
func largestThumbnail(_ sizes: JSON) -> String? {
  sizes["uhd"]["url"].id ?? sizes["qhd"]["url"].id ?? sizes["fhd"]["url"].id
    ?? sizes["maxres"]["url"].id ?? sizes["standard"]["url"].id ?? sizes["high"]["url"].id
    ?? sizes["medium"]["url"].id ?? sizes["default"]["url"].id
}
