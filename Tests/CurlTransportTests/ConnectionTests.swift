import CurlTransport
import HostCore
import MetricSchema
import Testing

@Suite("Curl transport: connections", .timeLimit(.minutes(10)))
struct ConnectionTests {
  @Test("Requests one after the other share one connection")
  func reuse() async throws {
    let server = try LoopbackServer.answering { answer($0.line) }
    defer { server.stop() }
    let transport = try CurlTransport()
    for number in 0..<50 {
      let received = try await transport.answer(to: HTTPRequest(url: server.url("/\(number)")))
      #expect(received.text == "GET /\(number) HTTP/1.1")
    }
    #expect(server.connectionCount == 1)
  }

  @Test("A request that libcurl would silently send again is sent once and reported as cut")
  func resending() async throws {
    let ended = Tally()
    let server = try LoopbackServer { connection in
      // The second request arrives whole, and the connection ends without a byte of an answer.
      if connection.receiveRequest()?.line == "GET /first HTTP/1.1" {
        connection.send(answer("1"))
        _ = connection.receiveRequest()
      } else {
        connection.send(answer("sent again"))
      }
      ended.add()
    }
    defer { server.stop() }
    let transport = try CurlTransport()
    let first = try await transport.answer(to: HTTPRequest(url: server.url("/first")))
    #expect(first.text == "1")
    let failure = try await transport.failure(
      of: HTTPRequest(method: "POST", url: server.url("/second"), body: Array("paid".utf8)))
    #expect(failure.kind == .cut)
    #expect(failure.wasSent)

    // libcurl did make a connection to send again on, over which nothing went.
    transport.close()
    try await wait { ended.count == 2 }
    #expect(server.connectionCount == 2)
    #expect(server.requests.map(\.line) == ["GET /first HTTP/1.1", "POST /second HTTP/1.1"])
  }

  @Test("A kept connection that the server ended meanwhile is replaced, and the request sent")
  func endedMeanwhile() async throws {
    let server = try LoopbackServer { connection in
      guard let request = connection.receiveRequest() else { return }
      connection.send(answer(request.line, headers: ["Connection: close"]))
    }
    defer { server.stop() }
    let transport = try CurlTransport()
    for _ in 0..<3 {
      #expect(try await transport.answer(to: HTTPRequest(url: server.url())).status == 200)
    }
    #expect(server.requests.count == 3)
  }

  @Test("1,000 requests, 32 at a time, each get their own answer over at most 32 connections")
  func concurrency() async throws {
    let server = try LoopbackServer.answering { answer(String(repeating: $0.line, count: 500)) }
    defer { server.stop() }
    let transport = try CurlTransport()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<1_000 {
        if number >= 32 { try await group.next() }
        group.addTask {
          let received = try await transport.answer(to: HTTPRequest(url: server.url("/\(number)")))
          #expect(received.text == String(repeating: "GET /\(number) HTTP/1.1", count: 500))
        }
      }
      try await group.waitForAll()
    }
    #expect(server.requests.count == 1_000)
    #expect(server.connectionCount <= 32)
  }

  @Test("1,000 requests at once are all answered over no more connections than may be in flight")
  func flood() async throws {
    let server = try LoopbackServer.answering { answer($0.line) }
    defer { server.stop() }
    let transport = try CurlTransport()
    let requests = (0..<1_000).map { HTTPRequest(url: server.url("/\($0)")) }
    for (number, result) in try await transport.results(ofAllAtOnce: requests).enumerated() {
      #expect(try result.get().text == "GET /\(number) HTTP/1.1")
    }
    #expect(server.connectionCount <= 128)
  }

  @Test("Requests that wait for room are sent also where all that took it end at once")
  func waiting() async throws {
    let (received, held, answered, ended) = (Tally(), Tally(), Tally(), Tally())
    let server = try LoopbackServer { connection in
      while let request = connection.receiveRequest() {
        received.add()
        while received.count < 128 { pause(milliseconds: 1) }
        while held.count == 0, request.line != "GET /early HTTP/1.1" { pause(milliseconds: 1) }
        connection.send(answer(""))
        answered.add()
      }
    }
    defer { server.stop() }
    let transport = try CurlTransport()
    transport.send(HTTPRequest(url: server.url("/early"))) { _ in
      // The first of these fails in libcurl without leaving: it takes the only room, and gives it back with all others.
      transport.send(HTTPRequest(url: "http://127.0.0.1:99999/")) { _ in ended.add() }
      for _ in 0..<12 { transport.send(HTTPRequest(url: server.url())) { _ in ended.add() } }
      held.add()
      while answered.count < 128 { pause(milliseconds: 1) }
      ended.add()
    }
    for _ in 0..<127 { transport.send(HTTPRequest(url: server.url())) { _ in ended.add() } }
    try await wait { ended.count == 141 }
    #expect(server.requests.count == 140)
  }
}
