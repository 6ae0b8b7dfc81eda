import MetricSchema

/// The objects of the Data API.
struct YouTubeDataWire {
  let call: Call
  let ids: YouTubeIDs
  let parts: Set<String>
  let isPlain: Bool

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
}

/// Seconds as ISO 8601: `PT1M36S`.
func isoDuration(_ seconds: Int) -> String {
  let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
  guard seconds > 0 else { return "PT0S" }
  return "PT" + (hours > 0 ? "\(hours)H" : "") + (minutes > 0 ? "\(minutes)M" : "")
    + (rest > 0 ? "\(rest)S" : "")
}
