public import MetricSchema

/// A token that the host signs itself (RFC 7519): the compact form of a JSON Web Signature with ES256 (RFC 7515).
public struct JSONWebToken: Sendable {
  /// The id of the key, in the header.
  public var keyID: String
  /// Who signs.
  public var issuer: String
  /// Whom it is for, where that is said.
  public var audience: String?
  /// When it is signed; whole seconds count.
  public var issuedAt: Timestamp
  /// How long it is good, in seconds.
  public var lifetimeS: Int64

  /// Creates a token that is not signed yet.
  public init(
    keyID: String, issuer: String, audience: String? = nil, issuedAt: Timestamp, lifetimeS: Int64
  ) {
    self.keyID = keyID
    self.issuer = issuer
    self.audience = audience
    self.issuedAt = issuedAt
    self.lifetimeS = lifetimeS
  }

  /// The signed token.
  ///
  /// - Parameter privateKey: A key of the curve P-256 as PEM; its lines may be held apart by `\n` written out, as they
  ///   are in a variable.
  /// - Throws: ``SigningFailure`` where the key is none.
  public func signed(
    by signer: some Signer, privateKey: String
  ) throws(SigningFailure) -> String {
    let message = base64URL(header) + "." + base64URL(claims)
    let key = privateKey.replacing("\\n", with: "\n")
    return message + "." + base64URL(try signer.es256(Array(message.utf8), privateKey: key))
  }

  private var header: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("alg", "ES256")
      json.member("kid", keyID)
      json.member("typ", "JWT")
    }
    return json.bytes
  }

  private var claims: [UInt8] {
    let seconds = issuedAt.microseconds / 1_000_000
    var json = JSONWriter()
    json.object { json in
      json.member("iss", issuer)
      json.member("iat", seconds)
      json.member("exp", seconds + lifetimeS)
      json.member("aud", audience)
    }
    return json.bytes
  }
}
