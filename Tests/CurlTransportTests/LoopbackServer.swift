import Glibc
import Locks

/// A server on loopback that says exactly what a test tells it to, each connection on a thread of its own.
final class LoopbackServer: Sendable {
  /// The port it listens at.
  let port: UInt16
  private let listener: Int32
  private let isStopped = Atomic(false)
  private let handler: @Sendable (ServerConnection) -> Void
  private let seen = Mutex(Seen())

  private struct Seen {
    var connections: [ServerConnection] = []
    var requests: [ReceivedRequest] = []
  }

  /// Listens; `handler` may talk on a connection until it returns, which closes it.
  init(_ handler: @escaping @Sendable (ServerConnection) -> Void) throws {
    (listener, port) = try listenOnLoopback()
    self.handler = handler
    startThread { [self] in acceptAll() }
  }

  /// Listens and answers every request on kept connections.
  static func answering(
    _ answer: @escaping @Sendable (ReceivedRequest) -> String
  ) throws -> LoopbackServer {
    try LoopbackServer { connection in
      while let request = connection.receiveRequest() { connection.send(answer(request)) }
    }
  }

  /// The address of `path` there.
  func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// How many connections were made so far.
  var connectionCount: Int { seen.withLock { $0.connections.count } }

  /// The requests received so far, in the order they came.
  var requests: [ReceivedRequest] { seen.withLock { $0.requests } }

  /// Ends listening and all connections.
  func stop() {
    guard !isStopped.exchange(true, ordering: .sequentiallyConsistent) else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    for connection in seen.withLock({ $0.connections }) { connection.hangUp() }
  }

  private func acceptAll() {
    while true {
      let socket = accept(listener, nil, nil)
      guard socket >= 0 else { break }
      let connection = ServerConnection(socket) { [weak self] request in
        self?.seen.withLock { $0.requests.append(request) }
      }
      seen.withLock { $0.connections.append(connection) }
      if isStopped.load(ordering: .sequentiallyConsistent) { connection.hangUp() }
      startThread { [handler] in
        handler(connection)
        connection.close()
      }
    }
    Glibc.close(listener)
  }
}

/// An answer with a length and a body.
func answer(_ body: String, status: String = "200 OK", headers: [String] = []) -> String {
  let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
  return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
}

/// A port of loopback at which nobody listens.
func unusedPort() throws -> UInt16 {
  let (socket, port) = try listenOnLoopback()
  close(socket)
  return port
}

private struct SocketError: Error {
  let number = errno
}

/// Whether somebody accepts connections at a port of loopback.
func isListening(_ port: UInt16) -> Bool {
  let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  defer { close(socket) }
  return onLoopback(port) { address, size in connect(socket, address, size) == 0 }
}

private func listenOnLoopback() throws -> (socket: Int32, port: UInt16) {
  let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  guard listener >= 0 else { throw SocketError() }
  var port: UInt16 = 0
  let isListening = onLoopback(0) { address, size in
    var size = size
    guard bind(listener, address, size) == 0, listen(listener, 1024) == 0,
      getsockname(listener, address, &size) == 0
    else { return false }
    port = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
      UInt16(bigEndian: $0.pointee.sin_port)
    }
    return true
  }
  guard isListening else { throw SocketError() }
  return (listener, port)
}

/// Calls `body` with the address of a port of loopback.
private func onLoopback(
  _ port: UInt16, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Bool
) -> Bool {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return withUnsafeMutablePointer(to: &address) { address in
    address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
}
