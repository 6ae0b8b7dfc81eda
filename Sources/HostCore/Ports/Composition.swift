/// Makes carriers; the command knows how.
public protocol CarrierMaker: Sendable {
  /// Makes the carrier of a provider.
  ///
  /// - Throws: ``CarrierFailure`` of kind `refused` with a sentence where it cannot be made.
  func make(
    _ provider: ProviderManifest, of plugin: PluginManifest, _ settings: ProviderSettings,
    allowsUnconfined: Bool
  ) throws(CarrierFailure) -> any Carrier
}

/// Reads what the machine knows of time zones.
public protocol ZoneSource: Sendable {
  /// The bytes of a zone's TZif file; `nil` where there is no such zone or it cannot be read.
  ///
  /// The name is one for which `TimeZoneRules.isName` holds.
  func file(of zone: String) -> [UInt8]?

  /// The names of all zones; empty where the machine has none. Asked for only to say what is wrong with a name.
  var names: [String] { get }
}

/// Reads secrets where the configuration says they are.
public protocol SecretSource: Sendable {
  /// The secret at `env:NAME` or `file:PATH`; `nil` where there is none or it is empty.
  func secret(at source: String) -> String?

  /// Puts a secret in the place of the one at `source`, durably and as a whole.
  ///
  /// - Returns: Whether it is there; where not, as with a variable, the old one stays.
  func replace(at source: String, with secret: String) -> Bool
}
