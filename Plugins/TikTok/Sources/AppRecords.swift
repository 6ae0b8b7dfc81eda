import MetricSchema
import ProviderSDK

// The shape of the mobile app, in snake case, which vendors of the web shape send for some calls.

extension Post {
  /// A post of an `aweme_list`. Its counts are exact; a length is in milliseconds.
  init(app item: JSON) {
    self.init()
    id = item["aweme_id"].id
    author = Author(app: item["author"])
    caption = item["desc"].text
    postedAt = epochMicroseconds(item["create_time"].int)
    language = item["desc_language"].filledText
    region = item["region"].filledText
    pinned = item["is_top"].bool
    ad = item["is_ads"].bool
    audio = Audio(app: item["music"])
    let video = item["video"]
    thumbnailURL = video["cover"].firstURL
    durationMs = video["duration"].int
    let pictures = item["image_post_info"]["images"].elements.compactMap {
      $0["display_image"].firstURL
    }
    show(pictures: pictures, orVideo: video["play_addr"].firstURL)
    readMarks(
      item["text_extra"], tag: "hashtag_name", account: "user_id", handle: nil,
      tags: item["cha_list"], name: "cha_name")
    let status = item["status"]
    if status["private_status"].int ?? 0 != 0 { presence = .protected }
    if status["is_delete"].bool == true { presence = .deleted }
    let counts = item["statistics"]
    metrics.set(.views, counts["play_count"].int, otherwise: .notReported)
    metrics.set(.likes, counts["digg_count"].int, otherwise: .notReported)
    metrics.set(.comments, counts["comment_count"].int, otherwise: .notReported)
    metrics.set(.shares, counts["share_count"].int, otherwise: .notReported)
    metrics.set(.saves, counts["collect_count"].int, otherwise: .notReported)
    metrics.set(.downloads, counts["download_count"].int, otherwise: .notReported)
  }
}

extension Comment {
  /// A comment or reply; `reply_id` is "0" for a comment on the post itself.
  init(app item: JSON, on post: PostName) {
    self.init()
    id = item["cid"].id
    postID = item["aweme_id"].id ?? post.id
    parentID = item["reply_id"].id.flatMap { $0 == "0" ? nil : $0 }
    text = item["text"].text
    language = item["comment_language"].filledText
    postedAt = epochMicroseconds(item["create_time"].int)
    pinned = item["author_pin"].bool
    likedByCreator = item["is_author_digged"].bool
    let user = item["user"]
    author = Author(app: user)
    if let handle = post.handle, handle == author?.handle { byCreator = true }
    metrics.set(.likes, item["digg_count"].int, otherwise: .notReported)
    metrics.set(.replies, item["reply_comment_total"].int)
    extras.set("author_region", user["region"].filledText)
  }
}

extension Author {
  /// The author of a post or comment, `nil` where there is none.
  init?(app user: JSON) {
    guard let id = user["uid"].id else { return nil }
    self.init()
    self.id = id
    handle = user["unique_id"].filledText
    name = user["nickname"].text
    avatarURL = user["avatar_larger"].firstURL ?? user["avatar_thumb"].firstURL
    if let secUID = user["sec_uid"].filledText { identities = [Identity("sec_uid", secUID)] }
  }
}

extension Profile {
  /// An account asked for by its id, with exact counts.
  init(app user: JSON) throws(ProviderError) {
    guard let author = Author(app: user) else {
      throw ProviderError(.schemaChanged, "the answer holds no account", at: "/user/uid")
    }
    self.init()
    id = author.id
    handle = author.handle
    name = author.name
    avatarURL = author.avatarURL
    identities = author.identities
    bio = user["signature"].text
    website = user["bio_url"].filledText
    region = user["region"].filledText
    language = user["language"].filledText
    isPrivate = user["secret"].bool
    metrics.set(.followers, user["follower_count"].int, otherwise: .notReported)
    metrics.set(.following, user["following_count"].int, otherwise: .notReported)
    metrics.set(.likes, user["total_favorited"].int, otherwise: .notReported)
    metrics.set(.posts, user["aweme_count"].int, otherwise: .notReported)
  }
}

extension Audio {
  /// A sound. Its id also stands as a number, which is too long for one: the text counts.
  init?(app music: JSON) {
    guard let id = music["mid"].id ?? music["id_str"].id else { return nil }
    self.init()
    self.id = id
    title = music["title"].filledText
    authorName = music["author"].filledText
    album = music["album"].filledText
    durationMs = milliseconds(ofSeconds: music["duration"].int)
    original = music["is_original_sound"].bool ?? music["is_original"].bool
    playURL = music["play_url"].firstURL
    coverURL = music["cover_large"].firstURL
  }
}

extension JSON {
  /// The first address of a picture, sound or video, which comes as a list of mirrors.
  fileprivate var firstURL: String? { self["url_list"][0].filledText }
}
