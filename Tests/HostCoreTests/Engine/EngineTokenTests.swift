import HostCore
import MetricSchema
import Testing

@Suite("Engine: tokens", .timeLimit(.minutes(1)))
struct EngineTokenTests {
  private let one = "api.one.example/1"
  private let two = "api.one.example/2"

  @Test("A token is asked for once, whatever many requests bear it")
  func once() throws {
    let world = try TokenWorld.client()
    world.carriers.set(
      .requests((1...5).map { planned(.page, "/\($0)") }), for: "example.one")
    world.upstream.set(TokenWorld.endpoint, .token("token-1"))
    for page in 1...5 { world.upstream.set("api.one.example/\(page)", .ok("post \(page)")) }
    let results = try world.run(errand("alice"), errand("bob"))
    #expect(results.allSatisfy { $0.failure == nil })
    #expect(world.upstream.sent.first == TokenWorld.endpoint)
    #expect(world.tokenBodies == ["grant_type=client_credentials"])
    #expect(world.upstream.batches.first == [TokenWorld.endpoint])
    #expect(world.authorizations == Array(repeating: "Bearer token-1", count: 10))
    #expect(results.map(\.requests) == [6, 5])
    #expect(world.engine.notices == [])
  }

  @Test("A request for a token is metered before it is sent, as a call of no units, and settled")
  func metered() throws {
    let world = try TokenWorld.client()
    world.upstream.set(TokenWorld.endpoint, .token("token-1"))
    world.upstream.set(one, .ok("post a"))
    _ = try world.posts()
    #expect(world.calls == ["oauth.token", "pages"])
    let use = try #require(world.store.uses.first)
    #expect(use.reservation.units == 0)
    #expect(use.reservation.provider == "example.one")
    #expect(use.reservation.platform == "example")
    #expect(use.settlement?.failure == nil)
    #expect(use.settlement?.status == 200)
    #expect(use.settlement?.latencyMs == 7)
    #expect((use.settlement?.bytes ?? 0) > 0)
    #expect(world.store.commits.count == 1)
  }

  @Test("A token that ends is asked for anew, a moment before")
  func expires() throws {
    let world = try TokenWorld.client()
    world.upstream.set(
      TokenWorld.endpoint, .token("token-1", expiresIn: 100), .token("token-2", expiresIn: 100))
    world.upstream.set(one, .ok("post a"))
    for second in [0, 89, 90, 179] {
      world.clock.set(Timestamp(rfc3339: "2026-11-20T12:00:00Z")!.adding(seconds: Int64(second)))
      #expect(try world.posts().failure == nil)
    }
    #expect(
      world.authorizations
        == ["Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2"])
    #expect(world.tokenBodies.count == 2)
  }

  @Test("A token that is refused is thrown away, and the request sent again with a new one")
  func refused() throws {
    let world = try TokenWorld.client()
    world.upstream.set(TokenWorld.endpoint, .token("token-1"), .token("token-2"))
    world.upstream.set(one, .ok("page /2"))
    world.upstream.set(two, .answer(401, [:], "token-1 ended"), .ok("post a"))
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(world.upstream.sent == [TokenWorld.endpoint, one, two, TokenWorld.endpoint, two])
    #expect(world.authorizations == ["Bearer token-1", "Bearer token-1", "Bearer token-2"])
    // The plugin did not see the refusal, the ledger did.
    #expect(world.carriers.contexts(of: "example.one").map(\.attempt) == [1, 1])
    #expect(world.store.uses.map(\.settlement?.failure) == [nil, nil, .auth, nil, nil])
    #expect(world.store.uses.map(\.settlement?.status) == [200, 200, 401, 200, 200])
  }

  @Test("Requests whose token is refused together ask for one new token")
  func refusedTogether() throws {
    let world = try TokenWorld.client()
    world.carriers.set(
      .requests([planned(.page, "/1"), planned(.page, "/2")]), for: "example.one")
    world.upstream.set(TokenWorld.endpoint, .token("token-1"), .token("token-2"))
    for page in [one, two] { world.upstream.set(page, .answer(401, [:], ""), .ok("post a")) }
    #expect(try world.posts().failure == nil)
    #expect(world.tokenBodies.count == 2)
    #expect(world.authorizations.suffix(2) == ["Bearer token-2", "Bearer token-2"])
  }

  @Test("A second refusal is the plugin's to explain, and the next provider takes over")
  func refusedTwice() throws {
    let world = try TokenWorld.client(use: ["example.one", "example.two"])
    world.upstream.set(TokenWorld.endpoint, .token("token-1"), .token("token-2"))
    world.upstream.set(one, .answer(401, [:], "no token-1, no token-2"))
    world.upstream.set("api.two.example/1?key=second-key", .ok("post a"))
    let result = try world.posts()
    #expect(result.provider == "example.two")
    #expect(result.notices == ["example.one: no *******, no *******"])
    #expect(world.tokenBodies.count == 2)
    #expect(world.authorizations.count == 3)
  }

  @Test("A client that is refused is told with its places, and the next provider takes over")
  func badClient() throws {
    let world = try TokenWorld.client(use: ["example.one", "example.two"])
    world.upstream.set(TokenWorld.endpoint, .error("invalid_client", status: 401))
    world.upstream.set("api.two.example/1?key=second-key", .ok("post a"))
    let result = try world.posts()
    let sentence =
      "example.one: no access token from id.one.example: it answered invalid_client (No **********.); "
      + "check the environment variable ID and the environment variable SECRET"
    #expect(result.provider == "example.two")
    #expect(result.failure == nil)
    #expect(result.notices == [sentence])
    #expect(world.tokenBodies.count == 1)
    #expect(world.store.uses.first?.settlement?.failure == .auth)
    #expect(world.store.uses.first?.settlement?.message == sentence)
    #expect(world.store.jobs.first?.ending == .failed(sentence))
    // Nobody asks again while the key rests.
    #expect(try world.posts().notices == [sentence])
    #expect(world.tokenBodies.count == 1)
  }

  @Test("Where nobody else is left the failure is one of secrets")
  func alone() throws {
    let world = try TokenWorld.client()
    world.upstream.set(TokenWorld.endpoint, .error("unauthorized_client"))
    #expect(try world.posts().failure?.failure == .auth)
    #expect(world.upstream.sent == [TokenWorld.endpoint])
  }

  @Test("An endpoint that is ill is asked again, and in the end given up")
  func ill() throws {
    let world = try TokenWorld.client()
    world.upstream.set(
      TokenWorld.endpoint, .answer(503, [:], ""), .answer(429, ["retry-after": "3"], ""),
      .token("token-1"))
    world.upstream.set(one, .ok("post a"))
    #expect(try world.posts().failure == nil)
    #expect(world.tokenBodies.count == 3)
    #expect(world.clock.now >= Timestamp(rfc3339: "2026-11-20T12:00:03Z")!)

    let worse = try TokenWorld.client()
    worse.upstream.set(
      TokenWorld.endpoint,
      .failure(TransportFailure(.timeout, "it took longer than 30 s", wasSent: true)))
    let failure = try #require(try worse.posts().failure)
    #expect(failure.failure == .transient)
    #expect(
      failure.message
        == "example.one: no access token from id.one.example: it took longer than 30 s; try again later"
    )
    #expect(worse.tokenBodies.count == 3)
    #expect(worse.store.uses.map(\.settlement?.failure) == [.transient, .transient, .transient])
  }

  @Test("Each of two pooled keys has its token, and one that is refused leaves the other")
  func pooled() throws {
    let keys = TokenWorld.keys.merging(["env:ID2": "app-2", "env:SECRET2": "secret-2"]) { $1 }
    let world = try TokenWorld.client(
      ids: #""env:ID", "env:ID2""#, secrets: #""env:SECRET", "env:SECRET2""#,
      more: #", "limits": [{"requests":1,"per":"day"}]"#, keys: keys)
    world.upstream.set(TokenWorld.endpoint, .token("token-1"), .token("token-2"))
    world.upstream.set(one, .ok("post token-1", "page /2"))
    world.upstream.set(two, .ok("post token-2"))
    #expect(try world.posts().failure == nil)
    #expect(world.authorizations == ["Bearer token-1", "Bearer token-2"])
    #expect(world.store.uses.map(\.reservation.key) == [0, 0, 1, 1])
    #expect(world.storedPosts == ["*******", "*******"])
    let shown = world.upstream.requests.filter { $0.url.hasSuffix("/token") }.map {
      $0.headers.last?.value
    }
    #expect(shown == ["Basic YXBwLWlkOmFwcC1zZWNyZXQ=", "Basic YXBwLTI6c2VjcmV0LTI="])

    let half = try TokenWorld.client(
      ids: #""env:ID", "env:ID2""#, secrets: #""env:SECRET", "env:SECRET2""#, keys: keys)
    half.upstream.set(TokenWorld.endpoint, .error("invalid_client"), .token("token-2"))
    half.upstream.set(one, .ok("post a"))
    #expect(try half.posts().failure == nil)
    #expect(half.authorizations == ["Bearer token-2"])
  }

  @Test("A redirect that leads to a refusal begins again with the new token")
  func redirect() throws {
    let world = try TokenWorld.client()
    world.carriers.set(.requests([planned(.page, "/r1")]), for: "example.one")
    world.upstream.set(TokenWorld.endpoint, .token("token-1"), .token("token-2"))
    world.upstream.set("api.one.example/r1", .answer(302, ["location": "/2"], ""))
    world.upstream.set(two, .answer(401, [:], ""), .ok("post a"))
    #expect(try world.posts().failure == nil)
    #expect(
      world.authorizations
        == ["Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2"])
  }

  @Test("A token on its way when its run ends is waited for and settled")
  func late() throws {
    let world = try TokenWorld.client()
    world.carriers.set(
      .requests([planned(.page, "/1"), planned(.page, "/2")]), for: "example.one")
    world.upstream.set(TokenWorld.endpoint, .token("token-1"), .token("token-2"))
    world.upstream.set(one, .answer(401, [:], ""), .ok("post a"))
    world.upstream.set(two, .answer(403, [:], "no"))
    world.upstream.delay(two)
    #expect(try world.posts().failure?.failure == .blocked)
    #expect(world.store.uses.allSatisfy { $0.settlement != nil })
  }

  @Test("A store that cannot settle ends the run with its error")
  func storeFails() throws {
    let world = try TokenWorld.client()
    world.upstream.set(TokenWorld.endpoint, .token("token-1"))
    world.store.with { $0.broken = .settle }
    let error = #expect(throws: StoreError.self) { try world.posts() }
    #expect(error == StoreError(.full, "the disk is full at settle"))
  }
}

extension Timestamp {
  fileprivate func adding(seconds: Int64) -> Timestamp {
    Timestamp(microseconds + seconds * 1_000_000)
  }
}
