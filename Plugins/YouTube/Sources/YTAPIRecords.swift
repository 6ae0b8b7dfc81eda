import ProviderSDK

extension Profile {
  /// Reads the answer about a channel.
  init(about page: JSON) throws(ProviderError) {
    guard let id = page["channelId"].id else {
      throw ProviderError(.schemaChanged, "a channel without an id", at: "/channelId")
    }
    self.init()
    self.id = id
    handle = page["channelHandle"].id?.withoutAt
    url = channelURL(id)
    name = page["title"].text
    bio = page["description"].text
    avatarURL = widest(page["avatar"])
    bannerURL = widest(page["banner"])
    location = page["country"].id
    verified = page["isVerified"].bool
    createdAt = rfc3339Microseconds(page["joinedDate"].text)
    let links = page["links"].elements.compactMap { $0["url"].id ?? $0["link"].id }
    website = links.first
    metrics.set(subscribersOf: page)
    metrics.set(
      .posts, page["videoCount"].int ?? page["videosCount"].int, otherwise: .notReported)
    metrics.set(.views, page["viewCount"].int, otherwise: .notReported)
    extras.set("links", links.isEmpty ? nil : links.joined(separator: " "))
    extras.set("keywords", joined(page["tags"]))
  }
}

extension Post {
  /// Reads an entry of a listing; `nil` for a channel, playlist or anything else that is no video.
  ///
  /// The dates of entries are the vendor's guesses from "2 months ago": kept as extras, not as a time.
  init?(item: JSON, channel: JSON) {
    let type = item["type"].text ?? "video"
    guard type == "video" || type == "shorts", let id = item["videoId"].id else { return nil }
    self.init(
      id: id, item,
      author: Author(
        channel: item["channelId"].id ?? channel["channelId"].id,
        name: item["channelTitle"].id ?? channel["title"].id,
        handle: item["channelHandle"].id ?? channel["channelHandle"].id))
    let length = item["lengthText"].text ?? ""
    if type == "shorts" || length == "SHORTS" {
      shortForm = true
      url = shortURL(id)
    }
    durationMs = clockMilliseconds(length)
    keepWholeDescription()
    readViews(item, length)
    metrics.set(.likes, nil, otherwise: .notReported)
    metrics.set(.comments, nil, otherwise: .notReported)
    extras.set("published_text", item["publishedTimeText"].text ?? item["publishedText"].text)
    extras.set("published_guess", item["publishDate"].text)
  }

  /// Listings cut descriptions or leave them empty: such a text is not to take the place of the whole, and its last tag
  /// may be half of one.
  private mutating func keepWholeDescription() {
    guard let text = description, text.isEmpty || text.hasSuffix("...") else { return }
    extras.set("description_start", text.isEmpty ? nil : text)
    description = nil
  }

  /// The number beside a broadcast counts who watches now, or waits for it to begin.
  private mutating func readViews(_ item: JSON, _ length: String) {
    let text = item["viewCountText"].text ?? ""
    let isRunning = item["isLiveContent"].bool == true && length.isEmpty
    let isLive =
      item["isLive"].bool == true || length == "LIVE" || text.contains("watching") || isRunning
    mediaKind = isLive ? .live : .video
    if isLive { metrics.set(.concurrentViewers, item["viewCount"].int) }
    if isLive || text.contains("waiting") {
      metrics.set(.views, nil, otherwise: .notReported)
    } else {
      metrics.set(.views, item["viewCount"], text: item["viewCountText"])
    }
  }

  /// Reads the answer about one video; likes and comments come with the extended one.
  init(info page: JSON, isExtended: Bool) throws(ProviderError) {
    guard let id = page["id"].id else {
      throw ProviderError(.schemaChanged, "a video without an id", at: "/id")
    }
    self.init(
      id: id, page,
      author: Author(
        channel: page["channelId"].id, name: page["channelTitle"].id,
        handle: page["channelHandle"].id))
    mediaKind = page["isLive"].bool == true ? .live : .video
    shortForm = page["isShortsEligible"].bool
    if shortForm == true { url = shortURL(id) }
    durationMs = milliseconds(ofSeconds: page["lengthSeconds"].int)
    if durationMs == 0 { durationMs = nil }
    postedAt = rfc3339Microseconds(page["publishDate"].text)
    presence = page["isPrivate"].bool == true ? .protected : .visible
    let absent: Provenance = isExtended ? .notReported : .notSynced
    metrics.set(.views, page["viewCount"].int, otherwise: .notReported)
    metrics.set(
      .likes, page["likeCount"], text: page["likeCountText"],
      otherwise: page["allowRatings"].bool == false ? .hidden : absent)
    metrics.set(.comments, page["commentCount"], text: page["commentCountText"], otherwise: absent)
    extras.set("tags", joined(page["keywords"]))
    extras.set("category", page["category"].text)
    extras.set("broadcast", page["isLiveContent"].bool == true ? "streamed" : nil)
    extras.set("family_safe", page["isFamilySafe"].bool)
    if page["isUnlisted"].bool == true { extras.set("unlisted", true) }
  }

  private init(id: String, _ item: JSON, author: Author?) {
    self.init()
    self.id = id
    self.author = author
    url = videoURL(id)
    title = item["title"].text
    description = item["description"].text
    thumbnailURL = widest(item["thumbnail"])
  }
}

extension Comment {
  /// Reads a comment or reply.
  ///
  /// The id of a reply is that of the comment it answers, a dot and more; what has replies of its own is none.
  init?(item: JSON, on video: String?) {
    guard let id = item["commentId"].id else { return nil }
    self.init()
    self.id = id
    postID = video
    let dot = item["replyToken"].id == nil ? id.firstIndex(of: ".") : nil
    parentID = dot.map { String(id[..<$0]) }
    let name = item["authorText"].id
    let isHandle = name?.hasPrefix("@") == true
    var author = Author(
      channel: item["authorChannelId"].id, name: isHandle ? nil : name,
      handle: isHandle ? name : nil)
    author?.avatarURL = widest(item["authorThumbnail"])
    self.author = author
    text = item["textDisplay"].text
    pinned = item["isPinned"].bool
    likedByCreator = item["isHearted"].bool
    metrics.set(.likes, item["likesCount"], text: item["likesCount"])
    if parentID == nil { metrics.set(.replies, item["replyCount"].int, otherwise: .notReported) }
    extras.set("published_text", item["publishedTimeText"].text)
  }
}

extension Hashtag {
  /// Reads what a listing by tag says of it: "110M videos • 10M channels".
  init(meta: JSON, asked: String) {
    self.init()
    let counts = meta["hashtagInfoText"].text
    name = meta["hashtag"].id.map { String($0.drop { $0 == "#" }) } ?? asked
    url = name.map { "https://www.youtube.com/hashtag/\(pathComponent($0))" }
    metrics.set(
      .posts, text: counts?.split(separator: "•").first.map(String.init), otherwise: .notReported)
    extras.set("counts_text", counts)
  }
}

extension Metrics {
  /// Sets a count that comes as digits, as a text for people, or as both.
  ///
  /// Where the text is abbreviated the number beside it was made from it, and says no more.
  mutating func set(
    _ metric: Metric, _ number: JSON, text: JSON, otherwise reason: Provenance = .notReported
  ) {
    let written = text.text.flatMap(CountText.init)
    let isMade = written.map { $0.count == number.int } ?? false
    if let count = number.int, !isMade { return set(metric, count) }
    set(metric, text: text.text ?? number.text, otherwise: reason)
  }

  /// Sets subscribers, which YouTube shows with three digits; the number was made from that text.
  fileprivate mutating func set(subscribersOf page: JSON) {
    if page["subscriberCountText"].text.flatMap(CountText.init) != nil {
      return set(.subscribers, text: page["subscriberCountText"].text)
    }
    guard let count = page["subscriberCount"].int else {
      return set(.subscribers, nil, otherwise: .notReported)
    }
    var step: Int64 = 1
    while count / step >= 1000 { step *= 10 }
    set(Measure(.subscribers, count / step * step, step > 1 ? .rounded(step: step) : .exact))
  }
}

/// The latest time at which an entry of a listing can have been published.
///
/// What the vendor makes of "2 months ago" is the midnight before the shortest time those words can mean.
func latestPublication(_ item: JSON) -> Int64? {
  rfc3339Microseconds(item["publishDate"].text).map { $0 + 86_400_000_000 }
}

private func widest(_ images: JSON) -> String? {
  var best: (width: Int64, url: String?) = (-1, nil)
  for image in images.elements {
    let width = image["width"].int ?? 0
    if width > best.width { best = (width, image["url"].id) }
  }
  return best.url
}
