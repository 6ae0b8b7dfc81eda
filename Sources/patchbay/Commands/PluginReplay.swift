import FastJSON
import HostCore
import MetricSchema

let pluginReplay = CommandSpec(
  "plugin replay", "<folder>",
  "Run every recorded answer below a folder through the providers that read it",
  details: """
    Each plugin's recordings.tsv says, for every recording, what a person read in it: class of failure, counts, sums,
    first and last values. Prints files, records by kind and deviations; any deviation makes the command fail.
    """,
  options: [
    .init("carrier", "KIND", "linked, in-process or confined. Default linked."),
    .init(
      "paths", nil,
      "List every path that a provider reads, and in how many recordings it was found."),
    .init("plugin", "NAME", "Only this plugin."),
  ],
  examples: [
    "patchbay plugin replay recordings",
    "patchbay plugin replay recordings --paths --plugin tiktok",
  ]
) { invocation in
  let folder = try invocation.argument(0, "a folder with recordings")
  guard Files.exists(folder) else {
    throw UserError(
      "there is no such folder", which: folder,
      remedy: "name the folder that recordings.tsv is relative to")
  }
  let setup = try Setup(invocation)
  let carrier = try invocation.carrier() ?? .linked
  let wantsPaths = invocation.has("paths")
  guard !wantsPaths || carrier == .linked else {
    throw UserError(
      "--paths works with linked providers only", which: "--carrier \(carrier.rawValue)",
      why: "reading is noted in the program's own process", remedy: "leave out --carrier")
  }
  let all = setup.factory.manifests
  let plugins = all.filter { invocation.value("plugin") ?? $0.plugin == $0.plugin }
  if plugins.isEmpty, let name = invocation.value("plugin") {
    throw UserError.unknown(
      "there is no such plugin", name, among: all.map(\.plugin),
      otherwise: "patchbay plugin inspect")
  }
  let replay = Replay(
    folder, setup.factory, try setup.carriers(for: plugins), carrier, wantsPaths: wantsPaths)
  for plugin in plugins { try replay.run(plugin) }
  guard !replay.files.isEmpty else {
    throw UserError(
      "there is nothing to replay", which: folder,
      why: "it holds none of the recordings that recordings.tsv names",
      remedy: "name the folder that recordings.tsv is relative to", code: .unexpected)
  }
  try replay.report(invocation.output)
  return replay.deviations.isEmpty ? .success : .unexpected
}

/// A run over all recordings.
private final class Replay {
  private(set) var deviations: [(file: String, provider: String, what: String)] = []
  private(set) var files: Set<String> = []
  private var unused: Set<String> = []
  private var counts: [String: [String: Int]] = [:]
  private var rows: [String: Int] = [:]
  /// By provider and path: recordings it was looked for in, and found in.
  private var paths: [String: [String: (read: Int, found: Int)]] = [:]
  private var carriers: [String: any Carrier] = [:]

  private let folder: String
  private let factory: ProviderFactory
  private let shop: CarrierShop
  private let kind: CarrierKind
  private let wantsPaths: Bool

  init(
    _ folder: String, _ factory: ProviderFactory, _ shop: CarrierShop, _ kind: CarrierKind,
    wantsPaths: Bool
  ) {
    (self.folder, self.factory, self.shop) = (folder, factory, shop)
    (self.kind, self.wantsPaths) = (kind, wantsPaths)
  }

  func run(_ plugin: PluginManifest) throws {
    let table = plugin.folder + "/recordings.tsv"
    guard Files.mode(of: table) != nil else { return }
    for recording in try Recording.table(Files.read(table), file: table) { try run(recording) }
  }

  private func run(_ recording: Recording) throws {
    let path = folder + "/" + recording.file
    // The table is the plugin's: it must not name what lies elsewhere, nor what has no end.
    guard !recording.file.split(separator: "/").contains(".."), Files.mode(of: path) != nil else {
      return deviate(recording, "the recording is not there")
    }
    if recording.isUnused {
      unused.insert(recording.file)
      return
    }
    files.insert(recording.file)
    rows[recording.provider, default: 0] += 1
    guard factory.manifest(recording.provider) != nil,
      let operation = Operation(name: recording.operation)
    else {
      return deviate(recording, "the row names no known provider and operation")
    }
    let job = FetchJob(operation, [Subject(recording.subject)])
    let context = CallContext(now: 1_767_225_600_000_000, deadline: 1_767_225_610_000_000)
    let carrier = try carrier(recording.provider)
    var request = ProviderRequest()
    request.call = recording.call
    request.query = recording.query
    let answer = ReceivedAnswer(status: recording.status, body: Body(try Files.read(path)))
    JSONTrace.isOn = wantsPaths
    let output = try carrier.parse(answer, to: request, of: job, in: context)
    JSONTrace.isOn = false
    if wantsPaths { note(JSONTrace.take(), recording.provider) }
    let delivery = try output.delivery()
    for what in recording.deviations(delivery, succeeded: output.isSuccess) {
      deviate(recording, what)
    }
    guard output.isSuccess else { return }
    for record in delivery.records {
      counts[recording.provider, default: [:]][record.kind, default: 0] += 1
    }
  }

  private func carrier(_ id: String) throws -> any Carrier {
    if let known = carriers[id] { return known }
    let found = try findProvider(id, factory)
    var settings = factory.settings(id)
    settings.carrier = kind
    let made = try shop.make(
      found.provider, of: found.plugin, settings,
      allowsUnconfined: factory.configuration.allowsUnconfined, admit: { _ in })
    carriers[id] = made
    return made
  }

  private func deviate(_ recording: Recording, _ what: String) {
    deviations.append((recording.file, recording.provider, what))
  }

  private func note(_ read: [String: Bool], _ provider: String) {
    for (path, isFound) in read {
      var count = paths[provider]?[path] ?? (0, 0)
      count.read += 1
      if isFound { count.found += 1 }
      paths[provider, default: [:]][path] = count
    }
  }

  func report(_ output: Output) throws(UserError) {
    if wantsPaths { return try reportPaths(output) }
    let providers = rows.keys.sorted()
    try output.list(
      providers,
      [
        Column("provider") { $0 },
        .count("recordings") { self.rows[$0].map(Int64.init) },
        Column("records") { provider in
          (self.counts[provider] ?? [:]).sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")
        },
        .count("deviations") { provider in
          Int64(self.deviations.count { $0.provider == provider })
        },
      ]
    ) { provider, json in
      json.object { json in
        json.member("provider", provider)
        json.member("recordings", Int64(rows[provider] ?? 0))
        json.key("records")
        json.object { json in
          for (kind, count) in (counts[provider] ?? [:]).sorted(by: { $0.key < $1.key }) {
            json.member(kind, Int64(count))
          }
        }
        json.member(
          "deviations",
          deviations.filter { $0.provider == provider }.map { "\($0.file): \($0.what)" })
      }
    }
    for deviation in deviations {
      output.notice("\(deviation.file) (\(deviation.provider)): \(deviation.what)")
    }
    let total = counts.values.flatMap(\.values).reduce(0, +)
    output.notice(
      "replayed \(files.count) files, \(total) records, \(deviations.count) deviations; \(unused.count) files are read by no operation"
    )
  }

  private func reportPaths(_ output: Output) throws(UserError) {
    let all = paths.keys.sorted().flatMap { provider in
      (paths[provider] ?? [:]).sorted { $0.key < $1.key }.map { (provider, $0.key, $0.value) }
    }
    try output.list(
      all,
      [
        Column("provider") { $0.0 }, Column("path") { $0.1 },
        .count("read") { Int64($0.2.read) }, .count("found") { Int64($0.2.found) },
        Column("state") { $0.2.found == 0 ? "unproven" : "" },
      ]
    ) { row, json in
      json.object { json in
        json.member("provider", row.0)
        json.member("path", row.1)
        json.member("read", Int64(row.2.read))
        json.member("found", Int64(row.2.found))
      }
    }
  }
}
