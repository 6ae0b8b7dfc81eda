public import MetricSchema

/// What a plugin says of itself in its `plugin.json`, which its library may carry. Reading it executes nothing.
public struct PluginManifest: Hashable, Sendable {
  /// The plugin's name.
  public var plugin: String
  /// Its version.
  public var version: String
  /// The platform that its providers serve.
  public var platform: String
  /// The name of its library, without `lib` and `.so`.
  public var library: String
  /// The ABI's major version that it was built for.
  public var abi: Int64
  /// The addresses of the platform that people paste.
  public var urls: [URLPattern]
  /// Its providers.
  public var providers: [ProviderManifest]
  /// The file that the manifest was read from: `plugin.json`, or the library that carries it.
  public var file: String
  /// SHA-256 of the manifest's bytes, 64 hexadecimal digits in lower case, where whoever read them told it.
  public var sha256: String?

  /// The folder of that file.
  public var folder: String { parentFolder(file) }

  /// Whether the library carries the manifest, so that the plugin is one file.
  public var isInLibrary: Bool { file.hasSuffix(".so") }
}

/// What a manifest says of one provider.
public struct ProviderManifest: Hashable, Sendable {
  /// `<platform>.<upstream>`.
  public var id: String
  /// The platform.
  public var platform: String
  /// `vendor`, `official` or `keyless`.
  public var kind: String
  /// A sentence.
  public var about: String
  /// The hosts that may be asked; the first where a request names none.
  public var hosts: [String]
  /// Headers that are the same for all requests.
  public var headers: [Pair]
  /// Where secrets go.
  public var auth: [AuthSlot]
  /// What it offers.
  public var operations: [Operation]
  /// The upstream's calls.
  public var calls: [CallManifest]
  /// How many subjects a job may have, for operations that take several.
  public var batch: [Operation: Int]
  /// The vendor's own limits.
  public var limits: [LimitSetting]

  /// The call named `name`.
  public func call(_ name: String?) -> CallManifest? { calls.first { $0.name == name } }
}

/// What a manifest says of one call of an upstream.
public struct CallManifest: Hashable, Sendable {
  /// The name: key of usage, limits and prices.
  public var name: String
  /// What a request costs in the vendor's units.
  public var units: Int64
  /// The operations that may use it.
  public var operations: [Operation]
}

/// A limit as a file gives it, before margin and windows are applied.
public struct LimitSetting: Hashable, Sendable {
  /// How many units.
  public var requests: Int64
  /// In which window.
  public var window: LimitWindow
  /// The part that may be used, 0 to 1; the configuration's margin applies where absent.
  public var margin: Double?
  /// The call it is for; all together where absent.
  public var call: String?
  /// The name of the zone whose days or months count; UTC where absent.
  public var zone: String?

  /// The limit, with a margin for those that state none.
  ///
  /// - Parameters:
  ///   - general: The margin, 0 to 1.
  ///   - zones: By name, those that ``ProviderFactory`` read; UTC needs none.
  public func limit(margin general: Double = 1, zones: [String: TimeZoneRules] = [:]) -> Limit {
    Limit(
      requests, per: window, margin: margin ?? general, call: call,
      zone: zone.flatMap { zones[$0] } ?? .utc)
  }
}

/// The folder of a file, "." where the path has none.
public func parentFolder(_ file: String) -> String {
  guard let slash = file.lastIndex(of: "/") else { return "." }
  return slash == file.startIndex ? "/" : String(file[..<slash])
}
