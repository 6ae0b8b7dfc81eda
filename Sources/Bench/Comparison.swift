import CSQLite

/// Throws where two databases do not hold the same: rows of each table, sums of numbers, lengths of texts.
///
/// Times, hashes and keys of rows differ from run to run, and so does what only the moment decides.
func requireSameContent(_ one: String, _ other: String) throws {
  let (one, other) = (try Database(one), try Database(other))
  for table in try one.rows("SELECT name FROM sqlite_schema WHERE type = 'table'") {
    guard let name = table.first ?? nil, !name.hasPrefix("sqlite_") else { continue }
    let columns = try one.rows("SELECT name FROM pragma_table_xinfo('\(name)')").compactMap {
      $0.first ?? nil
    }
    let sums = columns.filter(isComparable).map { column in
      """
      sum(CASE typeof(\(column)) WHEN 'text' THEN length(\(column)) WHEN 'real' THEN round(\(column))
        ELSE \(column) END)
      """
    }
    let query = "SELECT " + (["count(*)"] + sums).joined(separator: ", ") + " FROM \(name)"
    let (left, right) = (try one.rows(query), try other.rows(query))
    guard left == right else {
      throw Failure("\(one.path) and \(other.path) differ in \(name): \(left) and \(right)")
    }
  }
}

private func isComparable(_ column: String) -> Bool {
  let varying: Set = [
    "id", "hash", "compressed", "request", "headers", "job", "fingerprint", "latency_ms", "bytes",
    "remaining", "used", "window_start", "valid_from", "snapshot_date", "date", "snapshot_hour",
  ]
  return !varying.contains(column) && !column.hasSuffix("_at") && !column.hasSuffix("_hash")
    && !column.hasSuffix("_id")
}

/// A database opened to be looked at.
private final class Database {
  let path: String
  private let handle: OpaquePointer

  init(_ path: String) throws {
    var opened: OpaquePointer?
    guard sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK, let opened else {
      throw Failure("cannot open \(path)")
    }
    self.path = path
    handle = opened
  }

  deinit { sqlite3_close_v2(handle) }

  /// All rows of a query, each column as a text.
  func rows(_ query: String) throws -> [[String?]] {
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v2(handle, query, -1, &prepared, nil) == SQLITE_OK else {
      throw Failure("\(path): \(String(cString: sqlite3_errmsg(handle))): \(query)")
    }
    defer { sqlite3_finalize(prepared) }
    var rows: [[String?]] = []
    while sqlite3_step(prepared) == SQLITE_ROW {
      rows.append(
        (0..<sqlite3_column_count(prepared)).map { column in
          sqlite3_column_text(prepared, column).map { String(cString: $0) }
        })
    }
    return rows
  }
}
