import FastJSON

/// Where a secret goes in a request, or a token that is got with secrets.
public struct AuthSlot: Hashable, Sendable {
  /// How it is sent, and how what is sent is got.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A header called `name`.
    case header
    /// A query parameter called `name`.
    case query
    /// `Authorization: Bearer`.
    case bearer
    /// `Authorization: Basic`; the secret is `user:password`.
    case basic
    /// A token that is issued to the app itself (RFC 6749, 4.4), as a bearer or in the header called `name`.
    case oauth2Client = "oauth2_client"
    /// A token that is issued for a refresh token (RFC 6749, 6), as a bearer or in the header called `name`.
    case oauth2Refresh = "oauth2_refresh"
    /// A token that the host signs (RFC 7519, ES256), as a bearer or in the header called `name`.
    case es256JWT = "es256_jwt"
  }

  /// What a secret is for; the texts are the keys under which a manifest names it.
  public enum SecretUse: String, CaseIterable, Hashable, Sendable {
    /// It is sent as it is.
    case secret
    /// The app's id at the token endpoint.
    case clientID = "client_id"
    /// The app's password at the token endpoint.
    case clientSecret = "client_secret"
    /// What a token is issued for.
    case refreshToken = "refresh_token"
    /// The id of the key that signs.
    case keyID = "key_id"
    /// Who signs: the team at Apple.
    case issuer
    /// The key that signs, as PEM.
    case privateKey = "private_key"
  }

  /// A secret as `providers.json` names it.
  public struct NamedSecret: Hashable, Sendable {
    /// What it is for.
    public var use: SecretUse
    /// Its name.
    public var name: String
    /// Whether it may be left out.
    public var isOptional = false
  }

  /// The slot's name, as requests give it.
  public var name: String
  /// How it is sent, and how what is sent is got.
  public var kind: Kind
  /// The header or parameter; empty for `Authorization`.
  public var field: String
  /// The secrets that it needs.
  public var secrets: [NamedSecret]
  /// Who issues its tokens; `nil` where nobody is asked.
  public var endpoint: TokenEndpoint?
  /// What its tokens say; `nil` where the host signs none.
  public var claims: TokenClaims?

  /// Creates a slot of a kind that sends its one secret as it is.
  init(name: String, kind: Kind, field: String, secret: String) {
    self.name = name
    self.kind = kind
    self.field = field
    secrets = [NamedSecret(use: .secret, name: secret)]
  }

  /// Whether a token is sent in place of the secrets.
  public var takesToken: Bool { endpoint != nil || claims != nil }
}

/// Who issues tokens, and how it is asked.
public struct TokenEndpoint: Hashable, Sendable {
  /// How an app shows who it is (RFC 6749, 2.3.1).
  public enum ClientAuth: String, CaseIterable, Hashable, Sendable {
    /// Id and secret as `Authorization: Basic`.
    case basic
    /// Id and secret in the body.
    case body
  }

  /// The address: `https://host/path`.
  public var url: String
  /// How the app shows who it is.
  public var clientAuth = ClientAuth.basic
  /// The parameter with the app's id, where it is in the body.
  public var clientIDName = "client_id"
  /// What the token shall be good for; empty for what the upstream gives by itself.
  public var scopes: [String] = []

  /// The host of the address, in lower case.
  public var host: String { url.dropFirst("https://".count).prefix { $0 != "/" }.lowercased() }
  /// What follows the host.
  var path: String { String(url.dropFirst("https://".count).drop { $0 != "/" }) }
}

/// What a token says beside who signed it, and when.
public struct TokenClaims: Hashable, Sendable {
  /// Whom it is for, where the upstream wants to read that.
  public var audience: String?
  /// How long it is good, in seconds.
  public var lifetimeS: Int64

  /// The lifetime where a manifest states none: the longest that App Store Connect takes.
  public static let usualLifetimeS: Int64 = 1200
  /// The longest lifetime, six months: more Apple Music does not take.
  public static let longestLifetimeS: Int64 = 15_777_000
}

extension AuthSlot {
  /// The shape of a slot in `plugin.json`.
  static let shape = Shape.variants(
    by: "kind", "How it is sent, and how what is sent is got.",
    [
      .init(Kind.header, [.init("name", .text(), required: true, "The header."), secret]),
      .init(Kind.query, [.init("name", .text(), required: true, "The query parameter."), secret]),
      .init(Kind.bearer, [secret]),
      .init(Kind.basic, [secret]),
      .init(Kind.oauth2Client, [id, member(.clientSecret, "The app's secret"), header] + endpoint),
      .init(
        Kind.oauth2Refresh,
        [
          id, member(.clientSecret, "The secret of an app that may have one", required: false),
          member(.refreshToken, "The refresh token"), header,
        ] + endpoint),
      .init(
        Kind.es256JWT,
        [
          member(.keyID, "The id of the key"), member(.issuer, "Who signs"),
          member(.privateKey, "The private key"), header,
          .init("audience", .text(), "Whom the token is for."),
          .init(
            "lifetime_s", .integer(60...TokenClaims.longestLifetimeS),
            "How long a token is good. Default \(TokenClaims.usualLifetimeS)."),
        ]),
    ])

  private static let secret = member(.secret, "The secret")
  private static let id = member(.clientID, "The app's id")
  private static let header = Shape.Member(
    "name", .text(), "The header that takes the token. Default Authorization, as a bearer.")

  private static let endpoint: [Shape.Member] = [
    .init(
      "token_url", .prefixed(["https://"]), required: true,
      "Where tokens are issued; its host must be among the hosts."),
    .init(
      "client_auth", .text(values: TokenEndpoint.ClientAuth.allCases.map(\.rawValue)),
      "Where the app's id and secret are sent. Default basic."),
    .init(
      "client_id_name", .text(), "The parameter with the app's id in a body. Default client_id."),
    .init("scopes", .list(of: .text()), "What the token shall be good for."),
  ]

  private static func member(
    _ use: SecretUse, _ what: String, required: Bool = true
  ) -> Shape.Member {
    .init(use.rawValue, .text(), required: required, "\(what): its name in providers.json.")
  }

  /// Reads a slot whose form is right.
  init(_ name: String, _ json: JSON) {
    self.name = name
    kind = json["kind"].text.flatMap(Kind.init) ?? .header
    field = json["name"].text ?? ""
    let isRefresh = kind == .oauth2Refresh
    secrets = SecretUse.allCases.compactMap { use in
      json[named: use.rawValue].text.map {
        NamedSecret(use: use, name: $0, isOptional: isRefresh && use == .clientSecret)
      }
    }
    switch kind {
    case .header, .query, .bearer, .basic: break
    case .oauth2Client, .oauth2Refresh: endpoint = TokenEndpoint(json)
    case .es256JWT:
      claims = TokenClaims(
        audience: json["audience"].text,
        lifetimeS: json["lifetime_s"].int ?? TokenClaims.usualLifetimeS)
    }
  }

  /// What is wrong with a slot whose form is right: the key, and what; `nil` where nothing is.
  func problem(hosts: [String]) -> (key: String, message: String)? {
    let isWanted = kind == .header || takesToken && !field.isEmpty
    if isWanted, !isToken(field) { return ("name", "must be the name of a header") }
    if kind == .query, field.isEmpty { return ("name", "must be the name of a query parameter") }
    guard let endpoint else { return nil }
    if !hosts.contains(endpoint.host) {
      return ("token_url", "must be at one of the hosts: \(hosts.joined(separator: ", "))")
    }
    guard endpoint.path.utf8.allSatisfy(isPathByte) else {
      return ("token_url", "must have an encoded path, and no query")
    }
    // Where a scope holds a space it is two (RFC 6749, 3.3).
    let index = endpoint.scopes.firstIndex { scope in
      scope.isEmpty || !scope.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
    }
    return index.map { ("scopes/\($0)", "must be one scope, without a space") }
  }
}

extension TokenEndpoint {
  fileprivate init(_ json: JSON) {
    url = json["token_url"].text ?? ""
    clientAuth = json["client_auth"].text.flatMap(ClientAuth.init) ?? clientAuth
    clientIDName = json["client_id_name"].text ?? clientIDName
    scopes = json["scopes"].elements.compactMap(\.text)
  }
}

extension Shape.Variant {
  fileprivate init(_ kind: AuthSlot.Kind, _ members: [Shape.Member]) {
    self.init(kind.rawValue, members)
  }
}
