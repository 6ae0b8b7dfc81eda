import MetricSchema

extension HostConfiguration {
  /// The zones of all limits in use, by name: the operator's limits stand in place of the manifest's.
  ///
  /// - Throws: ``ConfigurationError`` with the file and the places whose zones are unknown or cannot be read.
  func zones(
    with manifests: [PluginManifest], from source: (any ZoneSource)?
  ) throws(ConfigurationError) -> [String: TimeZoneRules] {
    var known = KnownZones(source: source)
    var problems: [ConfigurationProblem] = []
    for id in providers.keys.sorted() {
      let limits = providers[id]?.limits ?? []
      problems += known.read(limits, at: pointer("/providers", id) + "/limits")
    }
    guard problems.isEmpty else { throw ConfigurationError(file: file, problems) }
    for manifest in manifests {
      for (index, provider) in manifest.providers.enumerated()
      where providers[provider.id]?.limits == nil {
        problems += known.read(provider.limits, at: "/providers/\(index)/limits")
      }
      guard problems.isEmpty else {
        throw ConfigurationError(file: manifest.file, problems)
      }
    }
    return known.zones
  }
}

/// The zones that were read so far, each once.
private struct KnownZones {
  let source: (any ZoneSource)?
  /// UTC needs no file, so that a machine without a time zone database does what is counted in UTC.
  var zones = [TimeZoneRules.utc.name: TimeZoneRules.utc]

  init(source: (any ZoneSource)?) { self.source = source }

  /// Reads the zones of limits; what is wrong with them.
  mutating func read(_ limits: [LimitSetting], at path: String) -> [ConfigurationProblem] {
    var problems: [ConfigurationProblem] = []
    for (index, limit) in limits.enumerated() {
      guard let zone = limit.zone, zones[zone] == nil else { continue }
      if let objection = read(zone) {
        problems.append(ConfigurationProblem("\(path)/\(index)/zone", objection))
      }
    }
    return problems
  }

  private mutating func read(_ zone: String) -> String? {
    guard let file = source?.file(of: zone) else { return missing(zone) }
    do throws(MalformedTimeZone) {
      zones[zone] = try TimeZoneRules(name: zone, file: file)
      return nil
    } catch {
      return
        "names the time zone \"\(zone)\", whose file \(error); name another, or install the time zone database (tzdata) anew"
    }
  }

  private func missing(_ zone: String) -> String {
    let names = source?.names ?? []
    guard !names.isEmpty else {
      return
        "names the time zone \"\(zone)\", and no time zone database is found: install the package tzdata, or set TZDIR to its folder"
    }
    guard !names.contains(zone) else {
      return "names the time zone \"\(zone)\", whose file cannot be read: check its permissions"
    }
    let advice =
      nearest(to: zone, among: names).map { "did you mean \"\($0)\"?" }
      ?? "name one of the time zone database, such as America/Los_Angeles"
    return "has an unknown time zone \"\(zone)\"; \(advice)"
  }
}
