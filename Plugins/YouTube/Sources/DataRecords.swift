import ProviderSDK

extension Profile {
  /// Reads a channel resource of the Data API.
  init(channel: JSON) {
    self.init()
    let snippet = channel["snippet"]
    let branding = channel["brandingSettings"]
    let custom = snippet["customUrl"].id
    id = channel["id"].id
    // Before 2022 this held the name of the /c/ address, without "@".
    handle = custom.flatMap { $0.hasPrefix("@") ? $0.withoutAt : nil }
    if let custom, handle == nil { identities.append(Identity("custom", custom)) }
    url = id.map(channelURL)
    name = snippet["title"].text
    bio = snippet["description"].text
    avatarURL = largestThumbnail(snippet["thumbnails"])
    bannerURL = branding["image"]["bannerExternalUrl"].text
    region = snippet["country"].text
    language = snippet["defaultLanguage"].text
    createdAt = rfc3339Microseconds(snippet["publishedAt"].text)
    isPrivate = channel["status"]["privacyStatus"].text.map { $0 == "private" }
    if let list = channel["contentDetails"]["relatedPlaylists"]["uploads"].id {
      identities.append(Identity("uploads", list))
    }
    readCounts(channel["statistics"])
    extras.set("keywords", branding["channel"]["keywords"].filledText)
    extras.set("topics", topics(channel["topicDetails"]["topicCategories"]))
    extras.set("made_for_kids", channel["status"]["madeForKids"].bool)
  }

  /// A channel that was asked for by its id and not delivered.
  init(missing id: String) {
    self.init()
    self.id = id
    presence = .missing
  }

  /// YouTube rounds subscribers down to three digits; counts recorded before 2019 are exact.
  private mutating func readCounts(_ counts: JSON) {
    let isHidden = counts["hiddenSubscriberCount"].bool == true
    let subscribers = isHidden ? nil : counts["subscriberCount"].int
    metrics.set(
      .subscribers, subscribers, roundedTo: 3, otherwise: isHidden ? .hidden : .notReported)
    metrics.set(.posts, counts["videoCount"].int, otherwise: .notReported)
    metrics.set(.views, counts["viewCount"].int, otherwise: .notReported)
  }
}

extension Comment {
  /// Reads a comment resource of the Data API; `video` is for replies, which do not name theirs.
  init(_ comment: JSON, on video: String?) {
    self.init()
    let snippet = comment["snippet"]
    let name = snippet["authorDisplayName"].id
    let isHandle = name?.hasPrefix("@") == true
    id = comment["id"].id
    postID = snippet["videoId"].id ?? video
    parentID = snippet["parentId"].id
    var author = Author(
      channel: snippet["authorChannelId"]["value"].id, name: isHandle ? nil : name,
      handle: isHandle ? name : nil)
    author?.avatarURL = snippet["authorProfileImageUrl"].id
    self.author = author
    text = snippet["textOriginal"].text ?? snippet["textDisplay"].text
    postedAt = rfc3339Microseconds(snippet["publishedAt"].text)
    if let owner = snippet["channelId"].id, let writer = author?.id { byCreator = owner == writer }
    metrics.set(.likes, snippet["likeCount"].int, otherwise: .notReported)
    let edited = snippet["updatedAt"].text
    extras.set("edited_at", edited == snippet["publishedAt"].text ? nil : edited)
  }

  /// Reads the comment that a thread begins with.
  init(thread: JSON) {
    let snippet = thread["snippet"]
    self.init(snippet["topLevelComment"], on: snippet["videoId"].id)
    metrics.set(.replies, snippet["totalReplyCount"].int, otherwise: .notReported)
  }
}

extension Hashtag {
  /// A tag whose posts come from a search, which does not count them.
  init(searchedFor tag: String) {
    self.init()
    name = tag
    url = "https://www.youtube.com/hashtag/\(pathComponent(tag))"
    metrics.set(.posts, nil, otherwise: .unsupported)
  }
}

extension TrendEntry {
  /// The place of a video in a chart.
  init(_ post: Post, rank: Int64, region: String?) {
    self.init()
    kind = "post"
    self.region = region
    self.rank = rank
    subjectID = post.id
    name = post.title
    url = post.url
  }
}

extension FetchJob {
  /// Whether the job does not want what was published at this time.
  func excludes(_ published: Int64?) -> Bool {
    guard let since, let published else { return false }
    return published < since
  }
}

/// Topics are addresses of encyclopedia articles; the last part is the name.
private func topics(_ addresses: JSON) -> String? {
  let names = addresses.elements.compactMap { $0.text?.split(separator: "/").last }
  return names.isEmpty ? nil : names.joined(separator: ",")
}
