import CurlTransport
import Foundation
import HostCore
import MetricSchema
import Testing

@Suite("Curl transport: exchanges")
struct ExchangeTests {
  let transport: CurlTransport

  init() throws { transport = try CurlTransport() }

  @Test("A GET arrives with its path, query and headers, and its answer comes back")
  func get() async throws {
    let server = try LoopbackServer.answering { _ in
      answer("hello alice", headers: ["Content-Type: text/plain", "X-Two: a", "x-two:  b "])
    }
    defer { server.stop() }
    let received = try await transport.answer(
      to: HTTPRequest(
        url: server.url("/users/../alice?fields=a,b&q=%20"),
        headers: [Pair("Authorization", "Bearer secret"), Pair("X-Empty", "")]))

    #expect(received.status == 200)
    #expect(received.text == "hello alice")
    #expect(received.version == "1.1")
    #expect(
      received.headers.headers == [
        Pair("content-length", "11"), Pair("content-type", "text/plain"), Pair("x-two", "a"),
        Pair("x-two", "b"),
      ])
    let request = try #require(server.requests.first)
    #expect(request.line == "GET /users/../alice?fields=a,b&q=%20 HTTP/1.1")
    #expect(request.values("Authorization") == ["Bearer secret"])
    #expect(request.values("X-Empty") == [""])
    #expect(request.values("Host") == ["127.0.0.1:\(server.port)"])
    #expect(request.values("Accept-Encoding").first?.contains("gzip") == true)
    #expect(request.values("Cookie") == [])
    #expect(request.body == [])
  }

  @Test(
    "A body arrives whole with the media type that was named", arguments: ["POST", "PUT", "DELETE"])
  func body(method: String) async throws {
    let server = try LoopbackServer.answering { _ in answer("taken", status: "201 Created") }
    defer { server.stop() }
    let body = [UInt8]((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let received = try await transport.answer(
      to: HTTPRequest(
        method: method, url: server.url("/posts"),
        headers: [Pair("content-type", "application/octet-stream")], body: body))

    #expect(received.status == 201)
    let request = try #require(server.requests.first)
    #expect(request.line == "\(method) /posts HTTP/1.1")
    #expect(request.values("Content-Type") == ["application/octet-stream"])
    #expect(request.values("Expect") == [])
    #expect(request.body == body)
  }

  @Test("Nothing of a request is left on the handle for the next one")
  func independence() async throws {
    let server = try LoopbackServer.answering { request in
      request.line.hasPrefix("HEAD")
        ? "HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n" : answer("")
    }
    defer { server.stop() }
    let url = server.url()
    let requests = [
      HTTPRequest(method: "POST", url: url, headers: [Pair("X-Key", "1")], body: Array("abc".utf8)),
      HTTPRequest(url: url),
      HTTPRequest(method: "HEAD", url: url, maximumBytes: 10),
      HTTPRequest(method: "PATCH", url: url),
      HTTPRequest(method: "GET", url: url, body: Array("de".utf8)),
      HTTPRequest(method: "DELETE", url: url),
    ]
    for request in requests {
      let received = try await transport.answer(to: request)
      #expect(received.body.count == 0)
    }
    let arrived = server.requests
    #expect(arrived.map { $0.line.prefix { $0 != " " } } == requests.map { $0.method[...] })
    #expect(
      arrived.map { String(decoding: $0.body, as: UTF8.self) } == ["abc", "", "", "", "de", ""])
    #expect(arrived.map { $0.values("X-Key").count } == [1, 0, 0, 0, 0, 0])
    #expect(arrived.map { $0.values("Content-Type").count } == [0, 0, 0, 0, 0, 0])
    #expect(
      arrived.map { $0.values("Content-Length").first } == ["3", nil, nil, "0", "2", nil])
  }

  @Test("A redirect is returned, not followed")
  func redirect() async throws {
    let server = try LoopbackServer.answering { _ in
      answer("", status: "302 Found", headers: ["Location: /elsewhere"])
    }
    defer { server.stop() }
    let received = try await transport.answer(to: HTTPRequest(url: server.url()))
    #expect(received.status == 302)
    #expect(received.headers["location"] == "/elsewhere")
    #expect(server.requests.count == 1)
  }

  @Test("A cookie that was set is not sent back")
  func cookies() async throws {
    let server = try LoopbackServer.answering { _ in answer("", headers: ["Set-Cookie: id=1"]) }
    defer { server.stop() }
    for _ in 0..<2 { _ = try await transport.answer(to: HTTPRequest(url: server.url())) }
    #expect(server.requests.map { $0.values("Cookie") } == [[], []])
  }

  @Test("An interim answer is passed over, and trailers are not headers")
  func interimAndTrailers() async throws {
    let server = try LoopbackServer.answering { _ in
      "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Folded: one\r\n two\r\n\r\n"
        + "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: late\r\n\r\n"
    }
    defer { server.stop() }
    let received = try await transport.answer(to: HTTPRequest(url: server.url()))
    #expect(received.status == 200)
    #expect(received.text == "abcde")
    #expect(
      received.headers.headers == [
        Pair("transfer-encoding", "chunked"), Pair("x-folded", "one two"),
      ])
  }

  @Test("A compressed body is unpacked, and what came on the wire is counted packed")
  func compression() async throws {
    let server = try LoopbackServer { connection in
      while connection.receiveRequest() != nil { connection.send(Packed.zeros) }
    }
    defer { server.stop() }
    let received = try await transport.answer(
      to: HTTPRequest(url: server.url(), maximumBytes: Packed.zerosCount))
    #expect(received.body.bytes == [UInt8](repeating: UInt8(ascii: "0"), count: Packed.zerosCount))
    #expect(received.wireBytes == Int64(Packed.zeros.count))
    received.body.withBytes { bytes in
      let padding = UnsafeRawBufferPointer(start: bytes.baseAddress! + bytes.count, count: 64)
      #expect(padding.allSatisfy { $0 == 0 })
    }
  }
}

/// Compressed answers.
enum Packed {
  /// How many bytes the unpacked body of ``zeros`` has.
  static let zerosCount = 100_000
  /// An answer whose body is so many times the digit 0.
  static let zeros = answer(
    "H4sIAAAAAAACA+3BMQEAAADCoErrn84aHkABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAArwaFwk3FoIYBAA=="
  )

  private static func answer(_ base64: String) -> [UInt8] {
    let body = [UInt8](Data(base64Encoded: base64)!)
    return Array(
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n".utf8)
      + body
  }
}
