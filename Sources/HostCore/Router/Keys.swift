extension ProviderFactory {
  /// The keys of a provider, one for each value of its pooled secrets; one without slots for a keyless provider.
  ///
  /// - Throws: ``MissingSecret`` that names what to set.
  public func keys(_ provider: ProviderManifest) throws(MissingSecret) -> [ProviderKey] {
    guard !provider.auth.isEmpty else { return [ProviderKey(number: 0, slots: [])] }
    var columns: [[FilledSlot?]] = []
    for slot in provider.auth { columns.append(try fillings(of: slot, provider.id)) }
    let keys = (0..<(columns.map(\.count).max() ?? 0)).compactMap { number in
      let slots = columns.compactMap { $0[number % $0.count] }
      return slots.count == columns.count ? ProviderKey(number: number, slots: slots) : nil
    }
    guard keys.isEmpty else { return keys }
    let lists = provider.auth.flatMap(\.secrets).map(\.name)
    throw MissingSecret(
      provider: provider.id, secret: lists.joined(separator: " and "),
      sources: lists.flatMap { settings(provider.id).secrets[$0] ?? [] })
  }

  /// What may stand in a slot: one filling for each place in the lists of its secrets, `nil` for those without a value.
  private func fillings(
    of slot: AuthSlot, _ provider: String
  ) throws(MissingSecret) -> [FilledSlot?] {
    let settings = settings(provider)
    var lists: [(secret: AuthSlot.NamedSecret, sources: [String])] = []
    for secret in slot.secrets {
      let sources = settings.secrets[secret.name] ?? []
      if sources.isEmpty, secret.isOptional { continue }
      guard !sources.isEmpty else {
        throw MissingSecret(provider: provider, secret: secret.name, sources: [])
      }
      lists.append((secret, sources))
    }
    var missing: MissingSecret?
    let fillings = (0..<(lists.map(\.sources.count).max() ?? 0)).map { index -> FilledSlot? in
      let secrets = lists.compactMap { secret, sources -> FilledSlot.Secret? in
        let source = sources[index % sources.count]
        guard let text = self.secrets.secret(at: source) else {
          missing = MissingSecret(provider: provider, secret: secret.name, sources: sources)
          return nil
        }
        return FilledSlot.Secret(use: secret.use, source: source, text: text)
      }
      return secrets.count == lists.count ? FilledSlot(slot: slot, secrets: secrets) : nil
    }
    if fillings.allSatisfy({ $0 == nil }), let missing { throw missing }
    return fillings
  }
}

/// One key of a provider: a filling for each of its slots.
public struct ProviderKey: Hashable, Sendable {
  /// Its place in the configuration, from 0, whether or not those before it are set: limits are counted by it.
  public let number: Int
  /// Its slots, in the order of the manifest.
  public let slots: [FilledSlot]
}

/// A slot with the secrets that go into it. Never printed.
public struct FilledSlot: Hashable, Sendable, CustomStringConvertible {
  /// A secret, and where it was found.
  struct Secret: Hashable, Sendable {
    var use: AuthSlot.SecretUse
    /// `env:NAME` or `file:PATH`.
    var source: String
    var text: String
  }

  /// The slot.
  public let slot: AuthSlot
  let secrets: [Secret]
  /// The token that is sent, of a slot that takes one.
  var token: String?

  /// Creates a slot that sends its one secret as it is.
  public init(slot: AuthSlot, secret: String) {
    self.init(slot: slot, secrets: [Secret(use: .secret, source: "", text: secret)])
  }

  init(slot: AuthSlot, secrets: [Secret]) {
    self.slot = slot
    self.secrets = secrets
  }

  /// What is sent; empty where a token lacks.
  var sent: String { slot.takesToken ? token ?? "" : self[.secret] ?? "" }

  /// The secret for a use, `nil` where there is none.
  subscript(_ use: AuthSlot.SecretUse) -> String? { secrets.first { $0.use == use }?.text }

  /// The places of the secrets for some uses: "the environment variable A and the file b".
  func places(of uses: [AuthSlot.SecretUse]) -> String {
    secrets.filter { uses.contains($0.use) }.map { place(of: $0.source) }
      .joined(separator: " and ")
  }

  /// The slot's name alone.
  public var description: String { "slot \(slot.name)" }
}

/// A secret that is not there.
public struct MissingSecret: Error, Hashable, Sendable, CustomStringConvertible {
  /// The provider that needs it.
  public let provider: String
  /// Its name in `providers.json`.
  public let secret: String
  /// Where it was looked for; empty where the configuration says nothing.
  public let sources: [String]

  /// What is missing and what to set.
  public var description: String {
    guard !sources.isEmpty else {
      let example = #""\#(provider)": { "secrets": { "\#(secret)": ["env:NAME"] } }"#
      return
        "\(provider) needs the secret \(secret); say where it is under \"providers\": \(example)"
    }
    let places = sources.map(place).joined(separator: " or ")
    return "\(provider) needs the secret \(secret); set \(places)"
  }
}

/// The place of a secret in words.
func place(of source: String) -> String {
  source.hasPrefix("env:")
    ? "the environment variable \(source.dropFirst(4))" : "the file \(source.dropFirst(5))"
}
