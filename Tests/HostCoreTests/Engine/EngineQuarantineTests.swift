import HostCore
import MetricSchema
import Testing

@Suite("Engine: quarantine", .timeLimit(.minutes(10)))
struct EngineQuarantineTests {
  private let one = "api.one.example/1"
  private let built = LibraryStamp(sha256: String(repeating: "a", count: 64), abi: 1)
  private let rebuilt = LibraryStamp(sha256: String(repeating: "b", count: 64), abi: 1)
  private let refusal = """
    example.one: the plugin is in quarantine since 2026-11-20T12:00:00Z: it died 5 times within 10 minutes; the last time \
    it crashed; `patchbay plugin unquarantine example.one` lets it run again
    """

  /// One run: a new engine over the same store, in which the plugin would die ten times.
  private func run(_ store: MemoryStore, _ library: LibraryStamp?, minutes: Int64 = 0) throws
    -> OperationResult
  {
    let world = try World(use: ["example.one"], store: store)
    if let library { world.carriers.set(library, for: "example.one") }
    world.carriers.allowDeaths(10, of: "example.one")
    world.clock.set(Timestamp(world.clock.now.microseconds + minutes * 60_000_000))
    world.upstream.set(one, .ok("die"))
    return try world.posts()
  }

  @Test("Deaths of several runs count together; the next run refuses, and says why and what helps")
  func severalRuns() throws {
    let store = MemoryStore()
    // Each run asks twice.
    for _ in 0..<2 {
      #expect(try run(store, built).failure?.message == "example.one: the plugin crashed")
    }
    #expect(try store.quarantines() == [])
    #expect(try run(store, built).failure?.message == refusal)
    let later = try run(store, built, minutes: 500_000)
    #expect(later.failure?.failure == .blocked)
    #expect(later.failure?.message == refusal)
    #expect(later.requests == 0)
    #expect(
      try store.quarantines() == [
        Quarantine(
          provider: "example.one", library: built,
          reason: "died 5 times within 10 minutes; the last time it crashed",
          since: #require(Timestamp(rfc3339: "2026-11-20T12:00:00Z")))
      ])
  }

  @Test("Another build of the library runs, and its deaths are its own")
  func rebuiltLibrary() throws {
    let store = MemoryStore()
    for _ in 0..<3 { _ = try run(store, built) }
    for _ in 0..<2 {
      #expect(try run(store, rebuilt).failure?.message == "example.one: the plugin crashed")
    }
    #expect(try run(store, built).failure?.message == refusal)
    #expect(try store.quarantines().map(\.library) == [built])
  }

  @Test("Runs far apart do not add up")
  func farApart() throws {
    let store = MemoryStore()
    for hour in 0..<10 as Range<Int64> {
      let result = try run(store, built, minutes: hour * 60)
      #expect(result.failure?.message == "example.one: the plugin crashed")
    }
    #expect(try store.quarantines() == [])
  }

  @Test("What is lifted runs again, with no death to its name")
  func lifted() throws {
    let store = MemoryStore()
    for _ in 0..<3 { _ = try run(store, built) }
    #expect(try store.liftQuarantines(of: "example.two") == [])
    #expect(try store.liftQuarantines(of: "example.one").map(\.library) == [built])
    for _ in 0..<2 {
      #expect(try run(store, built).failure?.message == "example.one: the plugin crashed")
    }
  }

  @Test("Linked code is no library: too many deaths end the asking in this run alone")
  func linked() throws {
    let store = MemoryStore()
    let world = try World(use: ["example.one"], store: store)
    world.carriers.allowDeaths(100, of: "example.one")
    world.upstream.set(one, .ok("die"))
    var messages: [String?] = []
    for _ in 0..<4 { messages.append(try world.posts().failure?.message) }
    let ended =
      "example.one: the plugin is not asked any more: it died 5 times within 10 minutes; the last time it crashed"
    #expect(
      messages == [
        "example.one: the plugin crashed", "example.one: the plugin crashed", ended, ended,
      ])
    #expect(try run(store, nil).failure?.message == "example.one: the plugin crashed")
    #expect(try store.quarantines() == [])
  }

  @Test("Whether a library is in quarantine must be known before it runs")
  func unreadable() throws {
    let store = MemoryStore()
    store.with { $0.isDeathLogBroken = true }
    let message = try #require(try run(store, built).failure?.message)
    #expect(
      message
        == "example.one: the plugin may be in quarantine, which cannot be read: the disk is full at deaths"
    )
  }

  @Test("A death that cannot be kept ends the asking at once, and is said")
  func unkept() throws {
    let store = MemoryStore()
    let world = try World(use: ["example.one"], store: store)
    world.carriers.set(built, for: "example.one")
    world.carriers.allowDeaths(1, of: "example.one")
    world.upstream.set(one, .ok("die"))
    world.carriers.onMade { store.with { $0.isDeathLogBroken = true } }
    let message = try #require(try world.posts().failure?.message)
    #expect(
      message
        == "example.one: the plugin crashed; its death cannot be kept: the disk is full at deaths")
  }

  @Test("The window begins ten minutes before its end, however early that is")
  func window() {
    #expect(
      DeathRecord.begin(of: Timestamp(600_000_001)) == Timestamp(1))
    #expect(DeathRecord.begin(of: Timestamp(.min)) == Timestamp(.min))
  }
}
