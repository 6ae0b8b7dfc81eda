import Glibc

/// What a server sent back.
struct Received {
  var status = 0
  /// Names in lower case.
  var headers: [String: String] = [:]
  var body: [UInt8] = []
  /// Whether the body was as long as the head promised.
  var isWhole = false

  var text: String { String(decoding: body, as: UTF8.self) }
}

/// A connection to a server on loopback, kept open from request to request.
final class LoopbackClient {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw LoopbackError(doing: "connect") }
  }

  deinit { close(descriptor) }

  /// Sends a request and reads the answer.
  func send(
    _ method: String, _ target: String, headers: [String] = [], body: [UInt8] = []
  ) throws -> Received {
    var lines = ["\(method) \(target) HTTP/1.1", "Host: localhost"] + headers
    if !body.isEmpty { lines.append("Content-Length: \(body.count)") }
    try write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    return try read(hasBody: method != "HEAD")
  }

  func get(_ target: String, headers: [String] = []) throws -> Received {
    try send("GET", target, headers: headers)
  }

  func write(_ bytes: [UInt8]) throws {
    let sent = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    guard sent == bytes.count else { throw LoopbackError(doing: "send") }
  }

  /// Reads one answer.
  func read(hasBody: Bool = true) throws -> Received {
    let end = Array("\r\n\r\n".utf8)
    while buffer.firstRange(of: end) == nil {
      guard try fill() else { throw LoopbackError(doing: "read the head") }
    }
    guard let range = buffer.firstRange(of: end) else {
      throw LoopbackError(doing: "find the head")
    }
    var received = head(buffer[..<range.lowerBound])
    buffer.removeSubrange(..<range.upperBound)
    let length = hasBody ? received.headers["content-length"].flatMap { Int($0) } ?? 0 : 0
    while buffer.count < length { guard try fill() else { break } }
    received.isWhole = buffer.count >= length
    received.body = Array(buffer.prefix(length))
    buffer.removeFirst(received.body.count)
    return received
  }

  private func head(_ bytes: ArraySlice<UInt8>) -> Received {
    var received = Received()
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    received.status = Int(lines[0].split(separator: " ")[1]) ?? 0
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      received.headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    return received
  }

  /// Whether anything came.
  private func fill() throws -> Bool {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    // A connection that is cut may end with a reset.
    if count < 0, errno != ECONNRESET { throw LoopbackError(doing: "receive") }
    buffer += chunk.prefix(max(0, count))
    return count > 0
  }
}

struct LoopbackError: Error {
  let text: String

  init(doing: String) { text = "cannot \(doing): \(String(cString: strerror(errno)))" }
}
