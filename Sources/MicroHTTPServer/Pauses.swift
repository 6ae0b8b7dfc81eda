internal import CMicroHTTPD
internal import Dispatch
internal import Locks

/// The connections that wait, so that none of them holds a thread.
final class Pauses: Sendable {
  private struct Waiting: ~Copyable {
    var isOpen = false
    var next = 0
    var connections: [Int: Connection] = [:]
  }

  private let waiting = Mutex(Waiting())
  private let timer = DispatchQueue(label: "http-server-pauses")

  /// Lets a connection wait; to be called from a callback of that connection.
  ///
  /// - Returns: Whether it waits; `false` once the server stops.
  func pause(_ connection: OpaquePointer, milliseconds: Int) -> Bool {
    let number = waiting.withLock { waiting -> Int? in
      guard waiting.isOpen, milliseconds > 0 else { return nil }
      waiting.next += 1
      waiting.connections[waiting.next] = Connection(pointer: connection)
      MHD_suspend_connection(connection)
      return waiting.next
    }
    guard let number else { return false }
    timer.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { self.resume(number) }
    return true
  }

  func open() { waiting.withLock { $0.isOpen = true } }

  /// Ends every wait and allows no other.
  func close() {
    waiting.withLock { waiting in
      waiting.isOpen = false
      for connection in waiting.connections.values { MHD_resume_connection(connection.pointer) }
      waiting.connections = [:]
    }
  }

  private func resume(_ number: Int) {
    waiting.withLock { waiting in
      guard let connection = waiting.connections.removeValue(forKey: number) else { return }
      MHD_resume_connection(connection.pointer)
    }
  }
}

/// The library's handle, valid while the connection waits.
private struct Connection: @unchecked Sendable {
  let pointer: OpaquePointer
}
