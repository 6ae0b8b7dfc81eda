import CurlTransport
import HostCore
import MetricSchema
import Synchronization
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
}

extension HTTPAnswer {
  /// The body as text.
  var text: String { String(decoding: body.bytes, as: UTF8.self) }
}

/// Counts what happens on several threads.
final class Tally: Sendable {
  private let value = Atomic(0)

  /// How often it happened.
  var count: Int { value.load(ordering: .sequentiallyConsistent) }

  /// Counts one more.
  func add() { value.add(1, ordering: .sequentiallyConsistent) }
}
