import HostCore
import MetricSchema
import SQLiteStore

let databaseCommands = [migrateCommand, checkCommand]

private let migrateCommand = CommandSpec(
  "db migrate", "", "Bring the database up to date; the file is copied before it is changed",
  details:
    "Opening the database does this too. A database of a newer program is refused and not touched.",
  examples: [
    "patchbay db migrate", "patchbay db migrate --database sqlite:/srv/patchbay.db --json",
  ]
) { invocation in
  let path = try Setup.databasePath(invocation)
  let report = try SQLiteStore.migrate(path) { tell($0, invocation.output) }
  let lines = [
    ("database", path), ("from", String(report.from)), ("to", String(report.to)),
    ("backup", report.backup ?? ""),
  ]
  try show(lines, invocation.output) { json in
    json.member("database", path)
    json.member("from", report.from)
    json.member("to", report.to)
    json.key("backup")
    json.value(report.backup)
  }
  return .success
}

private let checkCommand = CommandSpec(
  "db check", "", "Look through the whole database for damage; nothing is changed",
  examples: ["patchbay db check", "patchbay db check --json"]
) { invocation in
  let path = try Setup.existingDatabasePath(invocation)
  let report = try SQLiteStore.check(path)
  let lines = [
    ("database", path), ("sound", report.isSound ? "yes" : "no"),
    ("version", String(report.version)),
    ("newest version", String(report.newestVersion)),
    ("damage", report.damage.joined(separator: "; ")),
    ("dangling", report.danglingTables.joined(separator: ", ")),
  ]
  try show(lines, invocation.output) { json in
    json.member("database", path)
    json.key("sound")
    json.value(report.isSound)
    json.member("version", report.version)
    json.member("newest_version", report.newestVersion)
    json.member("damage", report.damage)
    json.member("dangling", report.danglingTables)
  }
  return report.isSound && report.version <= report.newestVersion ? .success : .database
}

private func show(
  _ lines: [(String, String)], _ output: Output, json members: (inout JSONWriter) -> Void
) throws(UserError) {
  guard !output.isJSON else { return try output.json { $0.object(members) } }
  try output.list(lines, [Column("what") { $0.0 }, Column("value") { $0.1 }]) { _, _ in }
}
