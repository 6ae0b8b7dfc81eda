import MetricSchema
import Testing

@testable import HostCore

@Suite("Redirects")
struct RedirectTests {
  private let builder: RequestBuilder
  private let simulated: RequestBuilder

  init() throws {
    let one = try #require(exampleManifest().providers.first)
    builder = RequestBuilder(one, ProviderSettings())
    var settings = ProviderSettings()
    settings.baseURL = "http://127.0.0.1:8080/one"
    simulated = RequestBuilder(one, settings)
  }

  private func sent(_ method: String = "GET") -> HTTPRequest {
    HTTPRequest(
      method: method, url: "https://api.one.example/v1/a/b?x=1&y=/z",
      headers: [Pair("X-Key", "secret"), Pair("Content-Type", "text/plain")],
      body: method == "POST" ? [1, 2] : nil)
  }

  @Test(
    "Places of the manifest's hosts are followed over https",
    arguments: [
      ("https://api.one.example/new?k=v", "https://api.one.example/new?k=v"),
      ("https://cdn.one.example/", "https://cdn.one.example/"),
      ("HTTPS://CDN.One.Example/", "HTTPS://CDN.One.Example/"),
      ("https://cdn.one.example", "https://cdn.one.example"),
      ("//cdn.one.example/c", "https://cdn.one.example/c"),
      ("/new", "https://api.one.example/new"),
      ("/new#part", "https://api.one.example/new"),
      ("?x=2", "https://api.one.example/v1/a/b?x=2"),
      ("c", "https://api.one.example/v1/a/c"),
      ("c/d?u=https://x.example", "https://api.one.example/v1/a/c/d?u=https://x.example"),
    ])
  func allowed(place: String, url: String) {
    #expect(builder.redirected(sent(), to: place, status: 302)?.url == url)
  }

  @Test(
    "Other places are refused",
    arguments: [
      "", "#", "https://evil.example/", "http://api.one.example/", "//evil.example",
      "https://api.one.example.evil.example/", "https://api.one.example@evil.example/",
      "https://api.one.example:444/", "https://api.one.example\\@evil.example/",
      "https:///evil.example/", "https://", "ftp://api.one.example/", "javascript:alert(1)",
      "file:///etc/passwd", "https://api.one.example/a b", "https://api.one.example/\u{7F}",
      "https://api.one.example/ü", "https://127.0.0.1/", "https://.api.one.example/",
    ])
  func refused(place: String) {
    #expect(builder.redirected(sent(), to: place, status: 302) == nil)
  }

  @Test("With a base_url only its origin is followed")
  func base() {
    let request = HTTPRequest(url: "http://127.0.0.1:8080/one/v1")
    #expect(
      simulated.redirected(request, to: "/one/v2", status: 302)?.url
        == "http://127.0.0.1:8080/one/v2")
    for place in [
      "https://api.one.example/", "http://127.0.0.1:8081/", "http://127.0.0.1/",
      "https://127.0.0.1:8080/", "http://127.0.0.1:8080.evil.example/",
    ] {
      #expect(simulated.redirected(request, to: place, status: 302) == nil, "\(place)")
    }
  }

  @Test(
    "Method and body stay where the status says so, else a GET follows",
    arguments: [
      (301, "POST", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (307, "POST", "POST"),
      (308, "POST", "POST"), (302, "HEAD", "HEAD"), (307, "GET", "GET"),
    ])
  func methods(status: Int, method: String, following: String) throws {
    let next = try #require(builder.redirected(sent(method), to: "/new", status: status))
    #expect(next.method == following)
    #expect(next.body == (following == "POST" ? [1, 2] : nil))
    let keepsType = following == "POST" || following == "HEAD" || status == 307
    #expect(next.headers.contains { $0.name == "Content-Type" } == keepsType)
    #expect(next.headers.first == Pair("X-Key", "secret"))
  }
}
