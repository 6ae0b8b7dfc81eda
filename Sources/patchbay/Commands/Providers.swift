import HostCore
import MetricSchema

let providersCommands = [listProviders, inspectProvider, useProvider, configurationSchema]

private let listProviders = CommandSpec(
  "providers list", "[platform]", "List providers, in the order they are tried",
  examples: ["patchbay providers list", "patchbay providers list tiktok --json"]
) { invocation in
  try checkPlatform(invocation)
  let setup = try Setup(invocation)
  let wanted = setup.factory.manifests.filter {
    invocation.positional.first == nil || $0.platform == invocation.positional.first
  }
  let quarantines = try Quarantines(invocation)
  let lock = try setup.lock()
  let rows = wanted.flatMap { plugin in
    let refusal = lock.refusal(of: plugin)
    return plugin.providers.map {
      ProviderRow($0, of: plugin, setup.factory, quarantines, refusal)
    }
  }.sorted { ($0.provider.platform, $0.rank) < ($1.provider.platform, $1.rank) }
  try invocation.output.list(
    rows,
    [
      Column("platform") { $0.provider.platform }, Column("provider") { $0.provider.id },
      Column("order", number: true) { $0.rank == .max ? "-" : String($0.rank) },
      Column("kind") { $0.provider.kind },
      Column("carrier") { $0.carrier.rawValue },
      Column("operations") { $0.provider.operations.map(\.name).joined(separator: " ") },
      Column("state") { $0.state },
    ]
  ) { row, json in
    json.object { json in
      json.member("platform", row.provider.platform)
      json.member("provider", row.provider.id)
      json.member("order", row.rank == .max ? nil : Int64(row.rank))
      json.member("kind", row.provider.kind)
      json.member("carrier", row.carrier.rawValue)
      json.member("operations", row.provider.operations.map(\.name))
      json.member("state", row.state)
      json.member("quarantined_since", row.quarantine?.since.description)
    }
  }
  return .success
}

/// A provider with its place in the route of its platform.
private struct ProviderRow {
  let provider: ProviderManifest
  let rank: Int
  let carrier: CarrierKind
  let quarantine: Quarantine?
  let state: String

  init(
    _ provider: ProviderManifest, of plugin: PluginManifest, _ factory: ProviderFactory,
    _ quarantines: Quarantines, _ refusal: [String]?
  ) {
    self.provider = provider
    quarantine = quarantines.quarantine(of: provider, plugin)
    carrier = factory.settings(provider.id).carrier
    rank = factory.order(of: provider.platform).firstIndex(of: provider.id).map { $0 + 1 } ?? .max
    if let refusal {
      state = "refused: \(refusal.joined(separator: "; ")); `\(lockCommand(plugin))` pins it anew"
      return
    }
    if let quarantine {
      state = "\(quarantine); `\(quarantine.remedy)`"
      return
    }
    do throws(MissingSecret) {
      _ = try factory.keys(provider)
      state = rank == .max ? "not used" : "ready"
    } catch {
      state = error.description
    }
  }
}

/// The manifest of a provider, or an error with the nearest name.
func findProvider(_ id: String, _ factory: ProviderFactory) throws(UserError) -> (
  plugin: PluginManifest, provider: ProviderManifest
) {
  if let found = factory.manifest(id) { return found }
  let known = factory.manifests.flatMap(\.providers).map(\.id)
  throw .unknown(
    "no plugin has this provider", id, among: known, otherwise: "patchbay providers list")
}

private let configurationSchema = CommandSpec(
  "providers schema", "", "Print the JSON Schema of providers.json",
  examples: ["patchbay providers schema > providers.schema.json"]
) { invocation in
  try invocation.output.json {
    HostConfiguration.shape.write(to: &$0, title: "Patchbay providers.json")
  }
  return .success
}
