import MetricSchema

/// What may be wrong where a name is like none that is known.
private let missingPlugin = "; is its plugin there?"

extension HostConfiguration {
  /// What is wrong with a configuration whose form is right: names that no plugin knows.
  public func problems(with manifests: [PluginManifest]) -> [ConfigurationProblem] {
    let served = Set(manifests.map(\.platform)).sorted()
    let known = manifests.flatMap(\.providers)
    var found = twice(manifests)
    for (platform, route) in platforms.sorted(by: { $0.key < $1.key }) {
      guard served.contains(platform) else {
        found.append(
          .unknown(platform, at: "/platforms", what: "platform", among: served, hint: missingPlugin)
        )
        continue
      }
      let path = pointer("/platforms", platform)
      found += problems(of: route.use, at: path + "/use", platform, known)
      for (name, order) in route.named {
        found += problems(of: order, at: "\(path)/operations/\(name)", platform, known)
      }
    }
    for (id, settings) in providers.sorted(by: { $0.key < $1.key }) {
      guard let provider = known.first(where: { $0.id == id }) else {
        found.append(
          .unknown(
            id, at: "/providers", what: "provider", among: known.map(\.id), hint: missingPlugin))
        continue
      }
      found += settings.problems(with: provider, at: pointer("/providers", id))
    }
    return found
  }

  /// Providers that two plugins have: the secrets of one would go to the hosts of the other.
  private func twice(_ manifests: [PluginManifest]) -> [ConfigurationProblem] {
    var owners: [String: PluginManifest] = [:]
    var found: [ConfigurationProblem] = []
    for manifest in manifests {
      for provider in manifest.providers {
        if let owner = owners.updateValue(manifest, forKey: provider.id) {
          found.append(
            ConfigurationProblem(
              "/plugins", "finds \(provider.id) in \(owner.file) and in \(manifest.file)"))
        }
      }
    }
    return found
  }

  private func problems(
    of order: [String], at path: String, _ platform: String, _ known: [ProviderManifest]
  ) -> [ConfigurationProblem] {
    order.enumerated().compactMap { index, id in
      guard let provider = known.first(where: { $0.id == id }) else {
        return .unknown(
          id, at: "\(path)/\(index)", what: "provider", among: known.map(\.id),
          hint: missingPlugin)
      }
      guard provider.platform == platform else {
        return ConfigurationProblem(
          "\(path)/\(index)", "names \(id), which serves \(provider.platform)")
      }
      guard !order[..<index].contains(id) else {
        return ConfigurationProblem("\(path)/\(index)", "names \(id) for the second time")
      }
      return nil
    }
  }
}

extension ProviderSettings {
  /// Names that the provider does not know: a secret would never be used, a limit never be met.
  fileprivate func problems(
    with provider: ProviderManifest, at path: String
  ) -> [ConfigurationProblem] {
    let names = Set(provider.auth.flatMap(\.secrets).map(\.name)).sorted()
    let unknown = secrets.keys.sorted().filter { !names.contains($0) }
    return unknown.map { secret in
      names.isEmpty
        ? ConfigurationProblem(
          pointer(path + "/secrets", secret), "is not needed: \(provider.id) takes no secret")
        : .unknown(secret, at: path + "/secrets", what: "secret", among: names)
    } + provider.auth.compactMap { unpaired($0, at: path) }
      + (limits ?? []).problems(at: path + "/limits", provider.calls)
  }

  /// Secrets of one slot that are pooled, yet not in pairs: which belong together could not be told.
  private func unpaired(_ slot: AuthSlot, at path: String) -> ConfigurationProblem? {
    let pooled = slot.secrets.map { (name: $0.name, count: secrets[$0.name]?.count ?? 0) }
      .filter { $0.count > 1 }
    guard let first = pooled.first, let other = pooled.first(where: { $0.count != first.count })
    else { return nil }
    return ConfigurationProblem(
      pointer(path + "/secrets", other.name),
      "has \(other.count) sources where \(first.name) has \(first.count): they belong together, "
        + "the first with the first")
  }
}
