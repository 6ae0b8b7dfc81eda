import FastJSON
import Foundation
import Testing

@Suite("Failing upstreams, end to end")
struct FailureTests {
  @Test(
    "Names each fault by its class, stores nothing half, and meters what was sent",
    arguments: [
      ("unauthorized", Int32(4), "auth"), ("forbidden", 4, "permission"), ("quota", 5, "quota"),
      ("html", 6, "blocked"),
      ("malformed", 7, "schema_changed"), ("schema_changed", 7, "schema_changed"),
      ("deleted", 8, "not_found"), ("private", 8, "private"),
      ("deep", 7, "schema_changed"), ("huge_numbers", 7, "schema_changed"),
      ("invalid_utf8", 7, "schema_changed"),
      ("server_error", 75, "transient"), ("empty", 75, "transient"), ("cut", 75, "transient"),
    ])
  func faults(fault: String, status: Int32, failure: String) throws {
    let bench = try Bench()
    try bench.start()
    try bench.patchbay("fetch", "tiktok", "alice")
    let before = try bench.patchbay("posts", "tiktok", "alice", "--limit", "1000", "--json").output
    try bench.configure(faults: ["tiktok.scraper7": "~\(fault)"], tiktok: ["tiktok.scraper7"])
    let fetched = try bench.patchbay("fetch", "tiktok", "alice", "--json")
    #expect(fetched.status == status, "\(fetched.output) \(fetched.errors)")
    #expect(
      try fetched.json { $0.elements.allSatisfy { $0["error"]["class"].text == failure } },
      "\(fetched.output)")
    #expect(
      try bench.patchbay("posts", "tiktok", "alice", "--limit", "1000", "--json").output == before)
    #expect(try bench.metered() == bench.sent())
  }

  @Test("Lets the next provider take over, and says who did it")
  func failsOver() throws {
    let bench = try Bench()
    try bench.start()
    try bench.configure(faults: ["tiktok.scraper7": "~quota"])
    let fetched = try bench.patchbay("fetch", "tiktok", "alice", "--json")
    #expect(fetched.status == 0, "\(fetched.errors)")
    #expect(
      try fetched.json { $0.elements.map { $0["provider"].text ?? "" } } == [
        "tiktok.api23", "tiktok.api23",
      ])
    #expect(try fetched.json { $0[0]["notices"][0].text ?? "" }.contains("tiktok.scraper7"))
    #expect(try bench.metered() == bench.sent())
  }

  @Test("Asks on where TikTok says that a post does not exist, and believes it of oEmbed")
  func deletedOrNotShownHere() throws {
    let bench = try Bench()
    try bench.start()
    try bench.patchbay("fetch", "tiktok", "alice", "--limit", "1")
    let id = try bench.patchbay("posts", "tiktok", "alice", "--json").json { $0[0]["id"].text }
    let fetch = { (provider: String, next: [String]) in
      try bench.configure(faults: [provider: "~deleted"], tiktok: [provider] + next)
      return try bench.patchbay(
        "fetch", "tiktok", id ?? "", "--operations", "post", "--json")
    }
    let elsewhere = try fetch("tiktok.api23", ["tiktok.scraper7"])
    #expect(elsewhere.status == 0, "\(elsewhere.output)")
    #expect(try elsewhere.json { $0[0]["provider"].text } == "tiktok.scraper7")
    let nowhere = try fetch("tiktok.web", [])
    #expect(nowhere.status == 8, "\(nowhere.output)")
    #expect(try nowhere.json { $0[0]["error"]["class"].text } == "not_found")
    #expect(try bench.metered() == bench.sent())
  }

  @Test("Never overwrites a known number by an absent one")
  func keepsKnownNumbers() throws {
    let bench = try Bench()
    try bench.start()
    try bench.patchbay("fetch", "tiktok", "alice")
    let numbers = {
      try bench.patchbay("posts", "tiktok", "alice", "--limit", "1000", "--json").json { rows in
        rows.elements.map { "\($0["id"].text ?? "") \($0["metrics"]["likes"].int ?? -1)" }
      }
    }
    let before = try numbers()
    try bench.configure(faults: ["tiktok.scraper7": "~hidden_likes"], tiktok: ["tiktok.scraper7"])
    try bench.patchbay("fetch", "tiktok", "alice")
    #expect(try numbers() == before)
  }

  @Test(
    "Skips a provider without its secret with a notice that names the variable; with none left says what to set"
  )
  func missingSecrets() throws {
    let bench = try Bench()
    try bench.start()
    bench.environment["RAPIDAPI_KEY"] = nil
    let fetched = try bench.patchbay("fetch", "tiktok", "alice")
    #expect(fetched.status == 3)
    #expect(fetched.errors.contains("RAPIDAPI_KEY"))
    try bench.configure(tiktok: ["tiktok.scraper7", "tiktok.api23"])
    let none = try bench.patchbay("fetch", "tiktok", "alice")
    #expect(none.status == 4)
    #expect(none.errors.contains("set the environment variable RAPIDAPI_KEY"))
    #expect(bench.sent()["tiktok.scraper7"] == nil)
  }

  @Test("Never prints or stores a secret")
  func keepsSecrets() throws {
    let bench = try Bench()
    try bench.start()
    let fetched = try bench.patchbay("fetch", "youtube", "alice", "--json")
    #expect(fetched.status == 0, "\(fetched.errors)")
    let usage = try bench.patchbay("usage", "--json")
    let stored = try Data(contentsOf: URL(filePath: bench.path("test.db")))
    for secret in ["secret-rapid-key", "secret-youtube-key"] {
      #expect(
        !fetched.output.contains(secret) && !fetched.errors.contains(secret)
          && !usage.output.contains(secret))
      #expect(stored.range(of: Data(secret.utf8)) == nil)
    }
  }

  @Test("Refuses a configuration with the place and the nearest match")
  func badConfiguration() throws {
    let bench = try Bench()
    try bench.start()
    for (text, sentence) in [
      (#"{"platfroms": {}}"#, "did you mean \"platforms\"?"),
      (
        #"{"platforms": {"tiktok": {"use": ["tiktok.scraper"]}}}"#,
        "did you mean \"tiktok.scraper7\"?"
      ),
      (
        #"{"providers": {"tiktok.web": {"timeout_ms": "soon"}}}"#,
        "/providers/tiktok.web/timeout_ms"
      ), ("{", "is not JSON"),
    ] {
      try bench.write(text, to: "providers.json")
      let refused = try bench.patchbay("fetch", "tiktok", "alice")
      #expect(refused.status == 2)
      #expect(refused.errors.contains(sentence), "\(refused.errors)")
      #expect(refused.errors.contains("providers.json"))
    }
    #expect(bench.sent().isEmpty)
  }
}
