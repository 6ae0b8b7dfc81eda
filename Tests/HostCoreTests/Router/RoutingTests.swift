import MetricSchema
import Testing

@testable import HostCore

@Suite("Which provider serves")
struct RoutingTests {
  private let secrets = KnownSecrets(values: ["env:ONE": "1111", "env:TWO": "2222"])

  private func factory(_ text: String) throws -> ProviderFactory {
    try ProviderFactory(configuration(text), [exampleManifest()], secrets: secrets)
  }

  private let settings = #"""
    "providers": { "example.one": { "secrets": { "one_key": ["env:ONE"] } },
                   "example.two": { "secrets": { "two_key": ["env:TWO"] } } }
    """#

  private func route(_ platforms: String, _ operation: Operation) throws -> Routing {
    try factory("{ \(platforms) \(settings) }").route("example", operation)
  }

  @Test("Without a route the manifest's order holds")
  func unrouted() throws {
    let routing = try route("", .posts)
    #expect(
      routing.candidates.map(\.provider.id) == ["example.one", "example.two", "example.free"])
    #expect(routing.skipped == [])
  }

  @Test("The configured order holds, and leaves out who is not named")
  func order() throws {
    let use = #""platforms": { "example": { "use": ["example.free", "example.one"] } },"#
    let routing = try route(use, .posts)
    #expect(routing.candidates.map(\.provider.id) == ["example.free", "example.one"])
    #expect(routing.skipped == [])
  }

  @Test("The order of an operation takes the place of the general one, for it alone")
  func perOperation() throws {
    let use = #"""
      "platforms": { "example": { "use": ["example.one"],
                                  "operations": { "posts": ["example.two", "example.free"] } } },
      """#
    #expect(
      try route(use, .posts).candidates.map(\.provider.id) == ["example.two", "example.free"])
    #expect(try route(use, .profile).candidates.map(\.provider.id) == ["example.one"])
  }

  @Test("Who lacks the operation is left out, and says so")
  func unsupported() throws {
    let routing = try route("", .comments)
    #expect(routing.candidates.map(\.provider.id) == ["example.one"])
    #expect(
      routing.skipped == [
        Skip(provider: "example.two", reason: .unsupported(.comments)),
        Skip(provider: "example.free", reason: .unsupported(.comments)),
      ])
    #expect(routing.skipped.first?.description == "example.two has no operation comments")
    #expect(routing.skipped.first?.canBeMended == false)
  }

  @Test("A platform that nobody serves has no candidates")
  func unknownPlatform() throws {
    let routing = try factory("{}").route("elsewhere", .posts)
    #expect(routing.candidates.isEmpty)
    #expect(routing.skipped == [])
  }

  @Test(
    "A missing secret names what to set",
    arguments: [
      (
        #"["env:MISSING"]"#,
        "example.one needs the secret one_key; set the environment variable MISSING"
      ),
      (
        #"["file:keys/one"]"#, "example.one needs the secret one_key; set the file keys/one"
      ),
      (
        #"["env:MISSING", "file:keys/one"]"#,
        "example.one needs the secret one_key; set the environment variable MISSING or the file keys/one"
      ),
    ])
  func missingSecret(sources: String, sentence: String) throws {
    let text = #"{"providers":{"example.one":{"secrets":{"one_key":\#(sources)}}}}"#
    let routing = try factory(text).route("example", .profile)
    #expect(routing.candidates.isEmpty)
    #expect(routing.skipped.first?.description == sentence)
    #expect(routing.skipped.first?.canBeMended == true)
  }

  @Test("A secret that the configuration does not mention gives an example")
  func unmentioned() throws {
    let routing = try factory("{}").route("example", .profile)
    #expect(
      routing.skipped.first?.description
        == #"example.one needs the secret one_key; say where it is under "providers": "example.one": { "secrets": { "one_key": ["env:NAME"] } }"#
    )
  }

  @Test("A keyless provider has one key without slots")
  func keyless() throws {
    let free = try #require(try factory("{}").route("example", .posts).candidates.first)
    #expect(free.provider.id == "example.free")
    #expect(free.keys == [ProviderKey(number: 0, slots: [])])
  }

  @Test("Several secrets are pooled in their order; one that is missing is left out")
  func pooled() throws {
    let text = #"""
      { "providers": { "example.one": { "secrets": {
        "one_key": ["env:ONE", "env:MISSING", "env:TWO"] } } } }
      """#
    let one = try #require(try factory(text).route("example", .profile).candidates.first)
    #expect(one.keys.map { $0.slots.map(\.sent) } == [["1111"], ["2222"]])
    #expect(one.keys.allSatisfy { $0.slots.map(\.slot.name) == ["main"] })
    // Limits are counted by the place in the list, so that a key that comes back finds its own count.
    #expect(one.keys.map(\.number) == [0, 2])
  }

  /// The keys of a provider with two slots.
  private func pairs(
    _ first: String, _ second: String, _ values: [String: String]
  ) throws -> [ProviderKey] {
    let manifest = try exampleManifest {
      $0.replacing(
        #""auth": { "main": { "kind": "header", "name": "X-Key", "secret": "one_key" } }"#,
        with: #"""
          "auth": { "main": { "kind": "header", "name": "X-Key", "secret": "one_key" },
                    "app": { "kind": "query", "name": "app", "secret": "app_id" } }
          """#)
    }
    let text = #"""
      { "providers": { "example.one": { "secrets": {
        "one_key": [\#(first)], "app_id": [\#(second)] } } } }
      """#
    let factory = try ProviderFactory(
      configuration(text), [manifest], secrets: KnownSecrets(values: values))
    return try factory.keys(try #require(manifest.providers.first))
  }

  @Test("Of two secrets the one with fewer values is used again")
  func paired() throws {
    let keys = try pairs(
      #""env:ONE", "env:TWO""#, #""env:APP""#,
      ["env:ONE": "1111", "env:TWO": "2222", "env:APP": "3333"])
    #expect(keys.map { $0.slots.map(\.sent) } == [["1111", "3333"], ["2222", "3333"]])
  }

  @Test("Secrets of two slots stay paired where one of a pair is missing")
  func incomplete() throws {
    let (first, second) = (#""env:A1", "env:A2""#, #""env:B1", "env:B2""#)
    let keys = try pairs(first, second, ["env:A2": "2222", "env:B1": "3333", "env:B2": "4444"])
    #expect(keys.map { $0.slots.map(\.sent) } == [["2222", "4444"]])
    #expect(keys.map(\.number) == [1])
    #expect(throws: MissingSecret.self) {
      try pairs(first, second, ["env:A2": "2222", "env:B1": "3333"])
    }
  }

  /// A provider whose slot has several secrets, and the names of what its keys hold.
  private func app(_ secrets: String, _ known: [String: String]) throws -> [[String]] {
    let manifest = try exampleManifest {
      $0.replacing(
        #"{ "kind": "header", "name": "X-Key", "secret": "one_key" }"#,
        with: #"""
          { "kind": "oauth2_refresh", "token_url": "https://api.one.example/token",
            "client_id": "id", "client_secret": "key", "refresh_token": "more" }
          """#)
    }
    let factory = try ProviderFactory(
      configuration(#"{ "providers": { "example.one": { "secrets": { \#(secrets) } } } }"#),
      [manifest], secrets: KnownSecrets(values: known))
    let provider = try #require(manifest.providers.first)
    return try factory.keys(provider).map { $0.slots.flatMap(\.secrets).map(\.text) }
  }

  @Test("Secrets of one slot belong together: where one is missing its pair is left out")
  func together() throws {
    let lists = #"""
      "id": ["env:A1", "env:A2", "env:A3"], "key": ["env:B1", "env:B2", "env:B3"], "more": ["env:C"]
      """#
    let known = ["env:A1": "a1", "env:A2": "a2", "env:A3": "a3", "env:B1": "b1", "env:B3": "b3"]
    let all = known.merging(["env:C": "c"]) { $1 }
    #expect(try app(lists, all) == [["a1", "b1", "c"], ["a3", "b3", "c"]])
    let missing = #expect(throws: MissingSecret.self) { try app(lists, known) }
    #expect(
      missing?.description == "example.one needs the secret more; set the environment variable C")
  }

  @Test("A client secret that may be left out is missing only where a place is named for it")
  func optional() throws {
    let known = ["env:A": "a", "env:C": "c"]
    #expect(try app(#""id": ["env:A"], "more": ["env:C"]"#, known) == [["a", "c"]])
    let named = #expect(throws: MissingSecret.self) {
      try app(#""id": ["env:A"], "key": ["env:B"], "more": ["env:C"]"#, known)
    }
    #expect(named?.secret == "key")
    let unnamed = #expect(throws: MissingSecret.self) { try app(#""id": ["env:A"]"#, known) }
    #expect(unnamed?.secret == "more")
    #expect(unnamed?.sources == [])
  }

  @Test("Lists of one slot's secrets are as long as one another, or of one")
  func unpaired() {
    let error = #expect(throws: ConfigurationError.self) {
      try app(
        #""id": ["env:A", "env:B"], "key": ["env:A", "env:B", "env:C"], "more": ["env:D"]"#, [:])
    }
    #expect(
      error?.problems == [
        ConfigurationProblem(
          "/providers/example.one/secrets/key",
          "has 3 sources where id has 2: they belong together, the first with the first")
      ])
  }

  @Test("The factory knows its platforms, providers and settings")
  func lookUps() throws {
    let other = try exampleManifest { $0.replacing("example", with: "another") }
    let text = #"{"providers":{"example.two":{"parallel":2}}}"#
    let factory = try ProviderFactory(
      configuration(text), [exampleManifest(), other], secrets: secrets)
    #expect(factory.platforms == ["another", "example"])
    #expect(factory.manifest("another.two")?.plugin.platform == "another")
    #expect(factory.manifest("example.nobody") == nil)
    #expect(factory.settings("example.two").parallel == 2)
    #expect(factory.settings("example.one") == ProviderSettings())
  }
}
