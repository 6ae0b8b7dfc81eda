import MetricSchema
import Testing

@testable import HostCore

@Suite("Secrets in what comes back")
struct ScrubberTests {
  private func scrubber(_ secrets: String..., kind: AuthSlot.Kind = .header) -> Scrubber {
    Scrubber(
      secrets.map {
        FilledSlot(
          slot: AuthSlot(name: "main", kind: kind, field: "X-Key", secret: "key"), secret: $0)
      })
  }

  @Test("A secret in the body, in headers and in an address is starred, the rest stays")
  func everywhere() {
    let scrubber = scrubber("s3cret")
    let clean = scrubber.scrub(
      HTTPAnswer(
        status: 403,
        headers: Headers([("location", "https://a.example/?key=s3cret&b=1"), ("server", "x")]),
        body: Body(Array(#"{"error":"key s3cret is bad: s3cret"}"#.utf8)), latencyMs: 5,
        wireBytes: 99))
    #expect(clean.headers["location"] == "https://a.example/?key=******&b=1")
    #expect(clean.headers["server"] == "x")
    #expect(
      String(decoding: clean.body.bytes, as: UTF8.self)
        == #"{"error":"key ****** is bad: ******"}"#)
    #expect(clean.status == 403)
    #expect(clean.latencyMs == 5)
    #expect(clean.wireBytes == 99)
    #expect(scrubber.scrub("https://a.example/s3cret") == "https://a.example/******")
  }

  @Test("A body without a secret stays as it is, also one that is no text")
  func untouched() {
    let bytes: [UInt8] = [0, 255, 254, 0, 115, 51]
    let clean = scrubber("s3cret").scrub(HTTPAnswer(status: 200, body: Body(bytes)))
    #expect(clean.body.bytes == bytes)
  }

  @Test(
    "A secret at the ends, in a row, or in a body of nothing else is found",
    arguments: [
      ("s3crets3cret", "************"), ("s3cret", "******"), ("xs3cret", "x******"),
      ("s3cretx", "******x"), ("ss3crett", "s******t"), ("s3cre", "s3cre"), ("", ""),
      ("s3cres3cret", "s3cre******"),
    ])
  func places(text: String, clean: String) {
    #expect(scrubber("s3cret").scrub(text) == clean)
    let body = scrubber("s3cret").scrub(HTTPAnswer(status: 200, body: Body(Array(text.utf8)))).body
    #expect(String(decoding: body.bytes, as: UTF8.self) == clean)
  }

  @Test("Secrets shorter than four bytes would hit by accident, and stay")
  func short() {
    #expect(scrubber("abc").scrub("abcabc") == "abcabc")
    #expect(scrubber("abcd").scrub("abcdabc") == "****abc")
    #expect(scrubber("").scrub("abc") == "abc")
    #expect(scrubber("äb").scrub("äb") == "äb")
    #expect(scrubber("äö").scrub("xäöx") == "x****x")
  }

  @Test("Of secrets that overlap or hold one another nothing is left")
  func overlapping() {
    #expect(scrubber("abcd", "cdef").scrub("-abcdef-") == "-******-")
    #expect(scrubber("cdef", "abcd").scrub("-abcdef-") == "-******-")
    #expect(scrubber("abcd", "abcdefgh").scrub("-abcdefgh-abcd-") == "-********-****-")
    #expect(scrubber("aaaa").scrub("-aaaaaa-") == "-******-")
  }

  @Test("A secret as it stands in an address is found too")
  func encoded() {
    #expect(
      scrubber("a+b/c=").scrub("https://x.example/?k=a%2Bb%2Fc%3D&l=a+b/c=")
        == "https://x.example/?k=************&l=******")
  }

  @Test(
    "A secret is found as JSON and addresses are written elsewhere",
    arguments: [
      #"\/a\/k+y"#, #"/a/k\u002By"#, #"/a/k\u002by"#, "%2Fa%2Fk%2By", "%2fa%2fk%2by",
    ])
  func otherForms(form: String) {
    let clean = scrubber("/a/k+y").scrub("-\(form)-")
    #expect(clean == "-" + String(repeating: "*", count: form.utf8.count) + "-")
  }

  @Test("Of Basic the encoded form and the password alone are found")
  func basic() {
    let scrubber = scrubber("alice:wonder", kind: .basic)
    #expect(scrubber.scrub("Basic YWxpY2U6d29uZGVy") == "Basic ****************")
    #expect(scrubber.scrub("alice has wonder") == "alice has ******")
    #expect(self.scrubber("alice:wonder").scrub("alice has wonder") == "alice has wonder")
  }

  @Test("Of an app its id, its secret and both as Basic are found, and the tokens it was issued")
  func app() {
    let slot = AuthSlot(name: "main", kind: .oauth2Client, field: "", secret: "key")
    let filled = FilledSlot(
      slot: slot,
      secrets: [
        FilledSlot.Secret(use: .clientID, source: "env:A", text: "s6BhdRkqt3"),
        FilledSlot.Secret(use: .clientSecret, source: "env:B", text: "7Fjfp0ZBr1KtDRbnfVdmIw"),
      ])
    let scrubber = Scrubber([filled], issued: ["tok/1"])
    #expect(scrubber.scrub("id=s6BhdRkqt3") == "id=**********")
    #expect(scrubber.scrub("Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3").hasSuffix("***"))
    #expect(scrubber.scrub("7Fjfp0ZBr1KtDRbnfVdmIw") == String(repeating: "*", count: 22))
    #expect(scrubber.scrub("tok/1 tok%2F1") == "***** *******")
  }

  @Test("What only signs is sent to nobody, so nobody echoes it")
  func signing() {
    let slot = AuthSlot(name: "main", kind: .es256JWT, field: "", secret: "key")
    let filled = FilledSlot(
      slot: slot, secrets: [FilledSlot.Secret(use: .issuer, source: "env:A", text: "alice")])
    #expect(Scrubber([filled]).scrub("alice") == "alice")
  }

  @Test("Without secrets nothing is done")
  func none() {
    let answer = HTTPAnswer(status: 200, body: Body(Array("text".utf8)))
    #expect(Scrubber([]).scrub(answer).body.bytes == Array("text".utf8))
  }

  @Test("A filled slot prints its name alone")
  func printed() {
    let slot = FilledSlot(
      slot: AuthSlot(name: "main", kind: .bearer, field: "", secret: "key"), secret: "s3cret")
    #expect("\(slot)" == "slot main")
    #expect(!String(reflecting: slot).contains("s3cret"))
  }
}
