import Foundation
import HostCore
import MetricSchema
import StoreTesting
import Testing

@testable import SQLiteStore

@Suite("Failures")
struct FailureTests {
  @Test("A file that is no database is told, and left as it is")
  func noDatabase() throws {
    let folder = try temporaryFolder()
    let file = folder.appending(path: "a.db")
    let text = Data(String(repeating: "not a database ", count: 100).utf8)
    try text.write(to: file)
    let error = #expect(throws: StoreError.self) { try SQLiteStore(file.path) }
    #expect(error?.kind == .corrupt)
    #expect(error?.description.contains(file.path) == true)
    #expect(try Data(contentsOf: file) == text)
    #expect(throws: StoreError.self) { try SQLiteStore.check(file.path) }
  }

  @Test("A place where no file can be is unavailable")
  func noPlace() throws {
    let folder = try temporaryFolder()
    for path in [folder.path + "/none/a.db", folder.path] {
      let error = #expect(throws: StoreError.self) { try SQLiteStore(path) }
      #expect(error?.kind == .unavailable)
    }
    let error = #expect(throws: StoreError.self) { try SQLiteStore.check(folder.path + "/none.db") }
    #expect(error?.kind == .unavailable)
  }

  @Test("Damage is found")
  func damage() throws {
    let database = try TestDatabase()
    try database.commit((0..<500).map { post("\($0)", views: Int64($0)) })
    try Connection(database.path, .write).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let copy = database.folder.appending(path: "damaged.db")
    var bytes = try Data(contentsOf: URL(filePath: database.path))
    // Behind the pages of the schema, without which nothing can be read at all.
    for place in stride(from: bytes.count - 8_192, to: bytes.count, by: 97) {
      bytes[place] ^= 0xff
    }
    try bytes.write(to: copy)
    #expect(try !SQLiteStore.check(copy.path).damage.isEmpty)
    #expect(try SQLiteStore.check(database.path).isSound)
  }

  @Test("Rows that point at nothing are found")
  func dangling() throws {
    let database = try TestDatabase()
    try Connection(database.path, .write).execute(
      "PRAGMA foreign_keys = OFF; INSERT INTO clips (video_id, created_at, updated_at) VALUES (9, 0, 0)"
    )
    #expect(try SQLiteStore.check(database.path).danglingTables == ["clips"])
    #expect(try !SQLiteStore.check(database.path).isSound)
  }

  @Test("A database that another process holds is locked, and works again once it is free")
  func locked() throws {
    let database = try TestDatabase()
    try database.store.write { (writer) throws(StoreError) in
      try writer.connection.execute("PRAGMA busy_timeout = 20")
    }
    let other = try Connection(database.path, .write)
    try other.execute("BEGIN IMMEDIATE")
    let error = #expect(throws: StoreError.self) { try database.commit([post("1")], job: 1) }
    #expect(error?.kind == .locked)
    #expect(try database.store.posts(PostFilter()).isEmpty)
    try other.execute("ROLLBACK")
    #expect(try database.commit([post("1")]).newPosts == 1)
  }

  @Test("A full database loses nothing, and works again once there is room")
  func full() throws {
    let database = try TestDatabase()
    try database.commit([post("1", views: 1) { $0.hashtags = ["old"] }])
    try database.store.write { (writer) throws(StoreError) in
      try writer.connection.execute("PRAGMA max_page_count = 1")  // as many as there are
    }
    let many = (0..<200).map { number in
      post("x\(number)", views: 5) { $0.hashtags = ["new", "old", "tag\(number)"] }
    }
    let error = #expect(throws: StoreError.self) { try database.commit(many, 1, job: 1) }
    #expect(error?.kind == .full)
    #expect(try database.store.posts(PostFilter()).map(\.id) == ["1"])
    try database.store.write { (writer) throws(StoreError) in
      try writer.connection.execute("PRAGMA max_page_count = 1000000")
    }
    #expect(try database.commit(many, 2).newPosts == 200)
    #expect(
      try database.rows("SELECT hashtag, total_uses, total_views FROM social_hashtags LIMIT 2")
        == ["old|201|1001", "new|200|1000"])
    #expect(try SQLiteStore.check(database.path).isSound)
  }

  @Test("A commit for a job that does not exist is a mistake of the program, and changes nothing")
  func noJob() throws {
    let database = try TestDatabase()
    let error = #expect(throws: StoreError.self) {
      try database.commit([post("1")], job: 99) {
        $0.requests = [.init()]
      }
    }
    #expect(error?.kind == .bug)
    #expect(try database.store.posts(PostFilter()).isEmpty)
  }
}
