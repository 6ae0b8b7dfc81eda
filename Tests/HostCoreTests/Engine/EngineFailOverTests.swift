@testable import HostCore
import MetricSchema
import Testing

@Suite("Engine: the next provider", .timeLimit(.minutes(10)))
struct EngineFailOverTests {
  private let all = ["example.one", "example.two", "example.free"]
  private let one = "api.one.example/1"
  private let two = "api.two.example/1?key=second-key"
  private let free = "api.free.example/1"

  @Test("Providers are tried in their order, and each that could not says why")
  func order() throws {
    let world = try World(use: all)
    world.upstream.set(one, .answer(403, [:], "a challenge"))
    world.upstream.set(two, .ok("fail schema_changed"))
    world.upstream.set(free, .ok("post a"))
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(result.provider == "example.free")
    #expect(
      result.notices == ["example.one: a challenge", "example.two: said schema_changed"])
    #expect(result.requests == 3)
    #expect(world.upstream.sent == [one, two, free])
    #expect(
      world.store.jobs.map(\.ending) == [
        .failed("example.one: a challenge"), .failed("example.two: said schema_changed"),
        .completed,
      ])
    #expect(world.store.commits.map(\.provider) == all)
  }

  @Test("Where nobody could, the result is what passes by itself or can be mended")
  func nobody() throws {
    let world = try World(use: ["example.one", "example.free"])
    world.upstream.set(one, .answer(401, [:], "bad key"))
    world.upstream.set(free, .answer(403, [:], "go away"))
    let result = try world.posts()
    #expect(result.failure == OperationFailure(.auth, "example.one: bad key"))
    #expect(result.provider == nil)
    #expect(result.notices == ["example.one: bad key", "example.free: go away"])
  }

  @Test("Of several failures the one that helps most is told, with the earliest moment")
  func telling() {
    let later = Timestamp(2_000_000)
    let failures = [
      OperationFailure(.invalidInput, "cannot"), OperationFailure(.quota, "spent", until: later),
      OperationFailure(.quota, "spent too", until: Timestamp(1_000_000)),
      OperationFailure(.unspecified, "odd"),
    ]
    #expect(failures.telling == OperationFailure(.quota, "spent", until: Timestamp(1_000_000)))
    #expect(
      (failures + [OperationFailure(.transient, "away")]).telling
        == OperationFailure(.transient, "away"))
    #expect([OperationFailure(.unspecified, "odd")].telling?.message == "odd")
    #expect([OperationFailure]().telling == nil)
  }

  @Test("An empty answer is an answer")
  func empty() throws {
    let world = try World(use: all)
    world.upstream.set(one, .ok())
    let result = try world.posts()
    #expect(result.provider == "example.one")
    #expect(result.failure == nil)
    #expect(world.upstream.sent == [one])
  }

  @Test("What one does not find nobody else is asked for", arguments: [404, 410])
  func notFound(status: Int) throws {
    let world = try World(use: all)
    world.upstream.set(one, .answer(status, [:], "no such account"))
    let result = try world.posts()
    #expect(result.failure?.failure == (status == 404 ? .notFound : .gone))
    #expect(result.failure?.message == "example.one: no such account")
    #expect(result.provider == "example.one")
    #expect(result.notices == [])
    #expect(world.upstream.sent == [one])
    #expect(world.store.jobs.first?.ending == .failed("example.one: no such account"))
  }

  @Test(
    "Where all that was asked for is not there the operation says so, though it was asked for as details"
  )
  func nothingFound() throws {
    let world = try World()
    world.carriers.set(
      .requests([planned(.detail, "/d1"), planned(.detail, "/d2")]), for: "example.free")
    world.upstream.set("api.free.example/d1", .answer(404, [:], "no such post"))
    world.upstream.set("api.free.example/d2", .answer(410, [:], "deleted"))
    let result = try world.posts()
    #expect(result.failure == OperationFailure(.notFound, "example.free: no such post"))
    #expect(result.provider == "example.free")
    #expect(world.store.jobs.first?.ending == .failed("example.free: no such post"))
  }

  @Test("Where one of several is there the operation succeeds", arguments: ["/d1", "/d2"])
  func oneFound(there: String) throws {
    let world = try World()
    world.carriers.set(
      .requests([planned(.detail, "/d1"), planned(.detail, "/d2")]), for: "example.free")
    for path in ["/d1", "/d2"] {
      world.upstream.set(
        "api.free.example\(path)", path == there ? .ok("post a") : .answer(404, [:], "gone"))
    }
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(result.records(of: "post") == 1)
  }

  @Test("Who lacks its secret is left out, and the variable is named")
  func missingSecret() throws {
    let world = try World(use: all, secrets: ["env:TWO": "second-key"])
    world.upstream.set(two, .ok("post a"))
    let result = try world.posts()
    #expect(result.provider == "example.two")
    #expect(
      result.notices == [
        "example.one needs the secret one_key; set the environment variable ONE"
      ])
  }

  @Test("Where all lack their secrets the failure names what to set, and nothing is sent")
  func noSecrets() throws {
    let world = try World(use: ["example.one", "example.two"], secrets: [:])
    let result = try world.posts()
    #expect(result.failure?.failure == .auth)
    #expect(
      result.failure?.message
        == "no provider of example can: example.one needs the secret one_key; set the environment "
        + "variable ONE; example.two needs the secret two_key; set the environment variable TWO")
    #expect(world.upstream.sent == [])
    #expect(world.store.jobs.isEmpty)
  }

  @Test("An operation that nobody has, and a platform that nobody serves, say so")
  func unknown() throws {
    let world = try World()
    var errand = errand("alice", [.audience])
    let unsupported = try world.run(errand).first?.failure
    #expect(
      unsupported
        == OperationFailure(
          .invalidInput, "no provider of example can: example.free has no operation audience"))
    errand.platform = "exampel"
    #expect(
      try world.run(errand).first?.failure
        == OperationFailure(
          .invalidInput, "no plugin serves exampel; did you mean example?"))
    errand.platform = "mastodon"
    #expect(
      try world.run(errand).first?.failure
        == OperationFailure(.invalidInput, "no plugin serves mastodon; known are example"))
  }

  @Test("A plugin that cannot be loaded, or cannot plan, gives way to the next")
  func planning() throws {
    let world = try World(use: all)
    world.carriers.refuse("example.one")
    world.carriers.set(.failure(.invalidInput), for: "example.two")
    world.upstream.set(free, .ok("post a"))
    let result = try world.posts()
    #expect(result.provider == "example.free")
    #expect(
      result.notices == [
        "example.one: the plugin cannot be loaded",
        "example.two: said invalid_input",
      ])
    #expect(world.store.jobs.count == 1)
  }

  @Test("A plugin that dies once is asked again, with the same answer")
  func diesOnce() throws {
    let world = try World(use: all)
    world.carriers.allowDeaths(1, of: "example.one")
    world.upstream.set(one, .ok("die", "post a"))
    let result = try world.posts()
    #expect(result.provider == "example.one")
    #expect(result.records(of: "post") == 1)
    #expect(result.requests == 1)
    #expect(world.carriers.contexts(of: "example.one").count == 2)
  }

  @Test("A plugin that dies twice gives way to the next")
  func diesTwice() throws {
    let world = try World(use: all)
    world.carriers.allowDeaths(2, of: "example.one")
    world.upstream.set(one, .ok("die", "post a"))
    world.upstream.set(two, .ok("post b"))
    let result = try world.posts()
    #expect(result.provider == "example.two")
    #expect(result.notices == ["example.one: the plugin crashed"])
    #expect(world.storedPosts == ["b"])
    #expect(world.store.uses.first?.settlement?.message == "the plugin crashed")
  }

  @Test("The next provider begins the listing anew, and so does the count of its posts")
  func anew() throws {
    let world = try World(use: all)
    world.upstream.set(one, .ok("post a", "post b", "page /2"))
    world.upstream.set("api.one.example/2", .answer(403, [:], ""))
    world.upstream.set(two, .ok("post a", "post b", "page /2"))
    world.upstream.set("api.two.example/2?key=second-key", .ok("post c", "post d"))
    let result = try world.posts(limit: 3)
    #expect(result.provider == "example.two")
    #expect(world.storedPosts == ["a", "b", "a", "b", "c"])
    #expect(result.newPosts == 3)
  }

  @Test("One request that may not be sent ends the provider once the others are answered")
  func refusedRequest() throws {
    let world = try World(use: all)
    let requests = [
      planned(.page, "/1"), planned(.page, "evil.example/x"), planned(.page, "/3"),
    ]
    world.carriers.set(.requests(requests), for: "example.one")
    world.upstream.set(one, .ok("post a"))
    world.upstream.set(two, .ok("post b"))
    let result = try world.posts()
    #expect(result.provider == "example.two")
    #expect(
      result.notices == [
        "example.one: the plugin planned a request to evil.example, which its manifest does not allow"
      ])
    #expect(world.upstream.sent == [one, two])
    #expect(world.storedPosts == ["a", "b"])
    #expect(world.store.jobs.map(\.stored.provider) == ["example.one", "example.two"])
    #expect(world.store.commits.map(\.provider) == ["example.one", "example.two"])
  }

  @Test("A failure waits for what is on its way, which is kept")
  func onItsWay() throws {
    let world = try World(use: all)
    world.carriers.set(
      .requests([planned(.page, "/1"), planned(.page, "/2")]), for: "example.one")
    world.upstream.set(one, .answer(403, [:], "no"))
    world.upstream.set("api.one.example/2", .ok("post a", "page /3"))
    world.upstream.delay("api.one.example/2")
    world.upstream.set(two, .ok("post b"))
    let result = try world.posts()
    #expect(result.provider == "example.two")
    #expect(world.upstream.sent == [one, "api.one.example/2", two])
    #expect(world.storedPosts == ["a", "b"])
  }
}
