import HostCore
import MetricSchema

let pluginInspect = CommandSpec(
  "plugin inspect", "[plugin, folder or library]",
  "Show what a plugin says of itself, without executing any of it",
  details: """
    A plugin says it in its plugin.json, which its library may carry as a section. A library with its manifest is all that
    there is to a plugin.
    """,
  examples: [
    "patchbay plugin inspect", "patchbay plugin inspect Plugins/TikTok --json",
    "patchbay plugin inspect libExample.so",
  ]
) { invocation in
  let setup = try Setup(invocation)
  let manifests = try wanted(invocation, setup.factory.manifests)
  let quarantines = try Quarantines(invocation)
  let lock = try setup.lock()
  try invocation.output.list(
    manifests.flatMap { manifest in manifest.providers.map { (manifest, $0) } },
    [
      Column("plugin") { $0.0.plugin }, Column("version") { $0.0.version },
      Column("provider") { $0.1.id },
      Column("kind") { $0.1.kind }, Column("hosts") { $0.1.hosts.joined(separator: " ") },
      Column("secrets") { $0.1.auth.flatMap(\.secrets).map(\.name).joined(separator: " ") },
      Column("operations") { $0.1.operations.map(\.name).joined(separator: " ") },
      Column("trust") { lock.trust(in: $0.0) },
      Column("quarantine") { quarantines.quarantine(of: $0.1, $0.0)?.description },
    ]
  ) { row, json in
    json.object { json in
      json.member("plugin", row.0.plugin)
      json.member("version", row.0.version)
      json.member("platform", row.0.platform)
      json.member("library", row.0.library)
      json.member("file", row.0.file)
      json.member("provider", row.1.id)
      json.member("kind", row.1.kind)
      json.member("description", row.1.about)
      json.member("hosts", row.1.hosts)
      json.member("secrets", row.1.auth.flatMap(\.secrets).map(\.name))
      json.member("operations", row.1.operations.map(\.name))
      json.key("calls")
      json.object { json in
        for call in row.1.calls { json.member(call.name, call.units) }
      }
      json.member("urls", row.0.urls.map(\.text))
      json.member("trust", lock.trust(in: row.0))
      json.member("quarantine", quarantines.quarantine(of: row.1, row.0)?.description)
    }
  }
  return .success
}

extension PluginLock {
  /// Why a plugin may run, or why not.
  fileprivate func trust(in plugin: PluginManifest) -> String {
    guard plugins[plugin.plugin] != nil else {
      return isBundled(plugin) ? "bundled" : "confined only"
    }
    return refusal(of: plugin).map { "refused: " + $0.joined(separator: "; ") } ?? "pinned"
  }
}

private func wanted(
  _ invocation: Invocation, _ all: [PluginManifest]
) throws -> [PluginManifest] {
  guard let name = invocation.positional.first else { return all }
  if let known = all.first(where: { $0.plugin == name }) { return [known] }
  if name.hasSuffix(".so") { return [try PluginFiles.plugin(inLibrary: name)] }
  let found = try PluginFiles.plugins(in: name, invocation.output, isStrict: true)
  guard !found.isEmpty else {
    throw UserError.unknown(
      "there is no such plugin", name, among: all.map(\.plugin),
      otherwise: "name a folder with a plugin.json, or a library that carries it")
  }
  for plugin in found { try PluginFiles.check(plugin) }
  return found
}
