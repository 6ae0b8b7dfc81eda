import CSQLite
import HostCore

/// One connection to a database; used by one thread at a time.
final class Connection {
  /// How a database is opened.
  enum Mode: Int32 {
    /// To read and write, created where there is none.
    case create = 0x06  // SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    /// To read and write what exists.
    case write = 0x02
    /// To read what exists.
    case read = 0x01
  }

  /// The file, or ":memory:".
  let path: String
  let handle: OpaquePointer
  /// Refused where something else in the process used SQLite before; then they are kept, which only costs time.
  private static let leavesOutStatistics = patchbay_sqlite_leave_out_statistics() == SQLITE_OK
  /// By the number of their query.
  private var statements: [Statement?] = []

  /// Opens a database.
  ///
  /// - Parameter patience: How long another process is waited for, in milliseconds.
  init(_ path: String, _ mode: Mode, patience: Int32 = 10_000) throws(StoreError) {
    self.path = path
    _ = Self.leavesOutStatistics
    // Each connection is used by one thread at a time, so SQLite's own mutex is left out.
    let flags = mode.rawValue | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      let message = String(cString: sqlite3_errstr(code))
      // A handle may come back even where opening failed.
      let closed = sqlite3_close_v2(opened)
      throw storeError(closed == SQLITE_OK ? code : closed, message, path: path)
    }
    handle = opened
    try check(sqlite3_busy_timeout(handle, patience))
  }

  deinit {
    statements = []
    // Only an unfinalised statement could keep it open, and those are gone.
    _ = sqlite3_close_v2(handle)
  }

  /// The prepared statement of a query, ready to be bound.
  func statement(_ query: Query) throws(StoreError) -> Statement {
    if query.number < statements.count, let known = statements[query.number] { return known }
    let made = try Statement(query.text, on: self)
    while statements.count <= query.number { statements.append(nil) }
    statements[query.number] = made
    return made
  }

  /// Runs a query without parameters and rows.
  func run(_ query: Query) throws(StoreError) { try statement(query).run() }

  /// Runs all statements of a text without parameters.
  func execute(_ script: String) throws(StoreError) {
    try check(sqlite3_exec(handle, script, nil, nil, nil))
  }

  /// The first column of the only row of a text, such as that of a pragma; `nil` for NULL or no row.
  func integer(_ text: String) throws(StoreError) -> Int64? {
    let statement = try Statement(text, on: self)
    return try statement.step() ? statement.integer(0) : nil
  }

  /// The first column of all rows of a text, such as that of a pragma.
  func texts(_ text: String) throws(StoreError) -> [String] {
    let statement = try Statement(text, on: self)
    var rows: [String] = []
    while try statement.step() { rows.append(statement.text(0) ?? "") }
    return rows
  }

  /// Copies the database as it was committed last into a new file.
  func vacuum(into path: String) throws(StoreError) {
    let statement = try Statement("VACUUM INTO ?", on: self)
    statement.bind(path)
    try statement.run()
  }

  /// The number of the row inserted last.
  var lastID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// How many rows the last statement changed.
  var changes: Int64 { sqlite3_changes64(handle) }

  /// The texts of all queries prepared so far.
  var preparedTexts: [String] { statements.compactMap { $0?.query } }

  /// Does all of `body`, or nothing, while no other process writes.
  func transaction<R>(_ body: () throws(StoreError) -> R) throws(StoreError) -> R {
    try run(.beginImmediate)
    do {
      let result = try body()
      try run(.commit)
      return result
    } catch {
      try rollback(after: error)
      throw error
    }
  }

  /// Lets `body` see one state of the database.
  func snapshot<R>(_ body: () throws(StoreError) -> R) throws(StoreError) -> R {
    try run(.beginDeferred)
    do {
      let result = try body()
      try run(.commit)
      return result
    } catch {
      try rollback(after: error)
      throw error
    }
  }

  /// Some failures, such as a full disk, end the transaction by themselves.
  private func rollback(after error: StoreError) throws(StoreError) {
    guard sqlite3_get_autocommit(handle) == 0 else { return }
    do { try run(.rollback) } catch let second {
      throw StoreError(error.kind, "\(error.description); and then \(second.description)")
    }
  }

  func check(_ code: Int32) throws(StoreError) {
    guard code != SQLITE_OK else { return }
    throw storeError(code, String(cString: sqlite3_errmsg(handle)), path: path)
  }
}
