import BlueskyProvider
import MetricSchema
import ProviderTesting
import Testing

@Suite("Bluesky planning")
struct PlanningTests {
  private let did = "did:plc:alice2345672345672345672"

  private func plan(
    _ operation: MetricSchema.Operation, _ subjects: [Subject], settings: String = "{}"
  ) throws -> Emitted {
    let harness = try ProviderHarness("bluesky.appview", of: providers, settings: settings)
    return harness.plan(FetchJob(operation, subjects))
  }

  @Test(
    "Reads every way to write an account",
    arguments: [
      ("alice.example.com", "alice.example.com"), ("@Alice.Example.com ", "alice.example.com"),
      ("alice", "alice.bsky.social"),
      ("https://bsky.app/profile/alice.bsky.social", "alice.bsky.social"),
      ("bsky.app/profile/alice.bsky.social/media", "alice.bsky.social"),
      ("http://main.bsky.dev/profile/did:web:alice.example.com/", "did:web:alice.example.com"),
      ("at://did:plc:alice2345672345672345672", "did:plc:alice2345672345672345672"),
      ("at://alice.example.com/app.bsky.feed.post/3kabc", "alice.example.com"),
    ])
  func accounts(written: String, actor: String) throws {
    let planned = try plan(.profile, [Subject(written)])
    #expect(planned.requests.map { $0.query("actor") } == [actor])
  }

  @Test(
    "Refuses what is no account",
    arguments: [
      "", " ", "@", "alice smith", "älice.example.com", ".example.com", "did:plc:a b", "/",
    ])
  func noAccount(written: String) throws {
    let planned = try plan(.posts, [Subject(written)])
    #expect(planned.diagnostics.map(\.failure) == [.invalidInput])
    #expect(planned.requests.isEmpty)
  }

  @Test(
    "Reads every way to write a post",
    arguments: [
      "at://did:plc:alice2345672345672345672/app.bsky.feed.post/3kabc",
      "https://bsky.app/profile/did:plc:alice2345672345672345672/post/3kabc",
      "https://www.bsky.app/profile/did:plc:alice2345672345672345672/post/3kabc?ref=x#top",
      "fxbsky.app/profile/did%3Aplc%3Aalice2345672345672345672/post/3kabc",
    ])
  func posts(written: String) throws {
    let planned = try plan(.post, [Subject(written)])
    #expect(planned.requests.map(\.call) == ["getPosts"])
    #expect(planned.requests.map { $0.query("uris") } == ["at://\(did)/app.bsky.feed.post/3kabc"])
  }

  @Test("Asks for 25 posts at once, and for none twice")
  func batches() throws {
    let uris = (1...26).map { "at://\(did)/app.bsky.feed.post/3k\($0)" }
    let planned = try plan(.post, (uris + uris).map { Subject($0) })
    #expect(planned.requests.map(\.query.count) == [25, 1])
    #expect(planned.requests.flatMap(\.query) == uris.map { Pair("uris", $0) })
  }

  @Test("Uses the id that the host knows instead of the handle, which may have changed")
  func knownIdentity() throws {
    let known = Subject("old.example.com", identities: [Identity("id", did)])
    #expect(try plan(.posts, [known]).requests.map { $0.query("actor") } == [did])
    #expect(try plan(.profile, [known]).requests.map { $0.query("actor") } == [did])
  }

  @Test("Takes the flat list of a thread where the settings say so")
  func flatThreads() throws {
    let post = Subject("at://\(did)/app.bsky.feed.post/3kabc")
    let flat = try plan(.comments, [post], settings: #"{"threads": "getPostThreadV2"}"#)
    #expect(flat.requests.map(\.call) == ["getPostThreadV2"])
    #expect(try plan(.comments, [post]).requests.map(\.call) == ["getPostThread"])
    #expect(throws: ProviderRefused.self) {
      try plan(.comments, [post], settings: #"{"threads": "getPosts"}"#)
    }
  }

  @Test("A job without a subject is refused, except for trends")
  func noSubject() throws {
    for operation in [MetricSchema.Operation.profile, .posts, .post, .comments, .hashtag, .search] {
      let planned = try plan(operation, [])
      #expect(planned.diagnostics.map(\.failure) == [.invalidInput], "\(operation)")
    }
    #expect(try plan(.trendingPosts, []).requests.map(\.call) == ["getTrends", "getFeed"])
  }
}
