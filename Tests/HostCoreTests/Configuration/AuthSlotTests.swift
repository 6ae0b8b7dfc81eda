import MetricSchema
import Testing

@testable import HostCore

@Suite("Auth slots in plugin.json")
struct AuthSlotTests {
  private let header = #"{ "kind": "header", "name": "X-Key", "secret": "one_key" }"#

  /// The manifest whose first provider has this slot.
  private func manifest(_ slot: String) throws(ConfigurationError) -> PluginManifest {
    try exampleManifest { $0.replacing(header, with: slot) }
  }

  private func slot(_ text: String) throws -> AuthSlot {
    try #require(try manifest(text).providers.first?.auth.first)
  }

  @Test("A client's slot has two secrets and asks by Basic for what the upstream gives by itself")
  func client() throws {
    let slot = try slot(
      #"{"kind":"oauth2_client","token_url":"https://API.one.example/token","client_id":"id","client_secret":"key"}"#
    )
    #expect(slot.kind == .oauth2Client)
    #expect(slot.field == "")
    #expect(slot.takesToken)
    #expect(
      slot.secrets == [
        AuthSlot.NamedSecret(use: .clientID, name: "id"),
        AuthSlot.NamedSecret(use: .clientSecret, name: "key"),
      ])
    #expect(slot.endpoint == TokenEndpoint(url: "https://API.one.example/token"))
    #expect(slot.endpoint?.host == "api.one.example")
    #expect(slot.endpoint?.clientAuth == .basic)
    #expect(slot.endpoint?.clientIDName == "client_id")
    #expect(slot.claims == nil)
  }

  @Test("A refresh slot says what is different, and its client secret may be left out")
  func refresh() throws {
    let slot = try slot(
      #"""
      {"kind":"oauth2_refresh","token_url":"https://api.one.example/v2/token/","client_id":"id",
       "client_secret":"key","refresh_token":"more","client_auth":"body","client_id_name":"client_key",
       "scopes":["a.read","b.read"],"name":"X-Token"}
      """#)
    #expect(slot.kind == .oauth2Refresh)
    #expect(slot.field == "X-Token")
    #expect(slot.secrets.map(\.name) == ["id", "key", "more"])
    #expect(slot.secrets.map(\.isOptional) == [false, true, false])
    #expect(
      slot.endpoint
        == TokenEndpoint(
          url: "https://api.one.example/v2/token/", clientAuth: .body, clientIDName: "client_key",
          scopes: ["a.read", "b.read"]))
  }

  @Test("A signed slot lives as long as the manifest says, else twenty minutes")
  func signed() throws {
    let text = #"{"kind":"es256_jwt","key_id":"kid","issuer":"team","private_key":"pem"}"#
    let usual = try slot(text)
    #expect(usual.secrets.map(\.use) == [.keyID, .issuer, .privateKey])
    #expect(usual.claims == TokenClaims(audience: nil, lifetimeS: 1200))
    #expect(usual.endpoint == nil)
    let long = try slot(
      text.replacing("}", with: #","audience":"appstoreconnect-v1","lifetime_s":15777000}"#))
    #expect(long.claims == TokenClaims(audience: "appstoreconnect-v1", lifetimeS: 15_777_000))
  }

  @Test("A slot that sends its secret as it is takes no token")
  func plain() throws {
    let slot = try slot(header)
    #expect(!slot.takesToken)
    #expect(slot == AuthSlot(name: "main", kind: .header, field: "X-Key", secret: "one_key"))
  }

  @Test(
    "What does not fit a kind is refused with its place",
    arguments: [
      (#"{"kind":"bearer"}"#, #" needs "secret": The secret: its name in providers.json."#),
      (
        #"{"kind":"bearer","secret":"a","token_url":"https://api.one.example/"}"#,
        #" has an unknown key "token_url"; known are kind, secret"#
      ),
      (
        #"{"kind":"oauth2","secret":"a"}"#,
        #"/kind has an unknown value "oauth2"; known are "#
          + "basic, bearer, es256_jwt, header, oauth2_client, oauth2_refresh, query"
      ),
      (#"{"secret":"a"}"#, #" needs "kind": How it is sent, and how what is sent is got."#),
      (#"[]"#, " must be an object"),
      (
        #"{"kind":"oauth2_client","client_id":"a","client_secret":"b"}"#,
        #" needs "token_url": Where tokens are issued; its host must be among the hosts."#
      ),
      (
        #"{"kind":"oauth2_client","client_id":"a","token_url":"https://api.one.example/"}"#,
        #" needs "client_secret": The app's secret: its name in providers.json."#
      ),
      (
        #"{"kind":"oauth2_refresh","client_id":"a","token_url":"https://api.one.example/"}"#,
        #" needs "refresh_token": The refresh token: its name in providers.json."#
      ),
      (
        #"{"kind":"es256_jwt","key_id":"a","issuer":"b","private_key":"c","lifetime_s":59}"#,
        "/lifetime_s must be a whole number from 60 to 15777000"
      ),
      (
        #"{"kind":"es256_jwt","key_id":"a","issuer":"b","private_key":"c","name":"a b"}"#,
        "/name must be the name of a header"
      ),
      (#"{"kind":"query","name":"","secret":"a"}"#, "/name must be the name of a query parameter"),
    ])
  func broken(text: String, problem: String) {
    let found = problems { () throws(ConfigurationError) in try manifest(text) }
    #expect(found == ["/providers/0/auth/main" + problem])
  }

  @Test(
    "Tokens are asked for at the hosts of the manifest alone, and encrypted",
    arguments: [
      ("https://evil.example/token", "must be at one of the hosts: api.one.example, cdn.one.exa"),
      ("https://api.one.example@evil.example/", "must be at one of the hosts: "),
      ("https://api.one.example:444/token", "must be at one of the hosts: "),
      ("https://api.one.example.evil.example/", "must be at one of the hosts: "),
      ("https://api.one.example?/token", "must be at one of the hosts: "),
      ("https://api.one.example/token?a=b", "must have an encoded path, and no query"),
      ("https://api.one.example/a b", "must have an encoded path, and no query"),
      ("http://api.one.example/token", #"must be a text that begins with "https://…""#),
    ])
  func hosts(url: String, problem: String) {
    let text =
      #"{"kind":"oauth2_client","client_id":"a","client_secret":"b","token_url":"\#(url)"}"#
    let found = problems { () throws(ConfigurationError) in try manifest(text) }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("/providers/0/auth/main/token_url " + problem) == true)
  }

  @Test("A scope is one word", arguments: ["a b", "", #"a\"b"#, "ü"])
  func scopes(scope: String) {
    let text = #"""
      {"kind":"oauth2_client","client_id":"a","client_secret":"b",
       "token_url":"https://api.one.example/token","scopes":["fine","\#(scope)"]}
      """#
    let found = problems { () throws(ConfigurationError) in try manifest(text) }
    #expect(found == ["/providers/0/auth/main/scopes/1 must be one scope, without a space"])
  }
}
