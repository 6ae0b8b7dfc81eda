import Foundation
import HostCore
import SQLiteStore
import Testing

/// A store that the contract is tested on.
struct Conformer: CustomTestStringConvertible, Sendable {
  var testDescription: String
  /// Makes an empty store.
  var make: @Sendable () throws -> any Store & Queries

  static let all = [
    Conformer(testDescription: "SQLite in a file") {
      try SQLiteStore(Files.folder.appending(path: "\(UUID()).db").path)
    },
    Conformer(testDescription: "SQLite in memory") { try SQLiteStore(SQLiteStore.memory) },
  ]
}

/// The files of this run, which go when it ends.
private enum Files {
  static let folder: URL = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "contract-\(getpid())")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      Issue.record(error)
    }
    if atexit(removeFiles) != 0 { Issue.record("\(folder.path) stays") }
    return folder
  }()
}

private func removeFiles() { try? FileManager.default.removeItem(at: Files.folder) }
