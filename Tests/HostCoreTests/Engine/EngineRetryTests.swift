import HostCore
import MetricSchema
import Testing

@Suite("Engine: trying again", .timeLimit(.minutes(10)))
struct EngineRetryTests {
  private func seconds(_ world: World) -> [Double] {
    let moments = world.store.uses.map { Double($0.reservation.moment.microseconds) / 1e6 }
    return moments.map { $0 - (moments.first ?? 0) }
  }

  @Test("A transient failure is tried again, each time with a reservation of its own")
  func transient() throws {
    let world = try World()
    world.upstream.set(
      "api.free.example/1", .answer(500, [:], "down"), .answer(503, [:], ""), .ok("post a"))
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(result.requests == 3)
    #expect(result.records(of: "post") == 1)
    let settlements = world.store.uses.compactMap(\.settlement)
    #expect(settlements.map(\.failure) == [.transient, .transient, nil])
    #expect(settlements.map(\.status) == [500, 503, 200])
    #expect(settlements.map(\.message) == ["down", "said transient", nil])
    #expect(world.carriers.contexts(of: "example.free").map(\.attempt) == [1, 2, 3])
    let waited = seconds(world)
    #expect(waited[1] <= 0.5)
    #expect(waited[2] - waited[1] <= 1)
    #expect(world.waitedUntil.count == 2)
  }

  @Test("The third failure is the last, and leaves nothing outstanding")
  func thrice() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .answer(500, [:], "down"))
    let result = try world.posts()
    #expect(result.failure == OperationFailure(.transient, "example.free: down"))
    #expect(result.provider == nil)
    #expect(result.requests == 3)
    #expect(world.store.jobs.first?.ending == .failed("example.free: down"))
    #expect(world.store.jobs.first?.paths == [])
  }

  @Test("What the transport cannot do is tried again, and metered")
  func cut() throws {
    let world = try World()
    let failure = TransportFailure(.cut, "nobody", wasSent: true, latencyMs: 3)
    world.upstream.set("api.free.example/1", .failure(failure), .ok("post a"))
    let result = try world.posts()
    #expect(result.records(of: "post") == 1)
    #expect(result.requests == 2)
    let settlements = world.store.uses.compactMap(\.settlement)
    #expect(settlements.map(\.failure) == [.transient, nil])
    #expect(settlements.map(\.status) == [nil, 200])
    #expect(settlements.map(\.message) == ["nobody", nil])
    #expect(settlements.map(\.latencyMs) == [3, 7])
    #expect(world.store.commits.map { $0.raw == nil } == [true, false])
  }

  @Test("What never left is tried again, and not counted: its units go back to the limits")
  func unreachable() throws {
    let world = try World(
      World.usual + #", "example.free": { "limits": [{ "requests": 1, "per": "day" }] }"#)
    let failure = TransportFailure(.unreachable, "nobody", wasSent: false, latencyMs: 3)
    world.upstream.set("api.free.example/1", .failure(failure), .failure(failure), .ok("post a"))
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(result.records(of: "post") == 1)
    #expect(result.requests == 1)
    #expect(world.progress.requests == 1)
    #expect(world.upstream.sent.count == 3)
    #expect(world.store.uses.map { $0.settlement?.failure } == [nil])
    #expect(world.store.uses.compactMap(\.settlement).map(\.status) == [200])
  }

  @Test(
    "What another try cannot change is not tried again",
    arguments: [
      (TransportFailure.Kind.tooLarge, FailureClass.schemaChanged), (.badAddress, .invalidInput),
    ])
  func useless(kind: TransportFailure.Kind, failure: FailureClass) throws {
    let world = try World()
    world.upstream.set(
      "api.free.example/1", .failure(TransportFailure(kind, "no use", wasSent: true)))
    let result = try world.posts()
    #expect(result.failure == OperationFailure(failure, "example.free: no use"))
    #expect(result.requests == 1)
  }

  @Test("Retry-After is waited for")
  func retryAfter() throws {
    let world = try World()
    world.upstream.set(
      "api.free.example/1", .answer(429, ["retry-after": "20"], ""), .ok("post a"))
    #expect(try world.posts().records(of: "post") == 1)
    let waited = seconds(world)
    #expect(waited.count == 2)
    #expect(waited[1] >= 20)
    #expect(waited[1] <= 20.5)
  }

  @Test("A longer pause than anybody waits suspends the job until then")
  func longPause() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .answer(429, ["retry-after": "3600"], "slow down"))
    let result = try world.posts()
    #expect(
      result.failure
        == OperationFailure(
          .rateLimited, "example.free: slow down", until: Timestamp(rfc3339: "2026-11-20T13:00:00Z")
        )
    )
    #expect(result.requests == 1)
    #expect(world.store.jobs.first?.ending == .suspended("example.free: slow down"))
    #expect(world.store.jobs.first?.paths == ["/1"])
  }

  @Test("A pause that an upstream asked of one errand is kept by the others")
  func commonPause() throws {
    var settings = Engine.Settings()
    settings.parallel = 1
    let world = try World(settings: settings)
    world.upstream.set("api.free.example/1", .answer(429, ["retry-after": "3600"], "slow down"))
    let results = try world.run(errand("alice"), errand("bob"), errand("carol"))
    #expect(results.map { $0.failure?.failure } == [.rateLimited, .rateLimited, .rateLimited])
    #expect(results.map(\.requests) == [1, 0, 0])
    #expect(world.upstream.sent.count == 1)
    #expect(world.store.jobs.allSatisfy { $0.ending == .suspended("example.free: slow down") })
  }

  @Test("A pause near the end of time traps nobody", arguments: [Int64.max, .min, -1])
  func endless(pause: Int64) throws {
    for failure in [FailureClass.rateLimited, .quota] {
      let world = try World()
      world.upstream.set("api.free.example/1", .ok("fail \(failure.name) \(pause)"))
      #expect(try world.posts().failure?.failure == failure)
    }
  }

  @Test("A key that was too fast rests for all requests; another takes over at once")
  func burst() throws {
    let world = try World(
      use: ["example.one"], World.one(#""env:ONE", "env:TWO""#))
    world.upstream.set(
      "api.one.example/1", .answer(429, ["retry-after": "9"], ""), .ok("page /2"))
    world.upstream.set("api.one.example/2", .ok("post a"))
    #expect(try world.posts().records(of: "post") == 1)
    #expect(world.store.uses.map(\.reservation.key) == [0, 1, 1])
    #expect(seconds(world) == [0, 0, 0])
  }

  @Test("Where a key is refused the next one is used, and the refused one not again")
  func refusedKey() throws {
    let world = try World(
      use: ["example.one", "example.free"], World.one(#""env:ONE", "env:TWO""#))
    world.upstream.set("api.one.example/1", .answer(401, [:], "bad key"), .ok("post a"))
    let results = try world.run(errand("alice"), errand("bob"))
    #expect(results.map(\.provider) == ["example.one", "example.one"])
    #expect(results.map(\.failure) == [nil, nil])
    let keys = world.upstream.requests.map { $0.headers.first { $0.name == "X-Key" }?.value }
    #expect(keys.count { $0 == "first-key" } <= 2)
    let again = try world.posts()
    #expect(again.provider == "example.one")
    #expect(world.store.uses.last?.reservation.key == 1)
  }

  @Test("A provider whose only key is refused is not asked again with it for that call")
  func refusedOnlyKey() throws {
    let world = try World(use: ["example.one", "example.free"])
    world.upstream.set("api.one.example/1", .answer(401, [:], "bad key"))
    world.upstream.set("api.free.example/1", .ok("post a"))
    for _ in 0..<3 {
      let result = try world.posts()
      #expect(result.provider == "example.free")
      #expect(result.notices == ["example.one: bad key"])
    }
    #expect(world.upstream.sent.count { $0.hasPrefix("api.one.example") } == 1)
  }

  @Test("With one key everything waits for it")
  func burstOfOne() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("detail /d1", "detail /d2"))
    world.upstream.set("api.free.example/d1", .answer(429, ["retry-after": "9"], ""), .ok("post a"))
    world.upstream.set("api.free.example/d2", .ok("detail /d3"))
    world.upstream.set("api.free.example/d3", .ok("post c"))
    #expect(try world.posts().records(of: "post") == 2)
    let waited = zip(world.upstream.sent, seconds(world)).filter { $0.1 > 0 }
    #expect(waited.map(\.0) == ["api.free.example/d1", "api.free.example/d3"])
    #expect(waited.allSatisfy { $0.1 >= 9 })
  }

  @Test("A budget that is spent is not waited for")
  func quota() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .answer(402, [:], "budget spent"))
    let result = try world.posts()
    #expect(result.failure == OperationFailure(.quota, "example.free: budget spent"))
    #expect(result.requests == 1)
    #expect(world.waitedUntil == [])
    #expect(world.store.jobs.first?.ending == .suspended("example.free: budget spent"))
  }

  @Test("A fault of the plugin is not tried again", arguments: ["garbage", "hang"])
  func fault(command: String) throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok(command))
    let result = try world.posts()
    #expect(result.failure?.failure == .blocked)
    #expect(result.requests == 1)
    #expect(world.store.uses.first?.settlement?.failure == .blocked)
    #expect(world.store.uses.first?.settlement?.status == 200)
  }

  @Test("A failure discards what was emitted before it")
  func discarded() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("post a", "fail schema_changed"))
    let result = try world.posts()
    #expect(result.records == [])
    #expect(result.failure == OperationFailure(.schemaChanged, "example.free: said schema_changed"))
    #expect(world.storedPosts == [])
  }
}
