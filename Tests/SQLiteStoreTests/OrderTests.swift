import HostCore
import MetricSchema
import StoreTesting
import Testing

@testable import SQLiteStore

@Suite("Answers in any order, and what turns out to be one")
struct OrderTests {
  @Test("A post whose author is learned later is found among the newest of that author")
  func authorLater() throws {
    let database = try TestDatabase()
    try database.commit([post("1", by: nil) { $0.postedAt = at(50).microseconds }], 0)
    try database.commit([post("1", by: author("bob"))], 60)
    var filter = PostFilter()
    filter.since = at(40)
    #expect(try database.store.posts(filter).map(\.id) == ["1"])
  }

  @Test("An older answer does not bring back an older sound or time of publication")
  func olderSound() throws {
    let database = try TestDatabase()
    for (second, sound) in [(60, "new"), (0, "old")] as [(Int64, String)] {
      let record = post("1", views: 5) { post in
        post.audio = Audio()
        post.audio?.id = sound
        post.postedAt = second
      }
      try database.commit([record], second)
    }
    #expect(
      try database.row(
        """
        SELECT s.external_id, posted_at FROM social_posts_analytics p
        JOIN social_audio s ON s.id = p.audio_id
        """) == "new|60")
  }

  @Test("What an older answer knows and no newer one is known, and counts")
  func olderNumbers() throws {
    let database = try TestDatabase()
    try database.commit([post("1", views: 50), profile("alice") { $0.metrics.set(.posts, 1) }], 60)
    try database.commit([post("1", views: 40, likes: 4), profile("alice", followers: 5)], 0)
    #expect(
      try database.row("SELECT posts, views, likes, views_gained, followers FROM platform_day")
        == "1|50|4|0|5")
    #expect(
      try database.row(
        """
        SELECT latest_views_count, latest_likes_count, latest_observed_at
        FROM social_posts_analytics
        """) == "50|4|\(at(60).microseconds)")
    #expect(
      try database.row(
        """
        SELECT latest_posts_count, latest_followers_count, latest_observed_at FROM social_accounts
        """) == "1|5|\(at(60).microseconds)")
  }

  @Test("Numbers of one late moment come together, as that provider saw them")
  func lateMoment() throws {
    let database = try TestDatabase()
    try database.commit([post("1", views: 9, likes: 9)], 60)
    try database.commit([post("1", views: 5), post("1", likes: 2)], 0)
    // What was known before that moment is no part of its row either.
    try database.commit([post("1", views: 10), post("1") { $0.metrics.set(.shares, 1) }], 120)
    #expect(
      try database.rows(
        """
        SELECT views_count, likes_count, shares_count FROM social_post_metrics ORDER BY observed_at
        """) == ["5|2|-", "9|9|-", "10|-|1"])
  }

  @Test("Days of two accounts that are one have the newer numbers, and why they are inexact")
  func mergedSnapshots() throws {
    let database = try TestDatabase()
    let sec = [Identity("sec", "s1")]
    let rounded = profile(nil, id: "u1") {
      $0.metrics.set(Measure(.followers, 1_200_000, .rounded(step: 100_000)))
      $0.metrics.set(Measure(.reactionLove, 5))
    }
    try database.commit(
      [
        profile(nil, identities: sec) {
          $0.metrics.set(.following, 7)
          $0.metrics.set(.posts, 1)
        }
      ], 0)
    try database.commit([rounded], 60)
    try database.commit([profile(nil, id: "u1") { $0.metrics.set(.posts, 3) }], 120)
    try database.commit([profile("alice", id: "u1", identities: sec)], 180)
    let day = try #require(database.store.history(platform: "tiktok", handle: "alice").first)
    #expect(
      day.metrics[.followers] == Measure(.followers, 1_200_000, .rounded(step: 100_000)))
    #expect(day.metrics[.following]?.count == 7)
    #expect(day.metrics[.posts]?.count == 3)
    #expect(day.metrics[.reactionLove]?.count == 5)
  }

  @Test("A post that was gone under one of its ids stands once it is seen under both")
  func mergedDeletion() throws {
    let database = try TestDatabase()
    let code = [Identity("code", "c1")]
    let visible = post("1", views: 5) { $0.presence = .visible }
    try database.commit([visible], 0)
    try database.commit([post(nil, identities: code) { $0.presence = .deleted }], 60)
    try database.commit(
      [post("1", views: 5, identities: code) { $0.presence = .visible }], 120)
    #expect(try database.store.posts(PostFilter()).map(\.id) == ["1"])
  }

  @Test("A hashtag's number that an answer leaves out did not change")
  func hashtagRows() throws {
    let database = try TestDatabase()
    for (second, posts) in [(0, 3), (1, nil), (2, nil)] as [(Int64, Int64?)] {
      var tag = Hashtag()
      tag.name = "summer"
      tag.metrics.set(.views, 5)
      tag.metrics.set(.posts, posts)
      try database.commit([.hashtag(tag)], second)
    }
    #expect(try database.rows("SELECT posts_count, views_count FROM hashtag_history") == ["3|5"])
    var (views, posts) = (Hashtag(), Hashtag())
    (views.name, posts.name) = ("winter", "winter")
    views.metrics.set(.views, 7)
    posts.metrics.set(.posts, 4)
    try database.commit([.hashtag(views), .hashtag(posts)], 3)
    #expect(
      try database.row("SELECT posts_count, views_count FROM hashtag_history ORDER BY 1 DESC")
        == "4|7")
  }

  @Test("What an answer leaves out of a comment or an audience stays, and why it is inexact")
  func leftOut() throws {
    let database = try TestDatabase()
    var comment = MetricSchema.Comment()
    (comment.id, comment.postID) = ("c", "1")
    comment.metrics.set(Measure(.replies, 1200, .rounded(step: 100)))
    var bucket = Demographics()
    (bucket.ownerID, bucket.dimension, bucket.bucket, bucket.share) = ("u1", "age", "18-24", 0.5)
    try database.commit([.comment(comment), .demographics(bucket)], 0)
    comment.metrics = Metrics()
    comment.metrics.set(.likes, 3)
    (bucket.share, bucket.count) = (nil, 40)
    try database.commit([.comment(comment), .demographics(bucket)], 1)
    #expect(
      try database.row("SELECT likes_count, replies_count, provenance FROM social_comments")
        == "3|1200|\(7 << 4)")
    #expect(
      try database.row("SELECT share, count FROM social_audience_demographics") == "0.5|40")
  }

  @Test("A sound of which no number is known has no time of its numbers")
  func unknownNumbers() throws {
    let database = try TestDatabase()
    let record = post("1") { post in
      post.audio = Audio()
      post.audio?.id = "m"
      post.audio?.metrics.set(Measure(.posts, nil, .unsupported))
    }
    try database.commit([record])
    #expect(try database.row("SELECT latest_observed_at FROM social_audio") == "-")
  }
}
