import Foundation
import HostCore
import MetricSchema
import Testing

@Suite("Tokens that the host signs")
struct JSONWebTokenTests {
  private func token(audience: String? = nil, issuer: String = "TEAM123456") -> JSONWebToken {
    JSONWebToken(
      keyID: "KEY1234567", issuer: issuer, audience: audience,
      issuedAt: Timestamp(1_700_000_000_999_999), lifetimeS: 1200)
  }

  private func parts(_ token: JSONWebToken, key: String = "key") throws -> [String] {
    try token.signed(by: KnownSigner(), privateKey: key).split(separator: ".").map(String.init)
  }

  private func decoded(_ part: String) throws -> String {
    let text = part.replacing("-", with: "+").replacing("_", with: "/")
    let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
    return String(decoding: try #require(Data(base64Encoded: padded)), as: UTF8.self)
  }

  @Test("Header and claims say who signs, with which key, since when and until when")
  func claims() throws {
    let parts = try parts(token())
    #expect(parts.count == 3)
    #expect(try decoded(parts[0]) == #"{"alg":"ES256","kid":"KEY1234567","typ":"JWT"}"#)
    #expect(
      try decoded(parts[1]) == #"{"iss":"TEAM123456","iat":1700000000,"exp":1700001200}"#)
    #expect(parts[2] == String(repeating: "-_v7", count: 21) + "Aw")
  }

  @Test("The audience is said where it is named")
  func audience() throws {
    let claims = try decoded(parts(token(audience: "appstoreconnect-v1"))[1])
    #expect(claims.hasSuffix(#","exp":1700001200,"aud":"appstoreconnect-v1"}"#))
  }

  @Test("Texts cannot add claims")
  func escaped() throws {
    let claims = try decoded(parts(token(issuer: #"a","admin":"b"#))[1])
    #expect(claims.hasPrefix(#"{"iss":"a\",\"admin\":\"b","iat":"#))
  }

  @Test("A key whose lines are held apart by written signs is the same key")
  func lines() throws {
    // The signer gives the length of the key as the last byte.
    #expect(try parts(token(), key: #"a\nb"#) == parts(token(), key: "a\nb"))
  }

  @Test("A key that is none says so")
  func bad() {
    #expect(throws: SigningFailure("is no key")) {
      try token().signed(by: KnownSigner(), privateKey: "bad")
    }
  }
}
