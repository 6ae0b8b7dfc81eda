public import MetricSchema

/// Sends requests to upstreams. Nothing else in the program speaks HTTP out.
///
/// A transport sends each request once: it neither retries nor follows redirects, and where its library would send
/// again on a cut connection it stops it. So what is metered is what was sent.
public protocol HTTPTransport: Sendable {
  /// Sends a request and calls `completion` once, on any thread, with what came of it.
  ///
  /// Returns at once. `completion` must not block.
  func send(
    _ request: HTTPRequest,
    completion: @escaping @Sendable (Result<HTTPAnswer, TransportFailure>) -> Void)
}

/// A request as it leaves.
public struct HTTPRequest: Sendable {
  /// GET, POST and so on.
  public var method: String
  /// The whole address, encoded.
  public var url: String
  /// Names and values, secrets included.
  public var headers: [Pair]
  /// The body, if any.
  public var body: [UInt8]?
  /// How long the whole exchange may take, in milliseconds.
  public var timeoutMs: Int64
  /// How large the answer's body may be after decompression.
  public var maximumBytes: Int
  /// `http://`, `https://` or `socks5h://` address of a proxy.
  public var proxy: String?

  /// Creates a request.
  public init(
    method: String = "GET", url: String, headers: [Pair] = [], body: [UInt8]? = nil,
    timeoutMs: Int64 = 30_000, maximumBytes: Int = 16 << 20, proxy: String? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeoutMs = timeoutMs
    self.maximumBytes = maximumBytes
    self.proxy = proxy
  }
}

/// What came back.
public struct HTTPAnswer: Sendable {
  /// The HTTP status.
  public var status: Int
  /// Names in lower case.
  public var headers: Headers
  /// The body, decompressed.
  public var body: Body
  /// From sending to the last byte, in milliseconds.
  public var latencyMs: Int64
  /// Bytes received on the wire, headers included.
  public var wireBytes: Int64
  /// "1.1", "2" or "3".
  public var version: String

  /// Creates an answer.
  public init(
    status: Int, headers: Headers = Headers(), body: Body, latencyMs: Int64 = 0,
    wireBytes: Int64 = 0, version: String = "1.1"
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.latencyMs = latencyMs
    self.wireBytes = wireBytes
    self.version = version
  }
}

/// Why there is no answer.
public struct TransportFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Kind: String, Hashable, Sendable {
    /// The address is none.
    case badAddress
    /// The host's name has no address.
    case unresolved
    /// Nobody answers there, or the proxy does not.
    case unreachable
    /// The other side could not prove who it is.
    case untrusted
    /// It took longer than allowed.
    case timeout
    /// The connection ended in the middle.
    case cut
    /// The answer is larger than allowed.
    case tooLarge
    /// The answer is not HTTP, or cannot be decompressed.
    case malformed
    /// The host stopped it.
    case cancelled
  }

  /// What kind of failure it is.
  public let kind: Kind
  /// What happened, in words; never the address' query or a header.
  public let description: String
  /// Whether anything left towards the upstream, so that it may have been counted there.
  public let wasSent: Bool
  /// From the start to the failure, in milliseconds.
  public let latencyMs: Int64

  /// Creates a failure.
  public init(_ kind: Kind, _ description: String, wasSent: Bool, latencyMs: Int64 = 0) {
    self.kind = kind
    self.description = description
    self.wasSent = wasSent
    self.latencyMs = latencyMs
  }
}
