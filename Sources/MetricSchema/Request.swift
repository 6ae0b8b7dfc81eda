/// A request that a provider planned, in a form that says nothing of how it is sent.
public struct ProviderRequest: Message, Hashable {
  /// The name of the upstream's call, key of usage, limits and prices.
  public var call: String?
  /// What the request is for.
  public var role = Role.unspecified
  /// The HTTP method; GET where absent.
  public var method: String?
  /// One of the manifest's hosts; the first where absent.
  public var host: String?
  /// Begins with "/", percent-encoded.
  public var path: String?
  /// Names and values, not encoded, in the order they are sent.
  public var query: [Pair] = []
  /// Further headers.
  public var headers: [Pair] = []
  /// The body, if any.
  public var body: [UInt8]?
  /// The slot that the host fills after planning; the manifest's only slot where absent.
  public var auth: String?
  /// What to do where the answer points elsewhere.
  public var redirects = Redirects.unspecified

  /// Creates a request of which nothing is said.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "call", &call)
    visitor.choice(2, "role", &role)
    visitor.text(3, "method", &method)
    visitor.text(4, "host", &host)
    visitor.text(5, "path", &path)
    visitor.messages(6, "query", &query)
    visitor.messages(7, "headers", &headers)
    visitor.bytes(8, "body", &body)
    visitor.text(9, "auth", &auth)
    visitor.choice(10, "redirects", &redirects)
  }

  /// The first value of the query parameter called `name`.
  public func query(_ name: String) -> String? { query.first { $0.name == name }?.value }
}

extension Pair {
  /// Creates a pair.
  public init(_ name: String, _ value: String) {
    self.init()
    self.name = name
    self.value = value
  }
}

extension Identity {
  /// Creates an identity.
  public init(_ namespace: String, _ value: String) {
    self.init()
    self.namespace = namespace
    self.value = value
  }
}

extension Headers {
  /// Creates headers from names and values; names become lower case.
  public init(_ pairs: [(String, String)]) {
    self.init()
    headers = pairs.map { Pair($0.0.lowercased(), $0.1) }
  }

  /// The first value of the header called `name`, which is in lower case.
  public subscript(name: String) -> String? { headers.first { $0.name == name }?.value }
}
