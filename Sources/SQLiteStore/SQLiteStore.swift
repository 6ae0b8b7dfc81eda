public import HostCore
import Locks

/// Keeps everything in one SQLite file, which any number of processes may share.
///
/// There is one connection that writes, and some that read beside it. The write-ahead log survives the death of a
/// process at any moment; a loss of power may cost the last transactions, never the file.
///
/// ## Topics
///
/// ### Opening
/// - ``init(_:announce:)``
/// - ``memory``
///
/// ### Care of the File
/// - ``migrate(_:announce:)``
/// - ``check(_:)``
public final class SQLiteStore: Store, Queries {
  /// The path of a database that lives and dies with the store.
  public static let memory = ":memory:"

  /// The file.
  public let path: String
  private let writer: Mutex<Writer>
  private let readers: Mutex<[Reader]>

  /// Opens the database at `path`; an empty one is made where there is none, and an older one is brought up to date
  /// after it was backed up.
  ///
  /// - Parameter announce: Called before an older one is copied and changed, which may take minutes.
  /// - Throws: ``StoreError``, of kind `newerSchema` where a newer program wrote the file.
  public convenience init(
    _ path: String, announce: @Sendable (MigrationReport) -> Void = { _ in }
  ) throws(StoreError) {
    try self.init(path, Migrator(), announce: announce)
  }

  init(
    _ path: String, _ migrator: Migrator, announce: @Sendable (MigrationReport) -> Void = { _ in }
  ) throws(StoreError) {
    self.path = path
    writer = Mutex(try Writer(path, migrator, announce))
    readers = Mutex([])
  }

  /// Brings the file up to date, and says what was done.
  ///
  /// - Parameter announce: Called before an older one is copied and changed, which may take minutes.
  public static func migrate(
    _ path: String, announce: @Sendable (MigrationReport) -> Void = { _ in }
  ) throws(StoreError) -> MigrationReport {
    try Migrator().migrate(Writer.open(path), announce: announce)
  }

  /// Looks through the whole file; changes nothing.
  ///
  /// - Throws: ``StoreError`` where it cannot be read at all.
  public static func check(_ path: String) throws(StoreError) -> DatabaseReport {
    let connection = try Connection(path, .write)
    try connection.execute("PRAGMA query_only = ON")
    let damage = try damage(connection)
    return DatabaseReport(
      version: try connection.integer("PRAGMA user_version") ?? 0,
      newestVersion: Migrator().newest,
      isOurs: try connection.integer("PRAGMA application_id") == Schema.applicationID,
      damage: damage,
      // Through damaged pages nothing can be followed.
      danglingTables: damage.isEmpty ? try connection.texts("PRAGMA foreign_key_check") : [])
  }

  /// Calls `body` with the only connection that writes.
  func write<R: Sendable>(
    _ body: (Writer) throws(StoreError) -> R
  ) throws(StoreError) -> R {
    try writer.withLock { (writer) throws(StoreError) in try body(writer) }
  }

  /// Calls `body` with a connection that sees one state of the database.
  func read<R: Sendable>(
    _ body: (Connection) throws(StoreError) -> R
  ) throws(StoreError) -> R {
    // A database in memory belongs to its connection.
    if path == Self.memory {
      return try write { (writer) throws(StoreError) in try body(writer.connection) }
    }
    let idle = readers.withLock { $0.popLast() }
    let reader: Reader
    if let idle { reader = idle } else { reader = try Reader(path) }
    defer { readers.withLock { if $0.count < 4 { $0.append(reader) } } }
    return try reader.connection.snapshot { () throws(StoreError) in try body(reader.connection) }
  }
}

/// A connection that reads. It is in the hands of one thread, or idle in the store's list.
private final class Reader: @unchecked Sendable {
  let connection: Connection

  init(_ path: String) throws(StoreError) {
    connection = try Connection(path, .write)
    try connection.execute("PRAGMA query_only = ON; PRAGMA cache_size = -8000")
  }
}

extension SQLiteStore {
  /// What SQLite finds damaged; where the damage ends its search, that.
  private static func damage(_ connection: Connection) throws(StoreError) -> [String] {
    do throws(StoreError) {
      return try connection.texts("PRAGMA integrity_check").filter { $0 != "ok" }
    } catch {
      guard error.kind == .corrupt else { throw error }
      return [error.description]
    }
  }
}
