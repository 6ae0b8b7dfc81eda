import CurlTransport
import HostCore
import MetricSchema
import Testing

@Suite("Curl transport: exchanges")
struct ExchangeTests {
  @Test("A GET arrives with its path, query and headers, and its answer comes back")
  func get() async throws {
    let server = try LoopbackServer.answering { _ in
      answer("hello alice", headers: ["Content-Type: text/plain", "X-Two: a", "x-two:  b "])
    }
    defer { server.stop() }
    let transport = try CurlTransport()
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
    #expect(request.values("Cookie") == [])
  }
}
