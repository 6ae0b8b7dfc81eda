import Foundation
import HostCore
import MetricSchema
import StoreTesting
import Testing

@testable import SQLiteStore

/// A store in a folder of its own, which goes with it.
final class TestDatabase: Sendable {
  let folder: URL
  let path: String
  let store: SQLiteStore

  init(_ migrator: Migrator = Migrator()) throws {
    folder = try temporaryFolder()
    path = folder.appending(path: "test.db").path
    store = try SQLiteStore(path, migrator)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// All rows of a query, columns joined by "|", NULL as "-".
  func rows(_ sql: String) throws -> [String] {
    let connection = try Connection(path, .write)
    let statement = try Statement(sql, on: connection)
    var rows: [String] = []
    while try statement.step() {
      rows.append((0..<statement.columns).map { statement.text($0) ?? "-" }.joined(separator: "|"))
    }
    return withExtendedLifetime(connection) { rows }
  }

  func row(_ sql: String) throws -> String? { try rows(sql).first }

  /// Commits records in one answer of tiktok.one, so many seconds after 2026-11-20T07:45:00Z.
  @discardableResult
  func commit(
    _ records: [Record], _ seconds: Int64 = 0, provider: String = "tiktok.one", job: Int64? = nil,
    _ change: (inout AnswerCommit) -> Void = { _ in }
  ) throws -> CommitOutcome {
    try store.commit(records, seconds, provider: provider, job: job ?? self.job(), change)
  }

  /// The number of a new job.
  func job(
    _ operation: MetricSchema.Operation = .posts, _ subject: Subject = Subject("alice"),
    region: String? = nil
  ) throws -> Int64 {
    try store.begin(
      StoredJob(
        platform: "tiktok", provider: "tiktok.one",
        job: FetchJob(operation, [subject], region: region), moment: at(0)), requests: []
    ).id
  }
}

func temporaryFolder() throws -> URL {
  let folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder
}

/// Numbers that are the same for the same seed.
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 11) % bound
  }
}
