import HostCore
import MetricSchema

let useProvider = CommandSpec(
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
  for (index, id) in named.enumerated() {
    guard !named[..<index].contains(id) else {
      throw UserError(
        "a provider is named twice", which: id, why: "each has one place in the order",
        remedy: "name it once, where it shall be tried")
    }
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
  // What every later command would refuse is not written.
  _ = try ProviderFactory(
    HostConfiguration(changed, file: file), factory.manifests, secrets: SystemSecrets(),
    zones: SystemZones())
  try Files.write(changed, to: file)
  let output = invocation.output
  output.notice("\(file): \(platform) uses \((named + rest).joined(separator: ", "))")
  guard output.isJSON else { return .success }
  try output.json { json in
    json.object { json in
      json.member("platform", platform)
      json.member("use", named + rest)
    }
  }
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
