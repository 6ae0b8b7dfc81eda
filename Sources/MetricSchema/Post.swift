/// A sound or song.
public struct Audio: Message, Hashable {
  /// The id at the platform.
  public var id: String?
  /// The title, where the platform has one.
  public var title: String?
  /// The name of its maker, as shown.
  public var authorName: String?
  /// The id of its maker at the platform.
  public var authorID: String?
  /// The album it is from.
  public var album: String?
  /// Duration in milliseconds.
  public var durationMs: Int64?
  /// Whether its poster made it, rather than taking it from the catalogue.
  public var original: Bool?
  /// Where it can be heard; often short-lived.
  public var playURL: String?
  /// Where its picture is.
  public var coverURL: String?
  /// The canonical address.
  public var url: String?
  /// Other ids of the same thing.
  public var identities: [Identity] = []
  /// The numbers, each with why it is absent or inexact.
  public var metrics: Metrics = Metrics()
  /// What only this platform has.
  public var extras: [Extra] = []

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "id", &id)
    visitor.text(2, "title", &title)
    visitor.text(3, "author_name", &authorName)
    visitor.text(4, "author_id", &authorID)
    visitor.text(5, "album", &album)
    visitor.integer(6, "duration_ms", &durationMs)
    visitor.flag(7, "original", &original)
    visitor.text(8, "play_url", &playURL)
    visitor.text(9, "cover_url", &coverURL)
    visitor.text(10, "url", &url)
    visitor.messages(11, "identities", &identities)
    visitor.messages(12, "metrics", &metrics.measures)
    visitor.messages(13, "extras", &extras)
  }
}

/// A post, video, pin or track.
public struct Post: Message, Hashable {
  /// The id at the platform.
  public var id: String?
  /// Who wrote it; `nil` where the upstream does not say.
  public var author: Author?
  /// The canonical address.
  public var url: String?
  /// The short id that addresses use.
  public var shortCode: String?
  /// The title, where the platform has one.
  public var title: String?
  /// What the author wrote to it.
  public var caption: String?
  /// A longer text beside the caption.
  public var description: String?
  /// What it shows.
  public var mediaKind: MediaKind = .absent
  /// How many pictures or videos it has.
  public var mediaCount: Int64?
  /// Where its preview is; often short-lived.
  public var thumbnailURL: String?
  /// Where its pictures or videos are; often short-lived.
  public var mediaURLs: [String] = []
  /// Duration in milliseconds.
  public var durationMs: Int64?
  /// Whether it is a short vertical video in the platform's own sense.
  public var shortForm: Bool?
  /// Whether it has sound.
  public var hasAudio: Bool?
  /// Whether its author pinned it.
  public var pinned: Bool?
  /// Whether it is an advertisement.
  public var ad: Bool?
  /// Whether it can still be seen.
  public var presence: Presence = .absent
  /// The place it names, as written.
  public var locationName: String?
  /// The country, two letters of ISO 3166-1.
  public var region: String?
  /// The language, BCP 47.
  public var language: String?
  /// Posted at, microseconds since 1970, UTC.
  public var postedAt: Int64?
  /// The sound or song in it.
  public var audio: Audio?
  /// Without "#", as written.
  public var hashtags: [String] = []
  /// Accounts named in its text.
  public var mentions: [Mention] = []
  /// Ids of other posts.
  public var replyTo: String?
  /// Quote of.
  public var quoteOf: String?
  /// Who brought this post into the listing; its numbers are the author's.
  public var repostedBy: Author?
  /// Reposted at, microseconds since 1970, UTC.
  public var repostedAt: Int64?
  /// Other ids of the same thing.
  public var identities: [Identity] = []
  /// The numbers, each with why it is absent or inexact.
  public var metrics: Metrics = Metrics()
  /// What only this platform has.
  public var extras: [Extra] = []

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "id", &id)
    visitor.message(2, "author", &author)
    visitor.text(3, "url", &url)
    visitor.text(4, "short_code", &shortCode)
    visitor.text(5, "title", &title)
    visitor.text(6, "caption", &caption)
    visitor.text(7, "description", &description)
    visitor.choice(8, "media_kind", &mediaKind)
    visitor.integer(9, "media_count", &mediaCount)
    visitor.text(10, "thumbnail_url", &thumbnailURL)
    visitor.texts(11, "media_urls", &mediaURLs)
    visitor.integer(12, "duration_ms", &durationMs)
    visitor.flag(13, "short_form", &shortForm)
    visitor.flag(14, "has_audio", &hasAudio)
    visitor.flag(15, "pinned", &pinned)
    visitor.flag(16, "ad", &ad)
    visitor.choice(17, "presence", &presence)
    visitor.text(18, "location_name", &locationName)
    visitor.text(19, "region", &region)
    visitor.text(20, "language", &language)
    visitor.time(21, "posted_at", &postedAt)
    visitor.message(22, "audio", &audio)
    visitor.texts(23, "hashtags", &hashtags)
    visitor.messages(24, "mentions", &mentions)
    visitor.text(25, "reply_to", &replyTo)
    visitor.text(26, "quote_of", &quoteOf)
    visitor.message(27, "reposted_by", &repostedBy)
    visitor.time(28, "reposted_at", &repostedAt)
    visitor.messages(29, "identities", &identities)
    visitor.messages(30, "metrics", &metrics.measures)
    visitor.messages(31, "extras", &extras)
  }
}
