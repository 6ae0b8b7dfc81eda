import Foundation
import Glibc
import Locks

/// One connection of a ``LoopbackServer``.
final class ServerConnection: Sendable {
  private struct State {
    var socket: Int32
    var unread: [UInt8] = []
  }

  private let state: Mutex<State>
  private let report: @Sendable (ReceivedRequest) -> Void

  init(_ socket: Int32, report: @escaping @Sendable (ReceivedRequest) -> Void) {
    state = Mutex(State(socket: socket))
    self.report = report
  }

  /// Waits for a request; `nil` where the client hung up.
  func receiveRequest() -> ReceivedRequest? {
    var bytes = state.withLock { $0.unread }
    while true {
      if let (request, size) = ReceivedRequest.parse(bytes) {
        state.withLock { $0.unread = Array(bytes[size...]) }
        report(request)
        return request
      }
      var part = [UInt8](repeating: 0, count: 65536)
      let count = recv(socket, &part, part.count, 0)
      guard count > 0 else { return nil }
      bytes += part[..<count]
    }
  }

  /// Sends all of `text`; `false` where the client hung up.
  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Sends all of `bytes`; `false` where the client hung up.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Waits until the client hangs up.
  func waitForEnd() {
    var byte: UInt8 = 0
    while recv(socket, &byte, 1, 0) > 0 {}
  }

  /// Ends the connection so that the client sees a reset, not an end.
  func reset() {
    var lingering = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &lingering, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  /// Ends the talk on another thread, which then closes the connection.
  func hangUp() {
    state.withLock { state in
      guard state.socket >= 0 else { return }
      shutdown(state.socket, Int32(SHUT_RDWR))
    }
  }

  /// Closes the connection; a second call does nothing.
  func close() {
    state.withLock { state in
      guard state.socket >= 0 else { return }
      Glibc.close(state.socket)
      state.socket = -1
    }
  }

  private var socket: Int32 { state.withLock { $0.socket } }
}

/// A request as a ``LoopbackServer`` received it.
struct ReceivedRequest: Sendable {
  /// The request line: "GET /path HTTP/1.1".
  var line = ""
  /// Names as they came, and values.
  var headers: [(name: String, value: String)] = []
  /// The body, empty where there is none.
  var body: [UInt8] = []

  /// The values of a header, whose name may be in any case.
  func values(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  /// The first request in `bytes` and its size, once all of it is there.
  static func parse(_ bytes: [UInt8]) -> (request: ReceivedRequest, size: Int)? {
    guard let end = Data(bytes).range(of: Data("\r\n\r\n".utf8))?.upperBound else { return nil }
    var lines = String(decoding: bytes[..<(end - 4)], as: UTF8.self).components(separatedBy: "\r\n")
    var request = ReceivedRequest()
    request.line = lines.removeFirst()
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
      request.headers.append((String(parts[0]), String(value)))
    }
    let size = end + (request.values("Content-Length").first.flatMap { Int($0) } ?? 0)
    guard bytes.count >= size else { return nil }
    request.body = Array(bytes[end..<size])
    return (request, size)
  }
}

/// Runs `body` on a new thread.
func startThread(_ body: @escaping @Sendable () -> Void) { Thread.detachNewThread(body) }

/// Lets a thread of a server wait; no test may expect that something took so long.
func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }
