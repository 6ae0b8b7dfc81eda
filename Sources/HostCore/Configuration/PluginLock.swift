import FastJSON
public import MetricSchema

/// What `providers.lock.json` pins: which builds of a plugin may run, and what they may reach and do.
public struct PluginLock: Hashable, Sendable {
  /// The file.
  public var file: String
  /// What is pinned, by the plugin's name.
  public var plugins: [String: Pin] = [:]

  /// What is pinned of one plugin.
  public struct Pin: Hashable, Sendable {
    /// Its version.
    public var version: String
    /// SHA-256 of its manifest, which says where secrets go; `nil` in a file of before manifests were pinned.
    public var manifest: String?
    /// SHA-256 of its library, 64 hexadecimal digits in lower case, by processor.
    public var sha256: [String: String]
    /// What is granted, by provider.
    public var providers: [String: Grant]
  }

  /// What a provider may do.
  public struct Grant: Hashable, Sendable {
    /// The hosts that it may ask, sorted.
    public var hosts: [String]
    /// What it may be asked for, in the order of their numbers.
    public var operations: [Operation]

    /// All that a manifest wants.
    init(_ provider: ProviderManifest) {
      hosts = Set(provider.hosts).sorted()
      operations = Operation.allCases.filter(provider.operations.contains)
    }
  }

  /// A build of a plugin's library.
  public struct Build: Hashable, Sendable {
    /// The processor that it is for, such as `x86_64`.
    public var architecture: String
    /// SHA-256 of the file, 64 hexadecimal digits in lower case.
    public var sha256: String

    /// Creates a build.
    public init(architecture: String, sha256: String) {
      self.architecture = architecture
      self.sha256 = sha256
    }
  }

  /// Creates a lock that pins nothing.
  public init(file: String) { self.file = file }

  /// Where the lock of a configuration is: `providers.lock.json` beside `providers.json`.
  public static func file(beside configuration: String) -> String {
    let isJSON = configuration.hasSuffix(".json")
    return (isJSON ? String(configuration.dropLast(5)) : configuration) + ".lock.json"
  }
}

extension PluginLock {
  /// Pins a plugin with all that its manifest wants.
  ///
  /// Builds for other processors stay pinned where the version is the same.
  public mutating func pin(_ plugin: PluginManifest, _ builds: [Build]) {
    var pin = Pin(
      version: plugin.version, manifest: plugin.sha256, sha256: [:], providers: [:])
    if let old = plugins[plugin.plugin], old.version == plugin.version { pin.sha256 = old.sha256 }
    for build in builds { pin.sha256[build.architecture] = build.sha256 }
    for provider in plugin.providers { pin.providers[provider.id] = Grant(provider) }
    plugins[plugin.plugin] = pin
  }

  /// Why a plugin is not what was pinned, a sentence each; none where it is, or is not pinned.
  ///
  /// - Parameter build: Its library; `nil` where only its manifest is looked at.
  public func objections(to plugin: PluginManifest, _ build: Build?) -> [String] {
    guard let pin = plugins[plugin.plugin] else { return [] }
    var found: [String] = []
    if pin.version != plugin.version {
      found.append("version \(pin.version) is pinned, and this is \(plugin.version)")
    }
    if let objection = pin.objection(toManifest: plugin.sha256) { found.append(objection) }
    if let build, let objection = pin.objection(to: build) { found.append(objection) }
    return found + plugin.providers.flatMap { pin.objections(to: $0) }
  }
}

extension PluginLock.Pin {
  fileprivate func objection(toManifest present: String?) -> String? {
    guard let manifest else { return "its manifest was not pinned, only its library" }
    guard manifest != present else { return nil }
    return
      "its manifest has changed: SHA-256 \(manifest) is pinned, and this is \(present ?? "unknown")"
  }

  fileprivate func objection(to build: PluginLock.Build) -> String? {
    guard let wanted = sha256[build.architecture] else {
      let known = sha256.keys.sorted().joined(separator: ", ")
      return
        "its library is for \(build.architecture), and pinned is \(known.isEmpty ? "none" : known)"
    }
    guard wanted != build.sha256 else { return nil }
    return "its library has changed: SHA-256 \(wanted) is pinned, and this is \(build.sha256)"
  }

  /// What a provider wants beyond what is granted.
  fileprivate func objections(to provider: ProviderManifest) -> [String] {
    guard let grant = providers[provider.id] else {
      return ["it has a further provider, \(provider.id)"]
    }
    let wanted = PluginLock.Grant(provider)
    let hosts = wanted.hosts.filter { !grant.hosts.contains($0) }
    let operations = wanted.operations.filter { !grant.operations.contains($0) }.map(\.name)
    return [("reach", hosts), ("do", operations)].filter { !$0.1.isEmpty }.map { verb, more in
      "\(provider.id) wants to \(verb) \(more.joined(separator: ", ")) too"
    }
  }
}
