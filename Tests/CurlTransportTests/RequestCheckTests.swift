import CurlTransport
import HostCore
import MetricSchema
import Testing

@Suite("Curl transport: what is refused before it is sent")
struct RequestCheckTests {
  @Test(
    "An address that is none, or that holds more than an address, is refused",
    arguments: [
      "", "alice", "/users", "//127.0.0.1/", "ftp://127.0.0.1/", "file:///etc/passwd",
      "gopher://127.0.0.1/", "http:", "http://", "http:///users", "HTTP:///users",
      "http:/127.0.0.1/", "http:127.0.0.1",
      "https://:443/",
      "http://127.0.0.1:99999/", "http://127.0.0.1 /", "http://127.0.0.1/a b",
      "http://127.0.0.1/\r\nX-Key: 1", "http://127.0.0.1/\u{0}", "http://127.0.0.1/\u{7F}",
      "http://127.0.0.1/é", "http://127.0.0.1\\@example.com/", "http://a%0d%0ab/",
      "http://alice@127.0.0.1/", "http://alice:secret@127.0.0.1/",
    ])
  func addresses(url: String) async throws {
    let failure = try await CurlTransport().failure(of: HTTPRequest(url: url))
    #expect(failure.kind == .badAddress, "\(failure)")
    #expect(!failure.wasSent)
    #expect(!failure.description.contains("secret"))
  }

  @Test(
    "A header that would break out of its line, or say where the request ends, is refused",
    arguments: [
      Pair("X-Key", "secret\r\nX-Other: 1"), Pair("X-Key", "secret\n"),
      Pair("X-Key", "\u{0}secret"),
      Pair("X-Key", "secret\u{7F}"), Pair("", "secret"), Pair("X Key", "secret"),
      Pair("X:Key", "secret"), Pair("X-Kéy", "secret"), Pair("X\r\nKey", "secret"),
      Pair("Content-Length", "3"), Pair("transfer-encoding", "chunked"),
      Pair("Host", "example.com"),
      Pair("CONNECTION", "close"), Pair("Upgrade", "h2c"), Pair("Expect", "100-continue"),
    ])
  func headers(header: Pair) async throws {
    let server = try LoopbackServer.answering { _ in answer("") }
    defer { server.stop() }
    let failure = try await CurlTransport().failure(
      of: HTTPRequest(method: "POST", url: server.url(), headers: [header], body: [1, 2, 3]))
    #expect(failure.kind == .badAddress)
    #expect(!failure.wasSent)
    #expect(!failure.description.contains("secret"))
    #expect(server.connectionCount == 0)
  }

  @Test("A method that is none is refused", arguments: ["", "GET /", "GET\r\n", "CONNECT", "GÉT"])
  func methods(method: String) async throws {
    let failure = try await CurlTransport().failure(
      of: HTTPRequest(method: method, url: "http://127.0.0.1:\(try unusedPort())/"))
    #expect(failure.kind == .badAddress)
  }

  @Test("A HEAD request with a body is refused")
  func head() async throws {
    let failure = try await CurlTransport().failure(
      of: HTTPRequest(method: "HEAD", url: "http://127.0.0.1:\(try unusedPort())/", body: [1]))
    #expect(failure.kind == .badAddress)
  }

  @Test(
    "A proxy of another kind is refused",
    arguments: ["", "127.0.0.1:1", "socks4://127.0.0.1:1", "http://a b/", "file:///etc/passwd"])
  func proxies(proxy: String) async throws {
    let failure = try await CurlTransport().failure(
      of: HTTPRequest(url: "http://127.0.0.1:\(try unusedPort())/", proxy: proxy))
    #expect(failure.kind == .badAddress)
  }

  @Test("Certificates that cannot be read are refused at once")
  func certificates() {
    #expect(throws: CurlTransportError.self) { try CurlTransport(certificates: "/nowhere/ca.pem") }
  }
}
