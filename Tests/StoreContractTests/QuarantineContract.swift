import HostCore
import MetricSchema
import StoreTesting
import Testing

@Suite("Deaths and quarantine")
struct QuarantineContract {
  private let built = LibraryStamp(sha256: String(repeating: "a", count: 64), abi: 1)
  private let rebuilt = LibraryStamp(sha256: String(repeating: "b", count: 64), abi: 1)
  private let nextABI = LibraryStamp(sha256: String(repeating: "a", count: 64), abi: 2)

  private func quarantine(
    _ provider: String = "tiktok.one", _ library: LibraryStamp? = nil, _ seconds: Int64 = 0
  ) -> Quarantine {
    Quarantine(
      provider: provider, library: library ?? built, reason: "died 5 times; it aborted",
      since: at(seconds))
  }

  @Test("A death brings back those before it, oldest first", arguments: Conformer.all)
  func earlier(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let note = { (seconds: Int64) in
      try store.noteDeath(of: "tiktok.one", built, at: at(seconds), since: at(seconds - 600))
    }
    #expect(try note(0) == [])
    #expect(try note(100) == [at(0)])
    #expect(try note(50) == [at(0)])
    #expect(try note(100) == [at(0), at(50), at(100)])
    // What is not after the begin of the window is forgotten.
    #expect(try note(600) == [at(50), at(100), at(100)])
    #expect(try store.noteDeath(of: "tiktok.one", built, at: at(600), since: at(-9)).count == 4)
  }

  @Test("Deaths of other providers, builds and ABIs are not counted", arguments: Conformer.all)
  func apart(_ conformer: Conformer) throws {
    let store = try conformer.make()
    for (provider, library) in [
      ("tiktok.one", built), ("tiktok.two", built), ("tiktok.one", rebuilt),
      ("tiktok.one", nextABI),
    ] {
      #expect(try store.noteDeath(of: provider, library, at: at(0), since: at(-600)) == [])
    }
    #expect(
      try store.noteDeath(of: "tiktok.two", built, at: at(1), since: at(-599)) == [at(0)])
  }

  @Test(
    "Quarantine holds for one provider of one build; the first reason stays",
    arguments: Conformer.all)
  func keyed(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.quarantine(quarantine())
    var second = quarantine("tiktok.one", built, 5)
    second.reason = "another"
    try store.quarantine(second)
    #expect(try store.quarantine(of: "tiktok.one", built) == quarantine())
    #expect(try store.quarantine(of: "tiktok.one", rebuilt) == nil)
    #expect(try store.quarantine(of: "tiktok.one", nextABI) == nil)
    #expect(try store.quarantine(of: "tiktok.two", built) == nil)
  }

  @Test("All quarantines come by provider and time", arguments: Conformer.all)
  func listed(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let all = [
      quarantine("tiktok.one", rebuilt, 1), quarantine("tiktok.one", built, 2),
      quarantine("tiktok.two", built, 0),
    ]
    for quarantine in all.reversed() { try store.quarantine(quarantine) }
    #expect(try store.quarantines() == all)
  }

  @Test("Lifting frees all builds of a provider and forgets its deaths", arguments: Conformer.all)
  func lifted(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let own = [quarantine("tiktok.one", built, 1), quarantine("tiktok.one", rebuilt, 2)]
    for quarantine in own + [quarantine("tiktok.two", built, 3)] {
      try store.quarantine(quarantine)
      _ = try store.noteDeath(
        of: quarantine.provider, quarantine.library, at: at(3), since: at(0))
    }
    #expect(try store.liftQuarantines(of: "tiktok.one") == own)
    #expect(try store.liftQuarantines(of: "tiktok.one") == [])
    #expect(try store.quarantines() == [quarantine("tiktok.two", built, 3)])
    #expect(try store.noteDeath(of: "tiktok.one", built, at: at(4), since: at(0)) == [])
    #expect(try store.noteDeath(of: "tiktok.two", built, at: at(4), since: at(0)) == [at(3)])
  }
}
