import MicroHTTPServer
import Testing

@Suite("HTTP server")
struct HTTPServerTests {
  @Test("Hands over method, path, query, headers and body as they were sent")
  func request() throws {
    let server = HTTPServer { request in
      let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
      let parts = [
        request.method, String(request.path), request.segments.joined(separator: "|"), query,
        request.header("x-thing") ?? "none", String(decoding: request.body, as: UTF8.self),
      ]
      return OutgoingResponse(text: parts.joined(separator: "\n"))
    }
    let client = try LoopbackClient(port: server.start())
    defer { server.stop() }
    let answer = try client.send(
      "POST", "/a%20b//c%2Fd/?q=x+y%26&q=2&empty&%C3%A9=%", headers: ["X-THING: one"],
      body: Array("hello".utf8))
    #expect(
      answer.text == "POST\n/a%20b//c%2Fd/\na b|c/d\nq=x y&;q=2;empty=;é=%\none\nhello")
  }

  @Test("Answers many requests on one connection")
  func keepAlive() throws {
    let server = HTTPServer { OutgoingResponse(text: String($0.path)) }
    let client = try LoopbackClient(port: server.start())
    defer { server.stop() }
    for number in 0..<100 { #expect(try client.get("/\(number)").text == "/\(number)") }
  }

  @Test("Sends status and headers as told, and no body to HEAD")
  func response() throws {
    let server = HTTPServer { _ in
      OutgoingResponse(status: 418, headers: [("X-A", "1"), ("X-B", "é")], body: [0, 1, 255])
    }
    let client = try LoopbackClient(port: server.start())
    defer { server.stop() }
    let head = try client.send("HEAD", "/")
    #expect(head.status == 418 && head.headers["content-length"] == "3")
    let answer = try client.get("/")
    #expect(answer.headers["x-a"] == "1" && answer.headers["x-b"] == "é")
    #expect(answer.body == [0, 1, 255])
  }

  @Test("Delivers the same body in every way of delivery", arguments: [5, 70_000, 3_000_000])
  func delivery(size: Int) throws {
    let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let ways: [OutgoingResponse.Delivery] = [
      .plain, .slow(milliseconds: 1), .dripping(bytesPerChunk: size / 4 + 1, milliseconds: 1),
      .cut(afterBytes: size),
    ]
    let server = HTTPServer { request in
      let way = Int(request.segments[0]).map { ways[$0] } ?? .plain
      return OutgoingResponse(body: body, delivery: way)
    }
    let client = try LoopbackClient(port: server.start())
    defer { server.stop() }
    for way in ways.indices {
      let answer = try client.get("/\(way)")
      #expect(answer.isWhole && answer.body == body, "\(ways[way])")
    }
  }

  @Test("Ends the connection where a body is cut", arguments: [0, 1, 40_000])
  func cut(bytes: Int) throws {
    let server = HTTPServer { _ in
      OutgoingResponse(
        body: Array(repeating: 7, count: 50_000), delivery: .cut(afterBytes: bytes))
    }
    let client = try LoopbackClient(port: server.start())
    defer { server.stop() }
    let answer = try client.get("/")
    #expect(answer.headers["content-length"] == "50000")
    #expect(answer.body.count == bytes && !answer.isWhole)
  }

  @Test("Refuses a body that is too long, announced or not")
  func limit() throws {
    var options = HTTPServer.Options()
    options.maximumBody = 10
    let server = HTTPServer(options) { OutgoingResponse(text: "\($0.body.count)") }
    let port = try server.start()
    defer { server.stop() }
    #expect(
      try LoopbackClient(port: port).send("POST", "/", body: .init(repeating: 1, count: 10)).text
        == "10")
    let announced = try LoopbackClient(port: port)
    try announced.write(Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n".utf8))
    #expect(try announced.read().status == 413)
    let chunked = try LoopbackClient(port: port)
    let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    try chunked.write(Array((head + "b\r\nhello world\r\n0\r\n\r\n").utf8))
    #expect(try chunked.read().status == 413)
  }

  @Test("Answers others while one connection waits, and stops while it does")
  func stopWhileWaiting() throws {
    let server = HTTPServer { request in
      OutgoingResponse(
        body: Array(request.path.utf8),
        delivery: request.path == "/slow" ? .slow(milliseconds: 3_600_000) : .plain)
    }
    let port = try server.start()
    let waiting = try LoopbackClient(port: port)
    try waiting.write(Array("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    #expect(try LoopbackClient(port: port).get("/quick").text == "/quick")
    server.stop()
    server.stop()
  }

  @Test("Starts again after a stop, and refuses to start twice or on a taken port")
  func restart() throws {
    let server = HTTPServer { _ in OutgoingResponse(text: "here") }
    let port = try server.start()
    #expect(throws: HTTPServerError.self) { try server.start() }
    let rival = HTTPServer(port: port) { _ in OutgoingResponse(text: "rival") }
    #expect(throws: HTTPServerError.self) { try rival.start() }
    server.stop()
    #expect(try LoopbackClient(port: server.start()).get("/").text == "here")
    server.stop()
  }

  @Test("Answers from several threads at once")
  func threads() async throws {
    let server = HTTPServer(threads: 2) { OutgoingResponse(text: String($0.target)) }
    let port = try server.start()
    defer { server.stop() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in 0..<8 {
        group.addTask {
          let connection = try LoopbackClient(port: port)
          for number in 0..<50 {
            let answer = try connection.get("/?\(client)-\(number)")
            #expect(answer.text == "/?\(client)-\(number)")
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
