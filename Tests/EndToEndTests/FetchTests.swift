import FastJSON
import Foundation
import Testing

@Suite("Fetching, end to end")
struct FetchTests {
  @Test(
    "Stores the account, its posts and what they used, through every carrier",
    arguments: Bench.carriers)
  func stores(carrier: String) throws {
    let bench = try Bench()
    try bench.start(carrier: carrier)
    let fetched = try bench.patchbay("fetch", "tiktok", "alice", "--json")
    #expect(fetched.status == 0, "\(fetched.errors)")
    let ids = try bench.postIDs("tiktok", "alice")
    #expect(ids.count > 50)
    #expect(Set(ids).count == ids.count)
    #expect(try bench.metered() == bench.sent())
    let account = try bench.patchbay("accounts", "tiktok", "--json").json { rows in
      (rows[0]["handle"].text, rows[0]["stored_posts"].int, rows[0]["metrics"]["followers"].int)
    }
    #expect(account.0 == "alice")
    #expect(account.1 == Int64(ids.count))
    #expect((account.2 ?? 0) > 0)
  }

  @Test("Goes on with the same account and posts after a swap of the vendor")
  func swaps() throws {
    let bench = try Bench()
    try bench.start()
    try bench.patchbay("fetch", "tiktok", "alice", "bob")
    let before = Set(try bench.postIDs("tiktok", "alice"))
    let text = bench.read("providers.json")
    #expect(try bench.patchbay("providers", "use", "tiktok", "tiktok.api23").status == 0)
    let changed = zip(
      text.split(separator: "\n"), bench.read("providers.json").split(separator: "\n")
    ).filter { $0 != $1 }
    #expect(changed.count == 1)
    let again = try bench.patchbay("fetch", "tiktok", "alice", "bob", "--json")
    #expect(again.status == 0, "\(again.errors)")
    let providers = try again.json {
      $0.elements.map { ($0["provider"].text ?? "", $0["new_posts"].int ?? -1) }
    }
    #expect(providers.allSatisfy { $0.0 == "tiktok.api23" && $0.1 == 0 })
    #expect(Set(try bench.postIDs("tiktok", "alice")) == before)
    #expect(try bench.metered() == bench.sent())
    let accounts = try bench.patchbay("accounts", "--json").json {
      $0.elements.map { $0["handle"].text ?? "" }
    }
    #expect(accounts.sorted() == ["alice", "bob"])
  }

  @Test("Fetches the three platforms and all of them again")
  func platforms() throws {
    let bench = try Bench()
    try bench.start()
    for platform in ["tiktok", "youtube", "bluesky"] {
      let fetched = try bench.patchbay("fetch", platform, "carol", "--limit", "20")
      #expect(fetched.status == 0, "\(platform): \(fetched.errors)")
    }
    let again = try bench.patchbay("fetch", "--all", "--limit", "20", "--json")
    #expect(again.status == 0, "\(again.errors)")
    #expect(try again.json { $0.elements.map { $0["platform"].text ?? "" } }.count == 6)
    #expect(try bench.metered() == bench.sent())
  }

  @Test("Asks for the same once, however it is written, and for what concerns a platform once")
  func once() throws {
    let bench = try Bench()
    try bench.start()
    let fetched = try bench.patchbay(
      "fetch", "tiktok", "alice", "@Alice", "https://www.tiktok.com/@alice", "bob",
      "--operations", "profile", "--json")
    #expect(try fetched.json { $0.elements.map { $0["subject"].text ?? "" } } == ["alice", "bob"])
    #expect(bench.sent() == ["tiktok.scraper7": 2])
    let trending = try bench.patchbay(
      "fetch", "tiktok", "--all", "--operations", "trending_posts", "--region", "US", "--json")
    #expect(trending.status == 0, "\(trending.errors)")
    #expect(try trending.json { $0.elements.map { $0["subject"].text ?? "" } } == [""])
    #expect(try bench.metered() == bench.sent())
  }

  @Test("A handle that begins with a hyphen stands after --")
  func hyphen() throws {
    let bench = try Bench()
    try bench.start()
    let fetched = try bench.patchbay("fetch", "tiktok", "--json", "--", "-alice")
    #expect(fetched.status == 8, "\(fetched.errors)")
    #expect(try fetched.json { $0[0]["subject"].text } == "-alice")
  }

  @Test("Honours --limit and --since")
  func limits() throws {
    let bench = try Bench()
    try bench.start()
    try bench.patchbay("fetch", "tiktok", "alice", "--limit", "7")
    #expect(try bench.postIDs("tiktok", "alice").count == 7)
    let since = try bench.patchbay("fetch", "tiktok", "bob", "--since", "2026-10-01")
    #expect(since.status == 0)
    let dates = try bench.patchbay("posts", "tiktok", "bob", "--json").json {
      $0.elements.compactMap { $0["posted_at"].text }
    }
    #expect(!dates.isEmpty)
    #expect(dates.allSatisfy { $0 >= "2026-10-01" })
  }

  @Test(
    "Says what is not there, and what to do",
    arguments: [
      (["fetch", "tiktok", "nobody.of.that.name"], Int32(8), "not_found"),
      (["fetch", "tikok", "alice"], 2, "did you mean tiktok?"),
      (["fetch", "https://example.org/alice"], 2, "no address that a plugin knows"),
      (["posts", "--limit", "none"], 2, "must be a whole number"),
      (["providers", "inspect", "tiktok.scraper"], 2, "did you mean tiktok.scraper7?"),
    ])
  func errors(arguments: [String], status: Int32, sentence: String) throws {
    let bench = try Bench()
    try bench.start()
    let process = bench.process(arguments)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == status, "\(text)")
    #expect(text.contains(sentence), "\(text)")
  }
}
