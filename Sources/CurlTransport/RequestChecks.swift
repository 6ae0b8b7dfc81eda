internal import HostCore
internal import MetricSchema

/// Names of headers that say where a request ends or which host it is for: the transport's own.
///
/// With them a hostile plugin could hide a second request in the body of the first, which nobody would count.
private let reservedNames: Set<String> = [
  "connection", "content-length", "expect", "host", "http2-settings", "keep-alive",
  "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
]

/// Methods for which an empty body is sent where there is none, as servers expect its length.
private let methodsWithBody: Set<String> = ["PATCH", "POST", "PUT"]

extension HTTPRequest {
  /// Whether it goes to an `https` address.
  var isSecure: Bool { begins(with: "https://") }

  /// The body that is sent, which for some methods is one without bytes.
  var sentBody: [UInt8]? { body ?? (methodsWithBody.contains(method) ? [] : nil) }

  /// The headers as libcurl takes them, with those taken back that it would add.
  var headerLines: [String] {
    // Without a value, a semicolon: "Name:" would mean that the header is not sent.
    var lines = headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    guard sentBody != nil else { return lines }
    // No wait for "100 Continue" before a large body, and no media type that nobody named.
    lines.append("Expect:")
    if !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
      lines.append("Content-Type:")
    }
    return lines
  }

  /// Refuses what cannot be sent as it stands, before anything leaves.
  func check() throws(TransportFailure) {
    guard timeoutMs > 0 else {
      throw TransportFailure(
        .timeout, "the deadline was over before the request was sent", wasSent: false)
    }
    guard isToken(method), method != "CONNECT" else { throw refusal("the method is none") }
    guard method != "HEAD" || body == nil else { throw refusal("a HEAD request has no body") }
    // Stricter than libcurl, which skips a third slash: the host must be the one that others read there.
    guard begins(with: "http://") || isSecure, !begins(with: "http:///"), !begins(with: "https:///")
    else { throw refusal("the address begins with neither http:// nor https:// and a host") }
    guard url.utf8.allSatisfy(isEncoded) else {
      throw refusal("the address has a character that must be encoded")
    }
    for header in headers { try check(header) }
    if let proxy { try check(proxy: proxy) }
  }

  private func begins(with scheme: String) -> Bool {
    url.utf8.prefix(scheme.utf8.count).elementsEqual(scheme.utf8, by: isSameLetter)
  }

  private func check(_ header: Pair) throws(TransportFailure) {
    guard isToken(header.name) else {
      throw refusal("a header's name has a character that no name may have")
    }
    guard header.value.utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else {
      throw refusal("the header \(header.name) has a line break or another control character")
    }
    guard !reservedNames.contains(header.name.lowercased()) else {
      throw refusal("the header \(header.name) is set by the host only")
    }
  }

  private func check(proxy: String) throws(TransportFailure) {
    let schemes = ["http://", "https://", "socks5h://"]
    guard schemes.contains(where: proxy.hasPrefix), proxy.utf8.allSatisfy(isEncoded) else {
      throw refusal("the proxy's address begins with none of \(schemes.joined(separator: ", "))")
    }
  }

  private func refusal(_ words: String) -> TransportFailure {
    TransportFailure(.badAddress, words, wasSent: false)
  }
}

/// Whether a byte may stand in an address: ASCII without blanks and controls, and no backslash, which some readers
/// take for a slash.
private func isEncoded(_ byte: UInt8) -> Bool {
  (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "\\")
}

/// Whether `text` is what HTTP calls a token.
private func isToken(_ text: String) -> Bool {
  !text.isEmpty
    && text.utf8.allSatisfy { byte in
      switch UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 {
      case true: true
      case false: "0123456789!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
    }
}

/// Whether a byte is `letter`, in either case.
private func isSameLetter(_ byte: UInt8, _ letter: UInt8) -> Bool {
  byte == letter || (letter >= UInt8(ascii: "a") && byte | 0x20 == letter)
}
