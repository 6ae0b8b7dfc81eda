import CSQLite
import Glibc
import HostCore

/// The connection that writes, and what it remembers of the rows it wrote.
final class Writer {
  let connection: Connection
  /// Numbers of rows by what identifies them; forgotten as soon as another process wrote.
  var known = KnownRows()
  /// What the transaction under way adds to sums.
  var rollUps = RollUps()
  private var seenVersion: Int64?

  init(
    _ path: String, _ migrator: Migrator, _ announce: @Sendable (MigrationReport) -> Void
  ) throws(StoreError) {
    connection = try Self.open(path)
    _ = try migrator.migrate(connection, announce: announce)
    try connection.execute("PRAGMA foreign_keys = ON")
  }

  /// Opens a file, or makes it, with the settings that every writer shares.
  static func open(_ path: String) throws(StoreError) -> Connection {
    let connection = try Connection(path, .create)
    // Of a new file. In the index of ids each post has a leaf of its own to read and log, so that pages smaller than
    // SQLite's 4,096 bytes cost a little less.
    try connection.execute("PRAGMA page_size = 2048")
    if path != SQLiteStore.memory { try enterWAL(connection) }
    // Pages are not mapped: a mapped page counts as memory of the process, and a failed read would kill it.
    // The log may grow to 64 MB before it is copied back, since each copy waits for the disk.
    try connection.execute(
      """
      PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000; PRAGMA mmap_size = 0;
      PRAGMA wal_autocheckpoint = 32000; PRAGMA journal_size_limit = 67108864;
      PRAGMA temp_store = MEMORY
      """)
    return connection
  }

  /// Turning to the log needs the file for a moment alone, for which SQLite does not wait by itself.
  private static func enterWAL(_ connection: Connection) throws(StoreError) {
    for attempt in 1... {
      do throws(StoreError) {
        guard try connection.texts("PRAGMA journal_mode = WAL") == ["wal"] else {
          throw StoreError(.unavailable, "\(connection.path): the disk cannot hold a shared log")
        }
        return
      } catch {
        guard error.kind == .locked, attempt < 1000 else { throw error }
        guard usleep(10_000) == 0 || errno == EINTR else { throw error }
      }
    }
  }

  /// Does all of `body`, or nothing, while no other process writes.
  func transaction<R>(_ body: () throws(StoreError) -> R) throws(StoreError) -> R {
    do throws(StoreError) {
      return try connection.transaction { () throws(StoreError) in
        try forgetForeignRows()
        return try body()
      }
    } catch {
      // What was remembered may have been undone.
      known = KnownRows()
      rollUps = RollUps()
      throw error
    }
  }

  private func forgetForeignRows() throws(StoreError) {
    let version = try connection.statement(.dataVersion).first { (row) in row.integer() }
    if version != seenVersion { known = KnownRows() }
    seenVersion = version ?? nil
  }
}
