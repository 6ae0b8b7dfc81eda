public import MetricSchema

/// Makes providers from a configuration and the manifests beside the plugins.
public struct ProviderFactory: Sendable {
  /// What the operator set.
  public let configuration: HostConfiguration
  /// All plugins that were found.
  public let manifests: [PluginManifest]
  /// The zones that limits name, by name.
  public let zones: [String: TimeZoneRules]
  let secrets: any SecretSource

  /// Creates a factory.
  ///
  /// - Parameters:
  ///   - configuration: What the operator set.
  ///   - manifests: All plugins that were found.
  ///   - secrets: Where secrets are read.
  ///   - zones: Where time zones are read; with `nil` only UTC is known.
  /// - Throws: ``ConfigurationError`` where the configuration names what no plugin knows, or a limit a zone that
  ///   cannot be read.
  public init(
    _ configuration: HostConfiguration, _ manifests: [PluginManifest], secrets: any SecretSource,
    zones: (any ZoneSource)? = nil
  ) throws(ConfigurationError) {
    let problems = configuration.problems(with: manifests)
    guard problems.isEmpty else { throw ConfigurationError(file: configuration.file, problems) }
    self.zones = try configuration.zones(with: manifests, from: zones)
    self.configuration = configuration
    self.manifests = manifests
    self.secrets = secrets
  }

  /// The platforms that plugins serve, sorted.
  public var platforms: [String] { Set(manifests.map(\.platform)).sorted() }

  /// The plugin and manifest of a provider.
  public func manifest(_ id: String) -> (plugin: PluginManifest, provider: ProviderManifest)? {
    for plugin in manifests {
      if let provider = plugin.providers.first(where: { $0.id == id }) { return (plugin, provider) }
    }
    return nil
  }

  /// What the operator set for a provider, or the defaults.
  public func settings(_ id: String) -> ProviderSettings {
    configuration.providers[id] ?? ProviderSettings()
  }

  /// The providers of a platform in the configured order; without a route all, in the order of their manifests.
  public func order(of platform: String) -> [String] {
    configuration.platforms[platform]?.use
      ?? manifests.flatMap(\.providers).filter { $0.platform == platform }.map(\.id)
  }

  /// The providers that may do `operation` on `platform`, in the order of ``order(of:)`` or the operation's own, and why
  /// others are left out.
  public func route(_ platform: String, _ operation: Operation) -> Routing {
    let order = configuration.platforms[platform]?.operations[operation] ?? order(of: platform)
    var routing = Routing()
    for id in order {
      guard let found = manifest(id) else { continue }
      guard found.provider.operations.contains(operation) else {
        routing.skipped.append(Skip(provider: id, reason: .unsupported(operation)))
        continue
      }
      do throws(MissingSecret) {
        routing.candidates.append(
          Candidate(plugin: found.plugin, provider: found.provider, keys: try keys(found.provider)))
      } catch {
        routing.skipped.append(Skip(provider: id, reason: .missingSecret(error)))
      }
    }
    return routing
  }
}

/// The providers for one operation.
public struct Routing: Sendable {
  /// Those that may be tried, in order.
  public var candidates: [Candidate] = []
  /// Those left out.
  public var skipped: [Skip] = []
}

/// A provider that may be tried.
public struct Candidate: Sendable {
  /// The plugin it is of.
  public let plugin: PluginManifest
  /// What its manifest says.
  public let provider: ProviderManifest
  /// Its keys; at least one, without slots for a keyless provider.
  public let keys: [ProviderKey]
}

/// A provider that was left out.
public struct Skip: Hashable, Sendable, CustomStringConvertible {
  /// Why.
  public enum Reason: Hashable, Sendable {
    /// It lacks the operation.
    case unsupported(Operation)
    /// Its secret is missing.
    case missingSecret(MissingSecret)
  }

  /// The provider's id.
  public let provider: String
  /// Why.
  public let reason: Reason

  /// Whether the operator can do something about it.
  public var canBeMended: Bool { if case .missingSecret = reason { true } else { false } }

  /// A sentence.
  public var description: String {
    switch reason {
    case .unsupported(let operation): "\(provider) has no operation \(operation.name)"
    case .missingSecret(let missing): missing.description
    }
  }
}
