import HostCore
import MetricSchema
import Testing

@Suite("Engine: what was interrupted", .timeLimit(.minutes(10)))
struct EngineResumeTests {
  private let limited = #""example.free": { "limits": [{ "requests": 2, "per": "day" }] }"#

  @Test("A job that is taken up sends only what is outstanding")
  func resumed() throws {
    let first = try World(limited)
    first.clock.set(Timestamp(rfc3339: "2026-11-20T23:00:00Z") ?? Timestamp(0))
    first.upstream.set("api.free.example/1", .ok("post a", "page /2"))
    first.upstream.set("api.free.example/2", .ok("post b", "page /3"))
    #expect(try first.posts().failure?.failure == .quota)

    let second = try World(limited, store: first.store)
    second.clock.set(Timestamp(rfc3339: "2026-11-21T00:00:00Z") ?? Timestamp(0))
    second.upstream.set("api.free.example/3", .ok("post c"))
    let result = try second.posts()
    #expect(result.failure == nil)
    #expect(result.isResumed)
    #expect(result.records(of: "post") == 1)
    #expect(second.upstream.sent == ["api.free.example/3"])
    #expect(first.store.jobs.count == 1)
    #expect(first.store.jobs.first?.ending == .completed)
    #expect(second.storedPosts == ["a", "b", "c"])
  }

  @Test(
    "A listing that is taken up days later is walked once more, down to the first page that is known"
  )
  func freshened() throws {
    let first = try World(limited)
    first.upstream.set("api.free.example/1", .ok("post a", "page /2"))
    first.upstream.set("api.free.example/2", .ok("post b", "page /3"))
    #expect(try first.posts().failure?.failure == .quota)

    let second = try World(store: first.store)
    second.clock.set(Timestamp(rfc3339: "2026-11-23T00:00:00Z") ?? Timestamp(0))
    second.upstream.set("api.free.example/3", .ok("post c", "page /4"))
    second.upstream.set("api.free.example/4", .ok("post d"))
    second.upstream.set("api.free.example/1", .ok("post new", "page /2"))
    second.upstream.set("api.free.example/2", .ok("post b", "page /3"))
    let result = try second.posts()
    #expect(result.failure == nil)
    #expect(result.isResumed)
    let paths = ["/3", "/4", "/1", "/2"].map { "api.free.example" + $0 }
    #expect(second.upstream.sent == paths)
    #expect(Set(second.storedPosts) == ["a", "b", "c", "d", "new"])
    #expect(first.store.jobs.map(\.ending) == [.completed, .completed])
  }

  @Test("What an answer asks to follow is kept, also where the job is suspended meanwhile")
  func suspendedMeanwhile() throws {
    let first = try World(limited)
    first.carriers.set(
      .requests([planned(.page, "/1"), planned(.page, "/2"), planned(.page, "/3")]),
      for: "example.free")
    first.upstream.set("api.free.example/1", .ok("post a", "page /4"))
    first.upstream.set("api.free.example/2", .ok("post b", "page /5"))
    #expect(try first.posts().failure?.failure == .quota)
    #expect(first.store.jobs.first?.paths == ["/3", "/4", "/5"])
  }

  @Test("What another process asks for the same job is asked as well before it is completed")
  func shared() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("post a", "page /2"))
    world.upstream.set("api.free.example/2", .ok("post b"))
    world.upstream.set("api.free.example/9", .ok("post z"))
    let other = planned(.page, "/9")
    world.whenSent("api.free.example/2") { world.store.ask(other, ofJob: 1) }
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(world.upstream.sent == ["/1", "/2", "/9"].map { "api.free.example" + $0 })
    #expect(world.storedPosts == ["a", "b", "z"])
    #expect(world.store.jobs.map(\.ending) == [.completed])
  }

  @Test("What was delivered before counts for the limit")
  func countsOn() throws {
    let first = try World(limited)
    first.upstream.set("api.free.example/1", .ok("post a", "page /2"))
    first.upstream.set("api.free.example/2", .ok("post b", "page /3"))
    #expect(try first.posts(limit: 3).failure?.failure == .quota)

    let second = try World(store: first.store)
    second.upstream.set("api.free.example/3", .ok("post c", "post d", "page /4"))
    #expect(try second.posts(limit: 3).records(of: "post") == 1)
    #expect(second.storedPosts == ["a", "b", "c"])
  }

  @Test("A job that has enough by now is completed without a request")
  func hasEnough() throws {
    let first = try World(limited)
    first.upstream.set("api.free.example/1", .ok("post a", "page /2"))
    first.upstream.set("api.free.example/2", .ok("post b", "page /3"))
    #expect(try first.posts().failure?.failure == .quota)

    let second = try World(store: first.store)
    let result = try second.posts(limit: 2)
    #expect(result.failure == nil)
    #expect(result.isResumed)
    #expect(second.upstream.sent == [])
    #expect(first.store.jobs.first?.ending == .completed)
  }

  @Test("A limit is of posts: it does not count the profile that was delivered before")
  func profile() throws {
    let first = try World(limited)
    first.upstream.set("api.free.example/1", .ok("profile 7", "page /2"))
    first.upstream.set("api.free.example/2", .ok("profile 7", "page /3"))
    #expect(try first.run(errand("alice", [.profile], limit: 1)).first?.failure?.failure == .quota)

    let second = try World(store: first.store)
    second.upstream.set("api.free.example/3", .ok("profile 7"))
    let result = try second.run(errand("alice", [.profile], limit: 1))
    #expect(result.first?.isResumed == true)
    #expect(second.upstream.sent == ["api.free.example/3"])
  }

  @Test(
    "A store that fails ends the run with its error",
    arguments: MemoryStore.Door.allCases.filter { $0 != .settle })
  func storeFails(door: MemoryStore.Door) throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("post a", "page /2"))
    world.upstream.set("api.free.example/2", .answer(404, [:], ""))
    world.store.with { $0.broken = door }
    let error = #expect(throws: StoreError.self) { try world.posts() }
    #expect(error == StoreError(.full, "the disk is full at \(door)"))
  }

  @Test("After a store that failed the same engine goes on where the store stands")
  func goesOn() throws {
    let world = try World(#""example.free": { "parallel": 1 }"#)
    world.upstream.set("api.free.example/1", .ok("post a", "page /2"))
    world.upstream.set("api.free.example/2", .ok("post b"))
    world.store.with { $0.broken = .commit }
    #expect(throws: StoreError.self) { try world.posts() }
    #expect(world.store.jobs.first?.paths == ["/1"])
    world.store.with { $0.broken = nil }
    let result = try world.posts()
    #expect(result.isResumed)
    #expect(result.records(of: "post") == 2)
    #expect(
      world.upstream.sent == ["api.free.example/1", "api.free.example/1", "api.free.example/2"])
    #expect(world.store.uses.map { $0.settlement == nil } == [true, false, false])
    #expect(world.store.jobs.first?.ending == .completed)
  }
}
