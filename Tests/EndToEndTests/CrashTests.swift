import CSQLite
import FastJSON
import Foundation
import Testing

@Suite("Killed, crowded and full, end to end", .serialized)
struct CrashTests {
  @Test("Killed at 200 random moments, every record is there once and nothing was sent unmetered")
  func killLoop() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed of the kill loop: \(seed)")
    var random = Random(state: seed)
    let bench = try Bench()
    try bench.start(
      "--accounts", "12", "--posts", "70", settings: #""request_cap": 0, "limits": []"#)
    let users = (0..<12).map { "user\($0)" }
    var kills = 0
    for _ in 0..<200 {
      let process = bench.process(["fetch", "tiktok"] + users + ["--quiet"])
      (process.standardOutput, process.standardError) = (
        FileHandle.nullDevice, FileHandle.nullDevice
      )
      try process.run()
      usleep(UInt32(random.next() % 150_000))
      if process.isRunning, kill(process.processIdentifier, SIGKILL) == 0 { kills += 1 }
      process.waitUntilExit()
    }
    let process = bench.process(["fetch", "tiktok"] + users)
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "seed \(seed)")
    #expect(
      kills > 50, "only \(kills) of 200 processes were still running when they were to be killed")

    for user in users {
      let ids = try bench.postIDs("tiktok", user)
      #expect(Set(ids).count == ids.count, "\(user), seed \(seed)")
      #expect(ids.count > 55, "\(user), seed \(seed)")
    }
    let (sent, metered) = (
      bench.sent()["tiktok.scraper7"] ?? 0, try bench.metered()["tiktok.scraper7"] ?? 0
    )
    #expect(metered >= sent, "seed \(seed)")
    #expect(metered - sent <= kills * 8, "seed \(seed)")
    #expect(try bench.patchbay("db", "check").status == 0)
  }

  @Test("Eight processes share one limit and never exceed it")
  func crowd() throws {
    let bench = try Bench()
    let settings = #""request_cap": 0, "limits": [{"requests": 40, "per": "month"}]"#
    try bench.start("--accounts", "40", settings: settings)
    try bench.configure(settings: settings, tiktok: ["tiktok.scraper7"])
    let processes = try (0..<8).map { number in
      let users = (0..<5).map { "user\(number * 5 + $0)" }
      let process = bench.process(["fetch", "tiktok"] + users)
      (process.standardOutput, process.standardError) = (
        FileHandle.nullDevice, FileHandle.nullDevice
      )
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    #expect(bench.sent()["tiktok.scraper7"] == 40)
    #expect(try bench.metered()["tiktok.scraper7"] == 40)
    #expect(processes.contains { [3, 5].contains($0.terminationStatus) })
    #expect(processes.allSatisfy { [0, 3, 5].contains($0.terminationStatus) })
  }

  @Test("A first run stops at its cap and says how to raise it")
  func firstRunCap() throws {
    let bench = try Bench()
    try bench.start()
    try bench.configure(settings: #""request_cap": 2"#, tiktok: ["tiktok.scraper7"])
    let fetched = try bench.patchbay("fetch", "tiktok", "alice", "bob")
    #expect([3, 5].contains(fetched.status))
    #expect(fetched.errors.contains("request_cap"))
    #expect(bench.sent()["tiktok.scraper7"] == 2)
  }

  @Test("A full disk gives one sentence and loses nothing that was stored")
  func fullDisk() throws {
    let bench = try Bench()
    try bench.start()
    try bench.patchbay("fetch", "tiktok", "alice")
    let before = try bench.postIDs("tiktok", "alice")
    let process = bench.process([])
    process.executableURL = URL(filePath: "/bin/bash")
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    let size = try #require(
      try FileManager.default.attributesOfItem(atPath: bench.path("test.db"))[.size] as? Int)
    // ThreadSanitizer begins with a file of its own, unless there is no folder for it.
    process.arguments = [
      "-c",
      "trap '' XFSZ; ulimit -f \(size / 1024 + 64); export TEST_TMPDIR=/nowhere; exec \(Bench.command.path) fetch tiktok bob carol dave --quiet",
    ]
    try process.run()
    let errors = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 9, "\(errors)")
    #expect(errors.contains("patchbay: the database cannot be used"), "\(errors)")
    #expect(try bench.postIDs("tiktok", "alice") == before)
    #expect(try bench.patchbay("fetch", "tiktok", "bob").status == 0)
  }

  @Test("A locked database, a newer one and one that is none: a sentence and exit code 9 each")
  func unusableDatabases() throws {
    let bench = try Bench()
    try bench.start()
    try bench.patchbay("fetch", "tiktok", "alice", "--limit", "5")
    try bench.write(
      "This is no database, only text that is long enough to look like a file of some kind.",
      to: "text.db")
    #expect(try bench.patchbay("accounts", database: "text.db").status == 9)

    var connection: OpaquePointer?
    try #require(sqlite3_open(bench.path("test.db"), &connection) == SQLITE_OK)
    defer { sqlite3_close(connection) }
    try #require(sqlite3_exec(connection, "BEGIN EXCLUSIVE", nil, nil, nil) == SQLITE_OK)
    let locked = try bench.patchbay("fetch", "tiktok", "alice", "--limit", "5")
    #expect(locked.status == 9)
    #expect(locked.errors.contains("lock"), "\(locked.errors)")
    try #require(
      sqlite3_exec(connection, "ROLLBACK; PRAGMA user_version = 9999", nil, nil, nil) == SQLITE_OK)
    let newer = try bench.patchbay("accounts")
    #expect(newer.status == 9)
    #expect(newer.errors.contains("newer"), "\(newer.errors)")
  }

  @Test("An older database is copied and brought up to date, which may take long and is said first")
  func olderDatabase() throws {
    let bench = try Bench()
    try bench.start()
    try bench.patchbay("fetch", "tiktok", "alice", "--limit", "5")
    let posts = try bench.postIDs("tiktok", "alice")
    var connection: OpaquePointer?
    try #require(sqlite3_open(bench.path("test.db"), &connection) == SQLITE_OK)
    try #require(sqlite3_exec(connection, "PRAGMA user_version = 2", nil, nil, nil) == SQLITE_OK)
    try #require(sqlite3_close(connection) == SQLITE_OK)
    let told = try bench.patchbay("accounts").errors
    #expect(told.hasPrefix("patchbay: bringing the database from version 2 to "), "\(told)")
    #expect(told.contains("test.db.backup-v2"), "\(told)")
    #expect(try bench.patchbay("accounts").errors.isEmpty)
    #expect(try bench.postIDs("tiktok", "alice") == posts)
  }
}

/// A small generator of repeatable randomness (Steele, Lea, Flood 2014).
struct Random {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
