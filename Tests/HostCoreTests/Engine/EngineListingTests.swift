@testable import HostCore
import MetricSchema
import Testing

@Suite("Engine: listings", .timeLimit(.minutes(10)))
struct EngineListingTests {
  @Test("Two pages are walked to the end")
  func twoPages() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("post a", "post b", "page /2", "left 41"))
    world.upstream.set("api.free.example/2", .ok("post c"))
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(result.provider == "example.free")
    #expect(result.records == [RecordCount(kind: "post", count: 3)])
    #expect(result.newPosts == 3)
    #expect(result.requests == 2)
    #expect(!result.isResumed)
    #expect(result.notices == [])
    #expect(world.upstream.sent == ["api.free.example/1", "api.free.example/2"])
    #expect(world.storedPosts == ["a", "b", "c"])
    let job = try #require(world.store.jobs.first)
    #expect(job.ending == .completed)
    #expect(job.stored.provider == "example.free")
    #expect(job.stored.job.subject.text == "alice")
    let settlements = world.store.uses.compactMap(\.settlement)
    #expect(settlements.map(\.records) == [2, 1])
    #expect(settlements.map(\.status) == [200, 200])
    #expect(settlements.map(\.failure) == [nil, nil])
    #expect(settlements.map(\.remaining) == [41, nil])
    #expect(settlements.map(\.latencyMs) == [7, 7])
    #expect(settlements.map(\.bytes) == [29, 6])
    #expect(world.progress.finished == 1)
    #expect(world.progress.total == 1)
    #expect(world.progress.requests == 2)
    #expect(world.progress.records == 3)
  }

  @Test("An account without posts is a success")
  func empty() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok())
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(result.provider == "example.free")
    #expect(result.records == [])
    #expect(world.store.jobs.first?.ending == .completed)
  }

  @Test("A provider that plans nothing has done its job")
  func nothingPlanned() throws {
    let world = try World()
    world.carriers.set(.requests([]), for: "example.free")
    #expect(try world.posts().failure == nil)
    #expect(world.upstream.sent == [])
    #expect(world.store.jobs.first?.ending == .completed)
  }

  @Test("A limit keeps what is wanted of a page and asks for no further one")
  func limit() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("post a", "post b", "page /2"))
    world.upstream.set("api.free.example/2", .ok("post c", "post d", "page /3"))
    let result = try world.posts(limit: 3)
    #expect(result.records(of: "post") == 3)
    #expect(world.storedPosts == ["a", "b", "c"])
    #expect(world.upstream.sent == ["api.free.example/1", "api.free.example/2"])
    #expect(world.store.jobs.first?.ending == .completed)
  }

  @Test("A limit that is reached leaves out pages, never details")
  func limitAndDetails() throws {
    let world = try World()
    world.upstream.set(
      "api.free.example/1", .ok("post a", "page /2", "detail /d1", "post b", "detail /d2"))
    world.upstream.set("api.free.example/d1", .ok("profile x", "page /3"))
    world.upstream.set("api.free.example/d2", .ok("profile y", "detail /d3"))
    world.upstream.set("api.free.example/d3", .ok())
    let result = try world.posts(limit: 2)
    #expect(
      result.records == [
        RecordCount(kind: "post", count: 2), RecordCount(kind: "profile", count: 2),
      ])
    #expect(
      world.upstream.sent == [
        "api.free.example/1", "api.free.example/d1", "api.free.example/d2", "api.free.example/d3",
      ])
  }

  @Test("A limit that a detail reaches drops the pages that wait")
  func limitByDetail() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("page /2", "detail /d1"))
    world.upstream.set("api.free.example/d1", .ok("post a"))
    #expect(try world.posts(limit: 1).records(of: "post") == 1)
    #expect(world.upstream.sent == ["api.free.example/1", "api.free.example/d1"])
    #expect(world.store.jobs.first?.ending == .completed)
  }

  @Test("Details go before pages, which wait for them where there is a limit")
  func order() throws {
    for (limit, batches) in [
      (10 as Int64?, [["/1"], ["/d1", "/d2"], ["/2"]]), (nil, [["/1"], ["/d1", "/d2", "/2"]]),
    ] {
      let world = try World()
      world.upstream.set("api.free.example/1", .ok("page /2", "detail /d1", "detail /d2"))
      for path in ["/2", "/d1", "/d2"] {
        world.upstream.set("api.free.example" + path, .ok("post " + path))
      }
      #expect(try world.posts(limit: limit).records(of: "post") == 3)
      let seen = world.upstream.batches.map { $0.map { String($0.drop { $0 != "/" }) } }
      #expect(seen == batches)
    }
  }

  @Test("Posts before since are dropped; those of that moment and without one stay")
  func since() throws {
    let world = try World()
    world.upstream.set(
      "api.free.example/1",
      .ok(
        "post new 2026-11-03", "post edge 2026-11-02", "post old 2026-11-01T23:59:59Z", "post none",
        "profile x"))
    let result = try world.posts(since: "2026-11-02")
    #expect(world.storedPosts == ["new", "edge", "none"])
    #expect(result.records(of: "profile") == 1)
    #expect(world.store.uses.first?.settlement?.records == 4)
  }

  @Test("What since drops does not count for the limit")
  func sinceAndLimit() throws {
    let world = try World()
    world.upstream.set(
      "api.free.example/1", .ok("post pinned 2020-01-01", "post a 2026-11-03", "page /2"))
    world.upstream.set("api.free.example/2", .ok("post b 2026-11-03", "page /3"))
    _ = try world.posts(limit: 2, since: "2026-11-02")
    #expect(world.storedPosts == ["a", "b"])
  }

  @Test("A post that was asked for by itself is kept, however old and whatever the limit")
  func onePost() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("post a 2020-01-01"))
    let moment = Timestamp(rfc3339: "2026-11-02")
    let result = try world.run(errand("a", [.post], limit: 0, since: moment))
    #expect(result.first?.records(of: "post") == 1)
  }

  @Test("Of comments a limit counts the comments, and since drops the older ones")
  func comments() throws {
    let world = try World()
    world.upstream.set(
      "api.free.example/1",
      .ok(
        "post a", "comment old 2026-11-01", "comment b 2026-11-03", "comment c 2026-11-03",
        "comment d 2026-11-03", "page /2"))
    let moment = Timestamp(rfc3339: "2026-11-02")
    let result = try world.run(errand("a", [.comments], limit: 2, since: moment))
    #expect(
      result.first?.records == [
        RecordCount(kind: "post", count: 1), RecordCount(kind: "comment", count: 2),
      ])
    #expect(world.upstream.sent.count == 1)
  }

  @Test("A page that was asked for already is not asked again, so that no cursor runs in a circle")
  func circle() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("post a", "page /2"))
    world.upstream.set("api.free.example/2", .ok("post b", "page /1", "page /2"))
    #expect(try world.posts().requests == 2)
  }

  @Test("A detail of what is gone is left out, and the rest goes on")
  func gone() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("post a", "detail /d1", "detail /d2", "page /2"))
    world.upstream.set("api.free.example/d1", .answer(410, [:], ""))
    world.upstream.set("api.free.example/d2", .ok("post b"))
    world.upstream.set("api.free.example/2", .ok("post c"))
    let result = try world.posts(limit: 10)
    #expect(result.failure == nil)
    #expect(result.records(of: "post") == 3)
    #expect(world.store.uses.compactMap(\.settlement).map(\.failure) == [nil, .gone, nil, nil])
    #expect(world.store.jobs.first?.ending == .completed)
  }

  @Test("Operations follow one another, and what the first finds helps the next")
  func operations() throws {
    let world = try World()
    world.store.with { $0.identities["alice"] = [Identity("id", "7"), Identity("old", "8")] }
    world.upstream.set("api.free.example/1", .ok("profile 7"), .ok("post a"))
    let results = try world.run(errand("alice", [.profile, .posts]))
    #expect(results.map(\.operation) == [.profile, .posts])
    #expect(results.map { $0.records.map(\.kind) } == [["profile"], ["post"]])
    let jobs = world.carriers.jobs(of: "example.free")
    #expect(jobs.map(\.operation) == [.profile, .posts])
    #expect(jobs[0].subject.identities == [Identity("id", "7"), Identity("old", "8")])
    #expect(
      jobs[1].subject.identities == [
        Identity("sec_uid", "sec-7"), Identity("id", "7"), Identity("old", "8"),
      ])
    #expect(world.progress.total == 2)
    #expect(world.progress.finished == 2)
  }

  @Test("The plugin hears of the time, its deadline, the seed and the limit")
  func context() throws {
    var settings = Engine.Settings()
    settings.seed = 99
    settings.callDeadlineMs = 3000
    let world = try World(settings: settings)
    world.upstream.set("api.free.example/1", .ok())
    _ = try world.posts(limit: 5, since: "2026-11-02")
    let now = world.clock.now.microseconds
    #expect(
      world.carriers.contexts(of: "example.free")
        == [CallContext(now: now, deadline: now + 3_000_000, seed: 99, attempt: 1)])
    let job = world.carriers.jobs(of: "example.free").first
    #expect(job?.limit == 5)
    #expect(job?.since == Timestamp(rfc3339: "2026-11-02")?.microseconds)
  }

  @Test("Answers are kept, but for an operator who does not want them")
  func answers() throws {
    let world = try World()
    world.upstream.set(
      "api.free.example/1", .answer(200, ["server": "x"], "post a"))
    _ = try world.posts()
    let raw = try #require(world.store.commits.first?.raw)
    #expect(raw.status == 200)
    #expect(raw.headers["server"] == "x")
    #expect(raw.body.bytes == Array("post a".utf8))
    #expect(raw.request.path == "/1")
  }

  @Test("Errands of nothing give nothing")
  func nothing() throws {
    let world = try World()
    #expect(try world.engine.run([]) == [])
    #expect(try world.run(errand("alice", [])) == [])
  }
}
