import FastJSON
public import MetricSchema

/// What the operator set in `providers.json`.
public struct HostConfiguration: Hashable, Sendable {
  /// The file.
  public var file: String
  /// Folders with plugins, relative to the file.
  public var pluginFolders: [String]
  /// Which providers serve a platform, in order.
  public var platforms: [String: Route]
  /// What is set for a provider.
  public var providers: [String: ProviderSettings]
  /// Whether plugins may run unconfined where the kernel cannot confine them.
  public var allowsUnconfined: Bool
  /// Whether answers are kept.
  public var keepsAnswers: Bool

  /// The order of providers for a platform, and for single operations of it.
  public struct Route: Hashable, Sendable {
    /// For all operations that `operations` does not name.
    public var use: [String]
    /// For single operations.
    public var operations: [Operation: [String]]

    /// Creates a route.
    public init(use: [String], operations: [Operation: [String]] = [:]) {
      self.use = use
      self.operations = operations
    }
  }
}

/// Where a plugin's code runs.
public enum CarrierKind: String, CaseIterable, Hashable, Sendable {
  /// Linked into the host, for providers that ship with it.
  case linked
  /// Loaded into the host's process, for plugins bundled with it.
  case inProcess = "in-process"
  /// In a process of its own that can reach nothing.
  case confined
}

/// What the operator set for one provider.
public struct ProviderSettings: Hashable, Sendable {
  /// Where to take secrets from: `env:NAME` or `file:PATH`; several are used one after the other.
  public var secrets: [String: [String]] = [:]
  /// The operator's limits, in place of the manifest's.
  public var limits: [LimitSetting]?
  /// The part of every limit that may be used, for those that state none.
  public var margin = 1.0
  /// The most units this provider may ever use, until raised; `nil` lifts it.
  public var requestCap: Int64? = ProviderSettings.firstRunCap
  /// What a unit costs, and in which currency.
  public var cost: Cost?
  /// Where its code runs.
  public var carrier = CarrierKind.confined
  /// An address in place of `https://<host>`.
  public var baseURL: String?
  /// A proxy.
  public var proxy: String?
  /// How long a request may take, in milliseconds.
  public var timeoutMs: Int64 = 30_000
  /// How large an answer may be.
  public var maximumBytes = 16 << 20
  /// How many requests may be under way at once.
  public var parallel = 8
  /// Settings of the plugin, as JSON.
  public var settings: [UInt8] = Array("{}".utf8)

  /// The cap of a provider for which the operator set none.
  public static let firstRunCap: Int64 = 500

  /// A price.
  public struct Cost: Hashable, Sendable {
    /// For one unit.
    public var perUnit: Double
    /// Three letters, ISO 4217.
    public var currency: String
  }

  /// Creates the settings of a provider that the file does not name.
  public init() {}
}

extension HostConfiguration {
  /// The shape of `providers.json`.
  public static let shape = Shape.object([
    .init("$schema", .text(), "The address of this schema, for editors."),
    .init("plugins", .list(of: .text()), "Folders with plugins, relative to this file."),
    .init("platforms", .map(of: route), "Which providers serve a platform."),
    .init("providers", .map(of: settings), "What is set for a provider."),
    .init(
      "allow_unconfined", .flag, "Let plugins run unconfined where the kernel cannot confine them."),
    .init(
      "keep_answers", .flag,
      "Keep every answer, compressed, so that it can be mapped again. Default true."),
  ])

  private static let route = Shape.object([
    .init(
      "use", .list(of: .text(), atLeast: 1), required: true,
      "Providers in order; the next takes over when one cannot."),
    .init("operations", single, "The order for single operations."),
  ])

  private static let single = Shape.object(
    Operation.names.dropFirst().map { name in
      .init(name, .list(of: .text(), atLeast: 1), "The order of providers for \(name).")
    })

  private static let settings = Shape.object([
    .init(
      "secrets", .map(of: .list(of: .prefixed(["env:", "file:"]), atLeast: 1)),
      "Where to take secrets from; several are pooled, each with limits of its own; those of one slot in pairs."
    ),
    .init("limits", .list(of: PluginManifest.limit), "Limits in place of the manifest's."),
    .init("margin", .number(0.001...1), "The part of every limit that may be used. Default 1."),
    .init(
      "request_cap", .integer(0...1_000_000_000_000),
      "The most units ever; 0 lifts the cap. Default \(ProviderSettings.firstRunCap)."),
    .init("cost", cost, "What a unit costs."),
    .init(
      "carrier", .text(values: CarrierKind.allCases.map(\.rawValue)),
      "Where its code runs. Default confined."),
    .init(
      "base_url", .prefixed(["http://", "https://"]),
      "An address in place of https://<host>: a host, as far as wanted a port and a path."),
    .init("proxy", .prefixed(["http://", "https://", "socks5h://"]), "A proxy."),
    .init("timeout_ms", .integer(100...600_000), "How long a request may take. Default 30000."),
    .init(
      "maximum_bytes", .integer(1024...67_108_864), "How large an answer may be. Default 16777216."),
    .init("parallel", .integer(1...256), "Requests under way at once. Default 8."),
    .init("settings", .settings, "Settings of the plugin."),
  ])

  private static let cost = Shape.object([
    .init("per_request", .number(0...1_000_000), required: true, "For one unit."),
    .init("currency", .text(), required: true, "Three letters, ISO 4217."),
  ])

  /// Reads `providers.json`.
  ///
  /// - Throws: ``ConfigurationError`` with every problem, its place and the nearest match.
  public init(_ text: [UInt8], file: String) throws(ConfigurationError) {
    self = try checked(text, file: file, Self.shape) { HostConfiguration($0, file: file) }
    guard valueProblems.isEmpty else { throw ConfigurationError(file: file, valueProblems) }
  }

  private init(_ json: JSON, file: String) {
    self.file = file
    pluginFolders = json["plugins"].elements.compactMap(\.text)
    platforms = [:]
    for (name, route) in json["platforms"].members { platforms[name] = Route(route) }
    providers = [:]
    for (name, settings) in json["providers"].members {
      providers[name] = ProviderSettings(settings)
    }
    allowsUnconfined = json["allow_unconfined"].bool ?? false
    keepsAnswers = json["keep_answers"].bool ?? true
  }
}

extension HostConfiguration.Route {
  init(_ json: JSON) {
    use = json["use"].elements.compactMap(\.text)
    operations = [:]
    for (name, order) in json["operations"].members {
      if let operation = Operation(name: name) {
        operations[operation] = order.elements.compactMap(\.text)
      }
    }
  }

  /// The single operations in the order of their numbers.
  var named: [(name: String, order: [String])] {
    Operation.allCases.compactMap { operation in
      operations[operation].map { (operation.name, $0) }
    }
  }
}

extension ProviderSettings {
  init(_ json: JSON) {
    for (name, sources) in json["secrets"].members {
      secrets[name] = sources.elements.compactMap(\.text)
    }
    if json["limits"].exists { limits = json["limits"].elements.map(LimitSetting.init) }
    margin = json["margin"].real ?? margin
    if let cap = json["request_cap"].int { requestCap = cap == 0 ? nil : cap }
    cost = json["cost"]["per_request"].real.map {
      Cost(perUnit: $0, currency: json["cost"]["currency"].text ?? "")
    }
    carrier = json["carrier"].text.flatMap(CarrierKind.init) ?? carrier
    baseURL = json["base_url"].text
    proxy = json["proxy"].text
    timeoutMs = json["timeout_ms"].int ?? timeoutMs
    maximumBytes = json["maximum_bytes"].int.map(Int.init) ?? maximumBytes
    parallel = json["parallel"].int.map(Int.init) ?? parallel
    if json["settings"].exists { settings = Self.text(json["settings"]) }
  }

  private static func text(_ json: JSON) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      for (key, value) in json.members {
        writer.key(key)
        switch value.kind {
        case .text: writer.value(value.text)
        case .flag: writer.value(value.bool)
        case .integer, .large: writer.value(value.int)
        default: writer.value(value.real)
        }
      }
    }
    return writer.bytes
  }
}
