import HostCore
import MetricSchema
import StoreTesting
import Testing

@testable import SQLiteStore

@Suite("Plans of statements")
struct PlanTests {
  @Test("No statement of the writing path scans a table")
  func writing() throws {
    let database = try TestDatabase()
    try writeEverything(database)
    let texts = try database.store.write { (writer) in writer.connection.preparedTexts }
    for query in Query.accountMerge + Query.postMerge {
      #expect(texts.contains(query.text), "not run: \(query.text)")
    }
    #expect(texts.count > 100)
    try expectSearches(texts, database)
  }

  @Test("No query for pages of posts scans a table")
  func reading() throws {
    let database = try TestDatabase()
    for order in PostFilter.Order.allCases {
      for handle in [nil, "alice"] {
        var filter = PostFilter()
        (filter.order, filter.handle) = (order, handle)
        (filter.since, filter.platform) = (at(0), "tiktok")
        _ = try database.store.posts(filter)
      }
    }
    _ = try database.store.history(platform: "tiktok", handle: "alice")
    _ = try database.store.identities(platform: "tiktok", operation: .comments, handle: "1")
    let texts = try database.store.read { (connection) in connection.preparedTexts }
    #expect(texts.count > 10)
    try expectSearches(texts, database)
  }

  @Test(
    "Posts of a sound, and of a hashtag, are searched for in every stretch of posts",
    arguments: [
      ("id", "social_posts_analytics", "audio_id"),
      ("post_id", "social_post_hashtags", "hashtag_id"),
    ])
  func stretches(column: String, table: String, key: String) throws {
    let database = try TestDatabase()
    try database.store.write { (writer) throws(StoreError) in
      try writer.connection.execute(
        """
        INSERT INTO social_audio (id, platform, external_id, created_at, updated_at)
        VALUES (1, 'tiktok', 'm', 0, 0), (2, 'tiktok', 'n', 0, 0);
        INSERT INTO social_hashtags (id, platform, hashtag, created_at, updated_at)
        VALUES (1, 'tiktok', 'm', 0, 0), (2, 'tiktok', 'n', 0, 0);
        INSERT INTO social_posts_analytics (id, platform, audio_id, created_at, updated_at)
        SELECT value * 1000, 'tiktok', 1 + value % 2, 0, 0 FROM json_each('[1, 2, 4, 6, 8, 12, 13, 20]');
        INSERT INTO social_post_hashtags SELECT id, audio_id, 0 FROM social_posts_analytics;
        """)
    }
    let query = "SELECT \(column) FROM \(table) WHERE \(key) = 1"
    let found = try database.rows(query + " ORDER BY \(column)")
    #expect(found == ["2000", "4000", "6000", "8000", "12000", "20000"])
    let plan = try database.rows("EXPLAIN QUERY PLAN " + query)
    #expect(plan.contains { $0.contains("(ANY(<expr>) AND \(key)=?)") }, "\(plan)")
  }

  private func expectSearches(_ texts: [String], _ database: TestDatabase) throws {
    for text in texts where !text.hasPrefix("PRAGMA") {
      let plan = try database.rows("EXPLAIN QUERY PLAN " + text)
        .map { $0.split(separator: "|").last?.split(separator: " ").map(String.init) ?? [] }
      // What a part of a statement found, by indexes, is read as a whole.
      let parts = plan.filter { ["MATERIALIZE", "CO-ROUTINE"].contains($0.first) }.map { $0[1] }
      for words in plan where words.first == "SCAN" && words.count > 1 {
        let isPart = parts.contains(words[1]) || ["CONSTANT", "space", "each"].contains(words[1])
        #expect(isPart, "\(words.joined(separator: " ")) in \(text)")
      }
    }
  }

  /// Lets every statement of the writing path run once.
  private func writeEverything(_ database: TestDatabase) throws {
    var request = ProviderRequest()
    request.path = "/1"
    let job = try database.store.begin(
      StoredJob(
        platform: "tiktok", provider: "tiktok.one",
        job: FetchJob(.posts, [Subject("alice", identities: [Identity("id", "5")])]), moment: at(0)),
      requests: [request])
    _ = try database.store.begin(
      StoredJob(
        platform: "tiktok", provider: "tiktok.one",
        job: FetchJob(.posts, [Subject("alice")]), moment: at(0)), requests: [])
    let limits = LimitWindow.allCases.map { Limit(9, per: $0) } + [Limit(9, per: .day, call: "x")]
    _ = try database.store.reserve(
      Reservation(
        provider: "tiktok.one", platform: "tiktok", call: "x", limits: limits, moment: at(0)))
    let tagged = { (tags: [String]) in
      { (post: inout Post) in
        post.hashtags = tags
        post.caption = "x"
        post.postedAt = 5
        var mention = Mention()
        mention.handle = "bob"
        post.mentions = [mention]
        post.audio = Audio()
        post.audio?.id = "m"
        post.audio?.metrics.set(.plays, 5)
        post.repostedBy = author("carol")
      }
    }
    var (comment, reply) = (MetricSchema.Comment(), MetricSchema.Comment())
    (comment.id, reply.id, reply.parentID) = ("c", "r", "c")
    (comment.postID, reply.postID) = ("1", "99")
    var tag = Hashtag()
    tag.name = "a"
    tag.metrics.set(.views, 5)
    var insight = Insight()
    (insight.ownerKind, insight.ownerID) = ("post", "1")
    insight.metrics.set(.reach, 5)
    var bucket = Demographics()
    (bucket.dimension, bucket.bucket) = ("age", "18-24")
    var trend = TrendEntry()
    trend.name = "a"
    let raw = RawAnswer(request: request, status: 200, headers: Headers(), body: Body([1]))
    let alice = author("alice", id: "5")
    let records: [Record] = [
      profile("alice", id: "5", followers: 5), post("1", views: 5, by: alice, tagged(["a", "b"])),
      post("2", views: 6, by: alice, tagged(["b"])), .comment(reply), .comment(comment),
      .hashtag(tag), .insight(insight), .demographics(bucket), .trend(trend),
      profile("bob", id: "6", followers: 7), post("3", by: author("bob", id: "6")),
    ]
    for second in [0, 60, -5] as [Int64] {
      try database.commit(records, second, job: job.id) {
        $0.answered = job.outstanding[0].id
        $0.raw = raw
        $0.requests = [request]
      }
    }
    try database.commit([post("1", views: 9, by: alice, tagged(["c"]))], 70)
    try database.commit([post("1", views: 9, by: alice, identities: [Identity("id", "2")])], 80)
    try database.commit([profile("alice", id: "5", identities: [Identity("id", "6")])], 90)
    try database.commit([profile("alice", id: "7"), post(nil, by: nil)], 100)
    try database.store.finish(job.id, .completed, moment: at(110))
    let library = LibraryStamp(sha256: "00", abi: 1)
    _ = try database.store.noteDeath(of: "tiktok.one", library, at: at(110), since: at(0))
    try database.store.quarantine(
      Quarantine(provider: "tiktok.one", library: library, reason: "died", since: at(110)))
    _ = try database.store.liftQuarantines(of: "tiktok.one")
    let search = try database.job(.search, Subject("x"))
    try database.store.finish(search, .completed, moment: at(110))
  }
}
