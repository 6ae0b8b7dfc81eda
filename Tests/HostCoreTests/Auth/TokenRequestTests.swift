import MetricSchema
import Testing

@testable import HostCore

@Suite("Requests for tokens")
struct TokenRequestTests {
  private let secrets: [AuthSlot.SecretUse: String] = [
    .clientID: "alice's app", .clientSecret: "s3:cr&t", .refreshToken: "r/1+2",
  ]

  private func request(
    _ members: String, _ uses: [AuthSlot.SecretUse], base: String? = nil
  ) throws -> HTTPRequest {
    let slot = #"""
      { "token_url": "https://api.one.example/v2/token", "client_id": "a", "client_secret": "b",
        \#(members) }
      """#
    let manifest = try exampleManifest {
      $0.replacing(#"{ "kind": "header", "name": "X-Key", "secret": "one_key" }"#, with: slot)
    }
    let provider = try #require(manifest.providers.first)
    let filled = FilledSlot(
      slot: try #require(provider.auth.first),
      secrets: uses.map { FilledSlot.Secret(use: $0, source: "env:A", text: secrets[$0] ?? "") })
    var settings = ProviderSettings()
    settings.baseURL = base
    settings.timeoutMs = 700
    settings.proxy = "http://127.0.0.1:3128"
    return try #require(
      RequestBuilder(provider, settings).tokenRequest(
        filled, refreshToken: filled[.refreshToken]))
  }

  private func body(_ request: HTTPRequest) -> String {
    String(decoding: request.body ?? [], as: UTF8.self)
  }

  private func authorization(_ request: HTTPRequest) -> String? {
    request.headers.first { $0.name == "authorization" }?.value
  }

  private let client = #""kind": "oauth2_client""#
  private let refresh = #""kind": "oauth2_refresh", "refresh_token": "c""#

  @Test("A client shows who it is by Basic, and asks for nothing that is not named")
  func basic() throws {
    let request = try request(client, [.clientID, .clientSecret])
    #expect(request.method == "POST")
    #expect(request.url == "https://api.one.example/v2/token")
    #expect(body(request) == "grant_type=client_credentials")
    #expect(authorization(request) == "Basic YWxpY2UlMjdzK2FwcDpzMyUzQWNyJTI2dA==")
    #expect(
      request.headers.dropLast() == [
        Pair("content-type", "application/x-www-form-urlencoded"),
        Pair("accept", "application/json"), Pair("user-agent", "patchbay/0.1"),
      ])
    #expect(request.timeoutMs == 700)
    #expect(request.proxy == "http://127.0.0.1:3128")
    #expect(request.maximumBytes == 65_536)
  }

  @Test("In the body the id may have another name")
  func inBody() throws {
    let request = try request(
      client + #", "client_auth": "body", "client_id_name": "client_key", "scopes": ["a.b", "c"]"#,
      [.clientID, .clientSecret])
    #expect(
      body(request)
        == "grant_type=client_credentials&scope=a.b+c&client_key=alice%27s+app&client_secret=s3%3Acr%26t"
    )
    #expect(authorization(request) == nil)
  }

  @Test("A refresh token goes into the body")
  func refreshes() throws {
    let request = try request(refresh, [.clientID, .clientSecret, .refreshToken])
    #expect(body(request) == "grant_type=refresh_token&refresh_token=r%2F1%2B2")
    #expect(authorization(request)?.hasPrefix("Basic ") == true)
  }

  @Test("An app without a secret names itself in the body (RFC 6749, 3.2.1)")
  func publicClient() throws {
    let request = try request(refresh, [.clientID, .refreshToken])
    #expect(
      body(request)
        == "grant_type=refresh_token&refresh_token=r%2F1%2B2&client_id=alice%27s+app")
    #expect(authorization(request) == nil)
  }

  @Test("base_url takes the place of the host here too")
  func base() throws {
    let request = try request(
      client, [.clientID, .clientSecret], base: "http://127.0.0.1:8080/one/")
    #expect(request.url == "http://127.0.0.1:8080/one/v2/token")
  }
}
