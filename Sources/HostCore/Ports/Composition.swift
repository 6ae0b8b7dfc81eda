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

/// Reads secrets where the configuration says they are.
public protocol SecretSource: Sendable {
  /// The secret at `env:NAME` or `file:PATH`; `nil` where there is none or it is empty.
  func secret(at source: String) -> String?
}
