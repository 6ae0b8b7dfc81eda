import Foundation
import HostCore
import MetricSchema
import StoreTesting
import Testing

@testable import SQLiteStore

@Suite("Models of what is stored")
struct ModelTests {
  /// The seeds of a run: PATCHBAY_SEEDS of them, from PATCHBAY_SEED on.
  static let seeds: [UInt64] = {
    let first = ProcessInfo.processInfo.environment["PATCHBAY_SEED"].flatMap { UInt64($0) } ?? 1
    let count = ProcessInfo.processInfo.environment["PATCHBAY_SEEDS"].flatMap { UInt64($0) } ?? 5
    return Array(first..<first + count)
  }()

  @Test("Sums, peaks and growth are what the rows give", arguments: seeds)
  func sums(seed: UInt64) throws {
    let database = try TestDatabase()
    var answers = RandomAnswers(seed)
    for step in 0..<120 {
      _ = try database.store.commit(answers.next())
      guard step % 4 == 3 else { continue }
      for (name, query) in Self.wrong {
        let rows = try database.rows(query)
        #expect(rows == [], "\(name), seed \(seed), step \(step)")
        guard rows.isEmpty else { return }
      }
    }
    #expect(try SQLiteStore.check(database.path).isSound, "seed \(seed)")
  }

  @Test("Processes that take turns store what one alone stores", arguments: seeds)
  func turns(seed: UInt64) throws {
    let (one, several) = (try TestDatabase(), try TestDatabase())
    let stores = [several.store, try SQLiteStore(several.path)]
    var answers = RandomAnswers(seed)
    for step in 0..<120 {
      let group = answers.next()
      for store in [one.store, stores[step % 2]] { _ = try store.commit(group) }
      guard step % 4 == 3 else { continue }
      for table in Self.tables {
        let (expected, found) = (
          try one.rows("SELECT * FROM \(table)"), try several.rows("SELECT * FROM \(table)")
        )
        #expect(expected == found, "\(table), seed \(seed), step \(step)")
        guard expected == found else { return }
      }
    }
  }

  private static let tables = [
    "social_accounts", "account_identities", "account_handles", "social_posts_analytics",
    "post_identities", "social_post_metrics", "social_post_hashtags", "social_hashtags",
    "social_audio", "social_analytics_snapshots", "account_day", "platform_day",
    "social_post_reposts", "social_post_mentions",
  ]

  private static let views = "coalesce(p.latest_views_count, p.latest_plays_count, 0)"
  private static let sums = """
    count(p.id) AS posts, total(\(views)) AS views, total(p.latest_likes_count) AS likes,
    total(p.latest_comments_count) AS comments, total(p.latest_shares_count) AS shares,
    total(p.latest_saves_count) AS saves
    """
  private static let following = "coalesce(latest_followers_count, latest_subscribers_count, 0)"

  private static func different(_ a: String, _ b: String) -> String {
    ["posts", "views", "likes", "comments", "shares", "saves", "followers"]
      .map { "coalesce(\(a).\($0), 0) <> coalesce(\(b).\($0), 0)" }.joined(separator: " OR ")
  }

  /// Queries for what contradicts the rows.
  private static let wrong: [(String, String)] = [
    (
      "days of accounts",
      """
      SELECT a.id, d.*, s.* FROM social_accounts a
      LEFT JOIN account_day d ON d.social_account_id = a.id AND d.snapshot_date = (
        SELECT max(snapshot_date) FROM account_day WHERE social_account_id = a.id)
      LEFT JOIN (
        SELECT b.id, \(following) AS followers, \(sums) FROM social_accounts b
        LEFT JOIN social_posts_analytics p ON p.social_account_id = b.id GROUP BY b.id) s
        ON s.id = a.id
      WHERE \(different("d", "s")) OR a.stored_posts <> s.posts
      """
    ),
    (
      "days of platforms",
      """
      SELECT d.*, s.* FROM (SELECT DISTINCT platform FROM social_posts_analytics) n
      LEFT JOIN platform_day d ON d.platform = n.platform AND d.snapshot_date = (
        SELECT max(snapshot_date) FROM platform_day WHERE platform = n.platform)
      LEFT JOIN (
        SELECT p.platform, \(sums), (
          SELECT total(\(following)) FROM social_accounts WHERE platform = p.platform) AS followers
        FROM social_posts_analytics p GROUP BY p.platform) s ON s.platform = n.platform
      WHERE \(different("d", "s"))
      """
    ),
    (
      "hashtags",
      """
      SELECT h.* FROM social_hashtags h LEFT JOIN social_post_hashtags l ON l.hashtag_id = h.id
      LEFT JOIN social_posts_analytics p ON p.id = l.post_id GROUP BY h.id
      HAVING total_uses <> count(p.id) OR total_views <> total(\(views)) OR total_engagement
        <> total(p.latest_likes_count) + total(p.latest_comments_count) + total(p.latest_shares_count)
      """
    ),
    (
      // They may be higher than what the posts have now, never lower: searches stop by them.
      "peaks",
      """
      SELECT p.id, p.posted_at, a.newest_post_at FROM social_posts_analytics p
      JOIN social_accounts a ON a.id = p.social_account_id
      WHERE coalesce(p.latest_views_count, p.latest_plays_count, -1) > coalesce(a.top_views, -1)
        OR coalesce(p.latest_likes_count, -1) > coalesce(a.top_likes, -1)
        OR coalesce(p.latest_comments_count, -1) > coalesce(a.top_comments, -1)
        OR coalesce(p.latest_shares_count, -1) > coalesce(a.top_shares, -1)
        OR coalesce(p.posted_at, -1) > coalesce(a.newest_post_at, -1)
      """
    ),
    (
      "growth",
      """
      SELECT * FROM (
        SELECT social_account_id, snapshot_date, follower_growth, engagement_growth,
          coalesce(followers_count, subscribers_count)
            - lag(coalesce(followers_count, subscribers_count)) OVER day AS followers,
          engagement_rate - lag(engagement_rate) OVER day AS engagement
        FROM social_analytics_snapshots
        WINDOW day AS (PARTITION BY social_account_id ORDER BY snapshot_date))
      WHERE follower_growth IS NOT followers OR engagement_growth IS NOT engagement
      """
    ),
    (
      "a handle has one holder, who knows it",
      """
      SELECT a.id, a.handle, h.handle FROM social_accounts a LEFT JOIN account_handles h
        ON h.social_account_id = a.id AND h.valid_to IS NULL
      WHERE a.handle IS NOT h.handle
      """
    ),
    (
      "what a row of a post knows is known of it",
      """
      SELECT p.id FROM social_posts_analytics p JOIN social_post_metrics m ON m.post_id = p.id
      WHERE \(["views", "likes", "comments", "shares", "saves", "plays"]
        .map { "p.latest_\($0)_count IS NULL AND m.\($0)_count IS NOT NULL" }
        .joined(separator: " OR "))
      """
    ),
    (
      "what a day of an account knows is known of it",
      """
      SELECT a.id FROM social_accounts a JOIN social_analytics_snapshots s
        ON s.social_account_id = a.id
      WHERE \(["followers_count", "subscribers_count", "total_likes", "total_views"]
        .map { "a.latest_\($0) IS NULL AND s.\($0) IS NOT NULL" }.joined(separator: " OR "))
      """
    ),
    (
      "the newest numbers are those of a row",
      """
      SELECT p.id FROM social_posts_analytics p
      WHERE p.latest_observed_at IS NOT (
        SELECT max(observed_at) FROM social_post_metrics WHERE post_id = p.id)
      """
    ),
  ]
}
