import Dispatch
import HostCore
import MetricSchema
import Locks

/// A transport whose answers the test knows, by address without "https://".
///
/// It answers on a thread of its own, and only when the engine has sent all that it may and is about to wait: so what
/// is on its way together is the same in every run.
final class Upstream: HTTPTransport {
  /// An answer, or why there is none.
  enum Reply {
    case answer(Int, [String: String] = [:], String)
    case failure(TransportFailure)

    static func ok(_ lines: String...) -> Reply {
      .answer(200, [:], lines.joined(separator: "\n"))
    }
  }

  fileprivate struct Held {
    var address: String
    var answer: @Sendable () -> Void
  }

  fileprivate struct State {
    var replies: [String: [Reply]] = [:]
    var sent: [HTTPRequest] = []
    var held: [Held] = []
    var batches: [[String]] = []
    var late: Set<String> = []
  }

  private let state = Mutex(State())
  private let thread = DispatchQueue(label: "upstream")

  /// Sets what an address answers, one after the other; the last answer is given again.
  func set(_ address: String, _ replies: Reply...) {
    state.withLock { $0.replies[address] = replies }
  }

  /// Lets an address answer only when nothing else is left to be answered.
  func delay(_ address: String) { state.withLock { _ = $0.late.insert(address) } }

  /// All requests in the order they were sent.
  var requests: [HTTPRequest] { state.withLock { $0.sent } }

  /// The addresses of all requests.
  var sent: [String] { requests.map { address($0) } }

  /// The addresses that were on their way together, each time that the engine began to wait.
  var batches: [[String]] { state.withLock { $0.batches } }

  func send(
    _ request: HTTPRequest,
    completion: @escaping @Sendable (Result<HTTPAnswer, TransportFailure>) -> Void
  ) {
    let address = address(request)
    state.withLock { state in
      state.sent.append(request)
      let result = state.take(address)
      state.held.append(Held(address: address) { completion(result) })
    }
  }

  /// Answers what is on its way; what is delayed only where `late` allows it.
  func release(late mayBeLate: Bool = true) {
    state.withLock { state in
      let isLate = { [late = state.late] (held: Held) in late.contains(held.address) }
      guard !state.held.allSatisfy(isLate) || mayBeLate && !state.held.isEmpty else { return }
      state.batches.append(state.held.map(\.address))
      let now = state.held.allSatisfy(isLate) ? state.held : state.held.filter { !isLate($0) }
      state.held = state.held.allSatisfy(isLate) ? [] : state.held.filter(isLate)
      for held in now { thread.async(execute: held.answer) }
    }
  }

  private func address(_ request: HTTPRequest) -> String {
    String(request.url.dropFirst("https://".count))
  }
}

extension Upstream.State {
  fileprivate mutating func take(_ address: String) -> Result<HTTPAnswer, TransportFailure> {
    guard let replies = replies[address], let reply = replies.first else {
      return .failure(
        TransportFailure(.unreachable, "nobody answers at \(address)", wasSent: false))
    }
    if replies.count > 1 { self.replies[address] = Array(replies.dropFirst()) }
    switch reply {
    case .failure(let failure): return .failure(failure)
    case .answer(let status, let headers, let text):
      return .success(
        HTTPAnswer(
          status: status, headers: Headers(headers.sorted { $0.key < $1.key }.map { ($0, $1) }),
          body: Body(Array(text.utf8)), latencyMs: 7, wireBytes: Int64(text.utf8.count)))
    }
  }
}
