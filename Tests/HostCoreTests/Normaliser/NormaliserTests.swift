import MetricSchema
import Testing

@testable import HostCore

@Suite("Normalised records")
struct NormaliserTests {
  private func post(_ platform: String, _ edit: (inout Post) -> Void) throws -> Post {
    var post = Post()
    edit(&post)
    guard case .post(let done) = Normaliser(platform: platform).normalise(.post(post)) else {
      throw WrongKind()
    }
    return done
  }

  private func profile(_ platform: String, _ handle: String?, _ id: String?) throws -> Profile {
    var profile = Profile()
    (profile.handle, profile.id) = (handle, id)
    guard case .profile(let done) = Normaliser(platform: platform).normalise(.profile(profile))
    else { throw WrongKind() }
    return done
  }

  private struct WrongKind: Error {}

  private func author(_ handle: String?, _ id: String? = nil) -> Author {
    var author = Author()
    (author.handle, author.id) = (handle, id)
    return author
  }

  @Test("A count below 0 is not reported")
  func negativeCounts() throws {
    let made = try post("tiktok") { post in
      post.metrics.set(.views, -1)
      post.metrics.set(.likes, 0)
      post.metrics.set(Measure(.shares, -2_000, .rounded(step: 1_000)))
      post.audio = Audio()
      post.audio?.metrics.set(.posts, .min)
    }
    #expect(
      made.metrics.measures == [
        Measure(.views, nil, .notReported), Measure(.likes, 0), Measure(.shares, nil, .notReported),
      ])
    #expect(made.audio?.metrics[.posts] == Measure(.posts, nil, .notReported))
  }

  @Test(
    "A ratio is a part of the whole; only of the length more may be watched",
    arguments: [
      (.completionRate, 0, true), (.completionRate, 1, true), (.completionRate, -5, false),
      (.completionRate, 7, false), (.completionRate, .nan, false),
      (.completionRate, .infinity, false), (.averageWatchRatio, 7, true),
      (.averageWatchRatio, -0.1, false), (.averageWatchRatio, .infinity, false),
      (.averageWatchRatio, .nan, false),
    ] as [(Metric, Double, Bool)])
  func ratios(metric: Metric, ratio: Double, isKept: Bool) throws {
    let made = try post("tiktok") { $0.metrics.set(Measure(metric, nil, ratio: ratio)) }
    #expect(
      made.metrics.measures == [
        isKept ? Measure(metric, nil, ratio: ratio) : Measure(metric, nil, .notReported)
      ])
  }

  @Test("A count that is rounded to no step stays rounded", arguments: [0, -3, .min, 1, 1_000])
  func steps(step: Int64) throws {
    let made = try post("tiktok") {
      $0.metrics.set(Measure(.likes, 12_000, .rounded(step: step)))
    }
    #expect(made.metrics.measures == [Measure(.likes, 12_000, .rounded(step: max(step, 1)))])
  }

  @Test("Shares and counts of an audience that cannot be are none")
  func demographics() throws {
    let cases: [(Int64, Double, Int64?, Double?)] = [
      (-5, 0.25, nil, 0.25), (5, -0.25, 5, nil), (0, 1, 0, 1), (5, 1.5, 5, nil),
      (5, .nan, 5, nil), (5, .infinity, 5, nil),
    ]
    for (count, share, keptCount, keptShare) in cases {
      var bucket = Demographics()
      (bucket.bucket, bucket.count, bucket.share) = ("18-24", count, share)
      guard
        case .demographics(let done) = Normaliser(platform: "tiktok").normalise(
          .demographics(bucket))
      else { throw WrongKind() }
      #expect(done.count == keptCount && done.share == keptShare && done.bucket == "18-24")
    }
  }

  @Test(
    "Canonical addresses of profiles",
    arguments: [
      ("tiktok", "Alice", "6800", "https://www.tiktok.com/@alice"),
      ("tiktok", nil, "6800", nil),
      ("tiktok", "a/../b?c", nil, "https://www.tiktok.com/@a%2F..%2Fb%3Fc"),
      ("youtube", "@Alice", "UC1_-x", "https://www.youtube.com/channel/UC1_-x"),
      ("youtube", "@Alice", nil, "https://www.youtube.com/@alice"),
      ("youtube", "ålice", nil, "https://www.youtube.com/@%C3%A5lice"),
      ("bluesky", "alice.example.com", "did:plc:abc", "https://bsky.app/profile/alice.example.com"),
      ("bluesky", "handle.invalid", "did:plc:abc", "https://bsky.app/profile/did:plc:abc"),
      ("bluesky", nil, "did:web:a.example", "https://bsky.app/profile/did:web:a.example"),
      ("bluesky", "handle.invalid", nil, nil),
      ("elsewhere", "alice", "1", nil),
    ] as [(String, String?, String?, String?)])
  func profiles(platform: String, handle: String?, id: String?, url: String?) throws {
    #expect(try profile(platform, handle, id).url == url)
  }

  @Test("Canonical addresses of TikTok posts tell photos from videos")
  func tiktokPosts() throws {
    for (kind, word) in [
      (MediaKind.video, "video"), (.unspecified, "video"), (.image, "photo"), (.carousel, "photo"),
    ] {
      let post = try post("tiktok") {
        ($0.id, $0.mediaKind, $0.author) = ("7301", kind, author("Alice"))
      }
      #expect(post.url == "https://www.tiktok.com/@alice/\(word)/7301")
    }
    #expect(try post("tiktok") { $0.id = "7301" }.url == "https://www.tiktok.com/@/video/7301")
    #expect(try post("tiktok") { $0.author = author("alice") }.url == nil)
  }

  @Test("Canonical addresses of YouTube posts tell shorts from videos")
  func youtubePosts() throws {
    #expect(
      try post("youtube") { $0.id = "abc-DEF_123" }.url
        == "https://www.youtube.com/watch?v=abc-DEF_123")
    #expect(
      try post("youtube") { ($0.id, $0.shortForm) = ("abc-DEF_123", true) }.url
        == "https://www.youtube.com/shorts/abc-DEF_123")
    #expect(
      try post("youtube") { $0.id = "a&list=b" }.url
        == "https://www.youtube.com/watch?v=a%26list%3Db")
  }

  @Test("Canonical addresses of Bluesky posts take the handle, else the DID")
  func blueskyPosts() throws {
    let uri = "at://did:plc:abc/app.bsky.feed.post/3kxyz"
    #expect(
      try post("bluesky") { ($0.id, $0.author) = (uri, author("alice.example.com")) }.url
        == "https://bsky.app/profile/alice.example.com/post/3kxyz")
    #expect(
      try post("bluesky") {
        ($0.id, $0.shortCode, $0.author) = (uri, "3kother", author("handle.invalid", "did:plc:abc"))
      }.url == "https://bsky.app/profile/did:plc:abc/post/3kother")
    #expect(try post("bluesky") { $0.id = uri }.url == nil)
  }

  @Test("What the provider delivered stays")
  func stays() throws {
    let post = try post("tiktok") {
      $0.id = "7301234567890123456"
      $0.url = "https://example.com/1"
      $0.postedAt = 5
      $0.hashtags = ["one"]
      $0.caption = "#two @bob"
      var mention = Mention()
      mention.handle = "@Carol"
      $0.mentions = [mention]
    }
    #expect(post.url == "https://example.com/1")
    #expect(post.postedAt == 5)
    #expect(post.hashtags == ["one"])
    #expect(post.mentions.map(\.handle) == ["carol"])
  }

  @Test(
    "The time of a TikTok post follows from its id",
    arguments: [
      ("7301234567890123456", 1_699_951_143_000_000), ("6800", nil), ("", nil), ("alice", nil),
      ("-7301234567890123456", nil), ("99999999999999999999", nil),
    ] as [(String, Int64?)])
  func times(id: String, time: Int64?) throws {
    #expect(try post("tiktok") { $0.id = id }.postedAt == time)
    #expect(try post("youtube") { $0.id = id }.postedAt == nil)
  }

  @Test("Hashtags and mentions come from the caption, or the title, and the description")
  func tags() throws {
    let caption = try post("tiktok") { $0.caption = "#one with @Bob" }
    #expect(caption.hashtags == ["one"])
    #expect(caption.mentions.map(\.handle) == ["bob"])
    let title = try post("youtube") {
      ($0.title, $0.description) = ("#one", "more #two and @carol")
    }
    #expect(title.hashtags == ["one", "two"])
    #expect(title.mentions.map(\.handle) == ["carol"])
    #expect(try post("tiktok") { ($0.caption, $0.title) = ("#one", "#two") }.hashtags == ["one"])
    #expect(try post("tiktok") { $0.caption = "nothing" }.hashtags == [])
    #expect(try post("tiktok") { $0.caption = "海#one#two🚅" }.hashtags == ["one", "two🚅"])
    #expect(try post("youtube") { $0.title = "海#one #two🚅" }.hashtags == ["two"])
  }

  @Test("Hashtags lose their sign, in either width")
  func signs() throws {
    #expect(
      try post("tiktok") { $0.hashtags = ["#One", "＃二", "three", "##x"] }.hashtags
        == ["One", "二", "three", "x"])
    var hashtag = Hashtag()
    hashtag.name = "#Fun Time"
    guard case .hashtag(let done) = Normaliser(platform: "tiktok").normalise(.hashtag(hashtag))
    else { throw WrongKind() }
    #expect(done.name == "Fun Time")
    #expect(done.url == "https://www.tiktok.com/tag/Fun%20Time")
  }

  @Test(
    "Handles lose @ and blanks, and come in lower case",
    arguments: [
      ("@Alice", "alice"), (" alice ", "alice"), ("@@alice\n", "alice"), ("@ Alice B ", "alice b"),
      ("@", nil), ("", nil), ("  ", nil), ("ÄÖ", "äö"),
    ] as [(String, String?)])
  func handles(text: String, handle: String?) { #expect(canonicalHandle(text) == handle) }

  @Test("Authors of comments, and who reposted, are completed")
  func authors() throws {
    var comment = Comment()
    comment.author = author("@Bob")
    guard case .comment(let done) = Normaliser(platform: "tiktok").normalise(.comment(comment))
    else { throw WrongKind() }
    #expect(done.author?.handle == "bob")
    #expect(done.author?.url == "https://www.tiktok.com/@bob")
    let post = try post("tiktok") { $0.repostedBy = author("@Carol") }
    #expect(post.repostedBy?.handle == "carol")
  }

  @Test("Of two records with one kind and id in an answer the later stays, in the earlier's place")
  func twice() {
    func post(_ id: String?, _ caption: String) -> Record {
      var post = Post()
      (post.id, post.caption) = (id, caption)
      return .post(post)
    }
    var profile = Profile()
    profile.id = "1"
    let done = Normaliser(platform: "elsewhere").normalise([
      post("1", "first"), .profile(profile), post("2", "second"), post("1", "third"),
      post(nil, "no id"), post(nil, "no id"),
    ])
    #expect(
      done == [
        post("1", "third"), .profile(profile), post("2", "second"), post(nil, "no id"),
        post(nil, "no id"),
      ])
  }
}
