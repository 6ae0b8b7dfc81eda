public import MetricSchema

/// A request to an upstream, in a form that says nothing of how it is sent.
///
/// Host, key and the usual headers come from the manifest and the host.
public struct Request<Call: RawRepresentable & Sendable>: Sendable where Call.RawValue == String {
  /// Which of the upstream's calls it is.
  public let call: Call
  /// The message that crosses the boundary.
  public var message: ProviderRequest

  /// Creates a request.
  ///
  /// - Parameters:
  ///   - call: Which of the upstream's calls it is.
  ///   - path: Begins with "/". Parts that come from data must be encoded with ``pathComponent(_:)``.
  ///   - query: Not encoded, in the order it is sent; `nil` values are left out.
  ///   - role: Whether the host may leave it out.
  public init(
    _ call: Call, _ path: String, _ query: KeyValuePairs<String, String?> = [:],
    as role: Role = .page
  ) {
    self.call = call
    message = ProviderRequest()
    message.call = call.rawValue
    message.path = path
    message.role = role
    message.query = query.compactMap { name, value in value.map { Pair(name, $0) } }
  }

  /// Reads the request that an answer belongs to; `nil` where the call is none of this provider's.
  public init?(_ message: ProviderRequest) {
    guard let call = message.call.flatMap(Call.init(rawValue:)) else { return nil }
    self.call = call
    self.message = message
  }

  /// The first value of the query parameter called `name`.
  public func query(_ name: String) -> String? { message.query(name) }

  /// The same request with one query parameter set.
  public func setting(_ name: String, _ value: String) -> Request {
    var copy = self
    if let index = message.query.firstIndex(where: { $0.name == name }) {
      copy.message.query[index].value = value
    } else {
      copy.message.query.append(Pair(name, value))
    }
    return copy
  }

  /// The same request with several values for one query parameter, as `ids=a&ids=b`.
  public func repeating(_ name: String, _ values: some Sequence<String>) -> Request {
    var copy = self
    copy.message.query += values.map { Pair(name, $0) }
    return copy
  }

  /// The same request to another of the manifest's hosts.
  public func on(host: String) -> Request {
    var copy = self
    copy.message.host = host
    return copy
  }

  /// The same request with a body, sent as POST.
  public func posting(_ body: [UInt8], type: String = "application/json") -> Request {
    var copy = self
    copy.message.method = "POST"
    copy.message.body = body
    copy.message.headers.append(Pair("content-type", type))
    return copy
  }

  /// The same request, whose redirects to allowed hosts are followed.
  public func followingRedirects() -> Request {
    var copy = self
    copy.message.redirects = .followAllowed
    return copy
  }
}

/// A text as one component of a path: everything but unreserved characters is percent-encoded (RFC 3986, 2.3), and
/// so are the dots of "." and "..", which would lead to another path.
public func pathComponent(_ text: String) -> String {
  if text == "." || text == ".." { return text.map { _ in "%2E" }.joined() }
  let digits = Array("0123456789ABCDEF".utf8)
  var out: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "@"), UInt8(ascii: ":"):
      out.append(byte)
    default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// The text that a percent-encoded one stands for; what is not encoded properly stays as it is.
public func percentDecoded(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
  let bytes = Array(text.utf8)
  var out: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
      let high = hexDigit(bytes[index + 1]), let low = hexDigit(bytes[index + 2])
    {
      out.append(high << 4 | low)
      index += 3
    } else {
      out.append(bytes[index])
      index += 1
    }
  }
  return String(validating: out, as: UTF8.self) ?? text
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
}
