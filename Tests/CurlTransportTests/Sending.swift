import CurlTransport
import HostCore
import MetricSchema
import Locks
import Testing

extension CurlTransport {
  /// What came of `request`.
  func result(of request: HTTPRequest) async -> Result<HTTPAnswer, TransportFailure> {
    await withCheckedContinuation { continuation in
      send(request) { continuation.resume(returning: $0) }
    }
  }

  /// The answer to `request`; throws the failure where there is none.
  func answer(to request: HTTPRequest) async throws -> HTTPAnswer {
    try await result(of: request).get()
  }

  /// Why `request` has no answer; fails the test where it has one.
  func failure(
    of request: HTTPRequest, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> TransportFailure {
    switch await result(of: request) {
    case .failure(let failure): return failure
    case .success(let answer):
      try #require(Bool(false), "got \(answer.status)", sourceLocation: sourceLocation)
      throw CancellationError()
    }
  }

  /// What came of requests that the transport takes all together, in their order.
  func results(ofAllAtOnce requests: [HTTPRequest]) async throws -> [Result<
    HTTPAnswer, TransportFailure
  >] {
    let (posted, ended) = (Tally(), Tally())
    let results = Results(count: requests.count)
    // Holds the transport up until all are there.
    send(HTTPRequest(url: "")) { _ in while posted.count == 0 { pause(milliseconds: 1) } }
    for (index, request) in requests.enumerated() {
      send(request) { result in
        results.take(result, at: index)
        ended.add()
      }
    }
    posted.add()
    try await wait { ended.count == requests.count }
    return results.all
  }
}

/// Keeps what came of several requests.
final class Results: Sendable {
  private let results: Mutex<[Result<HTTPAnswer, TransportFailure>]>

  /// Creates a place for so many; each is cancelled until it is known.
  init(count: Int) {
    let unknown = TransportFailure(.cancelled, "not known", wasSent: false)
    results = Mutex(Array(repeating: .failure(unknown), count: count))
  }

  /// Keeps one.
  func take(_ result: Result<HTTPAnswer, TransportFailure>, at index: Int) {
    results.withLock { $0[index] = result }
  }

  /// All of them.
  var all: [Result<HTTPAnswer, TransportFailure>] { results.withLock { $0 } }
}

extension HTTPAnswer {
  /// The body as text.
  var text: String { String(decoding: body.bytes, as: UTF8.self) }
}

/// Waits until `isTrue` holds; the test's time limit ends it.
func wait(until isTrue: () -> Bool) async throws {
  while !isTrue() {
    try Task.checkCancellation()
    await Task.yield()
  }
}

/// Counts what happens on several threads.
final class Tally: Sendable {
  private let value = Atomic(0)

  /// How often it happened.
  var count: Int { value.load(ordering: .sequentiallyConsistent) }

  /// Counts one more.
  func add() { value.add(1, ordering: .sequentiallyConsistent) }
}
