import MetricSchema
import StoreTesting
import Testing

@testable import SQLiteStore

@Suite("What is stored of posts")
struct PostRecordTests {
  @Test("Numbers get a row when one changed or a day begins, and none otherwise")
  func metricRows() throws {
    let database = try TestDatabase()
    for (seconds, views) in [(0, 5), (60, 5), (120, 6), (180, 6), (days(1), 6), (days(1) + 9, 6)]
      as [(Int64, Int64)]
    {
      try database.commit([post("1", views: views)], seconds)
    }
    #expect(
      try database.rows(
        "SELECT observed_at, views_count FROM social_post_metrics ORDER BY observed_at") == [
          "\(at(0).microseconds)|5", "\(at(120).microseconds)|6", "\(at(days(1)).microseconds)|6",
        ])
  }

  @Test("Why a number is absent has its row, though the newest number stays")
  func provenance() throws {
    let database = try TestDatabase()
    try database.commit([post("1", views: 5, likes: 2)], 0)
    try database.commit(
      [
        post("1", views: 5) {
          $0.metrics.set(Measure(.likes, nil, .hidden))
          $0.metrics.set(Measure(.downloads, 40, .rounded(step: 10)))
        }
      ], 1)
    // likes is the first of the first sixteen, downloads the fourth of the rest.
    #expect(
      try database.rows(
        """
        SELECT likes_count, views_count, downloads_count, provenance, provenance_more
        FROM social_post_metrics ORDER BY observed_at
        """) == ["2|5|-|0|0", "-|5|40|2|\(6 << 12)"])
    #expect(
      try database.row(
        """
        SELECT latest_likes_count, latest_downloads_count, latest_provenance,
          latest_provenance_more FROM social_posts_analytics
        """) == "2|40|0|\(6 << 12)")
  }

  @Test("A post in two answers of one moment has one row with what both knew")
  func sameMoment() throws {
    let database = try TestDatabase()
    try database.commit([post("1", views: 5), post("1", likes: 2)], 0)
    try database.commit([post("1") { $0.metrics.set(.shares, 1) }], 0, provider: "tiktok.two")
    try database.commit([post("1", views: 6)], 0)
    #expect(
      try database.rows(
        """
        SELECT provider_name, views_count, likes_count, shares_count FROM social_post_metrics
        ORDER BY provider_name
        """) == ["tiktok.one|6|2|-", "tiktok.two|-|-|1"])
    #expect(
      try database.row(
        """
        SELECT latest_views_count, latest_likes_count, latest_shares_count
        FROM social_posts_analytics
        """) == "6|2|1")
  }

  @Test("Every field of a post is stored")
  func everyField() throws {
    let database = try TestDatabase()
    var love = Extra()
    (love.name, love.text) = ("effect", "slow \"motion\"")
    var count = Extra()
    (count.name, count.integer) = ("stitches", 4)
    let extras = [love, count]
    try database.commit([
      post("1") {
        $0.url = "https://tiktok.example/1"
        ($0.title, $0.caption, $0.description) = ("t", "c", "d")
        ($0.shortCode, $0.mediaKind, $0.mediaCount) = ("AbC", .carousel, 2)
        $0.thumbnailURL = "https://cdn.example/t"
        $0.mediaURLs = ["https://cdn.example/1", "https://cdn.example/2"]
        ($0.durationMs, $0.shortForm, $0.hasAudio, $0.pinned, $0.ad) = (
          17_900, true, false, true, false
        )
        ($0.presence, $0.locationName, $0.region, $0.language) = (.protected, "Lyon", "FR", "fr")
        ($0.postedAt, $0.replyTo, $0.quoteOf) = (at(0).microseconds, "r", "q")
        $0.extras = extras
      }
    ])
    #expect(
      try database.row(
        """
        SELECT platform, external_post_id, post_url, title, caption, description, short_code,
          media_type, media_count, thumbnail_url, media_url, media_urls, duration_ms, duration,
          is_short_form, has_audio, is_pinned, is_ad, presence, visibility, location_name, region,
          language, posted_at, reply_to_external_id, quote_of_external_id, provider_name, extras
        FROM social_posts_analytics
        """) == """
          tiktok|1|https://tiktok.example/1|t|c|d|AbC|carousel|2|https://cdn.example/t|\
          https://cdn.example/1|["https://cdn.example/1","https://cdn.example/2"]|17900|17|1|0|1|0|\
          protected|private|Lyon|FR|fr|\(at(0).microseconds)|r|q|tiktok.one|\
          {"effect":"slow \\"motion\\"","stitches":4}
          """)
    try database.commit([post("1") { $0.title = "" }], 1)
    #expect(
      try database.row("SELECT title, caption, is_ad, media_count FROM social_posts_analytics")
        == "|c|0|2")
  }

  @Test("A text with NUL in it is stored without")
  func nul() throws {
    let database = try TestDatabase()
    let long = String(repeating: "x", count: 9000)
    try database.commit([post("1") { ($0.caption, $0.title) = ("a\0b\0", "\0" + long) }])
    #expect(
      try database.row("SELECT caption, title FROM social_posts_analytics") == "ab|\(long)")
  }

  @Test("Very many hashtags take time that grows with their number", .timeLimit(.minutes(1)))
  func manyHashtags() throws {
    let database = try TestDatabase()
    for letter in ["a", "b"] {
      try database.commit([post("1") { $0.hashtags = (0..<40_000).map { "\(letter)\($0)" } }])
    }
    #expect(
      try database.row("SELECT count(*), min(position), max(position) FROM social_post_hashtags")
        == "40000|0|39999")
  }

  @Test("Hashtags are linked in their order, and their sums follow the posts")
  func hashtags() throws {
    let database = try TestDatabase()
    let sums =
      "SELECT hashtag, total_uses, total_views, total_engagement FROM social_hashtags ORDER BY hashtag"
    try database.commit([
      post("1", views: 100, likes: 10) {
        $0.caption = "x"
        $0.hashtags = ["Summer", "#walk", "summer", ""]
      }, post("2", views: 5) { $0.hashtags = ["walk"] },
    ])
    #expect(
      try database.rows(
        """
        SELECT post_id, hashtag, position FROM social_post_hashtags
        JOIN social_hashtags ON id = hashtag_id ORDER BY post_id, position
        """) == ["1|summer|0", "1|walk|1", "2|walk|0"])
    #expect(try database.rows(sums) == ["summer|1|100|10", "walk|2|105|10"])
    // Views grow, one tag goes, one comes; the other post says nothing of its tags.
    try database.commit(
      [
        post("1", views: 150, likes: 12) {
          $0.caption = "y"
          $0.hashtags = ["walk", "lake"]
        }, post("2", views: 6),
      ], 1)
    #expect(try database.rows(sums) == ["lake|1|150|12", "summer|0|0|0", "walk|2|156|12"])
    try database.commit([post("1", views: 150) { $0.caption = "no tags any more" }], 2)
    #expect(try database.rows(sums) == ["lake|0|0|0", "summer|0|0|0", "walk|1|6|0"])
  }

  @Test("Mentions are those of the newest text")
  func mentions() throws {
    let database = try TestDatabase()
    let mentions =
      "SELECT position, mentioned_username, mentioned_external_id FROM social_post_mentions"
    let bob = { (post: inout Post) in
      var (bob, carol) = (Mention(), Mention())
      bob.handle = "bob"
      carol.id = "77"
      post.mentions = [bob, carol]
    }
    try database.commit([post("1", bob)])
    #expect(try database.rows(mentions) == ["0|bob|-", "1|-|77"])
    try database.commit([post("1") { $0.title = "says nothing of mentions" }], 1)
    #expect(try database.rows(mentions).count == 2)
    try database.commit([post("1") { $0.caption = "none" }], 2)
    #expect(try database.rows(mentions).isEmpty)
  }

  @Test("A repost is the author's post, and says who brought it")
  func reposts() throws {
    let database = try TestDatabase()
    try database.commit([
      post("1", views: 9, by: author("bob")) {
        $0.repostedBy = author("alice")
        $0.repostedAt = 5
      }
    ])
    try database.commit(
      [post("1", views: 9, by: author("bob")) { $0.repostedBy = author("alice") }], 1)
    #expect(
      try database.rows(
        """
        SELECT p.external_post_id, a.handle, b.handle, r.reposted_at FROM social_post_reposts r
        JOIN social_posts_analytics p ON p.id = r.post_id
        JOIN social_accounts a ON a.id = p.social_account_id
        JOIN social_accounts b ON b.id = r.social_account_id
        """) == ["1|bob|alice|5"])
  }

  @Test("A sound is stored once, and shared by its posts")
  func sounds() throws {
    let database = try TestDatabase()
    let with = { (title: String?) in
      { (post: inout Post) in
        var audio = Audio()
        (audio.id, audio.title, audio.authorName, audio.original) = ("m1", title, "bob", true)
        post.audio = audio
      }
    }
    try database.commit([post("1", with("song")), post("2", with(nil))])
    try database.commit([post("3", with("better song"))], 1)
    #expect(
      try database.rows(
        "SELECT external_id, a.title, author_name, is_original, count(*) FROM social_audio a JOIN social_posts_analytics p ON p.audio_id = a.id GROUP BY a.id"
      ) == ["m1|better song|bob|1|3"])
  }

  @Test("A deleted post keeps when it was first seen to be gone")
  func deleted() throws {
    let database = try TestDatabase()
    for (second, presence) in [Presence.visible, .deleted, .deleted].enumerated() {
      try database.commit(
        [
          post("1") {
            $0.presence = presence; $0.title = "\(second)"
          }
        ], Int64(second))
    }
    #expect(
      try database.row("SELECT deleted_at, presence FROM social_posts_analytics")
        == "\(at(1).microseconds)|deleted")
  }
}
