import HostCore
import MetricSchema
import StoreTesting
import Testing

@testable import SQLiteStore

@Suite("Answers in any order, and what turns out to be one")
struct OrderTests {
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
