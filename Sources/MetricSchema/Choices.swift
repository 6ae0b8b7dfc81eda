/// What is wanted of a provider.
public enum Operation: UInt8, Choice {
  /// Not said.
  case unspecified = 0
  /// An account.
  case profile
  /// The posts of an account, newest first.
  case posts
  /// One post.
  case post
  /// The comments on a post.
  case comments
  /// A hashtag and its posts.
  case hashtag
  /// Posts that match words.
  case search
  /// What is popular in a region.
  case trendingPosts
  /// Sounds that are popular in a region.
  case trendingAudio
  /// A sound or song.
  case audio
  /// Posts that use a sound.
  case audioPosts
  /// Demographics of the caller's own account.
  case audience
  /// Numbers that only the owner sees.
  case insights

  public static let names = [
    "unspecified", "profile", "posts", "post", "comments", "hashtag", "search", "trending_posts",
    "trending_audio", "audio", "audio_posts", "audience", "insights",
  ]
}

/// What a request is for.
public enum Role: UInt8, Choice {
  /// Not said.
  case unspecified = 0
  /// Finds what a page needs, such as an id.
  case lookup
  /// One page of a listing; the host may leave it out once it has enough.
  case page
  /// Completes records of a page; never left out.
  case detail

  public static let names = [
    "unspecified", "lookup", "page", "detail",
  ]
}

/// What to do where an answer points elsewhere.
public enum Redirects: UInt8, Choice {
  /// Not said.
  case unspecified = 0
  /// Take the redirect as the answer.
  case refuse
  /// To hosts that the manifest allows, each checked.
  case followAllowed

  public static let names = [
    "unspecified", "refuse", "follow_allowed",
  ]
}

/// Why something failed, as far as a machine needs to know.
public enum FailureClass: UInt8, Choice {
  /// Not said.
  case unspecified = 0
  /// The key or token is missing, wrong or expired.
  case auth
  /// The key is right and may not do this.
  case permission
  /// There is no such thing.
  case notFound
  /// There was such a thing; it was deleted or taken down.
  case gone
  /// It exists and its owner shows it to few.
  case `private`
  /// Too many requests in a short time; trying again later helps.
  case rateLimited
  /// The budget of a day or month is spent.
  case quota
  /// The upstream refuses this caller, with a challenge or a page for browsers.
  case blocked
  /// The answer is not of the shape that the provider reads.
  case schemaChanged
  /// What was asked makes no sense to the upstream or the provider.
  case invalidInput
  /// It may work when tried again.
  case transient

  public static let names = [
    "unspecified", "auth", "permission", "not_found", "gone", "private", "rate_limited", "quota",
    "blocked", "schema_changed", "invalid_input", "transient",
  ]
}

/// Where a failure began.
public enum Origin: UInt8, Choice {
  /// Not said.
  case unspecified = 0
  /// In the provider.
  case plugin
  /// At the upstream.
  case upstream
  /// In what was configured or asked.
  case config
  /// In the host.
  case host

  public static let names = [
    "unspecified", "plugin", "upstream", "config", "host",
  ]
}

/// How much a line of the log matters.
public enum Level: UInt8, Choice {
  /// Not said.
  case unspecified = 0
  /// For who writes the plugin.
  case debug
  /// For who wonders what happens.
  case info
  /// For who should do something.
  case warning

  public static let names = [
    "unspecified", "debug", "info", "warning",
  ]
}

/// Why a number is absent or inexact.
public enum Note: UInt8, Choice {
  /// As counted.
  case exact = 0
  /// The upstream left it out.
  case notReported
  /// The owner or the platform hides it.
  case hidden
  /// This upstream never delivers it.
  case unsupported
  /// It exists, but was not asked for.
  case notSynced
  /// To a multiple of `step`.
  case rounded
  /// Computed from `step` of `total` parts.
  case derived

  public static let names = [
    "exact", "not_reported", "hidden", "unsupported", "not_synced", "rounded", "derived",
  ]
}

/// Whether a thing can still be seen.
public enum Presence: UInt8, Choice {
  /// Not said.
  case unspecified = 0
  /// Anyone can see it.
  case visible
  /// It was not where it was before.
  case missing
  /// It was deleted.
  case deleted
  /// Few may see it.
  case protected
  /// The platform took it down.
  case suspended

  public static let names = [
    "unspecified", "visible", "missing", "deleted", "protected", "suspended",
  ]
}

/// What a post shows.
public enum MediaKind: UInt8, Choice {
  /// Not said.
  case unspecified = 0
  /// A video.
  case video
  /// A picture.
  case image
  /// Several pictures or videos.
  case carousel
  /// Words alone.
  case text
  /// Sound alone.
  case audioOnly
  /// A live broadcast.
  case live
  /// A link to elsewhere.
  case link
  /// A story that ends by itself.
  case story

  public static let names = [
    "unspecified", "video", "image", "carousel", "text", "audio_only", "live", "link", "story",
  ]
}
