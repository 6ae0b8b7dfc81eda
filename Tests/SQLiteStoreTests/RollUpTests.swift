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
