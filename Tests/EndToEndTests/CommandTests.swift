import FastJSON
import Foundation
import Testing

@Suite("The command line, end to end")
struct CommandTests {
  @Test(
    "Refuses what it would not look at",
    arguments: [
      (["usage", "tiktok"], "tiktok"), (["accounts", "tiktok", "alice"], "alice"),
      (["top", "tiktok", "alice", "bob"], "bob"), (["providers", "schema", "x"], "x"),
      (["fetch", "tiktok", "alice", "--all"], "alice"),
      (["fetch", "tiktok", "alice", "--region", "USA"], "USA"),
      (["fetch", "tiktok", "alice", "--operations", ""], "no such operation"),
      (["accounts", "tikok"], "did you mean tiktok?"),
      (["posts", "tikok"], "did you mean tiktok?"),
      (["providers", "list", "tikok"], "did you mean tiktok?"),
      (["history", "tikok", "alice"], "did you mean tiktok?"),
      (["top", "--by", "view"], "did you mean views?"),
      (["plugin", "replay", ".", "--carrier", "confine"], "did you mean confined?"),
      (["plugin", "replay", ".", "--paths", "--carrier", "confined"], "leave out --carrier"),
      (["fetch", "--all=3"], "--all alone"),
      (["simulator", "--days-per-second", "fast"], "--days-per-second 0.1"),
      (["fetch", "https://unknown.example/x"], "plugin inspect --json"),
      (["plugin", "replay", ".", "--plugin", "tiktk"], "did you mean tiktok?"),
      (["accounts", "--database", "sqlite:"], "sqlite:PATH"),
      (["fetch", "tiktok", "alice", "-l", "5"], "did you mean --limit?"),
      (["fetch", "tiktok", "-since", "2026-11-01"], "did you mean --since?"),
      (["fetch", "tiktok", "-x"], "stands after --"),
    ])
  func refused(words: [String], says: String) throws {
    let bench = try Bench()
    let outcome = try bench.run(words)
    #expect(outcome.status == 2, "\(outcome.output)")
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
    #expect(outcome.errors.contains("\n  do:  "), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test(
    "Says in four parts what failed, also where the upstream is to blame",
    arguments: [
      "forbidden", "html", "not_found", "private", "deleted", "huge", "error_in_200", "quota",
    ])
  func fourParts(fault: String) throws {
    let bench = try Bench()
    try bench.start()
    try bench.configure(faults: ["tiktok.scraper7": "~\(fault)"], tiktok: ["tiktok.scraper7"])
    let outcome = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "profile")
    #expect(outcome.status > 2, "\(outcome.status)")
    let parts = outcome.errors.split(separator: "\n").map { $0.prefix(7) }
    #expect(parts == ["patchba", "  why: ", "  do:  "], "\(outcome.errors)")
  }

  @Test("Says that nobody is there who is not, on every platform")
  func notThere() throws {
    let bench = try Bench()
    try bench.start()
    for (platform, handle) in [
      ("tiktok", "nobody_here"), ("youtube", "nobody_here"), ("bluesky", "nobody.example.com"),
    ] {
      let outcome = try bench.patchbay("fetch", platform, handle, "--json")
      #expect(outcome.status == 8, "\(outcome.output)")
      #expect(
        try outcome.json { $0.elements.map { $0["error"]["class"].text ?? "" } }
          == ["not_found", "not_found"])
    }
    #expect(try bench.metered() == bench.sent())
  }

  @Test("Does not count what could not be sent")
  func unreachable() throws {
    let bench = try Bench()
    try bench.start()
    let elsewhere = bench.read("providers.json").replacing(
      bench.address, with: "http://127.0.0.1:1")
    try bench.write(elsewhere, to: "providers.json")
    let outcome = try bench.patchbay("fetch", "bluesky", "alice", "--json")
    #expect(outcome.status == 75, "\(outcome.output)")
    #expect(try outcome.json { $0.elements.allSatisfy { $0["requests"].int == 0 } })
    #expect(try bench.metered().isEmpty)
  }

  @Test("A notice that concerns every account is printed once")
  func oneNotice() throws {
    let bench = try Bench()
    try bench.start()
    bench.environment["RAPIDAPI_KEY"] = nil
    let fetched = try bench.patchbay(
      "fetch", "tiktok", "alice", "bob", "carol", "--operations", "profile")
    #expect(fetched.status == 0)
    let lines = fetched.errors.split(separator: "\n")
    #expect(lines.count { $0.contains("tiktok.scraper7 needs the secret") } == 1)
  }

  @Test("A line break behind a secret does not go into the request")
  func secretWithLineBreak() throws {
    let bench = try Bench()
    try bench.start()
    bench.environment["RAPIDAPI_KEY"] = "secret-rapid-key\n"
    let fetched = try bench.patchbay("fetch", "tiktok", "alice", "--json")
    #expect(fetched.status == 0, "\(fetched.errors)")
    #expect(try fetched.json { $0[0]["provider"].text } == "tiktok.scraper7")
  }

  @Test("The simulator's log holds no key")
  func logWithoutKey() throws {
    let bench = try Bench()
    try bench.start()
    #expect(try bench.patchbay("fetch", "youtube", "alice").status == 0)
    #expect(bench.read("requests.jsonl").contains("youtube.data"))
    #expect(!bench.read("requests.jsonl").contains("secret-youtube-key"))
  }

  @Test("A port that is taken is told in a sentence")
  func takenPort() throws {
    let bench = try Bench()
    try bench.start()
    let port = try #require(bench.address.split(separator: ":").last)
    let outcome = try bench.patchbay("simulator", "--port", String(port))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("cannot listen on port \(port)"), "\(outcome.errors)")
    #expect(outcome.errors.contains("--port 0"))
    #expect(try bench.patchbay("simulator", "--log", "none/there.jsonl").status == 2)
  }

  @Test("Certificates that cannot be read are the operator's to mend")
  func certificates() throws {
    let bench = try Bench()
    bench.environment["PATCHBAY_CERTIFICATES"] = "none/there.pem"
    let outcome = try bench.patchbay("fetch", "tiktok", "alice")
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("cannot be used: none/there.pem"), "\(outcome.errors)")
  }

  @Test("Reports of the database and of a provider are JSON with numbers, flags and lists")
  func reports() throws {
    let bench = try Bench()
    let migrated = try bench.patchbay("db", "migrate", "--json")
    try migrated.json { report in
      #expect(report["from"].int == 0)
      #expect(report["to"].kind == .integer)
      #expect(report["backup"].isNull)
    }
    try bench.patchbay("db", "check", "--json").json { report in
      #expect(report["sound"].bool == true)
      #expect(report["version"].kind == .integer)
      #expect(report["damage"].kind == .array)
    }
    try bench.patchbay("providers", "inspect", "tiktok.scraper7", "--json").json { provider in
      #expect(provider["provider"].text == "tiktok.scraper7")
      #expect(provider["hosts"][0].text == "tiktok-scraper7.p.rapidapi.com")
      #expect(provider["request_cap"].int == 500)
      #expect(provider["calls"][0]["units"].int == 1)
      #expect(provider["quarantine"].isNull)
    }
  }

  @Test("Answers either --plan or --response")
  func planOrResponse() throws {
    let bench = try Bench()
    try bench.write("{}", to: "answer.json")
    let run = [
      "plugin", "run", "tiktok.scraper7", "--operation", "posts", "--subject", "alice",
      "--carrier", "linked",
    ]
    #expect(try bench.run(run).status == 2)
    #expect(try bench.run(run + ["--plan"]).status == 0)
    #expect(try bench.run(run + ["--plan", "--response", "answer.json"]).status == 2)
  }

  @Test(
    "A provider that fails makes the command fail, though nothing differs from what is expected")
  func expectedFailure() throws {
    let bench = try Bench()
    try bench.write("{}", to: "answer.json")
    try bench.write("", to: "nothing")
    let run = [
      "plugin", "run", "tiktok.scraper7", "--operation", "posts", "--subject", "alice", "--call",
      "user.posts", "--carrier", "linked", "--response", "answer.json", "--status", "500",
    ]
    let alone = try bench.run(run)
    #expect(alone.status == 75, "\(alone.errors)")
    #expect(try bench.run(run + ["--expect", "nothing"]).status == alone.status)
    try bench.write("{}", to: "something")
    let different = try bench.run(run + ["--expect", "something"])
    #expect(different.status == 1 && different.output == "-1 {}\n", "\(different.output)")
  }

  @Test("A folder without recordings is told in a sentence")
  func nothingToReplay() throws {
    let bench = try Bench()
    let outcome = try bench.patchbay("plugin", "replay", ".")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("there is nothing to replay"), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test("A plugin's table of recordings names nothing elsewhere, and adds up any numbers")
  func hostileRecordings() throws {
    let bench = try Bench()
    try bench.write(#"{ "plugins": ["mine"] }"#, to: "providers.json")
    for folder in ["mine", "answers/folder"] {
      try FileManager.default.createDirectory(
        atPath: bench.path(folder), withIntermediateDirectories: true)
    }
    try bench.write(
      """
      { "manifest": 1, "plugin": "mine", "version": "1.0.0", "platform": "tiktok", "library": "Mine",
        "license": "Apache-2.0", "abi": 1, "providers": [{ "id": "tiktok.mine", "kind": "keyless",
          "description": "A test.", "hosts": ["www.example.com"], "operations": ["posts"],
          "calls": { "page": { "units": 1, "operations": ["posts"] } } }] }
      """, to: "mine/plugin.json")
    let posts = [1, 2].map { #"{ "video_id": "\#($0)", "digg_count": \#(Int64.max) }"# }
    let answer = #"{"code":0,"data":{"videos":[\#(posts.joined(separator: ","))]}}"#
    for file in ["answers/large.json", "outside.json"] { try bench.write(answer, to: file) }
    let row = "tiktok.scraper7\tposts\talice\tuser.posts\t-\t200\tpost=2"
    let files = ["large.json", "../outside.json", "folder"]
    let sum = " sum.post.metrics.likes=18446744073709551614"
    try bench.write(
      files.map { "\($0)\t\(row)\($0 == files[0] ? sum : "")\n" }.joined(),
      to: "mine/recordings.tsv")
    let replayed = try bench.patchbay("plugin", "replay", "answers", "--plugin", "mine", "--json")
    #expect(replayed.status == 1, "\(replayed.errors)")
    let found = try replayed.json { $0[0]["deviations"].elements.map { $0.text } }
    #expect(found == files.dropFirst().map { "\($0): the recording is not there" })
  }

  @Test("On a terminal a wait is told, and nothing of the progress stays behind")
  func waiting() throws {
    let bench = try Bench()
    try bench.start(settings: #""limits": [{ "requests": 1, "per": "second" }]"#)
    let outcome = try bench.onTerminal("fetch tiktok alice bob --operations profile")
    #expect(outcome.output.contains(" requests, 1 records, waiting until 20"), "\(outcome.output)")
    let table = try #require(outcome.output.range(of: "platform  subject"))
    #expect(outcome.output[..<table.lowerBound].hasSuffix("\r\u{1B}[K"))
  }
}
