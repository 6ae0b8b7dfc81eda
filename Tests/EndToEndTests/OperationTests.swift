import CSQLite
import FastJSON
import Foundation
import Testing

/// What a provider offers, and the kind of record that each operation must bring.
struct Offer: CustomTestStringConvertible, Sendable {
  let provider: String
  let operations: [(name: String, kind: String)]

  var testDescription: String { provider }
  var platform: String { String(provider.prefix { $0 != "." }) }

  static let common = [
    ("profile", "profile"), ("posts", "post"), ("post", "post"), ("comments", "comment"),
    ("hashtag", "post"), ("search", "post"),
    ("trending_posts", "post"),
  ]
  static let all = [
    Offer(
      provider: "tiktok.scraper7",
      operations: common + [("audio", "audio"), ("audio_posts", "post")]),
    Offer(provider: "tiktok.api23", operations: common),
    Offer(provider: "tiktok.web", operations: [("profile", "profile"), ("post", "post")]),
    Offer(provider: "youtube.data", operations: common),
    Offer(provider: "youtube.yt-api", operations: common),
    Offer(provider: "youtube.rss", operations: [("posts", "post")]),
    Offer(provider: "bluesky.appview", operations: common),
  ]
}

@Suite("Every operation of every provider, end to end")
struct OperationTests {
  @Test("Brings records of the right kind from the upstream", arguments: Offer.all)
  func operations(offer: Offer) throws {
    let bench = try Bench()
    try bench.start()
    // Another provider of the platform brings the ids that some operations are about.
    let first =
      offer.platform == "tiktok"
      ? "tiktok.scraper7" : offer.platform == "youtube" ? "youtube.data" : offer.provider
    try use(first, bench)
    #expect(try bench.patchbay("fetch", offer.platform, "alice", "--limit", "10").status == 0)
    let subjects = [
      "profile": "alice", "posts": offer.provider == "youtube.rss" ? try channel(bench) : "alice",
      "hashtag": "woodwork",
      "search": "wood", "post": try #require(try bench.postIDs(offer.platform, "alice").first),
      "comments": try #require(try bench.postIDs(offer.platform, "alice").last),
      "audio": offer.platform == "tiktok" ? try sound(bench) : "",
      "audio_posts": offer.platform == "tiktok" ? try sound(bench) : "",
    ]
    try use(offer.provider, bench)
    for (operation, kind) in offer.operations {
      let words = ["fetch", offer.platform] + [subjects[operation]].compactMap { $0 }
      let arguments =
        words + ["--operations", operation, "--limit", "10", "--region", "US", "--json"]
      let process = bench.process(arguments)
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let output = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
      process.waitUntilExit()
      let text = String(decoding: output, as: UTF8.self)
      #expect(process.terminationStatus == 0, "\(operation): \(text)")
      let (count, provider) = try JSONParser.with(output) {
        ($0[0]["records"][named: kind].int ?? 0, $0[0]["provider"].text)
      }
      #expect(count > 0 && count <= 10, "\(operation): \(text)")
      #expect(provider == offer.provider, "\(operation): \(text)")
    }
    #expect(try bench.metered() == bench.sent())
  }

  private func use(_ provider: String, _ bench: Bench) throws {
    let settings = #""request_cap": 0, "limits": []"#
    try bench.configure(
      settings: settings, tiktok: provider.hasPrefix("tiktok") ? [provider] : ["tiktok.web"],
      youtube: provider.hasPrefix("youtube") ? [provider] : ["youtube.rss"])
  }

  private func sound(_ bench: Bench) throws -> String {
    try text("SELECT external_id FROM social_audio LIMIT 1", bench)
  }

  private func channel(_ bench: Bench) throws -> String {
    try text(
      "SELECT external_id FROM account_identities WHERE namespace = 'id' AND external_id LIKE 'UC%'",
      bench)
  }

  /// The first value that a query finds.
  private func text(_ query: String, _ bench: Bench) throws -> String {
    var connection: OpaquePointer?
    var statement: OpaquePointer?
    try #require(sqlite3_open(bench.path("test.db"), &connection) == SQLITE_OK)
    defer { sqlite3_close(connection) }
    try #require(sqlite3_prepare_v2(connection, query, -1, &statement, nil) == SQLITE_OK)
    defer { sqlite3_finalize(statement) }
    try #require(sqlite3_step(statement) == SQLITE_ROW)
    return String(cString: sqlite3_column_text(statement, 0))
  }
}
