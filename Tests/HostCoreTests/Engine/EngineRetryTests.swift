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
  func unreachable() throws {
    let world = try World()
    let failure = TransportFailure(.unreachable, "nobody", wasSent: false, latencyMs: 3)
    world.upstream.set("api.free.example/1", .failure(failure), .ok("post a"))
    #expect(try world.posts().records(of: "post") == 1)
    let settlements = world.store.uses.compactMap(\.settlement)
    #expect(settlements.map(\.failure) == [.transient, nil])
    #expect(settlements.map(\.status) == [nil, 200])
    #expect(settlements.map(\.message) == ["nobody", nil])
    #expect(settlements.map(\.latencyMs) == [3, 7])
    #expect(world.store.commits.map { $0.raw == nil } == [true, false])
  }

  @Test(
    "What another try cannot change is not tried again",
    arguments: [
      TransportFailure.Kind.tooLarge, .badAddress,
    ])
  func useless(kind: TransportFailure.Kind) throws {
    let world = try World()
    world.upstream.set(
      "api.free.example/1", .failure(TransportFailure(kind, "no use", wasSent: true)))
    let result = try world.posts()
    #expect(result.failure == OperationFailure(.invalidInput, "example.free: no use"))
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

  @Test("A pause near the end of time traps nobody", arguments: [Int64.max, .min, -1])
  func endless(pause: Int64) throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("fail rate_limited \(pause)"))
    #expect(try world.posts().failure?.failure == .rateLimited)
    world.upstream.set("api.free.example/1", .ok("fail quota \(pause)"))
    #expect(try world.posts().failure?.failure == .quota)
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
