/// The tables and views, by subject.
///
/// Times are microseconds since 1970 in UTC. `NULL` is unknown and never stands for zero. A text of a released version
/// is never changed: a change is a further migration.
enum Schema {
  /// The mark of a Patchbay database in the file's header: "PBAY".
  static let applicationID: Int64 = 0x5042_4159

  /// What was released so far, in order; the last version is that of this program.
  static let migrations = [
    Migration(
      version: 1,
      script: [content, accounts, posts, metrics, usage, insights, views, earlierNames]),
    Migration(version: 2, script: [quarantine]),
    Migration(version: 3, script: [postIndexes]),
  ]
}

/// One step from a version of the schema to the next.
struct Migration: Sendable {
  /// The version that the step ends at; 1 starts from an empty file.
  var version: Int64
  /// The statements, in order.
  var script: [String]
}
