import MetricSchema

@testable import HostCore

/// Worlds whose first provider is asked with tokens, which `id.one.example/token` issues.
enum TokenWorld {
  static let endpoint = "id.one.example/token"
  static let keys = ["env:ID": "app-id", "env:SECRET": "app-secret", "env:TWO": "second-key"]

  /// The provider `example.one` with a slot of these members in place of its key.
  static func make(
    _ slot: String, use: [String] = ["example.one"], _ settings: String,
    _ secrets: [String: String]
  ) throws -> World {
    try World(use: use, settings + "," + World.two(), secrets: secrets) {
      $0.replacing(
        #"{ "kind": "header", "name": "X-Key", "secret": "one_key" }"#, with: "{ \(slot) }"
      )
      .replacing(#""CDN.one.example""#, with: #""CDN.one.example", "id.one.example""#)
    }
  }

  /// A client's slot.
  static func client(
    ids: String = #""env:ID""#, secrets: String = #""env:SECRET""#, more: String = "",
    use: [String] = ["example.one"], keys: [String: String] = TokenWorld.keys
  ) throws -> World {
    try make(
      #""kind":"oauth2_client","token_url":"https://id.one.example/token","client_id":"id","client_secret":"key""#,
      use: use,
      #""example.one": { "secrets": { "id": [\#(ids)], "key": [\#(secrets)] } \#(more) }"#, keys)
  }

  /// A refresh slot, whose refresh token is at `source`; `others` are further slots, by name.
  static func refresh(
    _ source: String, use: [String] = ["example.one"], others: String = ""
  ) throws -> World {
    try make(
      #""kind":"oauth2_refresh","token_url":"https://id.one.example/token","client_id":"id","refresh_token":"more""#
        + (others.isEmpty ? "" : "}, " + others.dropLast()),
      use: use,
      #""example.one": { "secrets": { "id": ["env:ID"], "more": ["\#(source)"] } }"#,
      keys.merging([source: "refresh-1"]) { $1 })
  }

  /// A signed slot with a key at `env:PEM`.
  static func signed(
    key: String = "pem", lifetimeS: Int = 1200, use: [String] = ["example.one"]
  ) throws -> World {
    try make(
      #""kind":"es256_jwt","key_id":"kid","issuer":"team","private_key":"pem","lifetime_s":\#(lifetimeS)"#,
      use: use,
      #""example.one": { "secrets": { "kid": ["env:KID"], "team": ["env:TEAM"], "pem": ["env:PEM"] } }"#,
      ["env:KID": "KEY1234567", "env:TEAM": "TEAM123456", "env:PEM": key, "env:TWO": "second-key"])
  }
}

extension Upstream.Reply {
  /// A token, as an endpoint issues it.
  static func token(_ token: String, expiresIn: Int = 3600, _ more: String = "") -> Self {
    .answer(
      200, [:],
      #"{"access_token":"\#(token)","token_type":"bearer","expires_in":\#(expiresIn)\#(more)}"#)
  }

  /// An error, as an endpoint tells it.
  static func error(_ code: String, status: Int = 400) -> Self {
    .answer(status, [:], #"{"error":"\#(code)","error_description":"No app-secret."}"#)
  }
}

extension World {
  /// What was sent to the token endpoint, in order.
  var tokenBodies: [String] {
    upstream.requests.filter { $0.url.hasSuffix(TokenWorld.endpoint) }
      .map { String(decoding: $0.body ?? [], as: UTF8.self) }
  }

  /// What the provider's own requests bore, in order.
  var authorizations: [String] {
    upstream.requests.filter { !$0.url.hasSuffix(TokenWorld.endpoint) }
      .map { request in request.headers.first { $0.name == "authorization" }?.value ?? "" }
  }

  /// The calls that were metered, in order.
  var calls: [String] { store.uses.map(\.reservation.call) }
}
