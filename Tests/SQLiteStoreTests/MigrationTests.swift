import Foundation
import HostCore
import MetricSchema
import StoreTesting
import Synchronization
import Testing

@testable import SQLiteStore

@Suite("Migrations")
struct MigrationTests {
  private static let newest = Migrator().newest
  private static let next = Migration(
    version: newest + 1, script: ["ALTER TABLE videos ADD COLUMN rating INTEGER"])
  private static let broken = Migration(
    version: newest + 1, script: ["CREATE TABLE half (id)", "INSERT INTO nowhere VALUES (1)"])

  @Test("A new file gets the newest version and no backup")
  func newFile() throws {
    let folder = try temporaryFolder()
    let path = folder.appending(path: "a.db").path
    let report = try SQLiteStore.migrate(path) { Issue.record("nothing is copied: \($0)") }
    #expect(report == MigrationReport(from: 0, to: 3, backup: nil))
    #expect(try SQLiteStore.migrate(path) == MigrationReport(from: 3, to: 3, backup: nil))
    #expect(try SQLiteStore.check(path).version == 3)
    #expect(try SQLiteStore.check(path).isSound)
  }

  @Test("An older file is backed up, with what is still in its log, and brought up to date")
  func older() throws {
    let database = try TestDatabase()
    try database.commit([post("1", views: 3)])
    let migrator = Migrator(migrations: Schema.migrations + [Self.next])
    let report = try migrator.migrate(Connection(database.path, .write))
    #expect(
      report == MigrationReport(from: 3, to: 4, backup: database.path + ".backup-v3"))
    #expect(try database.row("SELECT count(rating) FROM videos") == "0")
    let backup = try SQLiteStore(database.path + ".backup-v3")
    #expect(try backup.posts(PostFilter()).count == 1)
    #expect(try SQLiteStore.check(database.path + ".backup-v3").version == 3)
    #expect(throws: StoreError.self) { try SQLiteStore(database.path) }
  }

  @Test("A file from before quarantine keeps its rows, and takes deaths and quarantines")
  func beforeQuarantine() throws {
    let database = try TestDatabase(Migrator(migrations: Array(Schema.migrations.prefix(1))))
    try database.commit([post("1", views: 3)])
    #expect(try database.rows("SELECT name FROM sqlite_schema WHERE name GLOB 'plugin_*'") == [])
    let store = try SQLiteStore(database.path)
    #expect(try store.posts(PostFilter()).count == 1)
    let library = LibraryStamp(sha256: String(repeating: "a", count: 64), abi: 1)
    let quarantine = Quarantine(
      provider: "tiktok.one", library: library, reason: "died", since: at(0))
    #expect(try store.noteDeath(of: "tiktok.one", library, at: at(0), since: at(-600)) == [])
    try store.quarantine(quarantine)
    // What one process writes, the next one reads.
    #expect(try SQLiteStore(database.path).quarantines() == [quarantine])
    #expect(try SQLiteStore.check(database.path).isSound)
    #expect(try SQLiteStore.check(database.path + ".backup-v1").version == 1)
  }

  @Test("A file from before stretches keeps its rows, and finds them by sound and hashtag")
  func beforeStretches() throws {
    let database = try TestDatabase(Migrator(migrations: Array(Schema.migrations.prefix(2))))
    let tagged = post("1") { post in
      post.hashtags = ["a"]
      post.audio = Audio()
      post.audio?.id = "m"
    }
    try database.commit([tagged])
    let told = Mutex<[MigrationReport]>([])
    for _ in 0..<2 {
      _ = try SQLiteStore(database.path) { report in told.withLock { $0.append(report) } }
    }
    let backup = database.path + ".backup-v2"
    #expect(told.withLock { $0 } == [MigrationReport(from: 2, to: 3, backup: backup)])
    for table in ["social_posts_analytics WHERE audio_id", "social_post_hashtags WHERE hashtag_id"]
    {
      #expect(try database.rows("SELECT count(*) FROM \(table) = 1") == ["1"])
    }
    #expect(try SQLiteStore.check(database.path).isSound)
    #expect(try SQLiteStore.check(backup).version == 2)
  }

  @Test("A step that fails changes nothing")
  func fails() throws {
    let database = try TestDatabase()
    try database.commit([post("1")])
    let before = try database.rows("SELECT name FROM sqlite_schema")
    let migrator = Migrator(migrations: Schema.migrations + [Self.broken])
    #expect(throws: StoreError.self) { try SQLiteStore(database.path, migrator) }
    #expect(try database.rows("SELECT name FROM sqlite_schema") == before)
    #expect(try SQLiteStore.check(database.path).isSound)
    #expect(try SQLiteStore(database.path).posts(PostFilter()).count == 1)
  }

  @Test("A copy that was made before stays, and so does what is no copy")
  func takenNames() throws {
    let database = try TestDatabase(Migrator(migrations: Array(Schema.migrations.prefix(2))))
    let path = database.path + ".backup-v2"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try Data("kept".utf8).write(to: URL(filePath: path + "-2"))
    #expect(try SQLiteStore.migrate(database.path).backup == path + "-3")
    #expect(try Data(contentsOf: URL(filePath: path + "-2")) == Data("kept".utf8))
    #expect(try SQLiteStore.check(path + "-3").version == 2)
  }

  @Test("A step that fails, and a process that died while it copied, leave no copy behind")
  func unfinishedCopies() throws {
    let database = try TestDatabase()
    try Data("half a copy".utf8).write(to: URL(filePath: database.path + ".backup-unfinished"))
    let migrator = Migrator(migrations: Schema.migrations + [Self.broken])
    #expect(throws: StoreError.self) { try SQLiteStore(database.path, migrator) }
    let names = try FileManager.default.contentsOfDirectory(atPath: database.folder.path)
    #expect(names.filter { $0.contains("backup") } == [])
  }

  @Test("Where the disk is full during the copy, no part of it stays")
  func fullDisk() async throws {
    let database = try TestDatabase(Migrator(migrations: Array(Schema.migrations.prefix(2))))
    try database.commit((0..<2000).map { post("\($0)", views: 5) })
    await #expect(processExitsWith: .success) { [path = database.path as String] in
      // A file that may not grow any more is to SQLite as a disk without room.
      var limit = rlimit(rlim_cur: 300_000, rlim_max: 300_000)
      signal(SIGXFSZ, SIG_IGN)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let error = #expect(throws: StoreError.self) { try SQLiteStore(path) }
      #expect(error?.kind == .full)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: database.folder.path)
    #expect(names.filter { $0.contains("backup") } == [])
    #expect(try SQLiteStore.check(database.path).version == 2)
    #expect(try SQLiteStore(database.path).posts(PostFilter()).count == 50)
  }

  @Test("Several processes that open an old file at once bring it up to date once")
  func togetherOld() async throws {
    let database = try TestDatabase(Migrator(migrations: Array(Schema.migrations.prefix(2))))
    try database.commit((0..<2000).map { post("\($0)", views: 5) })
    await withTaskGroup { group in
      for _ in 0..<6 {
        group.addTask { [path = database.path] in
          await #expect(processExitsWith: .success) { [path = path as String] in
            _ = try SQLiteStore(path)
          }
        }
      }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: database.folder.path)
    #expect(names.filter { $0.contains("backup") } == ["test.db.backup-v2"])
    #expect(try database.row("SELECT count(*) FROM social_posts_analytics") == "2000")
    #expect(try SQLiteStore.check(database.path).isSound)
  }

  @Test("A file of a newer program is refused and left as it is")
  func newer() throws {
    let database = try TestDatabase(Migrator(migrations: Schema.migrations + [Self.next]))
    let bytes = try Data(contentsOf: URL(filePath: database.path))
    let error = #expect(throws: StoreError.self) { try SQLiteStore(database.path) }
    #expect(error?.kind == .newerSchema)
    #expect(error?.description.contains("schema 4, this one knows 3") == true)
    #expect(try Data(contentsOf: URL(filePath: database.path)) == bytes)
  }

  @Test("A database of another program is refused and left as it is")
  func foreign() throws {
    let folder = try temporaryFolder()
    let path = folder.appending(path: "a.db").path
    try Connection(path, .create).execute("CREATE TABLE notes (text); PRAGMA user_version = 1")
    let error = #expect(throws: StoreError.self) { try SQLiteStore(path) }
    #expect(error?.kind == .corrupt)
    #expect(try Connection(path, .write).texts("SELECT name FROM sqlite_schema") == ["notes"])
    #expect(try !SQLiteStore.check(path).isOurs)
    #expect(try !SQLiteStore.check(path).isSound)
  }

  @Test("Many that open a new file at once agree")
  func together() async throws {
    let folder = try temporaryFolder()
    let path = folder.appending(path: "a.db").path
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { try SQLiteStore(path).posts(PostFilter()).count } }
      for try await count in group { #expect(count == 0) }
    }
    #expect(try SQLiteStore.check(path).isSound)
  }
}
