import MetricSchema
import ProviderSDK

/// Throws where an answer of the tikwm family says that it failed, which it does with HTTP 200.
func checkTikwm(_ root: JSON) throws(ProviderError) {
  guard let code = root["code"].int else {
    throw ProviderError(.schemaChanged, "the answer has no code", at: "/code")
  }
  guard code != 0 else { return }
  let reason = root["msg"].text ?? "code \(code)"
  let known = tikwmFailures.first { reason.lowercased().contains($0.words) }
  throw ProviderError(known?.failure ?? .transient, reason)
}

/// What the messages mean; the first that matches counts.
private let tikwmFailures: [(words: String, failure: FailureClass)] = [
  ("limit", .rateLimited),
  ("private", .private),
  ("url parsing", .notFound),
  ("is invalid", .notFound),
  ("userinfo is failed", .notFound),
  ("not exist", .notFound),
  ("not found", .notFound),
]

// Members are read in the order in which the vendor sends them, which costs one step each. They are read in a method,
// since an initialiser that fills a large struct by itself copies it at its end.

extension Post {
  /// A post of a list, whose id is `video_id`, or one asked for by itself, whose id is `id`.
  init(tikwm item: JSON) {
    self.init()
    read(item)
  }

  private mutating func read(_ item: JSON) {
    var it = item.fields
    id = it["video_id"].id ?? it["id"].id
    region = it["region"].filledText
    caption = it["title"].text
    thumbnailURL = it["cover"].filledText
    durationMs = milliseconds(ofSeconds: it["duration"].int)
    let play = it["play"].filledText
    audio = Audio(tikwm: it["music_info"])
    metrics.set(.views, it["play_count"].int, otherwise: .notReported)
    metrics.set(.likes, it["digg_count"].int, otherwise: .notReported)
    metrics.set(.comments, it["comment_count"].int, otherwise: .notReported)
    metrics.set(.shares, it["share_count"].int, otherwise: .notReported)
    metrics.set(.downloads, it["download_count"].int, otherwise: .notReported)
    metrics.set(.saves, it["collect_count"].int, otherwise: .notReported)
    postedAt = epochMicroseconds(it["create_time"].int)
    ad = it["is_ad"].bool
    mentions = tikwmMentions(it["mentioned_users"])
    author = Author(tikwm: it["author"])
    pinned = it["is_top"].bool
    // Only a post of pictures has no length.
    let pictures = durationMs ?? 0 == 0 ? it["images"].elements.compactMap(\.filledText) : []
    show(pictures: pictures, orVideo: play)
  }

  /// Notes what the post shows. A post of pictures has no length, and its `play` is the sound.
  mutating func show(pictures: [String], orVideo play: consuming String?) {
    guard pictures.isEmpty else {
      mediaKind = pictures.count > 1 ? .carousel : .image
      mediaCount = Int64(pictures.count)
      mediaURLs = pictures
      durationMs = nil
      return
    }
    mediaKind = .video
    if let play { mediaURLs = [play] }
  }
}

/// The accounts of a text of ids such as "123,456".
private func tikwmMentions(_ ids: JSON) -> [Mention] {
  let mentions = ids.withUTF8 { text in
    text.split(separator: UInt8(ascii: ",")).map { id in
      var mention = Mention()
      mention.id = String(decoding: id, as: UTF8.self)
      return mention
    }
  }
  return mentions ?? []
}

extension Author {
  /// The author of a post or comment, `nil` where there is none.
  init?(tikwm user: JSON) {
    guard user.exists else { return nil }
    self.init()
    read(user)
  }

  private mutating func read(_ user: JSON) {
    var it = user.fields
    id = it["id"].id
    handle = it["unique_id"].filledText
    name = it["nickname"].text
    avatarURL = it["avatar"].filledText
  }
}

extension Audio {
  /// A sound, `nil` where there is none.
  init?(tikwm sound: JSON) {
    self.init()
    read(sound)
    if id == nil { return nil }
  }

  private mutating func read(_ sound: JSON) {
    var it = sound.fields
    id = it["id"].id
    title = it["title"].filledText
    playURL = it["play"].filledText
    coverURL = it["cover"].filledText
    authorName = it["author"].filledText
    original = it["original"].bool
    durationMs = milliseconds(ofSeconds: it["duration"].int)
    album = it["album"].filledText
  }
}

/// A sound asked for by itself; how often it is used this upstream never says.
func tikwmSound(_ data: JSON) throws(ProviderError) -> Audio {
  guard var audio = Audio(tikwm: data) else {
    throw ProviderError(.schemaChanged, "the answer holds no sound", at: "/data/id")
  }
  audio.metrics.set(.posts, nil, otherwise: .unsupported)
  return audio
}

extension Hashtag {
  /// A hashtag. `user_count` stays what it is called: accounts are not posts.
  init(tikwm tag: JSON) throws(ProviderError) {
    guard let id = tag["id"].id else {
      throw ProviderError(.schemaChanged, "no hashtag", at: "/data/id")
    }
    self.init()
    self.id = id
    name = tag["cha_name"].filledText
    description = tag["desc"].filledText
    metrics.set(.views, tag["view_count"].int, otherwise: .notReported)
    metrics.set(.posts, nil, otherwise: .unsupported)
    extras.set("user_count", tag["user_count"].int)
    extras.set("commercial", tag["is_commerce"].bool)
  }
}

extension Comment {
  /// A comment or reply on a post. The counters of its author are zeros that mean nothing.
  init(tikwm item: JSON, on post: PostName, answering parent: String?) {
    self.init()
    id = item["id"].id
    parentID = parent
    postID = item["video_id"].id ?? post.id
    text = item["text"].text
    postedAt = epochMicroseconds(item["create_time"].int)
    let user = item["user"]
    author = Author(tikwm: user)
    if let secUID = user["sec_uid"].filledText {
      author?.identities = [Identity("sec_uid", secUID)]
    }
    if let handle = post.handle, handle == author?.handle { byCreator = true }
    metrics.set(.likes, item["digg_count"].int, otherwise: .notReported)
    metrics.set(.replies, item["reply_total"].int)
    extras.set("author_region", user["region"].filledText)
  }
}
