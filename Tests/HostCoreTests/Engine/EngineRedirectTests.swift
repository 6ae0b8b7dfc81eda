import HostCore
import MetricSchema
import Testing

@Suite("Engine: redirects", .timeLimit(.minutes(10)))
struct EngineRedirectTests {
  private func world(_ use: [String] = ["example.one"]) throws -> World {
    let world = try World(use: use)
    world.carriers.set(.requests([planned(.page, "/r1")]), for: use[0])
    return world
  }

  private func caption(_ world: World) -> String? {
    world.store.commits.flatMap(\.records).compactMap {
      if case .post(let post) = $0 { post.caption } else { nil }
    }.first
  }

  private func moved(_ place: String, _ status: Int = 302) -> Upstream.Reply {
    .answer(status, ["location": place], "")
  }

  @Test("A redirect to a host of the manifest is followed, and metered")
  func followed() throws {
    let world = try world()
    world.upstream.set("api.one.example/r1", moved("https://cdn.one.example/r2"))
    world.upstream.set("cdn.one.example/r2", .ok("echo"))
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(result.requests == 2)
    #expect(world.upstream.sent == ["api.one.example/r1", "cdn.one.example/r2"])
    #expect(world.store.uses.map(\.reservation.call) == ["pages", "pages"])
    #expect(world.store.uses.compactMap(\.settlement).map(\.status) == [302, 200])
    #expect(world.store.uses.compactMap(\.settlement).map(\.failure) == [nil, nil])
    #expect(caption(world) == "echo|https://cdn.one.example/r2")
    #expect(world.upstream.requests.allSatisfy { $0.headers.contains(Pair("X-Key", "first-key")) })
    #expect(world.store.jobs.first?.ending == .completed)
  }

  @Test("A redirect elsewhere is refused, and the next provider takes over")
  func elsewhere() throws {
    let world = try world(["example.one", "example.free"])
    world.upstream.set("api.one.example/r1", moved("https://evil.example/r2"))
    world.upstream.set("api.free.example/1", .ok("post a"))
    let result = try world.posts()
    #expect(result.provider == "example.free")
    #expect(
      result.notices == [
        "example.one: the upstream of example.one redirected to a place that its manifest does not allow"
      ])
    #expect(world.upstream.sent == ["api.one.example/r1", "api.free.example/1"])
    #expect(world.store.uses.first?.settlement?.failure == .blocked)
    #expect(world.store.uses.first?.settlement?.status == 302)
  }

  @Test("Redirects in a circle end after five")
  func circle() throws {
    let world = try world()
    world.upstream.set("api.one.example/r1", moved("/r2"))
    world.upstream.set("api.one.example/r2", moved("/r1"))
    let result = try world.posts()
    #expect(
      result.failure
        == OperationFailure(
          .blocked,
          "example.one: the upstream of example.one redirected more than five times"))
    #expect(result.requests == 6)
  }

  @Test("A request that does not ask for it gets the redirect as its answer")
  func notAsked() throws {
    let world = try World()
    world.upstream.set(
      "api.free.example/1", .answer(302, ["location": "https://evil.example/"], "post a"))
    let result = try world.posts()
    #expect(result.requests == 1)
    #expect(result.records(of: "post") == 1)
  }

  @Test("A redirect without a place is an answer")
  func noPlace() throws {
    let world = try world()
    world.upstream.set("api.one.example/r1", .answer(304, [:], "post a"))
    #expect(try world.posts().records(of: "post") == 1)
  }

  @Test("A place that bears the key is followed with it, and told without it")
  func placeWithKey() throws {
    let world = try world(["example.two"])
    world.upstream.set(
      "api.two.example/r1?key=second-key", moved("/r2?key=second-key&page=2"))
    world.upstream.set("api.two.example/r2?key=second-key&page=2", .ok("echo"))
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(caption(world) == "echo|https://api.two.example/r2?key=**********&page=2")
  }

  @Test("Where another key takes over the redirects begin again with it")
  func anotherKey() throws {
    let one = World.one(#""env:ONE", "env:TWO""#, #""limits": [{"requests":1,"per":"day"}]"#)
    let world = try World(use: ["example.one"], one)
    world.carriers.set(.requests([planned(.page, "/r1")]), for: "example.one")
    world.upstream.set("api.one.example/r1", moved("/r2"), .ok("post a"))
    #expect(try world.posts().records(of: "post") == 1)
    #expect(world.upstream.sent == ["api.one.example/r1", "api.one.example/r1"])
    let keys = world.upstream.requests.map { $0.headers.first { $0.name == "X-Key" }?.value }
    #expect(keys == ["first-key", "second-key"])
  }
}
