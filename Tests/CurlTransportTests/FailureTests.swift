import CurlTransport
import HostCore
import MetricSchema
import Testing

@Suite("Curl transport: failures", .timeLimit(.minutes(10)))
struct FailureTests {
  let transport: CurlTransport

  init() throws { transport = try CurlTransport() }

  @Test("A port at which nobody listens is unreachable, and the words keep the query's secret")
  func refused() async throws {
    let port = try unusedPort()
    let failure = try await transport.failure(
      of: HTTPRequest(
        url: "http://127.0.0.1:\(port)/users?key=secret", headers: [Pair("X-Key", "secret")]))
    #expect(failure.kind == .unreachable)
    #expect(!failure.wasSent)
    #expect(failure.description == "127.0.0.1:\(port) cannot be reached: Connection refused")
  }

  @Test("A name that cannot exist is unresolved")
  func unresolved() async throws {
    // Longer than a label may be: refused by the resolver itself, which asks nobody.
    let name = String(repeating: "a", count: 64) + ".example"
    let failure = try await transport.failure(of: HTTPRequest(url: "http://\(name)/"))
    #expect(failure.kind == .unresolved)
    #expect(!failure.wasSent)
    #expect(failure.description == "the name \(name) has no address")
  }

  @Test("A server that says nothing runs into the deadline")
  func silence() async throws {
    let server = try LoopbackServer { connection in
      _ = connection.receiveRequest()
      connection.waitForEnd()
    }
    defer { server.stop() }
    let failure = try await transport.failure(of: HTTPRequest(url: server.url(), timeoutMs: 200))
    #expect(failure.kind == .timeout)
    #expect(failure.wasSent)
    #expect(failure.latencyMs >= 200)
    #expect(failure.description == "127.0.0.1:\(server.port) took longer than 200 ms")
  }

  @Test("A server that drips bytes runs into the deadline all the same")
  func dripping() async throws {
    let server = try LoopbackServer { connection in
      _ = connection.receiveRequest()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
      repeat { pause(milliseconds: 10) } while connection.send("x")
    }
    defer { server.stop() }
    let failure = try await transport.failure(of: HTTPRequest(url: server.url(), timeoutMs: 300))
    #expect(failure.kind == .timeout)
    #expect(failure.wasSent)
  }

  @Test(
    "A connection on which TLS never comes about is unreachable, or over time, for all that wait for it"
  )
  func stuckHandshake() async throws {
    let server = try LoopbackServer { $0.waitForEnd() }
    defer { server.stop() }
    let impatient = try CurlTransport(connectTimeoutMs: 200)
    let url = "https://127.0.0.1:\(server.port)/"
    async let first = impatient.failure(of: HTTPRequest(url: url))
    async let second = impatient.failure(of: HTTPRequest(url: url))
    async let third = impatient.failure(of: HTTPRequest(url: url, timeoutMs: 150))
    #expect(
      try await [first.kind, second.kind, third.kind] == [.unreachable, .unreachable, .timeout])
    #expect(try await [first.wasSent, second.wasSent, third.wasSent] == [false, false, false])
  }

  @Test("A deadline that is over sends nothing", arguments: [0, -1] as [Int64])
  func deadlineOver(timeoutMs: Int64) async throws {
    let server = try LoopbackServer.answering { _ in answer("") }
    defer { server.stop() }
    let failure = try await transport.failure(
      of: HTTPRequest(url: server.url(), timeoutMs: timeoutMs))
    #expect(failure.kind == .timeout)
    #expect(!failure.wasSent)
    #expect(server.connectionCount == 0)
  }

  @Test(
    "An answer that ends too early is cut",
    arguments: [
      "", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Le",
      "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes!",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
      // libcurl tells a broken chunk like a broken connection.
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnone\r\n",
    ])
  func cut(sent: String) async throws {
    let server = try LoopbackServer { connection in
      _ = connection.receiveRequest()
      connection.send(sent)
    }
    defer { server.stop() }
    let failure = try await transport.failure(of: HTTPRequest(url: server.url()))
    #expect(failure.kind == .cut)
    #expect(failure.wasSent)
    #expect(server.requests.count == 1)
  }

  @Test("A connection that is reset in the middle is cut")
  func reset() async throws {
    let server = try LoopbackServer { connection in
      _ = connection.receiveRequest()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes!")
      connection.reset()
    }
    defer { server.stop() }
    let failure = try await transport.failure(of: HTTPRequest(url: server.url()))
    #expect(failure.kind == .cut)
    #expect(failure.wasSent)
  }

  @Test(
    "An answer that is no HTTP is malformed",
    arguments: [
      "220 mail.example ESMTP\r\n", "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 OK\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\nnot gzip",
      "HTTP/1.1 200 OK\r\nContent-Encoding: secret\r\nContent-Length: 2\r\n\r\n{}",
    ])
  func malformed(sent: String) async throws {
    let server = try LoopbackServer { connection in
      _ = connection.receiveRequest()
      connection.send(sent)
      connection.waitForEnd()
    }
    defer { server.stop() }
    let failure = try await transport.failure(of: HTTPRequest(url: server.url()))
    #expect(failure.kind == .malformed, "\(failure)")
    #expect(failure.wasSent)
  }
}
