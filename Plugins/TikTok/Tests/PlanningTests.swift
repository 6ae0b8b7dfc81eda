import MetricSchema
import ProviderTesting
import Testing
import TikTokProvider

private let aliceID = "6800000000000000001"
private let aliceSecUID = "MS4wLjABAAAAalice-_0000"
private let postID = "7300000000000000001"

@Suite("TikTok planning")
struct PlanningTests {
  @Test(
    "Finds an account by whatever names it",
    arguments: [
      ("alice.example", "unique_id=alice.example"),
      ("@alice.example", "unique_id=alice.example"),
      ("https://www.tiktok.com/@alice.example?lang=en", "unique_id=alice.example"),
      ("tiktok.com/@alice.example/", "unique_id=alice.example"),
      ("https://m.tiktok.com/@alice.example/video/\(postID)", "unique_id=alice.example"),
      (aliceID, "user_id=\(aliceID)"),
      ("https://www.tiktok.com/@\(aliceID)", "user_id=\(aliceID)"),
    ])
  func accounts(subject: String, parameter: String) throws {
    let planned = try plan("tiktok.scraper7", .profile, Subject(subject))
    #expect(planned == ["user.info /user/info \(parameter)"])
  }

  @Test(
    "Takes nothing else for an account",
    arguments: [
      "", "@", "alice example", "alice/bob", "https://www.tiktok.com/tag/dance",
      "https://example.com/@alice",
    ])
  func refusedAccounts(subject: String) throws {
    for provider in ["tiktok.scraper7", "tiktok.api23", "tiktok.web"] {
      try expectRefused(provider, .profile, Subject(subject))
    }
  }

  @Test("Prefers an id, which outlives a change of the handle")
  func knownID() throws {
    let alice = Subject("alice.old", identities: [Identity("id", aliceID)])
    #expect(
      try plan("tiktok.scraper7", .posts, alice, limit: 12)
        == ["user.posts /user/posts user_id=\(aliceID) count=12 cursor=0"])
    try expectRefused("tiktok.scraper7", .posts, Subject(aliceSecUID))
  }

  @Test("Lists posts by sec_uid, and looks it up where it is not known")
  func secUID() throws {
    let list = "user.posts /api/user/posts secUid=\(aliceSecUID) count=35 cursor=0"
    let alice = Subject("alice", identities: [Identity("sec_uid", aliceSecUID)])
    #expect(try plan("tiktok.api23", .posts, alice) == [list])
    #expect(try plan("tiktok.api23", .posts, Subject(aliceSecUID)) == [list])
    #expect(
      try plan("tiktok.api23", .posts, Subject("@alice"))
        == ["user.info /api/user/info uniqueId=alice"])
    #expect(
      try plan("tiktok.api23", .posts, Subject(aliceID))
        == ["user.info-by-id /api/user/info-by-id userId=\(aliceID)"])
    #expect(
      try plan("tiktok.api23", .profile, Subject(aliceSecUID))
        == ["user.info-by-id /api/user/info-by-id secUid=\(aliceSecUID)"])
  }

  @Test(
    "Finds a post by its id or any address",
    arguments: [
      postID, "https://www.tiktok.com/@alice.example/video/\(postID)?lang=en",
      "https://www.tiktok.com/@alice.example/photo/\(postID)",
      "https://www.tiktok.com/@/video/\(postID)", "https://m.tiktok.com/v/\(postID).html",
      "https://www.tiktokv.com/share/video/\(postID)/", "tiktok.com/share/video/\(postID)",
      "https://www.tiktok.com/embed/v2/\(postID)?lang=en", "www.tiktok.com/embed/\(postID)",
      "https://www.tiktok.com/player/v1/\(postID)?autoplay=1",
    ])
  func posts(subject: String) throws {
    #expect(try plan("tiktok.scraper7", .post, Subject(subject)) == ["post / url=\(postID)"])
    #expect(
      try plan("tiktok.api23", .comments, Subject(subject), limit: 5)
        == ["post.comments /api/post/comments videoId=\(postID) count=5 cursor=0"])
  }

  @Test(
    "Hands a short link on to who can follow it",
    arguments: [
      "https://vm.tiktok.com/ZExample1/", "https://vt.tiktok.com/ZExample1",
      "https://www.tiktok.com/t/ZExample1/",
    ])
  func shortLinks(subject: String) throws {
    let link = "https://vm.tiktok.com/ZExample1/"
    #expect(try plan("tiktok.scraper7", .post, Subject(subject)) == ["post / url=\(link)"])
    let matched = Subject("ZExample1", identities: [Identity("short", "ZExample1")])
    #expect(try plan("tiktok.scraper7", .post, matched) == ["post / url=\(link)"])
    try expectRefused("tiktok.api23", .post, Subject(subject))
    let page = try ProviderHarness("tiktok.web", of: providers)
      .plan(FetchJob(.post, [Subject(subject)])).requests
    #expect(page.map(\.host) == ["vm.tiktok.com"])
    #expect(page.map(\.path) == ["/ZExample1/"])
    #expect(page.map(\.redirects) == [.followAllowed])
  }

  @Test(
    "Takes nothing else for a post",
    arguments: ["", "alice", "https://www.tiktok.com/@alice", "https://example.com/video/1"])
  func refusedPosts(subject: String) throws {
    for provider in ["tiktok.scraper7", "tiktok.api23", "tiktok.web"] {
      try expectRefused(provider, .post, Subject(subject))
    }
  }

  @Test("Finds pages by handle, and by id alone")
  func pages() throws {
    #expect(try plan("tiktok.web", .profile, Subject("@alice")) == ["page.profile /@alice"])
    #expect(try plan("tiktok.web", .profile, Subject(aliceID)) == ["page.profile /@\(aliceID)"])
    let link = "https://www.tiktok.com/@alice/video/\(postID)"
    #expect(
      try plan("tiktok.web", .post, Subject(link)) == ["page.post /@alice/video/\(postID)"])
    #expect(try plan("tiktok.web", .post, Subject(postID)) == ["page.post /@/video/\(postID)"])
  }

  @Test("Takes tags, sounds and words as they are typed or pasted")
  func others() throws {
    for tag in ["fypシ", "#fypシ", "https://tiktok.com/tag/fyp%E3%82%B7?is_copy_url=0"] {
      #expect(
        try plan("tiktok.scraper7", .hashtag, Subject(tag))
          == ["challenge.info /challenge/info challenge_name=fypシ"])
      #expect(
        try plan("tiktok.api23", .hashtag, Subject(tag))
          == ["challenge.info /api/challenge/info challengeName=fypシ"])
    }
    let known = Subject("dance", identities: [Identity("id", "42")])
    #expect(
      try plan("tiktok.scraper7", .hashtag, known)
        == ["challenge.info /challenge/info challenge_id=42"])
    for sound in ["71", "Night-song-71", "https://www.tiktok.com/music/Night-song-71?lang=en"] {
      #expect(
        try plan("tiktok.scraper7", .audio, Subject(sound)) == ["music.info /music/info url=71"])
      #expect(
        try plan("tiktok.api23", .audioPosts, Subject(sound))
          == ["music.posts /api/music/posts musicId=71 count=30 cursor=0"])
    }
    #expect(
      try plan("tiktok.api23", .search, Subject("dance lesson"))
        == ["search.video /api/search/video keyword=dance lesson cursor=0"])
    #expect(
      try plan("tiktok.scraper7", .search, Subject("dance lesson"), region: "AT")
        == ["feed.search /feed/search keywords=dance lesson region=AT count=30 cursor=0"])
    try expectRefused("tiktok.scraper7", .search, Subject(" "))
    try expectRefused("tiktok.scraper7", .hashtag, Subject("#"))
    try expectRefused("tiktok.api23", .audio, Subject("Night song"))
  }

  @Test("Asks for what is popular in a region, in the US where none is said")
  func trending() throws {
    #expect(
      try plan("tiktok.scraper7", .trendingPosts, nil) == [
        "feed.list /feed/list region=US count=20"
      ])
    #expect(
      try plan("tiktok.scraper7", .trendingPosts, nil, limit: 3, region: "JP")
        == ["feed.list /feed/list region=JP count=3"])
    #expect(
      try plan("tiktok.api23", .trendingPosts, nil)
        == ["post.trending /api/post/trending count=30"])
  }

  @Test("Refuses an operation that it does not have")
  func operations() throws {
    try expectRefused("tiktok.scraper7", .audience, Subject("alice"))
    try expectRefused("tiktok.api23", .insights, Subject("alice"))
    try expectRefused("tiktok.web", .posts, Subject("alice"))
  }

  /// Each planned request as "call path name=value …".
  private func plan(
    _ provider: String, _ operation: MetricSchema.Operation, _ subject: Subject?,
    limit: Int64? = nil, region: String? = nil
  ) throws -> [String] {
    let job = FetchJob(operation, subject.map { [$0] } ?? [], limit: limit, region: region)
    return try ProviderHarness(provider, of: providers).plan(job).requests.map { request in
      let query = request.query.map { "\($0.name)=\($0.value)" }
      return ([request.call ?? "", request.path ?? ""] + query).joined(separator: " ")
    }
  }

  private func expectRefused(
    _ provider: String, _ operation: MetricSchema.Operation, _ subject: Subject,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let planned = try ProviderHarness(provider, of: providers).plan(FetchJob(operation, [subject]))
    #expect(planned.requests.isEmpty, "\(provider)", sourceLocation: sourceLocation)
    #expect(
      planned.diagnostics.map(\.failure) == [.invalidInput], "\(provider)",
      sourceLocation: sourceLocation)
  }
}
