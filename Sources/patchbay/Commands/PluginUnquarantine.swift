import HostCore
import MetricSchema

let pluginUnquarantine = CommandSpec(
  "plugin unquarantine", "<provider>", "Let a provider run again after it died too often",
  details: """
    A provider whose process dies five times within ten minutes, in one run or in several, is kept from running with that
    very library. Another build of the library runs at once. This command lifts the quarantine and forgets
    the deaths; a fetch that is under way goes on refusing.
    """,
  examples: ["patchbay plugin unquarantine tiktok.scraper7"]
) { invocation in
  let id = try invocation.argument(0, "a provider")
  let lifted = try openStore(invocation, isRead: true).liftQuarantines(of: id)
  if lifted.isEmpty {
    _ = try findProvider(id, Setup(invocation).factory)
    invocation.output.notice("patchbay: \(id) is not in quarantine")
  }
  try invocation.output.list(
    lifted,
    [
      Column("provider") { $0.provider }, Column("since") { $0.since.description },
      Column("reason") { $0.reason }, Column("sha256") { $0.library.sha256 },
    ]
  ) { quarantine, json in
    json.object { json in
      json.member("provider", quarantine.provider)
      json.member("since", quarantine.since.description)
      json.member("reason", quarantine.reason)
      json.member("sha256", quarantine.library.sha256)
    }
  }
  return .success
}
