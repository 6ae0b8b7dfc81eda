import HostCore
import MetricSchema
import Testing

@Suite("Engine: side by side", .timeLimit(.minutes(10)))
struct EngineParallelTests {
  private let names = ["alice", "bob", "carol", "dave", "erin", "frank", "grace"]

  @Test("No more requests are on their way to a provider than it may have")
  func parallel() throws {
    let world = try World(#""example.free": { "parallel": 3 }"#)
    world.upstream.set("api.free.example/1", .ok("post a"))
    world.answerOnce(jobs: 7)
    let results = try world.engine.run(names.map { errand($0) })
    #expect(results.allSatisfy { $0.failure == nil })
    #expect(world.upstream.batches.first?.count == 3)
    #expect(world.upstream.batches.map(\.count).max() == 3)
    #expect(world.upstream.sent.count == 7)
  }

  @Test("Every provider has room of its own")
  func ownRoom() throws {
    let world = try World(
      use: ["example.one"],
      World.one(#""env:ONE""#, #""parallel": 2"#) + #", "example.free": { "parallel": 3 }"#)
    world.carriers.set(
      .requests((1...5).map { planned(.page, "/\($0)") }), for: "example.one")
    for page in 1...5 { world.upstream.set("api.one.example/\(page)", .ok("post \(page)")) }
    #expect(try world.posts().records(of: "post") == 5)
    #expect(world.upstream.batches.map(\.count).max() == 2)
    #expect(world.upstream.batches.flatMap { $0 }.count == 5)
  }

  @Test("No more errands are under way than the engine may have")
  func errands() throws {
    var settings = Engine.Settings()
    settings.parallel = 2
    let world = try World(settings: settings)
    world.upstream.set("api.free.example/1", .ok("post a"))
    let results = try world.engine.run(names.map { errand($0) })
    #expect(results.count == 7)
    #expect(world.mostErrands == 2)
  }

  @Test("Results come in the order of the errands, whoever is done first")
  func order() throws {
    let world = try World(use: ["example.one", "example.free"])
    world.upstream.set("api.one.example/1", .answer(403, [:], ""), .ok("post a"), .ok("post b"))
    world.upstream.set("api.free.example/1", .ok("post c"))
    world.upstream.delay("api.free.example/1")
    let results = try world.run(
      errand("alice"), errand("bob", [.profile, .posts]), errand("carol"))
    #expect(results.map(\.subject) == ["alice", "bob", "bob", "carol"])
    #expect(results.map(\.operation) == [.posts, .profile, .posts, .posts])
    #expect(results.filter { $0.provider == "example.free" }.count == 1)
    #expect(results.allSatisfy { $0.failure == nil })
  }

  @Test("One errand that fails leaves the others alone")
  func oneFails() throws {
    let world = try World()
    world.upstream.set("api.free.example/1", .ok("post a"))
    var other = errand("bob")
    other.platform = "elsewhere"
    let results = try world.run(errand("alice"), other, errand("carol"))
    #expect(results.map { $0.failure == nil } == [true, false, true])
    #expect(world.progress.finished == 3)
  }

  @Test("A limit is shared by all errands")
  func sharedLimit() throws {
    let world = try World(#""example.free": { "limits": [{ "requests": 4, "per": "day" }] }"#)
    world.upstream.set("api.free.example/1", .ok("post a"))
    let results = try world.engine.run(names.map { errand($0) })
    #expect(
      results.filter { $0.failure == nil }.map(\.subject) == ["alice", "bob", "carol", "dave"])
    #expect(results.compactMap(\.failure).allSatisfy { $0.failure == .quota })
    #expect(world.upstream.sent.count == 4)
  }
}
