/// A sound or song.
public struct Audio: Message, Hashable {
  /// The id at the platform.
  public var id: String?
  /// Title.
  public var title: String?
  /// Author name.
  public var authorName: String?
  /// Author id.
  public var authorID: String?
  /// Album.
  public var album: String?
  /// Duration in milliseconds.
  public var durationMs: Int64?
  /// Original.
  public var original: Bool?
  /// Play url.
  public var playURL: String?
  /// Cover url.
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
  /// Author.
  public var author: Author?
  /// The canonical address.
  public var url: String?
  /// Short code.
  public var shortCode: String?
  /// Title.
  public var title: String?
  /// Caption.
  public var caption: String?
  /// Description.
  public var description: String?
  /// Media kind.
  public var mediaKind: MediaKind = .absent
  /// Media count.
  public var mediaCount: Int64?
  /// Thumbnail url.
  public var thumbnailURL: String?
  /// Media urls.
  public var mediaURLs: [String] = []
  /// Duration in milliseconds.
  public var durationMs: Int64?
  /// Short form.
  public var shortForm: Bool?
  /// Has audio.
  public var hasAudio: Bool?
  /// Pinned.
  public var pinned: Bool?
  /// Ad.
  public var ad: Bool?
  /// Whether it can still be seen.
  public var presence: Presence = .absent
  /// Location name.
  public var locationName: String?
  /// Region.
  public var region: String?
  /// Language.
  public var language: String?
  /// Posted at, microseconds since 1970, UTC.
  public var postedAt: Int64?
  /// Audio.
  public var audio: Audio?
  /// Without "#", as written.
  public var hashtags: [String] = []
  /// Mentions.
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
