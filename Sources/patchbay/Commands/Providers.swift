import HostCore
import MetricSchema

let providersCommands = [listProviders, inspectProvider, useProvider, configurationSchema]

private let listProviders = CommandSpec(
  "providers list", "[platform]", "List providers, in the order they are tried",
  examples: ["patchbay providers list", "patchbay providers list tiktok --json"]
) { invocation in
  try checkPlatform(invocation)
  let factory = try Setup(invocation).factory
  let all = factory.manifests.flatMap { plugin in plugin.providers.map { (plugin, $0) } }
  let wanted = all.filter {
    invocation.positional.first == nil || $0.1.platform == invocation.positional.first
  }
  let quarantines = try Quarantines(invocation)
  let rows = wanted.map { ProviderRow($1, of: $0, factory, quarantines) }.sorted {
    ($0.provider.platform, $0.rank) < ($1.provider.platform, $1.rank)
  }
  invocation.output.list(
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
      json.list("operations", row.provider.operations.map(\.name))
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
    _ quarantines: Quarantines
  ) {
    self.provider = provider
    quarantine = quarantines.quarantine(of: provider, plugin)
    carrier = factory.settings(provider.id).carrier
    rank = factory.order(of: provider.platform).firstIndex(of: provider.id).map { $0 + 1 } ?? .max
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

private let inspectProvider = CommandSpec(
  "providers inspect", "<provider>", "Show what a provider offers, costs and may reach",
  examples: ["patchbay providers inspect tiktok.scraper7"]
) { invocation in
  let factory = try Setup(invocation).factory
  let (plugin, provider) = try findProvider(invocation.argument(0, "a provider"), factory)
  let settings = factory.settings(provider.id)
  let quarantine = try Quarantines(invocation).quarantine(of: provider, plugin)
  let limits = (settings.limits ?? provider.limits).map {
    $0.limit(margin: settings.margin, zones: factory.zones)
  }.map { "\($0.units) a \($0.windowText)" + ($0.call.map { " for \($0)" } ?? "") }
  guard !invocation.output.isJSON else {
    invocation.output.json { json in
      json.object { $0.members(of: provider, settings, limits, quarantine) }
    }
    return .success
  }
  let lines: [(String, String)] = [
    ("provider", provider.id), ("about", provider.about), ("kind", provider.kind),
    ("carrier", settings.carrier.rawValue), ("hosts", provider.hosts.joined(separator: " ")),
    ("base_url", settings.baseURL ?? ""),
    ("secrets", provider.auth.flatMap(\.secrets).map(\.name).joined(separator: " ")),
    ("operations", provider.operations.map(\.name).joined(separator: " ")),
    ("limits", limits.joined(separator: ", ")),
    ("request_cap", settings.requestCap.map(String.init) ?? "none"),
    ("quarantine", quarantine.map(\.description) ?? "none"),
  ]
  let slots = provider.auth.map { ("auth " + $0.name, summary($0)) }
  let calls = provider.calls.map {
    (
      "call " + $0.name,
      "\($0.units) unit\($0.units == 1 ? "" : "s"): \($0.operations.map(\.name).joined(separator: " "))"
    )
  }
  invocation.output.list(
    lines + slots + calls, [Column("what") { $0.0 }, Column("value") { $0.1 }]
  ) { _, _ in }
  return .success
}

extension JSONWriter {
  /// Writes what `providers inspect` shows.
  fileprivate mutating func members(
    of provider: ProviderManifest, _ settings: ProviderSettings, _ limits: [String],
    _ quarantine: Quarantine?
  ) {
    member("provider", provider.id)
    member("about", provider.about)
    member("kind", provider.kind)
    member("carrier", settings.carrier.rawValue)
    list("hosts", provider.hosts)
    key("base_url")
    value(settings.baseURL)
    list("secrets", provider.auth.flatMap(\.secrets).map(\.name))
    list("operations", provider.operations.map(\.name))
    list("limits", limits)
    key("request_cap")
    value(settings.requestCap)
    key("quarantine")
    value(quarantine?.description)
    key("auth")
    object { json in
      for slot in provider.auth { json.member(slot.name, summary(slot)) }
    }
    key("calls")
    array { json in
      for call in provider.calls {
        json.object { json in
          json.member("call", call.name)
          json.member("units", call.units)
          json.list("operations", call.operations.map(\.name))
        }
      }
    }
  }
}

/// How a slot is sent, and how what is sent is got.
private func summary(_ slot: AuthSlot) -> String {
  var words = [slot.kind.rawValue]
  if !slot.field.isEmpty { words.append(slot.field) }
  if let endpoint = slot.endpoint {
    words.append("from \(endpoint.url)")
    if !endpoint.scopes.isEmpty { words.append("for \(endpoint.scopes.joined(separator: " "))") }
  }
  if let claims = slot.claims {
    words.append("for \(claims.lifetimeS) s")
    if let audience = claims.audience { words.append("to \(audience)") }
  }
  let secrets = slot.secrets.map { $0.name + ($0.isOptional ? " (may be left out)" : "") }
  return words.joined(separator: " ") + ": " + secrets.joined(separator: ", ")
}

/// The manifest of a provider, or an error with the nearest name.
func findProvider(_ id: String, _ factory: ProviderFactory) throws(UserError) -> (
  plugin: PluginManifest, provider: ProviderManifest
) {
  if let found = factory.manifest(id) { return found }
  let known = factory.manifests.flatMap(\.providers).map(\.id)
  throw UserError(
    "no plugin has this provider", which: id,
    remedy: nearest(to: id, among: known).map { "did you mean \($0)?" } ?? "patchbay providers list"
  )
}

private let configurationSchema = CommandSpec(
  "providers schema", "", "Print the JSON Schema of providers.json",
  examples: ["patchbay providers schema > providers.schema.json"]
) { invocation in
  invocation.output.json {
    HostConfiguration.shape.write(to: &$0, title: "Patchbay providers.json")
  }
  return .success
}

private let useProvider = CommandSpec(
  "providers use", "<platform> <provider>…",
  "Put providers first for a platform, in providers.json",
  details:
    "Those named come first, in their order; the others follow. Every other byte of the file stays.",
  examples: ["patchbay providers use tiktok tiktok.api23"]
) { invocation in
  let factory = try Setup(invocation).factory
  let platform = try invocation.argument(0, "a platform")
  try checkPlatform(invocation)
  _ = try invocation.argument(1, "a provider")
  let named = Array(invocation.positional.dropFirst())
  for id in named {
    let provider = try findProvider(id, factory).provider
    guard provider.platform == platform else {
      throw UserError(
        "\(id) serves another platform", which: provider.platform,
        remedy: "patchbay providers use \(provider.platform) \(id)")
    }
  }
  let file = Setup.configurationFile(invocation) ?? "providers.json"
  let rest = factory.order(of: platform).filter { !named.contains($0) }
  let text = Files.exists(file) ? try Files.read(file) : Array("{}\n".utf8)
  let changed = setRoute(platform, named + rest, in: text)
  _ = try HostConfiguration(changed, file: file)
  try Files.write(changed, to: file)
  invocation.output.notice("\(file): \(platform) uses \((named + rest).joined(separator: ", "))")
  return .success
}

/// The text with the route of a platform set; what is not there is put in.
func setRoute(_ platform: String, _ order: [String], in text: [UInt8]) -> [UInt8] {
  var json = JSONWriter()
  json.array { json in
    for id in order { json.value(id) }
  }
  let list = json.text.split(separator: ",").joined(separator: ", ")
  let wanted: [(path: [String], value: String)] = [
    (["platforms", platform, "use"], list),
    (["platforms", platform], "\"use\": \(list)"),
    (["platforms"], "\"\(platform)\": { \"use\": \(list) }"),
    ([], "\"platforms\": { \"\(platform)\": { \"use\": \(list) } }"),
  ]
  for (index, (path, value)) in wanted.enumerated() {
    var edit = JSONEdit(text)
    guard let range = edit.range(of: path) else { continue }
    var changed = text
    if index == 0 {
      changed.replaceSubrange(range, with: value.utf8)
    } else {
      let inside = text[(range.lowerBound + 1)..<(range.upperBound - 1)]
      let space = inside.prefix { " \n\r\t".utf8.contains($0) }
      // Like the member that came first so far.
      let member =
        space.count == inside.count
        ? Array("\n  \(value)\n".utf8) : Array(space) + Array("\(value),".utf8)
      changed.insert(contentsOf: member, at: range.lowerBound + 1)
    }
    return changed
  }
  return text
}
