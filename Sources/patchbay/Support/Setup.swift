import Glibc
import HostCore
import MetricSchema

/// Where things are: the configuration, the plugins, the database.
struct Setup {
  /// What is configured, and which plugins there are.
  let factory: ProviderFactory

  /// Reads the configuration that an invocation names or the first that is found, and every manifest.
  init(_ invocation: Invocation) throws {
    let configuration = try Self.configuration(invocation)
    let manifests = try Self.manifests(configuration, invocation.output)
    guard !manifests.isEmpty else {
      throw UserError(
        "no plugin was found", which: Self.executableFolder,
        why: "there is none beside the program, nor in a folder that \(configuration.file) names",
        remedy: "put the plugins beside the program, or name their folder under \"plugins\"")
    }
    factory = try ProviderFactory(
      configuration, manifests,
      secrets: SystemSecrets(), zones: SystemZones())
  }

  /// The configuration file: `--config`, `PATCHBAY_CONFIG`, `providers.json` here, the user's, the one beside the
  /// program; `nil` where there is none.
  static func configurationFile(_ invocation: Invocation) -> String? {
    if let file = invocation.value("config") ?? environment("PATCHBAY_CONFIG") { return file }
    let user = (environment("XDG_CONFIG_HOME") ?? home + "/.config") + "/patchbay/providers.json"
    let bundled = executableFolder + "/providers.json"
    return ["providers.json", user, bundled].first(where: Files.exists)
  }

  /// The configuration; an empty one where there is no file.
  static func configuration(_ invocation: Invocation) throws -> HostConfiguration {
    guard let file = configurationFile(invocation) else {
      return try HostConfiguration(Array("{}".utf8), file: "providers.json")
    }
    return try HostConfiguration(Files.read(file), file: file)
  }

  /// The manifests of the bundled plugins, then those of the configured folders; of two plugins with one name the
  /// first counts.
  ///
  /// - Throws: ``UserError`` where a library carries another manifest than the `plugin.json` beside it.
  static func manifests(_ configuration: HostConfiguration, _ output: Output) throws
    -> [PluginManifest]
  {
    let configured = PluginFiles.folders(configuration)
    for folder in configured where !Files.exists(folder) {
      output.notice("patchbay: the plugin folder \(folder) of \(configuration.file) does not exist")
    }
    let bundled =
      try bundledFolders.flatMap { try PluginFiles.plugins(in: $0, output) }
      + PluginFiles.libraries(in: executableFolder, output)
    var found: [PluginManifest] = []
    // The template is for authors; it has no upstream.
    for plugin in bundled.filter({ $0.plugin != "template" })
      + (try configured.flatMap { try PluginFiles.plugins(in: $0, output) })
    where !found.contains(where: { $0.plugin == plugin.plugin }) {
      try PluginFiles.check(plugin)
      found.append(plugin)
    }
    return found
  }

  /// The folder of the running program, links resolved.
  static let executableFolder = parentFolder(Files.resolved("/proc/self/exe") ?? "./patchbay")

  /// Where bundled plugins may be: beside the program, in the usual place of an installation, or in the checkout that
  /// the program was built in.
  private static var bundledFolders: [String] {
    let installed = [
      executableFolder + "/Plugins", executableFolder + "/../share/patchbay/Plugins",
    ]
    let checkout = executableFolder.range(of: "/.build").map {
      String(executableFolder[..<$0]) + "/Plugins"
    }
    return (installed + [checkout].compactMap { $0 }).filter(Files.exists)
  }

  private static var home: String { environment("HOME") ?? "." }

  /// The path of the database.
  ///
  /// - Throws: ``UserError`` where the address is of a kind that is not known.
  static func databasePath(_ invocation: Invocation) throws(UserError) -> String {
    let data = (environment("XDG_DATA_HOME") ?? home + "/.local/share") + "/patchbay"
    guard let url = invocation.value("database") ?? environment("PATCHBAY_DATABASE") else {
      try Files.makeFolder(data)
      return data + "/patchbay.db"
    }
    let isNamed = url.hasPrefix("sqlite:")
    guard isNamed || !url.contains(":") else {
      throw UserError("this kind of database is not known", which: url, remedy: "use sqlite:PATH")
    }
    let path = isNamed ? String(url.dropFirst(7)) : url
    guard !path.isEmpty else {
      throw UserError(
        "--database names no file", which: "\"\(url)\"", why: "its path is empty",
        remedy: "use sqlite:PATH")
    }
    return path
  }

  /// The path of a database that is there.
  static func existingDatabasePath(_ invocation: Invocation) throws(UserError) -> String {
    let path = try databasePath(invocation)
    guard Files.exists(path) else {
      throw UserError(
        "there is no database", which: path,
        remedy: "check the path; `patchbay fetch` or `patchbay db migrate` makes one",
        code: .database)
    }
    return path
  }
}

/// The clock of the machine, or one that began at another moment and runs as fast.
struct SystemClock: Clock {
  private let offset: Int64

  init(startingAt moment: Timestamp? = nil) {
    offset = moment.map { $0.microseconds - Self.machine } ?? 0
  }

  var now: Timestamp { Timestamp(Self.machine + offset) }

  private static var machine: Int64 {
    var time = timespec()
    guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}

extension String {
  /// Where `text` first stands.
  func range(of text: String) -> String.Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }
}
