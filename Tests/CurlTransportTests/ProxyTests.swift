import CurlTransport
import Glibc
import HostCore
import MetricSchema
import Testing

@Suite("Curl transport: proxies", .timeLimit(.minutes(10)))
struct ProxyTests {
  @Test("A request goes through the proxy it names, also to loopback")
  func named() async throws {
    let proxy = try LoopbackServer.answering { _ in answer("by proxy") }
    defer { proxy.stop() }
    let received = try await CurlTransport().answer(
      to: HTTPRequest(url: "http://127.0.0.1:1/users", proxy: proxy.url()))
    #expect(received.text == "by proxy")
    #expect(proxy.requests.map(\.line) == ["GET http://127.0.0.1:1/users HTTP/1.1"])
  }

  @Test("The next request on the same handle goes without it")
  func forgotten() async throws {
    let proxy = try LoopbackServer.answering { _ in answer("by proxy") }
    let server = try LoopbackServer.answering { _ in answer("directly") }
    defer {
      proxy.stop()
      server.stop()
    }
    let transport = try CurlTransport()
    _ = try await transport.answer(to: HTTPRequest(url: server.url(), proxy: proxy.url()))
    let received = try await transport.answer(to: HTTPRequest(url: server.url()))
    #expect(received.text == "directly")
  }

  @Test("A tunnel that the proxy refuses leaves nothing sent, nor a header shown to the proxy")
  func tunnel() async throws {
    let proxy = try LoopbackServer.answering { _ in answer("no", status: "403 Forbidden") }
    defer { proxy.stop() }
    let failure = try await CurlTransport().failure(
      of: HTTPRequest(
        url: "https://127.0.0.1:1/users?key=secret", headers: [Pair("X-Key", "secret")],
        proxy: proxy.url()))
    #expect(failure.kind == .unreachable)
    #expect(!failure.wasSent)
    #expect(!failure.description.contains("secret"))
    #expect(proxy.requests.map(\.line) == ["CONNECT 127.0.0.1:1 HTTP/1.1"])
    #expect(proxy.requests.map { $0.values("X-Key") } == [[]])
  }

  @Test("A proxy that answers with headers without end is given up, and nothing sent")
  func flood() async throws {
    let proxy = try LoopbackServer { connection in
      _ = connection.receiveRequest()
      connection.send("HTTP/1.1 200 OK\r\n")
      while connection.send("X: y\r\n") {}
    }
    defer { proxy.stop() }
    let failure = try await CurlTransport().failure(
      of: HTTPRequest(url: "https://127.0.0.1:1/", proxy: proxy.url()))
    #expect(failure.kind == .tooLarge)
    #expect(!failure.wasSent)
  }

  @Test("A proxy at which nobody listens makes the host unreachable")
  func refused() async throws {
    let failure = try await CurlTransport().failure(
      of: HTTPRequest(
        url: "http://example.com/", proxy: "http://bob:secret@127.0.0.1:\(try unusedPort())"))
    #expect(failure.kind == .unreachable)
    #expect(!failure.wasSent)
    #expect(
      failure.description == "example.com cannot be reached through its proxy: Connection refused")
  }

  @Test("Proxies of the environment are not used")
  func environment() async {
    // In a process of its own: the environment is everybody's.
    await #expect(processExitsWith: .success) {
      for name in ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"] {
        setenv(name, "http://127.0.0.1:1", 1)
      }
      setenv("no_proxy", "127.0.0.1", 1)
      let server = try LoopbackServer.answering { _ in answer("directly") }
      let proxy = try LoopbackServer.answering { _ in answer("by proxy") }
      let transport = try CurlTransport()
      let direct = try await transport.answer(to: HTTPRequest(url: server.url()))
      #expect(direct.text == "directly")
      let indirect = try await transport.answer(
        to: HTTPRequest(url: server.url(), proxy: proxy.url()))
      #expect(indirect.text == "by proxy")
    }
  }
}
