public import MetricSchema

/// Turns what a provider planned into what is sent: address, constant headers, secrets.
public struct RequestBuilder: Sendable {
  /// Who asks, where a provider does not say it of itself.
  static let userAgent = "patchbay/0.1"

  private let provider: ProviderManifest
  let settings: ProviderSettings

  /// Creates a builder for one provider.
  public init(_ provider: ProviderManifest, _ settings: ProviderSettings) {
    self.provider = provider
    self.settings = settings
  }

  /// Builds the request, with `slots` filled in.
  ///
  /// - Throws: ``RefusedRequest`` where the provider asks for a host, call or slot that its manifest does not name, or
  ///   for what cannot be sent.
  public func build(
    _ request: ProviderRequest, _ slots: [FilledSlot]
  ) throws(RefusedRequest) -> HTTPRequest {
    guard provider.call(request.call) != nil else {
      throw RefusedRequest(
        "planned the call \(request.call ?? "without a name"), which its manifest does not name")
    }
    var query = request.query
    var headers = provider.headers
    for header in request.headers { try add(header, to: &headers) }
    for filled in try wanted(slots, request.auth) { fill(filled, &query, &headers) }
    if !headers.contains(where: { $0.name.lowercased() == "user-agent" }) {
      headers.append(Pair("user-agent", Self.userAgent))
    }
    return HTTPRequest(
      method: try method(request), url: try base(request) + path(request) + encoded(query),
      headers: headers, body: request.body, timeoutMs: settings.timeoutMs,
      maximumBytes: settings.maximumBytes, proxy: settings.proxy)
  }

  /// The request that follows a redirect, `nil` where the place is not allowed.
  ///
  /// - Parameter status: With 307 and 308 the method and body stay, else a GET follows (RFC 9110, 15.4).
  public func redirected(
    _ request: HTTPRequest, to location: String, status: Int
  ) -> HTTPRequest? {
    guard let url = absolute(location, from: request.url), allows(url) else { return nil }
    var next = request
    next.url = url
    guard status != 307, status != 308, request.method != "HEAD" else { return next }
    next.method = "GET"
    next.body = nil
    next.headers.removeAll { $0.name.lowercased() == "content-type" }
    return next
  }

  // MARK: - Private

  private func method(_ request: ProviderRequest) throws(RefusedRequest) -> String {
    let method = request.method ?? "GET"
    guard ["GET", "POST", "HEAD"].contains(method) else {
      throw RefusedRequest("planned the method \(method)")
    }
    return method
  }

  private func base(_ request: ProviderRequest) throws(RefusedRequest) -> String {
    let host = (request.host ?? provider.hosts[0]).lowercased()
    guard provider.hosts.contains(host) else {
      throw RefusedRequest("planned a request to \(host), which its manifest does not allow")
    }
    return base(host)
  }

  /// The beginning of every address at a host that is allowed.
  func base(_ host: String) -> String {
    guard let base = settings.baseURL else { return "https://" + host }
    return base.hasSuffix("/") ? String(base.dropLast()) : base
  }

  private func path(_ request: ProviderRequest) throws(RefusedRequest) -> String {
    let path = request.path ?? "/"
    guard path.hasPrefix("/"), !path.hasPrefix("//"), path.utf8.allSatisfy(isPathByte) else {
      throw RefusedRequest("planned a path that does not begin with one / or is not encoded")
    }
    return path
  }

  /// The slots that a request asks for: the one it names, all where it names none.
  private func wanted(
    _ slots: [FilledSlot], _ name: String?
  ) throws(RefusedRequest) -> [FilledSlot] {
    guard let name else { return slots }
    guard provider.auth.contains(where: { $0.name == name }) else {
      throw RefusedRequest("planned the slot \(name), which its manifest does not name")
    }
    return slots.filter { $0.slot.name == name }
  }

  private func allows(_ url: String) -> Bool {
    let origin = origin(url)
    if let base = settings.baseURL { return origin == HostCore.origin(base) }
    return origin.hasPrefix("https://") && provider.hosts.contains(String(origin.dropFirst(8)))
  }

  private func fill(_ filled: FilledSlot, _ query: inout [Pair], _ headers: inout [Pair]) {
    let field = filled.slot.field
    switch filled.slot.kind {
    case .header: headers.append(Pair(field, filled.sent))
    case .query: query.append(Pair(field, filled.sent))
    case .basic: headers.append(Pair("authorization", "Basic " + base64(Array(filled.sent.utf8))))
    case .oauth2Client, .oauth2Refresh, .es256JWT:
      guard field.isEmpty else { return headers.append(Pair(field, filled.sent)) }
      fallthrough
    case .bearer: headers.append(Pair("authorization", "Bearer " + filled.sent))
    }
  }

  /// Headers that decide where a request goes, where it ends or who it is from are not a plugin's to set.
  private func add(_ header: Pair, to headers: inout [Pair]) throws(RefusedRequest) {
    guard isToken(header.name), isHeaderValue(header.value) else {
      throw RefusedRequest("planned a header that cannot be sent")
    }
    let name = header.name.lowercased()
    let isSlot = provider.auth.contains { $0.kind != .query && $0.field.lowercased() == name }
    guard !isSlot, !forbiddenHeaders.contains(name) else {
      throw RefusedRequest("planned the header \(header.name), which only the host may set")
    }
    headers.append(header)
  }
}

/// Headers that neither a request nor a manifest may set, in lower case.
let forbiddenHeaders: Set<String> = [
  "authorization", "connection", "content-length", "cookie", "expect", "host", "http2-settings",
  "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding",
  "upgrade",
]

/// A request that the host does not send.
public struct RefusedRequest: Error, Hashable, Sendable, CustomStringConvertible {
  /// What the provider did, to follow its name.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// Whether a byte may stand in an encoded path.
func isPathByte(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte < 0x7F && !"\"<>\\^`{|}?#".utf8.contains(byte)
}

/// Query parameters as `?a=b&c=d`, everything but unreserved characters percent-encoded.
func encoded(_ query: [Pair]) -> String {
  guard !query.isEmpty else { return "" }
  return "?"
    + query.map { percentEncoded($0.name) + "=" + percentEncoded($0.value) }.joined(separator: "&")
}

/// A text with everything but unreserved characters percent-encoded (RFC 3986, 2.3).
func percentEncoded(_ text: String) -> String {
  var text = text
  if text.withUTF8({ $0.allSatisfy(isUnreserved) }) { return text }
  let digits = Array("0123456789ABCDEF".utf8)
  var out: [UInt8] = []
  for byte in text.utf8 {
    if isUnreserved(byte) {
      out.append(byte)
    } else {
      out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// Whether a byte stands for itself in every part of an address.
func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "_"), UInt8(ascii: "~"):
    true
  default: false
  }
}

/// Scheme, host and port of an address, in lower case.
private func origin(_ url: String) -> String {
  let scheme = url.prefix { $0 != ":" }
  let rest = url.dropFirst(scheme.count + 3)
  return (scheme + "://" + rest.prefix { !"/?#\\".contains($0) }).lowercased()
}

/// The address that a Location header means (RFC 3986, 5.2), `nil` where it cannot be one.
private func absolute(_ location: String, from url: String) -> String? {
  let place = String(location.prefix { $0 != "#" })
  guard !place.isEmpty, place.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }) else {
    return nil
  }
  let scheme = place.prefix { !":/?".contains($0) }
  if place.dropFirst(scheme.count).hasPrefix("://") { return place }
  if place.hasPrefix("//") { return url.prefix { $0 != ":" } + ":" + place }
  if place.hasPrefix("/") { return origin(url) + place }
  guard !place.dropFirst(scheme.count).hasPrefix(":") else { return nil }
  let path = url.prefix { $0 != "?" }
  if place.hasPrefix("?") { return path + place }
  guard let slash = path.dropFirst(origin(url).count).lastIndex(of: "/") else {
    return origin(url) + "/" + place
  }
  return path[...slash] + place
}
