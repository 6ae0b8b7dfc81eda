import MetricSchema
import Testing

@testable import HostCore

@Suite("Requests as they leave")
struct RequestBuilderTests {
  private let one: ProviderManifest

  init() throws { one = try #require(exampleManifest().providers.first) }

  private func request(_ path: String? = "/v1/posts", _ query: [Pair] = []) -> ProviderRequest {
    var request = ProviderRequest()
    request.call = "pages"
    request.path = path
    request.query = query
    return request
  }

  private func slot(_ kind: AuthSlot.Kind, _ field: String = "") -> AuthSlot {
    AuthSlot(name: "main", kind: kind, field: field, secret: "one_key")
  }

  private func build(
    _ request: ProviderRequest, _ slots: [FilledSlot] = [],
    _ edit: (inout ProviderSettings) -> Void = { _ in }
  ) throws -> HTTPRequest {
    var settings = ProviderSettings()
    edit(&settings)
    return try RequestBuilder(one, settings).build(request, slots)
  }

  private func refusal(_ request: ProviderRequest) -> String? {
    do throws(RefusedRequest) {
      _ = try RequestBuilder(one, ProviderSettings()).build(request, [])
      return nil
    } catch {
      return error.description
    }
  }

  @Test("A plain request is a GET to the first host with the constant headers and a name")
  func plain() throws {
    let built = try build(request())
    #expect(built.method == "GET")
    #expect(built.url == "https://api.one.example/v1/posts")
    #expect(
      built.headers == [Pair("x-host", "api.one.example"), Pair("user-agent", "patchbay/0.1")])
    #expect(built.body == nil)
    #expect(built.timeoutMs == 30_000)
    #expect(built.maximumBytes == 16_777_216)
    #expect(built.proxy == nil)
  }

  @Test("The operator's settings go along")
  func settings() throws {
    let built = try build(request()) {
      $0.timeoutMs = 1000
      $0.maximumBytes = 2048
      $0.proxy = "http://127.0.0.1:3128"
    }
    #expect(built.timeoutMs == 1000)
    #expect(built.maximumBytes == 2048)
    #expect(built.proxy == "http://127.0.0.1:3128")
  }

  @Test("Body, method and a user agent of its own are the provider's")
  func body() throws {
    var planned = request()
    planned.method = "POST"
    planned.body = Array("{}".utf8)
    planned.headers = [Pair("Content-Type", "application/json"), Pair("User-Agent", "Own/1")]
    let built = try build(planned)
    #expect(built.method == "POST")
    #expect(built.body == Array("{}".utf8))
    #expect(
      built.headers == [
        Pair("x-host", "api.one.example"), Pair("Content-Type", "application/json"),
        Pair("User-Agent", "Own/1"),
      ])
  }

  @Test("Names and values of the query are encoded, in their order, each as often as it stands")
  func query() throws {
    let built = try build(
      request(
        "/", [Pair("b", "x y&z=1"), Pair("a/?", "ü#%+"), Pair("b", ""), Pair("c", "A-z.9_~")]))
    #expect(
      built.url == "https://api.one.example/?b=x%20y%26z%3D1&a%2F%3F=%C3%BC%23%25%2B&b=&c=A-z.9_~")
  }

  @Test("A path that is encoded stays, and none means the root")
  func paths() throws {
    #expect(try build(request("/a%20b/c;d=e,f:@!$&'()*+~")).url.hasSuffix("c;d=e,f:@!$&'()*+~"))
    #expect(try build(request(nil)).url == "https://api.one.example/")
  }

  @Test(
    "A path that leads elsewhere or is not encoded is refused",
    arguments: [
      "", "v1", "//evil.example/", "/a b", "/a\r\nHost: evil.example", "/a\tb", "/ü", "/a\u{7F}",
      "/a?key=1", "/a#b", "/\\evil.example", "/a<b", "/a\"b", "/a{b}", "/a\u{0}", "@evil.example",
      "https://evil.example/",
    ])
  func badPaths(path: String) {
    #expect(
      refusal(request(path)) == "planned a path that does not begin with one / or is not encoded")
  }

  @Test("Hosts of the manifest are asked, in any case; others are refused")
  func hosts() throws {
    var planned = request()
    planned.host = "CDN.one.example"
    #expect(try build(planned).url == "https://cdn.one.example/v1/posts")
    for host in ["evil.example", "", "api.one.example:444", "api.one.example@evil.example", "."] {
      planned.host = host
      #expect(
        refusal(planned)
          == "planned a request to \(host), which its manifest does not allow")
    }
  }

  @Test("Calls that the manifest does not name are refused")
  func calls() {
    var planned = request()
    planned.call = "users"
    #expect(refusal(planned) == "planned the call users, which its manifest does not name")
    planned.call = nil
    #expect(refusal(planned) == "planned the call without a name, which its manifest does not name")
  }

  @Test(
    "Only reading methods are sent", arguments: ["PUT", "DELETE", "get", "CONNECT", "", "G\r\n"])
  func methods(method: String) {
    var planned = request()
    planned.method = method
    #expect(refusal(planned) == "planned the method \(method)")
  }

  @Test(
    "Headers that are the host's are refused",
    arguments: [
      "Host", "Authorization", "COOKIE", "Proxy-Authorization", "connection", "Transfer-Encoding",
      "Content-Length", "Expect", "TE", "Upgrade", "Keep-Alive", "Trailer", "x-key", "X-Key",
    ])
  func forbidden(name: String) {
    var planned = request()
    planned.headers = [Pair(name, "x")]
    #expect(refusal(planned) == "planned the header \(name), which only the host may set")
  }

  @Test(
    "Headers with a line break or a space in the name are refused",
    arguments: [
      ("X", "a\r\nHost: evil.example"), ("X", "a\nb"), ("X", "a\u{0}b"), ("X", "\u{7F}"),
      ("X: y\r\nHost", "a"), ("", "a"), ("Host ", "a"), ("Authorization:", "a"), ("Ü", "a"),
    ])
  func injected(name: String, value: String) {
    var planned = request()
    planned.headers = [Pair(name, value)]
    #expect(refusal(planned) == "planned a header that cannot be sent")
  }

  @Test(
    "Each kind of slot is filled in its way",
    arguments: [
      (.header, "X-Key", "https://api.one.example/v1/posts?a=1", Pair("X-Key", "s3:cr&t")),
      (.query, "key", "https://api.one.example/v1/posts?a=1&key=s3%3Acr%26t", nil),
      (
        .bearer, "", "https://api.one.example/v1/posts?a=1", Pair("authorization", "Bearer s3:cr&t")
      ),
      (
        .basic, "", "https://api.one.example/v1/posts?a=1",
        Pair("authorization", "Basic czM6Y3ImdA==")
      ),
    ] as [(AuthSlot.Kind, String, String, Pair?)])
  func slots(kind: AuthSlot.Kind, field: String, url: String, header: Pair?) throws {
    let built = try build(
      request("/v1/posts", [Pair("a", "1")]),
      [FilledSlot(slot: slot(kind, field), secret: "s3:cr&t")])
    #expect(built.url == url)
    let own = [header].compactMap { $0 }
    #expect(built.headers.filter { $0.name != "x-host" && $0.name != "user-agent" } == own)
  }

  @Test(
    "A token is a bearer, or stands in the header that the manifest names",
    arguments: [AuthSlot.Kind.oauth2Client, .oauth2Refresh, .es256JWT])
  func tokens(kind: AuthSlot.Kind) throws {
    for (field, header) in [
      ("", Pair("authorization", "Bearer abc")), ("X-Token", Pair("X-Token", "abc")),
    ] {
      var slot = slot(kind, field)
      slot.claims = TokenClaims(audience: nil, lifetimeS: 60)
      var filled = FilledSlot(slot: slot, secret: "s3cret")
      filled.token = "abc"
      let built = try build(request(), [filled])
      #expect(built.headers.contains(header))
      #expect(!"\(built)".contains("s3cret"))
    }
  }

  @Test("A request that names a slot gets that one alone, and an unknown one is refused")
  func named() throws {
    var other = slot(.query, "token")
    other.name = "other"
    let both = [
      FilledSlot(slot: slot(.header, "X-Key"), secret: "first"),
      FilledSlot(slot: other, secret: "second"),
    ]
    let all = try build(request(), both)
    #expect(all.url.hasSuffix("?token=second"))
    #expect(all.headers.contains(Pair("X-Key", "first")))
    var planned = request()
    planned.auth = "main"
    let main = try build(planned, both)
    #expect(main.url == "https://api.one.example/v1/posts")
    #expect(main.headers.contains(Pair("X-Key", "first")))
    planned.auth = "nobody"
    #expect(refusal(planned) == "planned the slot nobody, which its manifest does not name")
  }

  @Test(
    "base_url takes the place of the host, which must be allowed all the same",
    arguments: [
      ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/posts"),
      ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1/posts"),
      ("http://127.0.0.1:8080/one/", "http://127.0.0.1:8080/one/v1/posts"),
    ])
  func baseURL(base: String, url: String) throws {
    #expect(try build(request()) { $0.baseURL = base }.url == url)
    var planned = request()
    planned.host = "evil.example"
    #expect(throws: RefusedRequest.self) { try build(planned) { $0.baseURL = base } }
  }

  @Test(
    "Base64 (RFC 4648, 10)",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func base64(text: String, encoded: String) {
    #expect(HostCore.base64(Array(text.utf8)) == encoded)
  }
}
