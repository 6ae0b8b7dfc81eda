import CurlTransport
import HostCore
import MetricSchema
import Locks
import Testing

@Suite("Curl transport: the end", .timeLimit(.minutes(10)))
struct CloseTests {
  /// What came of several requests.
  final class Outcomes: Sendable {
    private let failures = Mutex<[TransportFailure?]>([])
    var all: [TransportFailure?] { failures.withLock { $0 } }

    func take(_ result: Result<HTTPAnswer, TransportFailure>) {
      failures.withLock { failures in
        switch result {
        case .success: failures.append(nil)
        case .failure(let failure): failures.append(failure)
        }
      }
    }
  }

  /// A server that receives and never answers.
  static func silentServer() throws -> LoopbackServer {
    try LoopbackServer { connection in
      _ = connection.receiveRequest()
      connection.waitForEnd()
    }
  }

  @Test(
    "What is under way when the transport is closed fails as cancelled before the close returns")
  func close() async throws {
    let server = try Self.silentServer()
    defer { server.stop() }
    let transport = try CurlTransport()
    let outcomes = Outcomes()
    for _ in 0..<3 { transport.send(HTTPRequest(url: server.url()), completion: outcomes.take) }
    try await wait { server.requests.count == 3 }
    transport.close()
    #expect(outcomes.all.map(\.?.kind) == [.cancelled, .cancelled, .cancelled])
    #expect(outcomes.all.map(\.?.wasSent) == [true, true, true])
  }

  @Test("A closed transport refuses at once, and may be closed again")
  func sendAfterClose() throws {
    let transport = try CurlTransport()
    transport.close()
    transport.close()
    let outcomes = Outcomes()
    transport.send(
      HTTPRequest(url: "http://127.0.0.1:\(try unusedPort())/"), completion: outcomes.take)
    #expect(outcomes.all.map(\.?.kind) == [.cancelled])
    #expect(outcomes.all.map(\.?.wasSent) == [false])
  }

  @Test("A transport that nobody holds any more cancels what is under way")
  func dropped() async throws {
    let server = try Self.silentServer()
    defer { server.stop() }
    let outcomes = Outcomes()
    var transport: CurlTransport? = try CurlTransport()
    transport?.send(HTTPRequest(url: server.url()), completion: outcomes.take)
    try await wait { !server.requests.isEmpty }
    transport = nil
    #expect(outcomes.all.map(\.?.kind) == [.cancelled])
  }

  @Test("What a completion holds is let go once it was called")
  func release() async throws {
    let server = try LoopbackServer.answering { _ in answer("") }
    defer { server.stop() }
    let transport = try CurlTransport()
    var held: Tally? = Tally()
    weak let kept = held
    for url in [server.url(), "", server.url()] {
      transport.send(HTTPRequest(url: url)) { [held] _ in held?.add() }
    }
    held = nil
    try await wait { kept == nil }
    #expect(server.requests.count == 2)
  }

  @Test("A transport may be closed, and dropped, from within a completion")
  func closeWithin() async throws {
    let silent = try Self.silentServer()
    let server = try LoopbackServer.answering { _ in answer("") }
    defer {
      silent.stop()
      server.stop()
    }
    for _ in 0..<20 {
      let outcomes = Outcomes()
      await withCheckedContinuation { continuation in
        guard let transport = try? CurlTransport() else { return continuation.resume() }
        transport.send(HTTPRequest(url: silent.url())) { result in
          outcomes.take(result)
          continuation.resume()
        }
        transport.send(HTTPRequest(url: server.url())) { result in
          outcomes.take(result)
          transport.close()
        }
      }
      #expect(outcomes.all.map(\.?.kind) == [nil, .cancelled])
    }
  }

  @Test("Every completion is called once where many threads send while the transport is closed")
  func race() async throws {
    let server = try LoopbackServer.answering { _ in answer("") }
    defer { server.stop() }
    for round in 0..<20 {
      let transport = try CurlTransport()
      let outcomes = Outcomes()
      await withTaskGroup { group in
        for _ in 0..<8 {
          group.addTask {
            for _ in 0..<20 {
              transport.send(HTTPRequest(url: server.url()), completion: outcomes.take)
            }
          }
        }
        group.addTask {
          while outcomes.all.count < round, !Task.isCancelled { await Task.yield() }
          transport.close()
        }
      }
      #expect(outcomes.all.count == 160)
      #expect(outcomes.all.allSatisfy { $0 == nil || $0?.kind == .cancelled })
    }
  }
}
