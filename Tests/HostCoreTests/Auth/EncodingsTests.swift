import Testing

@testable import HostCore

@Suite("Encodings of tokens")
struct EncodingsTests {
  @Test("The example of RFC 6749, appendix B")
  func appendixB() {
    #expect(formEncoded(" %&+£€") == "+%25%26%2B%C2%A3%E2%82%AC")
  }

  @Test(
    "Letters, digits and four signs stand for themselves, all else does not",
    arguments: [
      ("azAZ09", "azAZ09"), ("*-._", "*-._"), ("~!'()", "%7E%21%27%28%29"), ("", ""),
      ("a:b=c&d", "a%3Ab%3Dc%26d"), ("\r\n\u{0}", "%0D%0A%00"), ("😀", "%F0%9F%98%80"),
    ])
  func form(text: String, encoded: String) { #expect(formEncoded(text) == encoded) }

  @Test("Names and values of a form stand in their order")
  func pairs() {
    #expect(
      formEncoded([("b", "x y"), ("a&", "="), ("b", "")]) == "b=x+y&a%26=%3D&b=")
  }

  @Test("An app's id and secret are encoded before they are joined (RFC 6749, 2.3.1)")
  func basic() {
    // The example of the specification.
    #expect(
      basicCredentials("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw")
        == "czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3")
    #expect(basicCredentials("a:b", "c d") == base64(Array("a%3Ab:c+d".utf8)))
  }

  @Test("Base64 for tokens has no padding and two other letters (RFC 7515, appendix C)")
  func url() {
    #expect(base64URL([3, 236, 255, 224, 193]) == "A-z_4ME")
    #expect(base64URL([]) == "")
    #expect(base64URL([0xFF]) == "_w")
    #expect(base64URL([0xFF, 0xFE]) == "__4")
  }
}
