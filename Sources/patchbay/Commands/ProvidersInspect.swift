import HostCore
import MetricSchema

let inspectProvider = CommandSpec(
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
    try invocation.output.json { json in
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
  try invocation.output.list(
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
    member("hosts", provider.hosts)
    key("base_url")
    value(settings.baseURL)
    member("secrets", provider.auth.flatMap(\.secrets).map(\.name))
    member("operations", provider.operations.map(\.name))
    member("limits", limits)
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
          json.member("operations", call.operations.map(\.name))
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
