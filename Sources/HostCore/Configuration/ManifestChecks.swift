import MetricSchema

extension PluginManifest {
  /// What is wrong with a manifest whose form is right: names that do not fit together, and texts that are no names.
  var problems: [ConfigurationProblem] {
    var found: [ConfigurationProblem] = []
    for (key, name) in [("plugin", plugin), ("platform", platform), ("library", library)]
    where !isName(name) {
      found.append(
        ConfigurationProblem(
          "/" + key, "must be a name of letters, digits, dots, hyphens and underscores"))
    }
    for (index, url) in urls.enumerated() {
      if let problem = url.problem {
        found.append(ConfigurationProblem("/urls/\(index)/\(problem.key)", problem.message))
      }
    }
    for (index, provider) in providers.enumerated() {
      let path = "/providers/\(index)"
      found += provider.problems(at: path)
      if providers[..<index].contains(where: { $0.id == provider.id }) {
        found.append(ConfigurationProblem(path + "/id", "\(provider.id) is there twice"))
      }
    }
    return found
  }
}

extension ProviderManifest {
  fileprivate func problems(at path: String) -> [ConfigurationProblem] {
    var found: [ConfigurationProblem] = []
    if !id.hasPrefix(platform + ".") || !isName(id) {
      found.append(
        ConfigurationProblem(
          path + "/id", "must be \(platform). and a name of letters, digits, dots and hyphens"))
    }
    for (index, host) in hosts.enumerated() where !isHost(host) {
      found.append(ConfigurationProblem("\(path)/hosts/\(index)", "must be the name of a host"))
    }
    for header in headers {
      guard let problem = header.problem else { continue }
      found.append(ConfigurationProblem(pointer(path + "/headers", header.name), problem))
    }
    for slot in auth {
      if let problem = slot.problem(hosts: hosts) {
        let place = pointer(path + "/auth", slot.name) + "/" + problem.key
        found.append(ConfigurationProblem(place, problem.message))
      }
    }
    return found + callProblems(at: path) + limits.problems(at: path + "/limits", calls)
  }

  /// Operations that no request could serve, and calls for what nobody can ask.
  private func callProblems(at path: String) -> [ConfigurationProblem] {
    let served = Set(calls.flatMap(\.operations))
    let idle = operations.enumerated().filter { !served.contains($1) }.map { index, operation in
      ConfigurationProblem(
        "\(path)/operations/\(index)", "has no call: none of \"calls\" names \(operation.name)")
    }
    return idle
      + calls.flatMap { call in
        call.operations.enumerated().filter { !operations.contains($1) }.map { index, operation in
          ConfigurationProblem(
            pointer(path + "/calls", call.name) + "/operations/\(index)",
            "names \(operation.name), which the provider does not offer")
        }
      }
  }
}

extension Pair {
  /// Why it can be no constant header; `nil` where it can.
  fileprivate var problem: String? {
    guard isToken(name), isHeaderValue(value) else { return "cannot be sent as a header" }
    return forbiddenHeaders.contains(name.lowercased()) ? "is set by the host only" : nil
  }
}

extension [LimitSetting] {
  /// Limits of calls that there are not, which would never be met, and zones that can be none.
  func problems(at path: String, _ calls: [CallManifest]) -> [ConfigurationProblem] {
    enumerated().flatMap { index, limit in
      [limit.callProblem(at: "\(path)/\(index)", calls), limit.zoneProblem(at: "\(path)/\(index)")]
        .compactMap { $0 }
    }
  }
}

extension LimitSetting {
  fileprivate func callProblem(
    at path: String, _ calls: [CallManifest]
  ) -> ConfigurationProblem? {
    guard let call, !calls.contains(where: { $0.name == call }) else { return nil }
    return .unknown(call, at: path + "/call", what: "call", among: calls.map(\.name))
  }

  fileprivate func zoneProblem(at path: String) -> ConfigurationProblem? {
    guard let zone else { return nil }
    guard window.isOfCalendar else {
      return ConfigurationProblem(
        path + "/zone",
        "is for limits per day and per month: a limit per \(window.rawValue) has no zone")
    }
    return TimeZoneRules.isName(zone)
      ? nil
      : ConfigurationProblem(
        path + "/zone", "must be the name of a time zone, such as America/Los_Angeles")
  }
}

extension URLPattern {
  /// The key of the part that is wrong, and what is; `nil` where nothing is.
  fileprivate var problem: (key: String, message: String)? {
    guard isWellFormed else {
      return ("pattern", "must be a host and pieces with at most one {placeholder} each")
    }
    guard placeholders.contains(subject) else {
      let known = placeholders.map { "{\($0)}" }.joined(separator: ", ")
      return ("subject", "names no placeholder of the pattern: \(known)")
    }
    return nil
  }
}

/// Whether a text can be part of a file's name: ids end up in paths, logs and commands.
private func isName(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.count <= 100 && !text.hasPrefix(".") && !text.hasPrefix("-")
    && text.utf8.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
}

/// Whether a text can be the name of a host (RFC 1123, 2.1).
private func isHost(_ text: String) -> Bool {
  let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return text.utf8.count <= 253
    && labels.allSatisfy { label in
      let hyphen = UInt8(ascii: "-")
      return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
        && label.allSatisfy { isAlphanumeric($0) || $0 == hyphen }
    }
}

/// Whether a byte is an ASCII letter or digit.
func isAlphanumeric(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}

/// Whether a text can be the name of a header (RFC 9110, 5.6.2).
func isToken(_ text: String) -> Bool {
  !text.isEmpty
    && text.utf8.allSatisfy { isAlphanumeric($0) || "!#$%&'*+-.^_`|~".utf8.contains($0) }
}

/// Whether a text can be the value of a header: no line breaks or other control characters.
func isHeaderValue(_ text: String) -> Bool {
  text.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }
}
