import MetricSchema
import ProviderTesting
import Testing
import YouTubeProvider

private let aliceID = "UCaliceExampleChannel001"

@Suite("YouTube planning")
struct PlanningTests {
  @Test(
    "Finds a channel by whatever names it",
    arguments: [
      ("@alice.example", ["forHandle=@alice.example"]),
      ("alice.example", ["forHandle=@alice.example"]),
      ("https://www.youtube.com/@%C3%A4lice/videos", ["forHandle=@älice"]),
      ("youtube.com/user/alice/live", ["forUsername=alice"]),
      ("https://m.youtube.com/channel/UCaliceExampleChannel001?view=1", ["id=\(aliceID)"]),
      ("UCaliceExampleChannel001", ["id=\(aliceID)"]),
      ("UUaliceExampleChannel001", ["id=\(aliceID)"]),
      ("https://www.youtube.com/playlist?list=UUaliceExampleChannel001", ["id=\(aliceID)"]),
      ("https://music.youtube.com/browse/UCaliceExampleChannel001", ["id=\(aliceID)"]),
    ])
  func channels(subject: String, filter: [String]) throws {
    let planned = try plan("youtube.data", .profile, [Subject(subject)])
    #expect(planned.requests.map { parameters($0, without: ["part"]) } == [filter])
  }

  @Test(
    "Takes nothing else for a channel",
    arguments: [
      "", "@", "alice example", "https://www.youtube.com/watch?v=aliceVid003",
      "https://www.youtube.com/", "https://example.com/@alice", "https://www.youtube.com/c/alice",
      "https://www.youtube.com/AliceExample",
    ])
  func refusedChannels(subject: String) throws {
    let planned = try plan("youtube.data", .posts, [Subject(subject)])
    #expect(planned.requests.isEmpty)
    #expect(planned.diagnostics.map(\.failure) == [.invalidInput])
  }

  @Test("Asks for the uploads at once where the id is known, in pages no longer than wanted")
  func knownID() throws {
    let alice = Subject("@alice", identities: [Identity("id", aliceID)])
    let planned = try plan("youtube.data", .posts, [alice], limit: 7)
    #expect(planned.requests.map(\.call) == ["playlistItems.list"])
    #expect(
      parameters(planned.requests[0])
        == ["part=contentDetails", "playlistId=UUaliceExampleChannel001", "maxResults=7"])
  }

  @Test("Asks for up to 50 videos or known channels in one request")
  func batches() throws {
    let videos = (0..<51).map { Subject("aliceVid\($0 + 100)") }
    let posts = try plan("youtube.data", .post, videos)
    #expect(
      posts.requests.map { $0.query("id")?.split(separator: ",").count } == [50, 1])
    let profiles = try plan(
      "youtube.data", .profile,
      [Subject(aliceID), Subject("@bob"), Subject("UCbobExampleChannel00001")])
    #expect(profiles.requests.map { $0.query("forHandle") } == ["@bob", nil])
    #expect(profiles.requests[1].query("id") == "\(aliceID),UCbobExampleChannel00001")
  }

  @Test(
    "Finds a video by its id or any address",
    arguments: [
      "aliceVid003", "https://youtu.be/aliceVid003?si=x", "youtube.com/watch?list=x&v=aliceVid003",
      "https://www.youtube.com/shorts/aliceVid003", "https://www.youtube.com/live/aliceVid003?t=1",
      "http://www.youtube.com/embed/aliceVid003", "https://www.youtube.com/v/aliceVid003",
      "https://music.youtube.com/watch?v=aliceVid003&v=otherVid003",
    ])
  func videos(subject: String) throws {
    let planned = try plan("youtube.yt-api", .post, [Subject(subject)])
    #expect(planned.requests.map { parameters($0) } == [["id=aliceVid003", "extend=2"]])
  }

  @Test(
    "Takes nothing else for a video",
    arguments: [
      "", "alice", "https://www.youtube.com/embed/live_stream?channel=UCaliceExampleChannel001",
      "https://example.com/watch?v=aliceVid003", "https://www.youtube.com/watch?v=short",
    ])
  func refusedVideos(subject: String) throws {
    for provider in ["youtube.data", "youtube.yt-api"] {
      let planned = try plan(provider, .comments, [Subject(subject)])
      #expect(planned.diagnostics.map(\.failure) == [.invalidInput], "\(provider)")
    }
  }

  @Test("Searches for words and tags, since a time and in a region")
  func searches() throws {
    let harness = try ProviderHarness("youtube.data", of: providers)
    let since = try #require(Timestamp(year: 2026, month: 11, day: 1)).microseconds
    let search = harness.plan(
      FetchJob(.search, [Subject("high tides")], since: since, region: "AT"))
    #expect(
      search.requests.map { parameters($0) } == [
        [
          "part=snippet", "type=video", "q=high tides", "maxResults=50",
          "publishedAfter=2026-11-01T00:00:00Z", "regionCode=AT",
        ]
      ])
    for tag in ["tides", "#tides", "https://www.youtube.com/hashtag/tides"] {
      #expect(harness.plan(FetchJob(.hashtag, [Subject(tag)])).requests[0].query("q") == "#tides")
    }
    #expect(harness.plan(FetchJob(.search, [])).diagnostics.map(\.failure) == [.invalidInput])
    #expect(harness.plan(FetchJob(.hashtag, [Subject("#")])).requests.isEmpty)
    #expect(harness.plan(FetchJob(.audio, [])).diagnostics.map(\.failure) == [.invalidInput])
  }

  @Test("Asks the vendor for each tab of a channel, and first for the id of a handle")
  func tabs() throws {
    let known = try plan("youtube.yt-api", .posts, [Subject(aliceID)])
    #expect(known.requests.map(\.path) == ["/channel/videos", "/channel/shorts"])
    #expect(known.requests.map(\.call) == ["channel.videos", "channel.shorts"])
    let named = try plan("youtube.yt-api", .posts, [Subject("@älice")])
    #expect(named.requests.map(\.call) == ["resolve"])
    #expect(named.requests[0].query("url") == "https://www.youtube.com/@%C3%A4lice")
    let live = try ProviderHarness("youtube.yt-api", of: providers, settings: #"{"tabs":"live"}"#)
    #expect(
      live.plan(FetchJob(.posts, [Subject(aliceID)])).requests.map(\.path) == [
        "/channel/liveStreams"
      ])
  }

  @Test("Refuses a setting that it does not know")
  func unknownTab() {
    #expect(throws: ProviderRefused.self) {
      try ProviderHarness("youtube.yt-api", of: providers, settings: #"{"tabs":"stories"}"#)
    }
  }

  @Test("Asks for the feed by id or old user name, and says what to do with a handle")
  func feeds() throws {
    let known = try plan("youtube.rss", .posts, [Subject("https://youtube.com/channel/\(aliceID)")])
    #expect(known.requests.map { parameters($0) } == [["channel_id=\(aliceID)"]])
    let user = try plan("youtube.rss", .posts, [Subject("https://youtube.com/user/alice")])
    #expect(user.requests.map { parameters($0) } == [["user=alice"]])
    let handle = try plan("youtube.rss", .posts, [Subject("@alice")])
    #expect(handle.requests.isEmpty)
    #expect(handle.diagnostics[0].failure == .invalidInput)
    #expect(handle.diagnostics[0].message?.contains("UC…") == true)
  }

  private func plan(
    _ provider: String, _ operation: MetricSchema.Operation, _ subjects: [Subject],
    limit: Int64? = nil
  ) throws -> Emitted {
    try ProviderHarness(provider, of: providers)
      .plan(FetchJob(operation, subjects, limit: limit))
  }

  private func parameters(_ request: ProviderRequest, without: [String] = []) -> [String] {
    request.query.filter { !without.contains($0.name) }.map { "\($0.name)=\($0.value)" }
  }
}
