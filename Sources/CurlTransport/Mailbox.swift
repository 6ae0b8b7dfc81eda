internal import CCurl
internal import HostCore
internal import Locks

/// A request and who waits for its answer.
struct Order: Sendable {
  let request: HTTPRequest
  let completion: @Sendable (Result<HTTPAnswer, TransportFailure>) -> Void
}

/// Where any thread leaves orders for the transport's thread, which it wakes.
final class Mailbox: Sendable {
  private struct State {
    var orders: [Order] = []
    var isSleeping = false
    var isClosed = false
  }

  private let state = Mutex(State())
  /// Valid until the mailbox is closed; libcurl lets other threads do nothing with it but wake.
  nonisolated(unsafe) private let multi: UnsafeMutableRawPointer

  init(_ multi: UnsafeMutableRawPointer) { self.multi = multi }

  /// Leaves an order; `false` where nobody takes any more.
  func post(_ order: Order) -> Bool {
    state.withLock { state in
      guard !state.isClosed else { return false }
      state.orders.append(order)
      wake(&state)
      return true
    }
  }

  /// Ends the taking of orders; the thread empties the box and ends.
  func close() {
    state.withLock { state in
      guard !state.isClosed else { return }
      state.isClosed = true
      wake(&state)
    }
  }

  /// All orders left since the last call.
  func takeAll() -> [Order] {
    state.withLock { state in
      var orders: [Order] = []
      swap(&orders, &state.orders)
      return orders
    }
  }

  /// Whether the mailbox was closed.
  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Whether the thread may wait, which it is woken from; not where there is something to do at once.
  func maySleep(whenFilled: Bool) -> Bool {
    state.withLock { state in
      state.isSleeping = !state.isClosed && (whenFilled || state.orders.isEmpty)
      return state.isSleeping
    }
  }

  /// Tells that the thread is awake, so that nobody wakes it for what it is about to see.
  func awake() { state.withLock { $0.isSleeping = false } }

  /// Wakes the thread; under the lock, so that the handle cannot be cleaned up meanwhile.
  private func wake(_ state: inout State) {
    guard state.isSleeping else { return }
    state.isSleeping = false
    let result = curl_multi_wakeup(multi)
    precondition(result == CURLM_OK, "waking libcurl is a write to a socket of its own")
  }
}
