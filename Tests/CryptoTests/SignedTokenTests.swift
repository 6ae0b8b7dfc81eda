import Crypto
import FastJSON
import Foundation
import HostCore
import MetricSchema
import Testing

@Suite("Tokens signed with ES256")
struct SignedTokenTests {
  private func decoded(_ part: String) throws -> [UInt8] {
    let text = part.replacing("-", with: "+").replacing("_", with: "/")
    return [UInt8](
      try #require(
        Data(base64Encoded: text + String(repeating: "=", count: (4 - text.count % 4) % 4))))
  }

  @Test("A developer token is verified with the public key, and says what Apple reads in it")
  func developerToken() throws {
    let openssl = try OpenSSLCommand()
    let key = try openssl.privateKey()
    let token = JSONWebToken(
      keyID: "ABC123DEFG", issuer: "DEF123GHIJ", audience: "appstoreconnect-v1",
      issuedAt: Timestamp(1_790_000_000_500_000), lifetimeS: 15_777_000)
    // As a variable may hold the key: in one line.
    let variable = key.replacing("\n", with: "\\n")
    for text in [
      try token.signed(by: KeySigner(), privateKey: key),
      try token.signed(by: KeySigner(), privateKey: variable),
    ] {
      let parts = text.split(separator: ".").map(String.init)
      try #require(parts.count == 3)
      let message = Array((parts[0] + "." + parts[1]).utf8)
      let signature = try decoded(parts[2])
      try #require(signature.count == 64)
      #expect(try openssl.verifies(der(signature), of: message, privateKey: key))
      try JSONParser.with(decoded(parts[0])) { header in
        #expect(header["alg"].text == "ES256")
        #expect(header["kid"].text == "ABC123DEFG")
        #expect(header["typ"].text == "JWT")
      }
      try JSONParser.with(decoded(parts[1])) { claims in
        #expect(claims["iss"].text == "DEF123GHIJ")
        #expect(claims["iat"].int == 1_790_000_000)
        #expect(claims["exp"].int == 1_805_777_000)
        #expect(claims["aud"].text == "appstoreconnect-v1")
        #expect(claims.members.count == 4)
      }
    }
  }
}
