import CurlTransport
import HostCore
import MetricSchema
import Testing

@Suite(
  "Curl transport: TLS and HTTP/2", .timeLimit(.minutes(10)),
  .enabled(if: NginxServer.path != nil, "nginx is not installed"))
struct TLSTests {
  @Test("Requests at once share one connection over HTTP/2, and none is sent twice")
  func multiplexing() async throws {
    let server = try NginxServer()
    let transport = try CurlTransport(certificates: server.authority)
    let requests = (0..<64).map { HTTPRequest(url: server.url("\($0)")) }
    for (number, result) in try await transport.results(ofAllAtOnce: requests).enumerated() {
      #expect(try result.get().text == "page \(number)")
      #expect(try result.get().version == "2")
    }
    let log = try server.stop()
    #expect(log.count == 64)
    #expect(Set(log).count == 1)
    #expect(log.first?.hasSuffix(" HTTP/2.0") == true)
  }

  @Test("Where the server has no HTTP/2, requests share as many connections as there are at once")
  func withoutHTTP2() async throws {
    let server = try NginxServer()
    let transport = try CurlTransport(certificates: server.authority)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<64 {
        if number >= 8 { try await group.next() }
        group.addTask {
          let url = server.url("\(number)", port: server.plainPort)
          let received = try await transport.answer(to: HTTPRequest(url: url))
          #expect(received.text == "page \(number)")
          #expect(received.version == "1.1")
        }
      }
      try await group.waitForAll()
    }
    let log = try server.stop()
    #expect(log.count == 64)
    #expect(Set(log).count <= 8)
  }

  @Test("A compressed page comes whole over HTTP/2")
  func compression() async throws {
    let server = try NginxServer()
    let transport = try CurlTransport(certificates: server.authority)
    let received = try await transport.answer(to: HTTPRequest(url: server.url("large.txt")))
    #expect(received.text == String(repeating: "hello carol\n", count: 10_000))
    #expect(received.headers["content-encoding"] == "gzip")
    #expect(received.wireBytes < 10_000)
    _ = try server.stop()
  }

  @Test("A body over the cap is given up over HTTP/2, and the connection serves on")
  func cap() async throws {
    let server = try NginxServer()
    let transport = try CurlTransport(certificates: server.authority)
    let failure = try await transport.failure(
      of: HTTPRequest(url: server.url("large.txt"), maximumBytes: 100_000))
    #expect(failure.kind == .tooLarge)
    #expect(try await transport.answer(to: HTTPRequest(url: server.url("1"))).text == "page 1")
    _ = try server.stop()
  }

  @Test("A certificate by an authority that nobody trusts is refused, and nothing sent")
  func unknownAuthority() async throws {
    let server = try NginxServer()
    let failure = try await CurlTransport().failure(
      of: HTTPRequest(url: server.url("1?key=secret"), headers: [Pair("X-Key", "secret")]))
    #expect(failure.kind == .untrusted)
    #expect(!failure.wasSent)
    #expect(
      failure.description.hasPrefix("localhost:\(server.port) could not prove who it is: "))
    #expect(!failure.description.contains("secret"))
    #expect(try server.stop() == [])
  }

  @Test("A certificate for another name is refused, and nothing sent")
  func otherName() async throws {
    let server = try NginxServer()
    let failure = try await CurlTransport(certificates: server.authority).failure(
      of: HTTPRequest(url: "https://127.0.0.1:\(server.port)/1"))
    #expect(failure.kind == .untrusted)
    #expect(!failure.wasSent)
    #expect(try server.stop() == [])
  }
}

@Suite("Curl transport: TLS without a partner", .timeLimit(.minutes(10)))
struct NoTLSTests {
  @Test(
    "A server that answers a handshake with plain text, or ends it, is unreachable",
    arguments: ["HTTP/1.1 200 OK\r\n\r\n", ""])
  func noHandshake(sent: String) async throws {
    let server = try LoopbackServer { $0.send(sent) }
    defer { server.stop() }
    let failure = try await CurlTransport().failure(
      of: HTTPRequest(url: "https://127.0.0.1:\(server.port)/"))
    #expect(failure.kind == .unreachable)
    #expect(!failure.wasSent)
    #expect(
      failure.description == "127.0.0.1:\(server.port) cannot be reached: SSL connect error")
  }

  @Test("A file that holds no certificates trusts nobody")
  func noCertificates() async throws {
    let server = try LoopbackServer { $0.waitForEnd() }
    defer { server.stop() }
    let failure = try await CurlTransport(certificates: #filePath).failure(
      of: HTTPRequest(url: "https://127.0.0.1:\(server.port)/"))
    #expect(failure.kind == .untrusted)
  }
}
