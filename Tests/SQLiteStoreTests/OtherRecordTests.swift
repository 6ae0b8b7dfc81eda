import HostCore
import MetricSchema
import RawArchive
import StoreTesting
import Testing

@testable import SQLiteStore

@Suite("What is stored besides posts")
struct OtherRecordTests {
  private func comment(
    _ id: String?, on post: String? = "1", under parent: String? = nil,
    _ change: (inout MetricSchema.Comment) -> Void = { _ in }
  ) -> Record {
    var comment = MetricSchema.Comment()
    (comment.id, comment.postID, comment.parentID) = (id, post, parent)
    change(&comment)
    return .comment(comment)
  }

  @Test("A snapshot tells growth, an account every field")
  func profiles() throws {
    let database = try TestDatabase()
    try database.commit([
      profile("alice", id: "5", followers: 10) {
        ($0.name, $0.url, $0.bio, $0.website) = ("Alice", "u", "b", "w")
        ($0.verified, $0.isPrivate, $0.business) = (true, false, true)
        ($0.region, $0.language, $0.category, $0.presence) = ("FR", "fr", "art", .visible)
        ($0.createdAt, $0.email, $0.location) = (7, "e", "Lyon")
        ($0.avatarURL, $0.bannerURL) = ("a", "n")
        $0.metrics.set(.likes, 4043)
        $0.metrics.set(.views, 32092)
        $0.metrics.set(.posts, 10)
      }
    ])
    try database.commit([profile("alice", followers: 13)], days(2))
    try database.commit([profile("alice", followers: 12)], days(2) + 5)
    #expect(
      try database.row(
        """
        SELECT platform, handle, external_id, display_name, profile_url, avatar_url, banner_url, bio,
          website_url, email, location, region, language, category, is_verified, is_private,
          is_business, account_created_at, presence, last_synced_at, status FROM social_accounts
        """)
        == "tiktok|alice|5|Alice|u|a|n|b|w|e|Lyon|FR|fr|art|1|0|1|7|visible|\(at(days(2) + 5).microseconds)|active"
    )
    #expect(
      try database.rows(
        """
        SELECT snapshot_date, followers_count, follower_growth, round(engagement_rate, 2),
          avg_likes_per_post FROM social_analytics_snapshots ORDER BY snapshot_date
        """) == ["2026-11-20|10|-|12.6|404.3", "2026-11-22|12|2|-|-"])
    #expect(
      try database.row(
        "SELECT username, last_snapshot_date, followers_count FROM social_analytics_latest")
        == "alice|2026-11-22|12")
  }

  @Test("A handle is kept with the time in which it held")
  func handles() throws {
    let database = try TestDatabase()
    try database.commit([profile("alice", id: "5")], 0)
    try database.commit([profile("alice2", id: "5")], 10)
    try database.commit([profile("alice", id: "6")], 20)
    try database.commit([profile("alice", id: "6")], 30)
    #expect(
      try database.rows(
        "SELECT handle, social_account_id, valid_from, valid_to FROM account_handles ORDER BY id")
        == [
          "alice|1|\(at(0).microseconds)|\(at(10).microseconds)",
          "alice2|1|\(at(10).microseconds)|-", "alice|2|\(at(20).microseconds)|-",
        ])
  }

  @Test("Replies find their parents, whichever comes first")
  func threads() throws {
    let database = try TestDatabase()
    try database.commit([
      post("1"), comment("c3", under: "c2"), comment("c2", under: "c1"),
      comment("c1") {
        $0.text = "hello"
        $0.author = author("bob", id: "9")
        $0.metrics.set(.likes, 4)
        $0.byCreator = true
        $0.postedAt = 8
      }, comment("c4", under: "c1"), comment("self", under: "self"), comment(nil),
    ])
    try database.commit([comment("c1") { $0.metrics.set(Measure(.likes, nil, .hidden)) }], 1)
    #expect(
      try database.rows(
        """
        SELECT c.external_comment_id, p.external_comment_id, c.is_reply, c.comment_text,
          c.author_username, c.author_id, c.likes_count, c.is_creator_reply, c.commented_at
        FROM social_comments c LEFT JOIN social_comments p ON p.id = c.parent_comment_id
        ORDER BY c.external_comment_id
        """) == [
          "c1|-|0|hello|bob|9|4|1|8", "c2|c1|1|-|-|-|-|-|-", "c3|c2|1|-|-|-|-|-|-",
          "c4|c1|1|-|-|-|-|-|-", "self|-|1|-|-|-|-|-|-",
        ])
    #expect(
      try database.row(
        "SELECT comments_fetched, posts_fetched, records_fetched FROM social_fetch_jobs")
        == "5|1|6")
  }

  @Test("A comment finds its post by any id or by the job, and makes it where it is unknown")
  func commentedPosts() throws {
    let database = try TestDatabase()
    try database.commit([post("1", identities: [Identity("shortcode", "AbC")])])
    let job = try database.job(.comments, Subject("77"))
    let outcome = try database.commit(
      [comment("c1", on: "AbC"), comment("c2", on: nil), comment("c3", on: "88")], job: job)
    #expect(outcome.newPosts == 0)
    #expect(
      try database.rows(
        "SELECT external_comment_id, p.external_post_id FROM social_comments c JOIN social_posts_analytics p ON p.id = c.post_id ORDER BY c.id"
      ) == ["c1|1", "c2|77", "c3|88"])
    #expect(try database.commit([post("77", views: 3)], 1).newPosts == 1)
    #expect(try database.commit([post("77", views: 3)], 2).knownPosts == 1)
    #expect(try database.row("SELECT posts, new_posts, views FROM platform_day") == "3|2|3")
    #expect(try database.row("SELECT posts, new_posts, views FROM account_day") == "2|2|3")
  }

  @Test("What a platform says of a hashtag has a history")
  func hashtags() throws {
    let database = try TestDatabase()
    for (seconds, views) in [(0, 5), (1, 5), (2, 7), (days(1), 7)] as [(Int64, Int64)] {
      var tag = Hashtag()
      (tag.id, tag.name, tag.title) = ("h", "Summer", "Summer!")
      tag.metrics.set(.views, views)
      try database.commit([.hashtag(tag)], seconds)
    }
    #expect(
      try database.rows("SELECT observed_at, views_count FROM hashtag_history ORDER BY observed_at")
        == [
          "\(at(0).microseconds)|5", "\(at(2).microseconds)|7", "\(at(days(1)).microseconds)|7",
        ])
    #expect(
      try database.row(
        "SELECT hashtag, external_id, title, latest_views_count FROM social_hashtags")
        == "summer|h|Summer!|7")
  }

  @Test("An audience is kept in the provider's buckets and shown in fixed groups")
  func audience() throws {
    let database = try TestDatabase()
    let job = try database.job(.audience)
    let buckets: [(String, String, Double)] = [
      ("age", "18-24", 0.5), ("age", "age_45_54", 0.2), ("age", "65+", 0.1),
      ("gender", "FEMALE", 0.6),
      ("gender", "m", 0.3), ("gender", "unspecified", 0.1), ("country", "FR", 0.75),
    ]
    let records = buckets.map { dimension, bucket, share in
      var record = Demographics()
      (record.dimension, record.bucket, record.share) = (dimension, bucket, share)
      return Record.demographics(record)
    }
    try database.commit(records, job: job)
    try database.commit(records, 1, job: job)
    #expect(try database.row("SELECT count(*) FROM social_audience_demographics") == "7")
    #expect(
      try database.row(
        """
        SELECT snapshot_date, age_13_17, age_18_24, age_45_plus, gender_male, gender_female,
          gender_other, top_countries, top_cities FROM social_audience_snapshots
        """) == #"2026-11-20|-|50.0|30.0|30.0|60.0|10.0|{"FR":75.0}|-"#)
  }

  @Test("A number of a period is corrected until it is final")
  func insights() throws {
    let database = try TestDatabase()
    let insight = { (reach: Int64?, final: Bool) in
      var insight = Insight()
      (insight.ownerKind, insight.ownerID, insight.final) = ("post", "1", final)
      (insight.periodStart, insight.periodEnd) = (10, 20)
      insight.metrics.set(.reach, reach, otherwise: .notSynced)
      return Record.insight(insight)
    }
    try database.commit([post("1"), insight(5, false)], 0)
    try database.commit([insight(7, false), insight(nil, true)], 1)
    try database.commit([insight(9, false)], 2)
    #expect(
      try database.rows(
        "SELECT owner_kind, owner_id, metric, period_start, period_end, value, final FROM social_insights"
      ) == ["post|1|reach|10|20|7.0|1"])
  }

  @Test("A place in a list of trends is kept for each day")
  func trends() throws {
    let database = try TestDatabase()
    var audio = Audio()
    (audio.id, audio.title, audio.authorName) = ("m1", "song", "bob")
    var entry = TrendEntry()
    (entry.kind, entry.region, entry.rank, entry.subjectID) = ("audio", "FR", 3, "m1")
    entry.metrics.set(.posts, 70)
    try database.commit([.audio(audio), .trend(entry)], 0)
    entry.rank = 1
    try database.commit([.trend(entry)], 60)
    try database.commit([.trend(entry)], days(1))
    #expect(
      try database.rows(
        """
        SELECT music_id, title, author, rank, country, total_videos, trending_date
        FROM trending_audio ORDER BY trending_date
        """) == ["m1|song|bob|1|FR|70|2026-11-20", "m1|song|bob|1|FR|70|2026-11-21"])
  }

  @Test("Answers are kept whole, the same body once")
  func rawAnswers() throws {
    let database = try TestDatabase()
    let body = Array(String(repeating: #"{"id":"1"},"#, count: 500).utf8)
    var request = ProviderRequest()
    request.path = "/v1/posts"
    let raw = RawAnswer(
      request: request, status: 200, headers: Headers([("Etag", "x")]), body: Body(body))
    for second in [0, 1] as [Int64] { try database.commit([], second) { $0.raw = raw } }
    #expect(
      try database.row("SELECT count(*), count(DISTINCT body_id), max(status) FROM raw_answers")
        == "2|1|200")
    let connection = try Connection(database.path, .write)
    defer { withExtendedLifetime(connection) {} }
    let statement = try Statement(
      """
      SELECT hash, size, compressed, request, headers FROM raw_bodies b
      JOIN raw_answers a ON a.body_id = b.id
      """, on: connection)
    let stored = try statement.first { (row) in
      (row.bytes(), row.integer(), row.bytes(), row.bytes(), row.bytes())
    }
    let (hash, size, compressed, sent, headers) = try #require(stored)
    let entry = RawArchive.Entry(
      hash: try #require(hash), size: Int(try #require(size)), compressed: try #require(compressed))
    #expect(try RawArchive.unpack(entry) == body)
    #expect(entry.compressed.count < 200)
    #expect(try decoded(sent, "") as ProviderRequest == request)
    #expect(try decoded(headers, "") as Headers == raw.headers)
  }

  @Test("A search stands in the history of searches once it ended")
  func searches() throws {
    let database = try TestDatabase()
    let job = try database.job(.search, Subject("long walks"), region: "FR")
    try database.commit([post("1"), post("2")], job: job)
    try database.store.finish(job, .completed, moment: at(9))
    #expect(
      try database.rows(
        "SELECT query, query_type, platform, country, results_count, searched_at FROM search_history"
      ) == ["long walks|search|tiktok|FR|2|\(at(9).microseconds)"])
  }
}
