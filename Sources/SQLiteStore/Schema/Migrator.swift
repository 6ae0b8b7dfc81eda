import CSQLite
import Glibc
import HostCore

/// Brings a database to the version of this program.
struct Migrator {
  var migrations = Schema.migrations

  /// The version that this program writes.
  var newest: Int64 { migrations.last?.version ?? 0 }

  /// Runs what is missing, all of it or nothing, after the file was backed up.
  ///
  /// Other processes wait as long as for any writer, and then find nothing left to do, or that the file is held.
  ///
  /// - Parameter announce: Called before a file that holds something is copied and changed, which may take minutes.
  func migrate(
    _ connection: Connection, announce: @Sendable (MigrationReport) -> Void = { _ in }
  ) throws(StoreError) -> MigrationReport {
    let before = try version(of: connection)
    guard before < newest else {
      return MigrationReport(from: before, to: before, backup: nil)
    }
    // A step that rebuilds a table must not take rows of others with it.
    try connection.execute("PRAGMA foreign_keys = OFF")
    var backup: String?
    let report: MigrationReport
    do throws(StoreError) {
      report = try connection.transaction { () throws(StoreError) in
        try step(connection, announce, &backup)
      }
    } catch {
      // The file is as it was. A copy of it is of no use, and would keep a full disk full.
      if let backup { try? remove(backup) }
      throw error
    }
    try connection.execute("PRAGMA foreign_keys = ON")
    return report
  }

  /// The version of a database, 0 for an empty one.
  ///
  /// - Throws: ``StoreError`` where another program, or a newer version of this one, wrote it.
  func version(of connection: Connection) throws(StoreError) -> Int64 {
    let version = try connection.integer("PRAGMA user_version") ?? 0
    let application = try connection.integer("PRAGMA application_id") ?? 0
    let tables = try connection.integer("SELECT count(*) FROM sqlite_schema") ?? 0
    if version == 0 && application == 0 && tables == 0 { return 0 }
    guard application == Schema.applicationID else {
      throw StoreError(.corrupt, "\(connection.path): a database of another program")
    }
    guard version <= newest else {
      throw StoreError(
        .newerSchema,
        "\(connection.path): written by a newer program (schema \(version), this one knows \(newest))"
      )
    }
    return version
  }

  /// - Parameter backup: The copy, from when it is begun on.
  private func step(
    _ connection: Connection, _ announce: @Sendable (MigrationReport) -> Void,
    _ backup: inout String?
  ) throws(StoreError) -> MigrationReport {
    // Another process may have been first.
    let before = try version(of: connection)
    let missing = migrations.filter { $0.version > before }
    guard !missing.isEmpty else { return MigrationReport(from: before, to: before, backup: nil) }
    let hasBackup = before > 0 && connection.path != SQLiteStore.memory
    let report = MigrationReport(
      from: before, to: newest,
      backup: hasBackup ? freeName("\(connection.path).backup-v\(before)") : nil)
    if hasBackup {
      announce(report)
      let unfinished = "\(connection.path).backup-unfinished"
      backup = unfinished
      try backUp(connection.path, to: unfinished)
    }
    for migration in missing {
      for text in migration.script { try connection.execute(text) }
      try connection.execute("PRAGMA user_version = \(migration.version)")
    }
    try connection.execute("PRAGMA application_id = \(Schema.applicationID)")
    let broken = try connection.texts("PRAGMA foreign_key_check")
    guard broken.isEmpty else {
      throw StoreError(.corrupt, "\(connection.path): rows of \(broken[0]) point at nothing")
    }
    // Last, so that a process that dies leaves no copy but one that the next takes away.
    if let name = report.backup, let unfinished = backup {
      guard rename(unfinished, name) == 0 else {
        throw StoreError(.unavailable, "\(name): cannot be written")
      }
      backup = name
    }
    return report
  }

  /// The first name for a copy that nothing has yet: a copy that was made before is not replaced.
  private func freeName(_ name: String) -> String {
    var (free, number) = (name, 1)
    while access(free, F_OK) == 0 { (free, number) = ("\(name)-\(number + 1)", number + 1) }
    return free
  }

  /// Copies the database as it was committed last; the caller's transaction keeps it as it is, and keeps others from
  /// copying it too.
  private func backUp(_ path: String, to backup: String) throws(StoreError) {
    // Left by a process that died while it copied.
    try remove(backup)
    try Connection(path, .write).vacuum(into: backup)
  }

  /// Removes a file and its journal, as far as they are there.
  private func remove(_ path: String) throws(StoreError) {
    for file in [path, "\(path)-journal"] where unlink(file) != 0 && errno != ENOENT {
      throw StoreError(.unavailable, "\(file): cannot be removed")
    }
  }
}

/// What a migration did, or is about to do.
public struct MigrationReport: Hashable, Sendable {
  /// The version before, 0 for an empty file.
  public var from: Int64
  /// The version now.
  public var to: Int64
  /// The file that holds the database as it was; `nil` where nothing was done or nothing was there.
  public var backup: String?
}

/// What is true of a database file.
public struct DatabaseReport: Hashable, Sendable {
  /// The version of its schema.
  public var version: Int64
  /// The version that this program writes; a lower one is brought there when the store is opened.
  public var newestVersion: Int64
  /// Whether the file's header says that Patchbay wrote it.
  public var isOurs: Bool
  /// What is damaged, in SQLite's words.
  public var damage: [String]
  /// Tables with rows that point at nothing.
  public var danglingTables: [String]

  /// Whether everything is as it should be.
  public var isSound: Bool { isOurs && damage.isEmpty && danglingTables.isEmpty }
}
