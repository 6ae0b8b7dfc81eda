import CSQLite
import HostCore

/// Says in the port's words what SQLite's result code means.
///
/// - Parameter code: The extended result code.
func storeError(_ code: Int32, _ message: String, path: String) -> StoreError {
  StoreError(kind(of: code), "\(path): \(explanation(of: code)) (\(message), SQLite \(code))")
}

private func kind(of code: Int32) -> StoreError.Kind {
  switch code & 0xff {
  case SQLITE_BUSY, SQLITE_LOCKED: .locked
  case SQLITE_FULL: .full
  case SQLITE_IOERR where isWrite(code): .full
  case SQLITE_NOTADB, SQLITE_CORRUPT: .corrupt
  case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_IOERR, SQLITE_NOMEM: .unavailable
  default: .bug
  }
}

/// A quota on the disk shows as a write that fails, not as a full disk.
private func isWrite(_ code: Int32) -> Bool {
  let detail = code >> 8
  return detail == 3 || detail == 4 || detail == 6  // write, fsync, truncate
}

private func explanation(of code: Int32) -> String {
  switch kind(of: code) {
  case .locked: "another process holds the database"
  case .full: "the database cannot be written, the disk or a quota on it is full"
  case .corrupt: "the file is no database, or damaged"
  case .unavailable: "the file cannot be opened, read or written"
  case .newerSchema, .bug: "the database refused a statement"
  }
}
