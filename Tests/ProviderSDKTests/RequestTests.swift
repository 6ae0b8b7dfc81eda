import MetricSchema
import ProviderSDK
import Testing

@Suite("Requests")
struct RequestTests {
  private enum Call: String, CaseIterable {
    case list
    case one = "one.more"
  }

  @Test(
    "A text becomes one component of a path",
    arguments: [
      ("alice", "alice"), ("Alice_b-c.d~1", "Alice_b-c.d~1"), ("@alice", "@alice"),
      ("did:plc:a", "did:plc:a"),
      ("a b", "a%20b"), ("a/b", "a%2Fb"), ("a?b#c&d=e", "a%3Fb%23c%26d%3De"), ("%41", "%2541"),
      ("ä", "%C3%A4"), ("👋", "%F0%9F%91%8B"), ("\r\n\u{0}", "%0D%0A%00"), ("", ""), (".", "%2E"),
      ("..", "%2E%2E"), ("...", "..."), ("../x", "..%2Fx"), ("a+b", "a%2Bb"),
    ])
  func components(text: String, component: String) { #expect(pathComponent(text) == component) }

  @Test(
    "Percent-encoding is taken away where there is some",
    arguments: [
      ("", ""), ("abc", "abc"), ("a%20b", "a b"), ("%C3%A4%c3%a4", "ää"), ("%", "%"), ("%2", "%2"),
      ("%zz", "%zz"), ("%%41", "%A"), ("100%", "100%"), ("a+b", "a+b"),
    ])
  func decoding(text: String, decoded: String) { #expect(percentDecoded(text) == decoded) }

  @Test("Values without a value are left out, the order is kept")
  func query() {
    let request = Request<Call>(.one, "/v1", ["b": "1", "a": nil, "c": "", "b": "2"], as: .lookup)
    #expect(request.message.query == [Pair("b", "1"), Pair("c", ""), Pair("b", "2")])
    #expect(request.message.call == "one.more")
    #expect(request.message.role == .lookup)
    #expect(request.query("b") == "1")
    #expect(request.query("a") == nil)
  }

  @Test("Changes make a new request and leave the old one")
  func changes() {
    let first = Request<Call>(.list, "/v1", ["cursor": "1"])
    let next = first.setting("cursor", "2").setting("sort", "new").repeating("id", ["x", "y"])
    #expect(
      next.message.query == [
        Pair("cursor", "2"), Pair("sort", "new"), Pair("id", "x"), Pair("id", "y"),
      ])
    #expect(first.message.query == [Pair("cursor", "1")])
    let sent = first.on(host: "b.example.com").posting([1], type: "x/y").followingRedirects()
      .message
    #expect(sent.host == "b.example.com")
    #expect(sent.method == "POST")
    #expect(sent.body == [1])
    #expect(sent.headers == [Pair("content-type", "x/y")])
    #expect(sent.redirects == .followAllowed)
  }

  @Test("A request of a call that the provider does not have is none")
  func unknownCall() {
    var message = Request<Call>(.list, "/").message
    #expect(Request<Call>(message)?.call == .list)
    message.call = "two"
    #expect(Request<Call>(message) == nil)
    message.call = nil
    #expect(Request<Call>(message) == nil)
  }

  @Test("An address is taken apart as people paste it")
  func links() throws {
    let link = try #require(
      Link("https://WWW.Example.com/@alice/a%20b//c/?lang=en&q=x%26y&e&e=2#top"))
    #expect(link.host == "www.example.com")
    #expect(link.path == ["@alice", "a b", "c"])
    #expect(link.query("lang") == "en")
    #expect(link.query("q") == "x&y")
    #expect(link.query("e") == "")
    #expect(link.query("z") == nil)
    #expect(link.isAt("example.com"))
    #expect(!link.isAt("ample.com"))
    #expect(Link("example.com/x")?.path == ["x"])
    #expect(Link("example.com/")?.path == [])
  }

  @Test(
    "What is no address is none",
    arguments: [
      "", "alice", "@alice", "alice.example.com", "a/b", "ftp://example.com/x", "https://",
      "exämple.com/x", "https:///x", "example.com?x=/1",
    ])
  func noLink(text: String) { #expect(Link(text) == nil) }

  @Test("A page is as large as the job wants and the upstream gives")
  func pageSizes() {
    for (limit, size) in [
      (nil, "50"), (0, "1"), (-5, "1"), (7, "7"), (50, "50"), (51, "50"), (.max, "50"),
    ] as [(Int64?, String)] {
      #expect(FetchJob(.posts, [], limit: limit).pageSize(atMost: 50) == size)
    }
  }

  @Test("Settings are flat texts, numbers and flags")
  func settings() throws {
    let json = Array(#"{"a":"x","b":3,"c":true,"d":"false","f":1.5}"#.utf8)
    let settings = try Configuration(providerID: "p", json: json)
    #expect(settings["a"] == "x")
    #expect(settings["b"] == "3")
    #expect(settings["c"] == "true")
    #expect(settings["f"] == "1.5")
    #expect(settings["e"] == nil)
    #expect(try settings.flag("c", otherwise: false))
    #expect(try !settings.flag("d", otherwise: true))
    #expect(try settings.flag("e", otherwise: true))
    #expect(throws: ProviderError.self) { try settings.flag("a", otherwise: true) }
    #expect(try Configuration(providerID: "p", json: [])["a"] == nil)
    for wrong in ["[]", "1", "{", #"{"a":{}}"#, #"{"a":[1]}"#, #"{"a":null}"#] {
      let error = #expect(throws: ProviderError.self) {
        try Configuration(providerID: "p", json: Array(wrong.utf8))
      }
      #expect(error?.failure == .invalidInput, "\(wrong)")
    }
  }
}
