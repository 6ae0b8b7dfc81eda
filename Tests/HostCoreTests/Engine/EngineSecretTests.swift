import HostCore
import MetricSchema
import Testing

@Suite("Engine: secrets", .timeLimit(.minutes(10)))
struct EngineSecretTests {
  @Test("A key that the upstream echoes reaches neither plugin, store nor result")
  func echoed() throws {
    let world = try World(use: ["example.one", "example.two"])
    world.upstream.set(
      "api.one.example/1",
      .answer(403, ["www-authenticate": "first-key"], "the key first-key may not do this"))
    world.upstream.set(
      "api.two.example/1?key=second-key",
      .answer(200, ["link": "</2?key=second-key>"], "echo\npost second-key\npage /2"))
    world.upstream.set(
      "api.two.example/2?key=second-key", .answer(500, [:], "no second-key, no first-key"))
    let result = try world.posts()
    let text = told(world, [result])
    #expect(!text.contains("first-key, no"))
    #expect(!text.contains("second-key"))
    #expect(result.notices.first == "example.one: the key ********* may not do this")
    #expect(result.failure?.message == "example.two: no **********, no first-key")
    #expect(world.storedPosts == ["echo", "**********"])
    // The transport alone has them.
    #expect(world.upstream.requests.first?.headers.contains(Pair("X-Key", "first-key")) == true)
  }

  @Test("A key that a plugin puts together is removed from what it emits")
  func assembled() throws {
    let world = try World(use: ["example.one"])
    world.upstream.set("api.one.example/1", .ok("join first - key"))
    let result = try world.posts()
    #expect(world.storedPosts == ["*********"])
    #expect(!told(world, [result]).contains("first-key"))
  }

  @Test("With several keys each answer is scrubbed of the one it was asked with")
  func pooled() throws {
    let one = World.one(#""env:ONE", "env:TWO""#, #""limits": [{"requests":1,"per":"day"}]"#)
    let world = try World(use: ["example.one"], one)
    world.upstream.set("api.one.example/1", .ok("post first-key", "page /2"))
    world.upstream.set("api.one.example/2", .ok("post second-key"))
    #expect(try world.posts().failure == nil)
    #expect(world.storedPosts == ["*********", "**********"])
  }

  @Test("A job that waits in the store has no key")
  func outstanding() throws {
    let two = #""example.two": { "secrets": { "two_key": ["env:TWO"] }, "request_cap": 1 }"#
    let world = try World(use: ["example.two"], two)
    world.upstream.set("api.two.example/1?key=second-key", .ok("page /2"))
    let result = try world.posts()
    #expect(world.store.jobs.first?.paths == ["/2"])
    #expect(!told(world, [result]).contains("second-key"))
  }
}
