import CurlTransport
import HostCore
import MetricSchema
import Testing

@Suite("Curl transport: caps", .timeLimit(.minutes(10)))
struct CapTests {
  let transport: CurlTransport

  init() throws { transport = try CurlTransport() }

  @Test(
    "A body as large as allowed comes whole, one byte more fails",
    arguments: ["", "Transfer-Encoding: chunked"], [0, 1, 64, 100_000])
  func exactly(framing: String, size: Int) async throws {
    let body = String(repeating: "x", count: size)
    let server = try LoopbackServer.answering { _ in
      framing.isEmpty
        ? answer(body)
        : "HTTP/1.1 200 OK\r\n\(framing)\r\n\r\n"
          + (size == 0 ? "" : "\(String(size, radix: 16))\r\n\(body)\r\n") + "0\r\n\r\n"
    }
    defer { server.stop() }
    let received = try await transport.answer(
      to: HTTPRequest(url: server.url(), maximumBytes: size))
    #expect(received.text == body)
    guard size > 0 else { return }
    let failure = try await transport.failure(
      of: HTTPRequest(url: server.url(), maximumBytes: size - 1))
    #expect(failure.kind == .tooLarge)
    #expect(failure.wasSent)
    #expect(
      failure.description
        == "127.0.0.1:\(server.port) answered with more than \(size - 1) bytes")
  }

  @Test("A body that unpacks to more than allowed fails, small as it is on the wire")
  func bomb() async throws {
    let server = try LoopbackServer { connection in
      while connection.receiveRequest() != nil { connection.send(Packed.zeros) }
    }
    defer { server.stop() }
    let failure = try await transport.failure(
      of: HTTPRequest(url: server.url(), maximumBytes: Packed.zerosCount - 1))
    #expect(failure.kind == .tooLarge)
  }

  @Test("A body without end is given up as soon as it is too large")
  func endless() async throws {
    let server = try LoopbackServer { connection in
      _ = connection.receiveRequest()
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      while connection.send([UInt8](repeating: 0, count: 65536)) {}
    }
    defer { server.stop() }
    let failure = try await transport.failure(
      of: HTTPRequest(url: server.url(), maximumBytes: 1 << 20))
    #expect(failure.kind == .tooLarge)
  }

  @Test("A declared length that no memory could hold takes none")
  func declared() async throws {
    let server = try LoopbackServer { connection in
      _ = connection.receiveRequest()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(Int.max)\r\n\r\nabc")
    }
    defer { server.stop() }
    let failure = try await transport.failure(
      of: HTTPRequest(url: server.url(), maximumBytes: Int.max - 1))
    #expect(failure.kind == .tooLarge)
  }

  @Test("500 header lines pass, one more fails")
  func headerCount() async throws {
    // The status line, the length and the empty line count too.
    let server = try LoopbackServer.answering { request in
      answer(
        "", headers: Array(repeating: "X: y", count: request.line.contains("less") ? 497 : 498))
    }
    defer { server.stop() }
    let received = try await transport.answer(to: HTTPRequest(url: server.url("/less")))
    #expect(received.headers.headers.count == 498)
    let failure = try await transport.failure(of: HTTPRequest(url: server.url("/more")))
    #expect(failure.kind == .tooLarge)
    #expect(failure.wasSent)
    #expect(
      failure.description
        == "127.0.0.1:\(server.port) answered with more than 500 headers or 262144 bytes of them")
  }

  @Test(
    "A flood of header bytes is given up",
    arguments: [(lines: 5, bytes: 65_000), (lines: 1, bytes: 1_000_000)])
  func headerBytes(lines: Int, bytes: Int) async throws {
    let line = "X: \(String(repeating: "y", count: bytes))\r\n"
    let server = try LoopbackServer { connection in
      _ = connection.receiveRequest()
      connection.send("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: lines))
      connection.waitForEnd()
    }
    defer { server.stop() }
    let failure = try await transport.failure(of: HTTPRequest(url: server.url()))
    #expect(failure.kind == .tooLarge, "\(failure)")
  }

  @Test("Interim answers without end are given up")
  func interimFlood() async throws {
    let server = try LoopbackServer { connection in
      _ = connection.receiveRequest()
      while connection.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n") {}
    }
    defer { server.stop() }
    let failure = try await transport.failure(of: HTTPRequest(url: server.url()))
    #expect(failure.kind == .tooLarge)
  }
}
