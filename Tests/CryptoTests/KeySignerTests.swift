import Crypto
import HostCore
import Testing

@Suite("Signing with ES256")
struct KeySignerTests {
  private let message = Array("header.claims".utf8)

  private func failure(_ key: String) -> String? {
    do throws(SigningFailure) {
      _ = try KeySigner().es256(message, privateKey: key)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("What is signed is verified with the public key, and nothing else is")
  func verifies() throws {
    let openssl = try OpenSSLCommand()
    for key in [try openssl.privateKey(), try openssl.olderPrivateKey()] {
      // Often enough that r or s begins with a zero now and then.
      for number in 0..<8 {
        let message = message + [UInt8(number)]
        let raw = try KeySigner().es256(message, privateKey: key)
        #expect(raw.count == 64)
        #expect(try openssl.verifies(der(raw), of: message, privateKey: key))
        #expect(try !openssl.verifies(der(raw), of: message + [0], privateKey: key))
      }
    }
  }

  @Test("A signature always has 64 bytes, whatever r and s begin with")
  func length() throws {
    let key = try OpenSSLCommand().privateKey()
    for number in 0..<2000 {
      let message = withUnsafeBytes(of: number.littleEndian) { Array($0) }
      #expect(try KeySigner().es256(message, privateKey: key).count == 64)
    }
  }

  @Test("A key of another curve or kind is refused")
  func others() throws {
    let openssl = try OpenSSLCommand()
    #expect(failure(try openssl.privateKey(curve: "P-384")) == "is not of the curve P-256")
    #expect(failure(try openssl.privateKey(curve: "secp256k1")) == "is not of the curve P-256")
    #expect(failure(try openssl.otherKey("ED25519")) == "is not of the curve P-256")
    #expect(failure(try openssl.otherKey("X25519")) == "is not of the curve P-256")
  }

  @Test(
    "What is no key is refused, and no part of it is told",
    arguments: [
      "", "secret", "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n",
      "-----BEGIN PRIVATE KEY-----\n", "\u{0}",
    ])
  func garbage(key: String) {
    #expect(failure(key) == "is no private key in PEM form without passphrase")
  }

  @Test("A key with a passphrase is refused, and nobody is asked for it")
  func encrypted() throws {
    let key = try OpenSSLCommand().privateKey(
      curve: "P-256", "-aes-256-cbc", "-pass", "pass:wonder")
    #expect(key.contains("ENCRYPTED"))
    #expect(failure(key) == "is no private key in PEM form without passphrase")
  }
}
