import HostCore
import MetricSchema
import StoreTesting
import Testing

@testable import SQLiteStore

@Suite("Roll-ups")
struct RollUpTests {
  @Test("Totals stand at the end of each day, gains are what known numbers grew by")
  func days_() throws {
    let database = try TestDatabase()
    try database.commit([profile("alice", followers: 100), post("1", views: 10, likes: 1)], 0)
    try database.commit(
      [profile("alice", followers: 90), post("1", views: 15), post("2", views: 7)], 60)
    try database.commit([post("1", views: 25, likes: 4)], days(3))
    #expect(
      try database.rows(
        """
        SELECT snapshot_date, followers, posts, views, likes, new_posts, followers_gained,
          views_gained, likes_gained FROM account_day ORDER BY snapshot_date
        """) == ["2026-11-20|90|2|22|1|2|-10|5|0", "2026-11-23|90|2|32|4|0|0|10|3"])
    #expect(
      try database.rows("SELECT platform, views, views_gained FROM platform_day")
        == ["tiktok|22|5", "tiktok|32|10"])
  }

  @Test("What comes late counts on the newest day")
  func late() throws {
    let database = try TestDatabase()
    try database.commit([post("1", views: 10)], days(1))
    try database.commit([post("2", views: 5)], 0)
    #expect(
      try database.rows("SELECT snapshot_date, posts, views, new_posts FROM account_day")
        == ["2026-11-21|2|15|2"])
  }

  @Test(
    "Sums equal what the posts add up to, whatever happened",
    arguments: [1, 2, 3, 4, 5] as [UInt64])
  func model(seed: UInt64) throws {
    let database = try TestDatabase()
    var random = Random(seed: seed)
    for step in 0..<150 {
      let records = (0..<1 + random.next(4)).map { _ in anything(&random) }
      try database.commit(
        records, Int64(step) * Int64(1 + random.next(5000)) - Int64(random.next(90_000)),
        provider: "tiktok.\(random.next(2))")
    }
    try expectSums(database, "seed \(seed)")
    #expect(try SQLiteStore.check(database.path).isSound, "seed \(seed)")
  }

  /// A post or profile with few ids to choose from, so that they turn out to be the same in all ways.
  private func anything(_ random: inout Random) -> Record {
    let person = random.next(6)
    let ids = random.next(4)
    let handle = random.next(3) > 0 ? "user\(random.next(8))" : nil
    var author = author(handle, id: random.next(2) > 0 ? "u\(person)" : nil)
    if ids == 0 { author.identities = [Identity("sec", "s\(random.next(7))")] }
    let numbers = (0..<3).map { _ in random.next(4) > 0 ? Int64(random.next(1000)) : nil }
    if random.next(4) == 0 {
      return profile(
        handle, id: author.id, followers: numbers[0], identities: author.identities)
    }
    let tags = (0..<random.next(4)).map { _ in "tag\(random.next(5))" }
    let shares = random.next(3) == 0 ? Int64(random.next(50)) : nil
    let codes = random.next(3) == 0 ? [Identity("code", "c\(random.next(14))")] : []
    let text = random.next(2) == 0 ? "text" : nil
    return post(
      random.next(5) > 0 ? "p\(random.next(20))" : nil, views: numbers[1], likes: numbers[2],
      by: random.next(5) > 0 ? author : nil, identities: codes
    ) {
      $0.hashtags = tags
      $0.caption = text
      $0.metrics.set(.shares, shares)
      $0.postedAt = numbers[0]
    }
  }

  @Test("Two accounts that turn out to be one have the followers that were counted last")
  func mergedFollowers() throws {
    let database = try TestDatabase()
    let sec = [Identity("sec", "s1")]
    try database.commit([profile(nil, followers: 1000, identities: sec)], 0)
    try database.commit([profile(nil, id: "u1", followers: 900)], 60)
    try database.commit([profile(nil, id: "u1", followers: 905, identities: sec)], 120)
    #expect(try database.rows("SELECT followers FROM account_day") == ["905"])
    #expect(try database.rows("SELECT followers FROM platform_day") == ["905"])
    // All at once, before any day is written.
    try database.commit(
      [
        profile(nil, followers: 70, identities: [Identity("sec", "s2")]),
        profile(nil, id: "u2", followers: 50),
        profile(nil, id: "u2", followers: 55, identities: [Identity("sec", "s2")]),
      ], days(1))
    #expect(
      try database.rows("SELECT followers FROM account_day ORDER BY social_account_id")
        == ["905", "55"])
    #expect(
      try database.rows("SELECT followers FROM platform_day ORDER BY snapshot_date DESC")
        == ["960", "905"])
  }

  private func expectSums(_ database: TestDatabase, _ seed: String) throws {
    #expect(
      try database.rows(
        """
        SELECT a.id FROM social_accounts a WHERE coalesce(latest_followers_count, 0) <> coalesce((
          SELECT followers FROM account_day d WHERE d.social_account_id = a.id
          ORDER BY snapshot_date DESC LIMIT 1), 0)
        """) == [], "\(seed)")
    #expect(
      try database.rows("SELECT total(latest_followers_count) FROM social_accounts")
        == database.rows(
          """
          SELECT followers * 1.0 FROM platform_day ORDER BY snapshot_date DESC LIMIT 1
          """), "\(seed)")
    let sums = """
      count(*), total(coalesce(latest_views_count, latest_plays_count)), total(latest_likes_count),
      total(latest_comments_count), total(latest_shares_count)
      """
    #expect(
      try database.rows("SELECT \(sums) FROM social_posts_analytics")
        == database.rows(
          """
          SELECT posts, views * 1.0, likes * 1.0, comments * 1.0, shares * 1.0 FROM platform_day
          ORDER BY snapshot_date DESC LIMIT 1
          """), "\(seed)")
    #expect(
      try database.rows(
        """
        SELECT a.id, a.stored_posts, \(sums) FROM social_accounts a
        JOIN social_posts_analytics p ON p.social_account_id = a.id GROUP BY a.id ORDER BY a.id
        """)
        == database.rows(
          """
          SELECT social_account_id, posts, posts, views * 1.0, likes * 1.0, comments * 1.0,
            shares * 1.0
          FROM account_day d WHERE posts > 0 AND snapshot_date = (
            SELECT max(snapshot_date) FROM account_day
            WHERE social_account_id = d.social_account_id)
          ORDER BY social_account_id
          """), "\(seed)")
    #expect(
      try database.rows(
        """
        SELECT h.hashtag, count(p.id), total(coalesce(p.latest_views_count, 0)),
          total(coalesce(latest_likes_count, 0) + coalesce(latest_shares_count, 0))
        FROM social_hashtags h LEFT JOIN social_post_hashtags l ON l.hashtag_id = h.id
        LEFT JOIN social_posts_analytics p ON p.id = l.post_id GROUP BY h.id ORDER BY h.hashtag
        """)
        == database.rows(
          """
          SELECT hashtag, total_uses, total_views * 1.0, total_engagement * 1.0
          FROM social_hashtags ORDER BY hashtag
          """), "\(seed)")
    #expect(
      try database.rows("SELECT total(coalesce(latest_followers_count, 0)) FROM social_accounts")
        == database.rows(
          "SELECT followers * 1.0 FROM platform_day ORDER BY snapshot_date DESC LIMIT 1"),
      "\(seed)")
    // An account's peaks may be higher than its posts, never lower: searches stop by them.
    #expect(
      try database.rows(
        """
        SELECT p.id FROM social_posts_analytics p JOIN social_accounts a ON a.id = p.social_account_id
        WHERE coalesce(p.latest_views_count, -1) > coalesce(a.top_views, -1)
          OR coalesce(p.latest_likes_count, -1) > coalesce(a.top_likes, -1)
          OR coalesce(p.latest_shares_count, -1) > coalesce(a.top_shares, -1)
          OR coalesce(p.posted_at, -1) > coalesce(a.newest_post_at, -1)
        """
      ).isEmpty, "\(seed)")
  }

  @Test("Numbers that no post can have do not make sums overflow, in one answer or over the years")
  func absurdNumbers() throws {
    let database = try TestDatabase()
    let posts = (0..<3000).map { number in
      post("\(number)", views: .max, likes: .max) { post in
        post.metrics.set(.comments, .max)
        post.metrics.set(.shares, .max)
        post.hashtags = ["x"]
      }
    }
    try database.commit(posts)
    let sum = 3000 * mostAdded
    #expect(try database.row("SELECT views, likes FROM platform_day") == "\(sum)|\(sum)")
    #expect(
      try database.row("SELECT total_views, total_engagement FROM social_hashtags")
        == "\(sum)|\(3 * sum)")
    #expect(Int64.max / (3 * mostAdded) > 20_000_000)
  }
}
