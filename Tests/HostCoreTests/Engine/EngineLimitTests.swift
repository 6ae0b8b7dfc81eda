import HostCore
import MetricSchema
import Testing

@Suite("Engine: limits", .timeLimit(.minutes(10)))
struct EngineLimitTests {
  private func free(_ limits: String, _ more: String = "") -> String {
    World.usual + #", "example.free": { "limits": [\#(limits)] \#(more) }"#
  }

  private let details = (1...5).map { "detail /d\($0)" }

  private func answerDetails(_ world: World, _ host: String) {
    for number in 1...5 { world.upstream.set("\(host)/d\(number)", .ok("post \(number)")) }
  }

  private func times(_ world: World) -> [String] {
    world.store.uses.map { String($0.reservation.moment.description.dropFirst(17)) }
  }

  @Test("A short window is waited for, and the wait is told before it begins")
  func shortWindow() throws {
    let world = try World(free(#"{ "requests": 2, "per": "second" }"#))
    world.upstream.set("api.free.example/1", .answer(200, [:], details.joined(separator: "\n")))
    answerDetails(world, "api.free.example")
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(result.records(of: "post") == 5)
    #expect(times(world) == ["00Z", "00Z", "01Z", "01Z", "02Z", "02Z"])
    #expect(world.waitedUntil == ["2026-11-20T12:00:01Z", "2026-11-20T12:00:02Z"])
    #expect(world.upstream.sent.dropFirst().map { $0.suffix(2) } == ["d1", "d2", "d3", "d4", "d5"])
  }

  @Test("Errands that wait for a place go on where those before them end without a request")
  func places() throws {
    var settings = Engine.Settings()
    settings.parallel = 1
    let world = try World(free(#"{ "requests": 1, "per": "day" }"#), settings: settings)
    world.upstream.set("api.free.example/1", .ok("post a"))
    let results = try world.engine.run((1...20).map { errand("subject\($0)") })
    #expect(results.map(\.requests) == [1] + Array(repeating: 0, count: 19))
    #expect(results.dropFirst().allSatisfy { $0.failure?.failure == .quota })
    #expect(world.upstream.sent.count == 1)
  }

  @Test("Where a key is spent the next one is used")
  func nextKey() throws {
    let one = World.one(#""env:ONE", "env:TWO""#, #""limits": [{"requests":2,"per":"day"}]"#)
    let world = try World(use: ["example.one"], one)
    for page in 1...4 {
      world.upstream.set("api.one.example/\(page)", .ok("post \(page)", "page /\(page + 1)"))
    }
    world.upstream.set("api.one.example/4", .ok("post 4"))
    #expect(try world.posts().records(of: "post") == 4)
    #expect(world.store.uses.map(\.reservation.key) == [0, 0, 1, 1])
    let keys = world.upstream.requests.map { $0.headers.first { $0.name == "X-Key" }?.value }
    #expect(keys == ["first-key", "first-key", "second-key", "second-key"])
    #expect(world.waitedUntil == [])
  }

  @Test("Where all keys are spent the next provider takes over, and the limit is named")
  func nextProvider() throws {
    let one = World.one(#""env:ONE""#, #""limits": [{"requests":1,"per":"day"}]"#)
    let world = try World(use: ["example.one", "example.free"], one)
    world.upstream.set("api.one.example/1", .ok("post a", "page /2"))
    world.upstream.set("api.free.example/1", .ok("post a"))
    let result = try world.posts()
    #expect(result.provider == "example.free")
    #expect(
      result.notices == [
        "example.one used 1 of 1 units a day; the limit resets at 2026-11-21T00:00:00Z"
      ])
    guard case .failed = world.store.jobs.first?.ending else {
      Issue.record("the job of example.one is not given up")
      return
    }
  }

  @Test("Where nobody is left the job is suspended, and says until when")
  func suspended() throws {
    let world = try World(free(#"{ "requests": 1, "per": "month" }"#))
    world.upstream.set("api.free.example/1", .ok("post a", "page /2"))
    let result = try world.posts()
    let sentence =
      "example.free used 1 of 1 units a month; the limit resets at 2026-12-01T00:00:00Z"
    #expect(
      result.failure
        == OperationFailure(.quota, sentence, until: Timestamp(rfc3339: "2026-12-01")))
    #expect(result.records(of: "post") == 1)
    #expect(world.store.jobs.first?.ending == .suspended(sentence))
    #expect(world.store.jobs.first?.paths == ["/2"])
  }

  @Test("A provider never used before meets its cap, and the sentence says what to raise")
  func firstRun() throws {
    let world = try World(World.usual + #", "example.free": { "request_cap": 2 }"#)
    world.upstream.set("api.free.example/1", .ok("page /2"))
    world.upstream.set("api.free.example/2", .ok("page /3"))
    let result = try world.posts()
    #expect(
      result.failure
        == OperationFailure(
          .quota,
          "example.free used 2 of the 2 units that it may use before you raise \"request_cap\" under "
            + "\"providers\", \"example.free\" in providers.json"))
    #expect(world.store.jobs.first?.paths == ["/3"])
  }

  @Test("A limit of one call leaves the provider's other calls alone")
  func callLimit() throws {
    let world = try World(
      use: ["example.free", "example.two"],
      free(#"{ "requests": 1, "per": "day", "call": "details" }"#))
    world.upstream.set("api.free.example/1", .ok("detail /d1", "detail /d2"), .ok("page /2"))
    world.upstream.set("api.free.example/d1", .ok("post 1"))
    world.upstream.set("api.free.example/2", .ok("post 2"))
    world.upstream.set("api.two.example/1?key=second-key", .ok("post 3"))
    let first = try world.posts()
    #expect(first.provider == "example.two")
    #expect(
      first.notices == [
        "example.free used 1 of 1 units a day for details; the limit resets at 2026-11-21T00:00:00Z"
      ])
    let second = try world.posts()
    #expect(second.provider == "example.free")
    #expect(second.notices == [])
  }

  @Test("Where one request costs more than a limit allows, nobody waits for it")
  func dearCall() throws {
    let world = try World(
      use: ["example.one", "example.free"],
      World.one(#""env:ONE""#, #""limits": [{"requests":10,"per":"minute"}], "margin": 0.1"#),
      manifest: { $0.replacing(#""units": 1"#, with: #""units": 2"#) })
    world.upstream.set("api.free.example/1", .ok("post a"))
    let result = try world.posts()
    #expect(result.provider == "example.free")
    #expect(
      result.notices == [
        "example.one: a request for pages costs 2 units, and the limit is 1 units a minute"
      ])
    #expect(world.waitedUntil == [])
  }

  @Test("Calls are charged with what the manifest says")
  func units() throws {
    let one = World.one(#""env:ONE""#, #""limits": [{"requests":4,"per":"day"}]"#)
    let world = try World(use: ["example.one"], one)
    world.upstream.set("api.one.example/1", .ok("detail /d1", "detail /d2"))
    world.upstream.set("api.one.example/d1", .ok("post 1"))
    let result = try world.posts()
    #expect(world.store.uses.map(\.reservation.units) == [1, 2])
    #expect(
      result.failure?.message
        == "example.one used 3 of 4 units a day; the limit resets at 2026-11-21T00:00:00Z")
  }

  @Test("A margin keeps back its part")
  func margin() throws {
    let world = try World(free(#"{ "requests": 4, "per": "day" }"#, #", "margin": 0.5"#))
    world.upstream.set("api.free.example/1", .answer(200, [:], details.joined(separator: "\n")))
    answerDetails(world, "api.free.example")
    #expect(try world.posts().requests == 2)
  }

  @Test("Of several keys the reset that comes first is told")
  func firstReset() throws {
    let limits = #""limits": [{"requests":1,"per":"day"},{"requests":2,"per":"month"}]"#
    let world = try World(use: ["example.one"], World.one(#""env:ONE", "env:TWO""#, limits))
    // The first key spent its month, the second only its day.
    world.store.with { store in
      for (key, moment) in [(0, "2026-11-02"), (0, "2026-11-03"), (1, "2026-11-20")] {
        let reservation = Reservation(
          provider: "example.one", platform: "example", call: "pages", key: key,
          moment: Timestamp(rfc3339: moment) ?? Timestamp(0))
        store.uses[store.next()] = MemoryStore.Use(reservation: reservation)
      }
    }
    let failure = try world.posts().failure
    #expect(failure?.until == Timestamp(rfc3339: "2026-11-21"))
    #expect(
      failure?.message
        == "example.one used 1 of 1 units a day; the limit resets at 2026-11-21T00:00:00Z")
    #expect(world.upstream.sent == [])
  }

  @Test("A budget that the upstream calls spent lets the next key take over, and rests")
  func upstreamQuota() throws {
    let world = try World(
      use: ["example.one", "example.free"], World.one(#""env:ONE", "env:TWO""#))
    world.upstream.set(
      "api.one.example/1", .answer(402, [:], "spent"), .ok("post a"), .answer(402, [:], "spent too")
    )
    world.upstream.set("api.free.example/1", .ok("post b"))
    #expect(try world.posts().provider == "example.one")
    #expect(world.store.uses.map(\.reservation.key) == [0, 1])
    let second = try world.posts()
    #expect(second.provider == "example.free")
    #expect(second.notices == ["example.one: spent too"])
    let third = try world.posts()
    #expect(third.provider == "example.free")
    #expect(third.notices == ["example.one: spent"])
    #expect(world.upstream.sent.filter { $0.hasPrefix("api.one") }.count == 3)
  }

  @Test("A day and a month end where the vendor's zone says, which the sentence names")
  func zone() throws {
    for (window, end) in [("day", "2026-11-21T08:00:00Z"), ("month", "2026-12-01T08:00:00Z")] {
      let world = try World(
        free(#"{ "requests": 1, "per": "\#(window)", "zone": "America/Los_Angeles" }"#))
      world.upstream.set("api.free.example/1", .ok("post a", "page /2"))
      #expect(
        try world.posts().failure
          == OperationFailure(
            .quota,
            "example.free used 1 of 1 units a \(window) in America/Los_Angeles; the limit resets at \(end)",
            until: Timestamp(rfc3339: end)))
    }
  }

  @Test("A limit that was spent on the vendor's day before is whole on the next")
  func zoneOfYesterday() throws {
    let limit = #"{ "requests": 1, "per": "day", "zone": "America/Los_Angeles" }"#
    let world = try World(free(limit))
    world.upstream.set("api.free.example/1", .ok("post a", "page /2"))
    world.upstream.set("api.free.example/2", .ok("post b"))
    #expect(try world.posts().failure?.failure == .quota)
    world.clock.set(try #require(Timestamp(rfc3339: "2026-11-21T07:50:00Z")))
    #expect(try world.posts().failure?.failure == .quota)
    world.clock.set(try #require(Timestamp(rfc3339: "2026-11-21T08:00:00Z")))
    // One more request fits: that with which the job goes on.
    _ = try world.posts()
    #expect(world.upstream.sent == ["api.free.example/1", "api.free.example/2"])
  }

  @Test(
    "A budget that the upstream calls spent rests to the end of the vendor's day",
    arguments: [
      (#", "zone": "America/Los_Angeles""#, "2026-11-21T07:50:00Z", "2026-11-21T08:00:00Z"),
      ("", "2026-11-20T23:50:00Z", "2026-11-21T00:00:00Z"),
    ])
  func upstreamZone(zone: String, before: String, after: String) throws {
    let world = try World(free("{ \"requests\": 100, \"per\": \"day\"\(zone) }"))
    world.upstream.set("api.free.example/1", .answer(402, [:], "spent"), .ok("post a"))
    #expect(try world.posts().failure?.failure == .quota)
    world.clock.set(try #require(Timestamp(rfc3339: before)))
    #expect(try world.posts().failure?.failure == .quota)
    #expect(world.upstream.sent.count == 1)
    world.clock.set(try #require(Timestamp(rfc3339: after)))
    #expect(try world.posts().failure == nil)
    #expect(world.upstream.sent.count > 1)
  }

  @Test("Keys whose budget comes back at once are still tried once each")
  func bouncing() throws {
    let world = try World(use: ["example.one"], World.one(#""env:ONE", "env:TWO""#))
    world.upstream.set("api.one.example/1", .ok("fail quota 0"))
    #expect(try world.posts().failure?.failure == .quota)
    #expect(world.store.uses.map(\.reservation.key) == [0, 1])
  }
}
