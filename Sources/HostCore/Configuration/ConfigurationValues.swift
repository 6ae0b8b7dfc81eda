import MetricSchema

extension HostConfiguration {
  /// What is wrong with values whose form is right, whatever plugins there are.
  var valueProblems: [ConfigurationProblem] {
    providers.sorted { $0.key < $1.key }.flatMap { id, settings in
      [
        ("base_url", settings.baseURL.flatMap(problem(ofBase:))),
        ("cost/currency", settings.cost.flatMap { problem(ofCurrency: $0.currency) }),
      ].compactMap { key, message in
        message.map { ConfigurationProblem(pointer("/providers", id) + "/" + key, $0) }
      }
    }
  }
}

/// What is wrong with an address that takes the place of a host: every request would fail, and not name it.
private func problem(ofBase url: String) -> String? {
  let rest = url.dropFirst(url.hasPrefix("https://") ? 8 : 7)
  guard !rest.contains(where: { "?#".contains($0) }) else {
    return "must have no query and no fragment"
  }
  let authority = rest.prefix { $0 != "/" }
  guard !authority.contains("@") else {
    return "must name no user: what proves who asks goes under \"secrets\""
  }
  let host = host(of: authority)
  guard isHost(host) else { return "must name a host, such as http://127.0.0.1:8080" }
  guard isPort(authority.dropFirst(host.count)) else { return "must have a port from 1 to 65535" }
  guard rest.dropFirst(authority.count).utf8.allSatisfy(isPathByte) else {
    return "must have an encoded path, such as %20 for a space"
  }
  return nil
}

/// The part before a port; colons in brackets are an address of IPv6 (RFC 3986, 3.2.2).
private func host(of authority: Substring) -> Substring {
  if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return authority[...end] }
  return authority.prefix { $0 != ":" }
}

private func isHost(_ text: Substring) -> Bool {
  let isAddress = text.hasPrefix("[") && text.hasSuffix("]")
  let name = isAddress ? text.dropFirst().dropLast() : text
  return !name.isEmpty
    && name.utf8.allSatisfy { isAlphanumeric($0) || (isAddress ? ":." : "-._").utf8.contains($0) }
}

/// Whether a text is a colon and a port, or nothing.
private func isPort(_ text: Substring) -> Bool {
  let digits = text.dropFirst()
  return text.isEmpty
    || digits.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt16(digits) ?? 0 > 0
}

private func problem(ofCurrency name: String) -> String? {
  let isCode = name.utf8.count == 3 && name.allSatisfy { $0.isASCII && $0.isLetter }
  return isCode ? nil : "must be three letters, such as EUR"
}
