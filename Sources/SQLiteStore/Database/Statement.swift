import CSQLite
import Glibc
import HostCore

/// One prepared statement: bind its parameters in order, step through its rows, and reset it.
final class Statement {
  let query: String
  private let handle: OpaquePointer
  private unowned let connection: Connection
  /// Texts that are bound, so that none is allocated for itself.
  private let arena: UnsafeMutableRawPointer
  private static let arenaSize = 4096
  private var used = 0
  private var bound: Int32 = 0
  private var failure = SQLITE_OK

  init(_ query: String, on connection: Connection) throws(StoreError) {
    var prepared: OpaquePointer?
    try connection.check(
      sqlite3_prepare_v3(
        connection.handle, query, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil))
    guard let prepared else { throw StoreError(.bug, "an empty statement") }
    self.query = query
    self.connection = connection
    handle = prepared
    arena = .allocate(byteCount: Self.arenaSize, alignment: 8)
  }

  deinit {
    // The result repeats that of the last step, which was seen there.
    _ = sqlite3_finalize(handle)
    arena.deallocate()
  }

  /// The number of its last parameter.
  var parameters: Int32 { sqlite3_bind_parameter_count(handle) }

  // MARK: Parameters, in the order of the text; nil is NULL

  func bind(_ value: Int64?) {
    bound += 1
    if let value { note(sqlite3_bind_int64(handle, bound, value)) }
  }

  func bind(_ value: Double?) {
    bound += 1
    if let value { note(sqlite3_bind_double(handle, bound, value)) }
  }

  func bind(_ value: Bool?) { bind(value.map { $0 ? 1 : 0 } as Int64?) }

  func bind(_ value: String?) {
    bound += 1
    guard var value else { return }
    value.withUTF8 { bindText($0) }
  }

  func bind(_ value: [UInt8]?) {
    bound += 1
    guard let value else { return }
    value.withUnsafeBytes { bytes in
      // A pointer is needed even for no bytes: without one it would be NULL.
      let start = bytes.baseAddress ?? UnsafeRawPointer(arena)
      note(sqlite3_bind_blob64(handle, bound, start, UInt64(bytes.count), transient))
    }
  }

  private func bindText(_ text: UnsafeBufferPointer<UInt8>) {
    // PostgreSQL cannot store NUL in a text, and SQLite's functions stop at it.
    if let start = text.baseAddress, memchr(start, 0, text.count) != nil {
      let clean = text.filter { $0 != 0 }
      return clean.withUnsafeBufferPointer { bindClean($0) }
    }
    bindClean(text)
  }

  private func bindClean(_ text: UnsafeBufferPointer<UInt8>) {
    let place = UnsafeRawPointer(arena + used)
    let start = place.assumingMemoryBound(to: CChar.self)
    guard let source = text.baseAddress, !text.isEmpty else {
      return note(sqlite3_bind_text(handle, bound, start, 0, nil))
    }
    guard used + text.count <= Self.arenaSize else {
      return note(
        source.withMemoryRebound(to: CChar.self, capacity: text.count) {
          sqlite3_bind_text64(
            handle, bound, $0, UInt64(text.count), transient, UInt8(SQLITE_UTF8))
        })
    }
    (arena + used).copyMemory(from: source, byteCount: text.count)
    used += text.count
    note(sqlite3_bind_text(handle, bound, start, Int32(text.count), nil))
  }

  private func note(_ code: Int32) { if code != SQLITE_OK { failure = code } }

  // MARK: Running

  /// Goes to the next row; after the last one the statement is reset.
  func step() throws(StoreError) -> Bool {
    guard failure == SQLITE_OK else {
      let code = failure
      reset()
      throw storeError(code, "a parameter was refused", path: connection.path)
    }
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    defer { reset() }
    if code != SQLITE_DONE { try connection.check(code) }
    return false
  }

  /// Runs to the end.
  func run() throws(StoreError) { while try step() {} }

  /// Runs to the first row, and returns what `read` makes of it; `nil` where there is none.
  func first<R>(_ read: (inout Columns) throws(StoreError) -> R) throws(StoreError) -> R? {
    guard try step() else { return nil }
    defer { reset() }
    var columns = Columns(self)
    return try read(&columns)
  }

  /// Runs to the end, and returns what `read` makes of each row.
  func all<R>(_ read: (inout Columns) throws(StoreError) -> R) throws(StoreError) -> [R] {
    defer { reset() }
    var rows: [R] = []
    while try step() {
      var columns = Columns(self)
      rows.append(try read(&columns))
    }
    return rows
  }

  /// Ends a run early, so that it holds nothing, and forgets the parameters.
  func reset() {
    // Both repeat the result of the last step, which was seen there.
    _ = sqlite3_reset(handle)
    _ = sqlite3_clear_bindings(handle)
    (used, bound, failure) = (0, 0, SQLITE_OK)
  }

  // MARK: Columns of the row, from 0

  var columns: Int32 { sqlite3_column_count(handle) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func integer(_ column: Int32) -> Int64? {
    isNull(column) ? nil : sqlite3_column_int64(handle, column)
  }

  func real(_ column: Int32) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(handle, column)
  }

  func text(_ column: Int32) -> String? {
    guard let start = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func bytes(_ column: Int32) -> [UInt8]? {
    guard !isNull(column) else { return nil }
    let start = sqlite3_column_blob(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }
}

/// SQLite copies what is bound with it.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// The columns of a row, read one after the other.
struct Columns {
  private let statement: Statement
  private var next: Int32 = 0

  init(_ statement: Statement) { self.statement = statement }

  mutating func integer() -> Int64? { statement.integer(advance()) }
  mutating func real() -> Double? { statement.real(advance()) }
  mutating func text() -> String? { statement.text(advance()) }
  mutating func bytes() -> [UInt8]? { statement.bytes(advance()) }

  private mutating func advance() -> Int32 {
    defer { next += 1 }
    return next
  }
}
