/// What is answered to a request.
public struct OutgoingResponse: Sendable {
  /// The HTTP status.
  public var status: Int
  /// The headers in their order; the server adds `Content-Length`, `Date` and `Connection` by itself.
  public var headers: [(name: String, value: String)]
  /// The body.
  public var body: [UInt8]
  /// How the body travels.
  public var delivery: Delivery

  /// How a body travels.
  public enum Delivery: Hashable, Sendable {
    /// At once.
    case plain
    /// At once, after a wait before the first byte. The wait blocks no other connection.
    case slow(milliseconds: Int)
    /// In chunks, with a wait between two.
    case dripping(bytesPerChunk: Int, milliseconds: Int)
    /// Up to a byte, where the connection ends although `Content-Length` promised more.
    case cut(afterBytes: Int)
  }

  /// Creates a response.
  public init(
    status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
    delivery: Delivery = .plain
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.delivery = delivery
  }

  /// Creates a response with a text.
  public init(status: Int = 200, text: String, type: String = "text/plain; charset=utf-8") {
    self.init(status: status, headers: [("Content-Type", type)], body: Array(text.utf8))
  }
}
