import MetricSchema

// A channel as the vendor describes it in different places.
extension YTAPIWire {
  func subscribers(_ creator: Creator) -> Int64? {
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
    w.member("tags", Vocabulary.themes[creator.theme].tags)
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

  func owner(_ w: inout JSONWriter, _ creator: Creator) {
    w.put("channelTitle", creator.displayName(at: now))
    w.put("channelId", ids.channel(creator.number))
    w.put("channelHandle", "@\(creator.name(at: now))")
    w.list("channelThumbnail", [68]) {
      image(&$0, YouTubeMedia.avatar(creator.draw, size: $1), $1, $1)
    }
  }
}
