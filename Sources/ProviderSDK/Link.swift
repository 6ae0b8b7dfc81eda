/// An address as people paste it, taken apart: "https://www.example.com/@alice/video/1?lang=en".
public struct Link: Hashable, Sendable {
  /// The host in lower case.
  public let host: String
  /// The parts of the path, percent-decoded; none is empty.
  public let path: [String]

  private let queryText: Substring

  /// Reads an address, with or without "https://".
  ///
  /// - Returns: `nil` for a text that is no host with something behind it, such as a bare handle.
  public init?(_ text: String) {
    var rest = text[...]
    if let scheme = rest.firstRange(of: "://") {
      guard ["http", "https"].contains(rest[..<scheme.lowerBound].lowercased()) else { return nil }
      rest = rest[scheme.upperBound...]
    }
    rest = rest.prefix { $0 != "#" }
    let address = rest.prefix { $0 != "?" }
    queryText = rest[address.endIndex...].dropFirst()
    let parts = address.split(separator: "/", omittingEmptySubsequences: false)
    guard let host = parts.first, host.contains("."), parts.count > 1,
      host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-:".contains($0)) })
    else { return nil }
    self.host = host.lowercased()
    path = parts.dropFirst().filter { !$0.isEmpty }.map { percentDecoded(String($0)) }
  }

  /// The first value of the query parameter called `name`, percent-decoded; "+" is a space.
  public func query(_ name: String) -> String? {
    for pair in queryText.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let key = parts.first, percentDecoded(String(key)) == name else { continue }
      return parts.count > 1 ? percentDecoded(String(parts[1].map { $0 == "+" ? " " : $0 })) : ""
    }
    return nil
  }

  /// Whether the host is `domain` or one below it.
  public func isAt(_ domain: String) -> Bool { host == domain || host.hasSuffix("." + domain) }
}
