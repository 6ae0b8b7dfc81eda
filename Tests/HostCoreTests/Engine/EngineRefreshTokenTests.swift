import HostCore
import MetricSchema
import Testing

@Suite("Engine: refresh tokens and signed tokens", .timeLimit(.minutes(1)))
struct EngineRefreshTokenTests {
  private let one = "api.one.example/1"
  private let file = "file:/run/refresh"

  private func body(_ refreshToken: String) -> String {
    "grant_type=refresh_token&refresh_token=\(refreshToken)&client_id=app-id"
  }

  @Test("A refresh token that stays is used again, and nothing is written")
  func stays() throws {
    let world = try TokenWorld.refresh(file)
    world.upstream.set(
      TokenWorld.endpoint, .token("token-1", expiresIn: 1), .token("token-2", expiresIn: 1),
      .token("token-3", expiresIn: 1, #","refresh_token":"refresh-1""#))
    world.upstream.set(one, .ok("post a"))
    for second in 0..<3 {
      world.clock.set(Timestamp(Int64(second) * 2_000_000))
      #expect(try world.posts().failure == nil)
    }
    #expect(world.tokenBodies == Array(repeating: body("refresh-1"), count: 3))
    #expect(world.secrets.secret(at: file) == "refresh-1")
    #expect(world.engine.notices == [])
  }

  @Test("One that is replaced is written to its file and used from then on, also by the next run")
  func rotates() throws {
    let world = try TokenWorld.refresh(file)
    world.upstream.set(
      TokenWorld.endpoint, .token("token-1", expiresIn: 1, #","refresh_token":"refresh-2""#),
      .token("token-2", expiresIn: 1, #","refresh_token":"refresh-3""#))
    world.upstream.set(one, .ok("post a"))
    #expect(try world.posts().failure == nil)
    #expect(world.secrets.secret(at: file) == "refresh-2")
    world.clock.set(Timestamp(rfc3339: "2026-11-20T12:01:00Z")!)
    #expect(try world.posts().failure == nil)
    #expect(world.tokenBodies == [body("refresh-1"), body("refresh-2")])
    #expect(world.secrets.secret(at: file) == "refresh-3")
    #expect(world.engine.notices == [])
  }

  @Test(
    "One that cannot be written is used while the program runs, and that is said once",
    arguments: [
      ("env:REFRESH", "the environment variable REFRESH"),
      ("file:/read-only/refresh", "the file /read-only/refresh"),
    ])
  func unwritable(source: String, place: String) throws {
    let world = try TokenWorld.refresh(source)
    world.upstream.set(
      TokenWorld.endpoint, .token("token-1", expiresIn: 1, #","refresh_token":"refresh-2""#),
      .token("token-2", expiresIn: 1, #","refresh_token":"refresh-3""#), .token("token-3"))
    world.upstream.set(one, .ok("post a"))
    for minute in 1...3 {
      world.clock.set(Timestamp(rfc3339: "2026-11-20T12:0\(minute):00Z")!)
      #expect(try world.posts().failure == nil)
      guard minute < 3 else { continue }
      #expect(
        world.engine.notices == [
          "example.one: id.one.example replaced the refresh token, and the new one cannot be written to "
            + "\(place); it is lost when this program ends. Authorise the app again, and let the secret "
            + "stand in a file that may be written, named as file:PATH"
        ])
    }
    #expect(world.tokenBodies == [body("refresh-1"), body("refresh-2"), body("refresh-3")])
  }

  @Test("One that is good no more is told with its place, and the next provider takes over")
  func badGrant() throws {
    let world = try TokenWorld.refresh(file, use: ["example.one", "example.two"])
    world.upstream.set(TokenWorld.endpoint, .error("invalid_grant"))
    world.upstream.set("api.two.example/1?key=second-key", .ok("post a"))
    let result = try world.posts()
    #expect(result.provider == "example.two")
    #expect(
      result.notices == [
        "example.one: no access token from id.one.example: it answered invalid_grant (No app-secret.); "
          + "authorise the app again and put the new refresh token in the file /run/refresh"
      ])
    #expect(world.tokenBodies.count == 1)
  }

  @Test("One that another process replaced meanwhile is read again")
  func replacedElsewhere() throws {
    let world = try TokenWorld.refresh(file)
    world.upstream.set(TokenWorld.endpoint, .error("invalid_grant"), .token("token-1"))
    world.upstream.set(one, .ok("post a"))
    let secrets = world.secrets
    world.whenSent(TokenWorld.endpoint) {
      _ = secrets.replace(at: "file:/run/refresh", with: "refresh-2")
    }
    #expect(try world.posts().failure == nil)
    #expect(world.tokenBodies == [body("refresh-1"), body("refresh-2")])
  }

  @Test("Where the store fails, a new refresh token is waited for and kept all the same")
  func storeFails() throws {
    let world = try TokenWorld.refresh(
      file, others: #""plain": { "kind": "header", "name": "X-Id", "secret": "id" }"#)
    var (first, second) = (planned(.page, "/1"), planned(.page, "/2"))
    (first.auth, second.auth) = ("main", "plain")
    world.carriers.set(.requests([first, second]), for: "example.one")
    world.upstream.set(
      TokenWorld.endpoint, .token("token-1", expiresIn: 60, #","refresh_token":"refresh-2""#))
    world.upstream.delay(TokenWorld.endpoint)
    world.upstream.set("api.one.example/2", .ok("post a"))
    world.store.with { $0.broken = .commit }
    #expect(throws: StoreError.self) { try world.posts() }
    #expect(world.upstream.sent == [TokenWorld.endpoint, "api.one.example/2"])
    #expect(world.secrets.secret(at: file) == "refresh-2")
  }

  @Test("A request that names another slot waits for no token, and bears none")
  func otherSlot() throws {
    let world = try TokenWorld.refresh(
      file, others: #""plain": { "kind": "header", "name": "X-Id", "secret": "id" }"#)
    var request = planned(.page, "/1")
    request.auth = "plain"
    world.carriers.set(.requests([request]), for: "example.one")
    world.upstream.set(one, .answer(401, [:], "no"))
    #expect(try world.posts().failure?.failure == .auth)
    #expect(world.upstream.sent == [one])
    #expect(world.authorizations == [""])
  }

  @Test("A token that the host signs is signed once and again a moment before it ends")
  func signed() throws {
    let world = try TokenWorld.signed()
    world.upstream.set(one, .ok("page /2"))
    world.upstream.set("api.one.example/2", .ok("post a"))
    #expect(try world.posts().failure == nil)
    let first = Set(world.authorizations)
    #expect(first.count == 1)
    #expect(
      first.first?.hasPrefix(
        "Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6IktFWTEyMzQ1NjciLCJ0eXAiOiJKV1QifQ.") == true)
    world.clock.set(Timestamp(rfc3339: "2026-11-20T12:19:00Z")!)
    #expect(try world.posts().failure == nil)
    #expect(Set(world.authorizations).count == 2)
    #expect(world.calls == ["pages", "pages", "pages", "pages"])
  }

  @Test("A key that cannot sign is told with its place, and nothing is sent")
  func badKey() throws {
    let world = try TokenWorld.signed(key: "bad", use: ["example.one", "example.two"])
    world.upstream.set("api.two.example/1?key=second-key", .ok("post a"))
    let result = try world.posts()
    #expect(result.provider == "example.two")
    #expect(
      result.notices == [
        "example.one: no token can be signed: the key is no key; put a key of the curve P-256 as PEM in "
          + "the environment variable PEM"
      ])
    #expect(world.upstream.sent == ["api.two.example/1?key=second-key"])
  }

  @Test("A signed token that is refused is signed anew once")
  func signedAnew() throws {
    let world = try TokenWorld.signed()
    world.upstream.set(one, .answer(401, [:], "no"))
    #expect(try world.posts().failure?.failure == .auth)
    #expect(world.upstream.sent == [one, one])
  }

  @Test("Tokens and secrets reach neither plugin, store, archive nor result")
  func secret() throws {
    let world = try TokenWorld.refresh(file)
    world.upstream.set(
      TokenWorld.endpoint, .token("token-1", expiresIn: 1, #","refresh_token":"refresh-2""#),
      .token("token-2"))
    world.upstream.set(one, .answer(200, ["x-token": "token-1"], "echo\npost token-1\npage /2"))
    world.upstream.set(
      "api.one.example/2", .answer(400, [:], "fail auth"))
    var results = [try world.posts()]
    world.clock.set(Timestamp(rfc3339: "2026-11-20T12:10:00Z")!)
    // What is said of the token before this one is scrubbed too.
    world.upstream.set(one, .ok("post token-1", "post token-2", "post refresh-2", "post refresh-1"))
    results.append(try world.posts())
    let text = told(world, results)
    #expect(world.authorizations.contains("Bearer token-2"))
    for secret in ["token-1", "token-2", "refresh-1", "refresh-2", "app-id", "app-secret"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    #expect(world.store.commits.allSatisfy { $0.raw?.request.path != "/token" })
  }
}
