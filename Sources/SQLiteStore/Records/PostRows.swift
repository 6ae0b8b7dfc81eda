import HostCore
import MetricSchema

/// What a stored post is compared with.
struct StoredPost {
  var id: Int64
  var account: Int64?
  var postedAt: Int64?
  var audio: Int64?
  /// `nil` where only the post's id is known.
  var contentHash: Int64?
  var metricsHash: Int64?
  var observed: Timestamp?
  var provider: String?
  var numbers: Numbers

  init(_ id: Int64, _ row: inout Columns) {
    self.id = id
    account = row.integer()
    postedAt = row.integer()
    audio = row.integer()
    contentHash = row.integer()
    metricsHash = row.integer()
    observed = row.integer().map { Timestamp($0) }
    provider = row.text()
    numbers = Numbers(&row, .post)
  }

  var figures: PostFigures { PostFigures(numbers) }
}

/// What a record says of a post but its numbers and what has rows of its own.
enum PostContent {
  /// A number that stands for it, so that nothing is written where nothing changed: all that ``bind(_:from:to:)`` writes,
  /// and what else is written only where this number changed.
  static func hash(of post: Post) -> Int64 {
    var digest = Digest()
    digest.add(UInt64(post.presence.rawValue) << 8 | UInt64(post.mediaKind.rawValue))
    for number in [post.mediaCount, post.durationMs, post.postedAt] { digest.add(number) }
    for flag in [post.shortForm, post.hasAudio, post.pinned, post.ad] { digest.add(flag) }
    digest.add(post.id)
    digest.add(post.shortCode)
    digest.add(post.language)
    digest.add(post.region)
    digest.add(post.locationName)
    digest.add(post.replyTo)
    digest.add(post.quoteOf)
    digest.add(post.url)
    digest.add(post.title)
    digest.add(post.caption)
    digest.add(post.description)
    digest.add(post.thumbnailURL)
    digest.add(post.mediaURLs)
    digest.add(post.hashtags)
    for mention in post.mentions {
      digest.add(mention.handle)
      digest.add(mention.id)
    }
    digest.add(json(post.extras))
    return digest.value
  }

  static let columns = [
    "presence", "media_type", "media_count", "duration_ms", "is_short_form", "has_audio",
    "is_pinned", "is_ad", "short_code", "language", "region", "location_name",
    "reply_to_external_id", "quote_of_external_id", "provider_name", "post_url", "title", "caption",
    "description", "thumbnail_url", "media_url", "media_urls", "extras",
  ]

  static func bind(_ post: Post, from provider: String, to statement: Statement) {
    statement.bind(post.presence.stored)
    statement.bind(post.mediaKind.stored)
    statement.bind(post.mediaCount)
    statement.bind(post.durationMs)
    statement.bind(post.shortForm)
    statement.bind(post.hasAudio)
    statement.bind(post.pinned)
    statement.bind(post.ad)
    statement.bind(post.shortCode)
    statement.bind(post.language)
    statement.bind(post.region)
    statement.bind(post.locationName)
    statement.bind(post.replyTo)
    statement.bind(post.quoteOf)
    statement.bind(provider)
    statement.bind(post.url)
    statement.bind(post.title)
    statement.bind(post.caption)
    statement.bind(post.description)
    statement.bind(post.thumbnailURL)
    statement.bind(post.mediaURLs.first)
    statement.bind(post.mediaURLs.count > 1 ? json(post.mediaURLs) : nil)
    statement.bind(json(post.extras))
  }
}

extension Query {
  private static let content = PostContent.columns
  private static let numbers = Numbers.columns(.post)
  private static let latest = Numbers.columns(.post, prefix: "latest_")
  private static let insertColumns =
    [
      "platform", "external_post_id", "social_account_id", "posted_at", "audio_id", "content_hash",
      "metrics_hash", "latest_observed_at", "latest_provider", "created_at", "updated_at",
      "deleted_at",
    ] + latest + content

  static let postOwner = Query(
    """
    SELECT post_id FROM post_identities WHERE platform = ? AND namespace = ? AND external_id = ?
    """)
  static let insertPostIdentity = Query("INSERT INTO post_identities VALUES (?, ?, ?, ?)")
  static let storedPost = Query(
    """
    SELECT social_account_id, posted_at, audio_id, content_hash, metrics_hash, latest_observed_at,
      latest_provider,
      \(latest.joined(separator: ", "))
    FROM social_posts_analytics WHERE id = ?
    """)
  static let insertPost = Query(
    """
    INSERT INTO social_posts_analytics (\(insertColumns.joined(separator: ", ")))
    VALUES (\(placeholders(insertColumns.count)))
    """)
  static let updatePostContent = Query(
    """
    UPDATE social_posts_analytics SET \(overwriting(content)), content_hash = ?24, updated_at = ?25,
      deleted_at = CASE ?1 WHEN 'deleted' THEN coalesce(deleted_at, ?25) WHEN 'visible' THEN NULL
        ELSE deleted_at END
    WHERE id = ?26
    """)
  static let fillPostContent = Query(
    "UPDATE social_posts_analytics SET \(filling(content)) WHERE id = ?24")
  static let updatePostNumbers = Query(
    """
    UPDATE social_posts_analytics SET metrics_hash = ?, latest_observed_at = ?, latest_provider = ?,
      \(latest.map { "\($0) = ?" }.joined(separator: ", "))
    WHERE id = ?
    """)
  static let updatePostLinks = Query(
    """
    UPDATE social_posts_analytics SET social_account_id = ?, posted_at = ?, audio_id = ? WHERE id = ?
    """)
  static let metrics = Query(
    """
    SELECT \(numbers.joined(separator: ", ")) FROM social_post_metrics
    WHERE post_id = ? AND observed_at = ? AND provider_name = ?
    """)
  static let insertMetrics = writeMetrics("INSERT")
  static let replaceMetrics = writeMetrics("INSERT OR REPLACE")

  /// What may replace costs twice as much, since SQLite must be able to take it back.
  private static func writeMetrics(_ verb: String) -> Query {
    Query(
      """
      \(verb) INTO social_post_metrics (post_id, observed_at, provider_name,
        \(numbers.joined(separator: ", ")))
      VALUES (\(placeholders(numbers.count + 3)))
      """)
  }
  static let insertRepost = Query(
    """
    INSERT INTO social_post_reposts VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT DO UPDATE SET reposted_at = coalesce(excluded.reposted_at, reposted_at)
    WHERE reposted_at IS NOT coalesce(excluded.reposted_at, reposted_at)
    """)
}
