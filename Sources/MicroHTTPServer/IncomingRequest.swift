/// A request as it arrived.
public struct IncomingRequest: Sendable {
  /// The method, as sent: `GET`, `POST`.
  public let method: String
  /// Path and query as sent, escapes and all.
  public let target: String
  /// The headers in the order of arrival, names in lower case.
  public let headers: [(name: String, value: String)]
  /// The body, empty where there is none.
  public let body: [UInt8]

  /// Creates a request.
  public init(
    method: String, target: String, headers: [(name: String, value: String)] = [],
    body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// The path as sent, without the query.
  public var path: Substring { target.prefix { $0 != "?" } }

  /// The decoded parts of the path between its slashes; empty parts are left out.
  ///
  /// An escaped slash does not separate. Computed at each use.
  public var segments: [String] {
    path.split(separator: "/").map { percentDecoded($0, plusIsSpace: false) }
  }

  /// The decoded members of the query in their order; a name without `=` has an empty value. Computed at each use.
  public var query: [(name: String, value: String)] {
    guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return [] }
    return formDecoded(target[target.utf8.index(after: mark)...])
  }

  /// The value of the first header with a name, given in lower case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}

/// The members of a query or of an `application/x-www-form-urlencoded` body, decoded, in their order.
public func formDecoded(_ text: some StringProtocol) -> [(name: String, value: String)] {
  text.split(separator: "&").map { member in
    let parts = member.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return (
      percentDecoded(parts[0], plusIsSpace: true),
      parts.count == 2 ? percentDecoded(parts[1], plusIsSpace: true) : ""
    )
  }
}

/// Decodes `%XX`; an incomplete escape stays as it is, and bytes that are not UTF-8 become U+FFFD.
public func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool) -> String {
  let escaped = text.utf8.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }
  guard escaped else { return String(text) }
  let bytes = Array(text.utf8)
  var decoded: [UInt8] = []
  decoded.reserveCapacity(bytes.count)
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
      let high = hexDigit(bytes[index + 1]), let low = hexDigit(bytes[index + 2])
    {
      decoded.append(high << 4 | low)
      index += 3
      continue
    }
    let isSpace = plusIsSpace && bytes[index] == UInt8(ascii: "+")
    decoded.append(isSpace ? UInt8(ascii: " ") : bytes[index])
    index += 1
  }
  return String(decoding: decoded, as: UTF8.self)
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
