import HostCore
import MetricSchema

let pluginInspect = CommandSpec(
  "plugin inspect", "[plugin or folder]",
  "Show what a plugin says of itself, without executing any of it",
  examples: ["patchbay plugin inspect", "patchbay plugin inspect Plugins/TikTok --json"]
) { invocation in
  let manifests = try wanted(invocation)
  invocation.output.list(
    manifests.flatMap { manifest in manifest.providers.map { (manifest, $0) } },
    [
      Column("plugin") { $0.0.plugin }, Column("version") { $0.0.version },
      Column("provider") { $0.1.id },
      Column("kind") { $0.1.kind }, Column("hosts") { $0.1.hosts.joined(separator: " ") },
      Column("secrets") { $0.1.auth.flatMap(\.secrets).map(\.name).joined(separator: " ") },
      Column("operations") { $0.1.operations.map(\.name).joined(separator: " ") },
    ]
  ) { row, json in
    json.object { json in
      json.member("plugin", row.0.plugin)
      json.member("version", row.0.version)
      json.member("platform", row.0.platform)
      json.member("library", row.0.library)
      json.member("provider", row.1.id)
      json.member("kind", row.1.kind)
      json.member("description", row.1.about)
      json.strings("hosts", row.1.hosts)
      json.strings("secrets", row.1.auth.flatMap(\.secrets).map(\.name))
      json.strings("operations", row.1.operations.map(\.name))
      json.key("calls")
      json.object { json in
        for call in row.1.calls { json.member(call.name, call.units) }
      }
      json.strings("urls", row.0.urls.map(\.text))
    }
  }
  return .success
}

private func wanted(_ invocation: Invocation) throws -> [PluginManifest] {
  let all = try Setup(invocation).factory.manifests
  guard let name = invocation.positional.first else { return all }
  if let known = all.first(where: { $0.plugin == name }) { return [known] }
  let files = Setup.manifestFiles(in: name)
  guard !files.isEmpty else {
    throw UserError(
      "there is no such plugin", which: name,
      remedy: nearest(to: name, among: all.map(\.plugin)).map { "did you mean \($0)?" }
        ?? "name a folder with a plugin.json")
  }
  return try files.map { try PluginManifest(Files.read($0), file: $0) }
}

extension JSONWriter {
  /// Writes a member that is a list of texts.
  mutating func strings(_ name: String, _ values: [String]) {
    key(name)
    array { json in
      for value in values { json.value(value) }
    }
  }
}
