import MetricSchema
import Testing

@testable import HostCore

@Suite("providers.json")
struct HostConfigurationTests {
  private let everything = #"""
    {
      "$schema": "schema.json",
      "plugins": ["Plugins", "/opt/more"],
      "allow_unconfined": true,
      "keep_answers": false,
      "platforms": {
        "example": {
          "use": ["example.one", "example.two"],
          "operations": { "posts": ["example.two"], "trending_audio": ["example.one"] }
        }
      },
      "providers": {
        "example.one": {
          "secrets": { "one_key": ["env:ONE", "file:keys/one"] },
          "limits": [
            { "requests": 600000, "per": "month", "zone": "Europe/Berlin", "margin": 0.8 },
            { "requests": 500, "per": "day", "call": "pages" }
          ],
          "margin": 0.9,
          "request_cap": 0,
          "cost": { "per_request": 0.0002, "currency": "USD" },
          "carrier": "in-process",
          "base_url": "http://127.0.0.1:8080/one/",
          "proxy": "socks5h://127.0.0.1:9050",
          "timeout_ms": 5000,
          "maximum_bytes": 1048576,
          "parallel": 3,
          "settings": { "region": "DE", "pages": 3, "share": 0.25, "strict": true, "half": -1.5 }
        }
      }
    }
    """#

  @Test("Every key is read")
  func everyKey() throws {
    let read = try configuration(everything)
    #expect(read.file == "providers.json")
    #expect(read.pluginFolders == ["Plugins", "/opt/more"])
    #expect(read.allowsUnconfined)
    #expect(!read.keepsAnswers)
    #expect(
      read.platforms == [
        "example": HostConfiguration.Route(
          use: ["example.one", "example.two"],
          operations: [.posts: ["example.two"], .trendingAudio: ["example.one"]])
      ])
    #expect(Array(read.providers.keys) == ["example.one"])
    let one = try #require(read.providers["example.one"])
    #expect(one.secrets == ["one_key": ["env:ONE", "file:keys/one"]])
    #expect(
      one.limits == [
        LimitSetting(requests: 600_000, window: .month, margin: 0.8, zone: "Europe/Berlin"),
        LimitSetting(requests: 500, window: .day, call: "pages"),
      ])
    #expect(one.margin == 0.9)
    #expect(one.requestCap == nil)
    #expect(one.cost == ProviderSettings.Cost(perUnit: 0.0002, currency: "USD"))
    #expect(one.carrier == .inProcess)
    #expect(one.baseURL == "http://127.0.0.1:8080/one/")
    #expect(one.proxy == "socks5h://127.0.0.1:9050")
    #expect(one.timeoutMs == 5000)
    #expect(one.maximumBytes == 1_048_576)
    #expect(one.parallel == 3)
    #expect(
      String(decoding: one.settings, as: UTF8.self)
        == #"{"region":"DE","pages":3,"share":0.25,"strict":true,"half":-1.5}"#)
  }

  @Test("The document of this test has every key that the shape has")
  func coversTheShape() {
    let keys = Self.keys(of: HostConfiguration.shape)
    let operations = Set(Operation.names)
    let missing = keys.filter { !operations.contains($0) && !everything.contains("\"\($0)\"") }
    #expect(keys.count > 25)
    #expect(missing == [])
  }

  @Test("An empty object gives the defaults")
  func defaults() throws {
    let read = try configuration("{}")
    #expect(read.pluginFolders == [])
    #expect(read.platforms == [:])
    #expect(read.providers == [:])
    #expect(!read.allowsUnconfined)
    #expect(read.keepsAnswers)
    let one = try #require(
      try configuration(#"{"providers":{"example.one":{}}}"#).providers["example.one"])
    #expect(one == ProviderSettings())
    #expect(one.limits == nil)
    #expect(one.margin == 1)
    #expect(one.requestCap == 500)
    #expect(one.carrier == .confined)
    #expect(one.timeoutMs == 30_000)
    #expect(one.maximumBytes == 16_777_216)
    #expect(one.parallel == 8)
    #expect(one.settings == Array("{}".utf8))
  }

  @Test("A cap is kept, and 0 lifts it", arguments: [(1, 1), (500, 500), (0, nil)])
  func cap(written: Int64, read: Int64?) throws {
    let text = #"{"providers":{"example.one":{"request_cap":\#(written)}}}"#
    #expect(try configuration(text).providers["example.one"]?.requestCap == read)
  }

  @Test("An operation that there is not gives its place and the nearest")
  func unknownOperation() {
    let text = #"{"platforms":{"example":{"use":["a"],"operations":{"post s":["b"]}}}}"#
    let found = problems { () throws(ConfigurationError) in try configuration(text) }
    #expect(
      found == [
        #"/platforms/example/operations has an unknown key "post s"; did you mean "posts"?"#
      ])
  }

  private static func keys(of shape: Shape) -> Set<String> {
    switch shape {
    case .object(let members):
      members.reduce(into: []) { $0.formUnion(keys(of: $1.shape).union([$1.name])) }
    case .variants(let key, let about, let variants):
      variants.reduce(into: []) { $0.formUnion(keys(of: .object($1.all(by: key, about)))) }
    case .list(let element, _): keys(of: element)
    case .map(let value): keys(of: value)
    case .text, .prefixed, .integer, .number, .flag, .settings: []
    }
  }
}
