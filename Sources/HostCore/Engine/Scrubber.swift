import Glibc
import MetricSchema

/// Removes secrets from what came back, since upstreams echo keys in addresses and error texts.
///
/// JSON may escape any letter, and a plugin reads what was escaped: so its output is scrubbed as well as the answer.
struct Scrubber {
  private let secrets: [[UInt8]]

  /// Takes every secret as it is, as it stands in an address, as JSON is usually written and, for Basic, as it stands in
  /// the header; of `user:password` also the password alone. Texts shorter than four bytes are left alone: they would hit
  /// by accident.
  ///
  /// - Parameter issued: Tokens that were sent, or came, in place of the secrets.
  init(_ slots: [FilledSlot], issued: [String] = []) {
    let texts = slots.flatMap { $0.sentTexts } + issued
    let forms = Set(texts.flatMap(Self.forms)).sorted()
    secrets = forms.map { Array($0.utf8) }.filter { $0.count >= 4 }
  }

  private static func forms(_ text: String) -> [String] {
    let encoded = percentEncoded(text)
    // PHP escapes slashes, .NET all that means something in HTML.
    let escaped = ["+": "002B", "&": "0026", "<": "003C", ">": "003E", "'": "0027"].reduce(text) {
      $0.replacing($1.key, with: "\\u\($1.value)")
    }
    return [
      text, encoded, encoded.lowercasedEscapes, text.replacing("/", with: "\\/"), escaped,
      escaped.lowercasedEscapes,
    ]
  }

  /// What a plugin made of an answer; no byte more or less, so that it stays what it is.
  func scrub(_ output: CallOutput) -> CallOutput {
    guard !secrets.isEmpty, let clean = scrub(output.bytes) else { return output }
    return CallOutput(result: output.result, bytes: clean)
  }

  func scrub(_ answer: HTTPAnswer) -> HTTPAnswer {
    guard !secrets.isEmpty else { return answer }
    var clean = answer
    for index in clean.headers.headers.indices {
      clean.headers.headers[index].value = scrub(clean.headers.headers[index].value)
    }
    if let body = scrub(answer.body) { clean.body = body }
    return clean
  }

  func scrub(_ text: String) -> String {
    guard let clean = scrub(Array(text.utf8)) else { return text }
    return String(decoding: clean, as: UTF8.self)
  }

  private func scrub(_ body: Body) -> Body? {
    let isClean = body.withBytes { bytes in
      secrets.allSatisfy { find($0, in: bytes, from: 0) == nil }
    }
    return isClean ? nil : scrub(body.bytes).map { Body($0) }
  }

  private func scrub(_ bytes: [UInt8]) -> [UInt8]? {
    var clean = bytes
    var found = false
    for secret in secrets {
      var from = 0
      // Looked for in what came, since secrets may overlap.
      while let at = bytes.withUnsafeBytes({ find(secret, in: $0, from: from) }) {
        for index in at..<at + secret.count { clean[index] = UInt8(ascii: "*") }
        from = at + 1
        found = true
      }
    }
    return found ? clean : nil
  }

  /// Where `secret` next stands; bodies are large, so the C library looks.
  private func find(_ secret: [UInt8], in bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
    guard let start = bytes.baseAddress, let first = secret.first else { return nil }
    var at = from
    while at <= bytes.count - secret.count {
      guard let hit = memchr(start + at, Int32(first), bytes.count - secret.count - at + 1) else {
        return nil
      }
      at = UnsafeRawPointer(hit) - start
      if memcmp(hit, secret, secret.count) == 0 { return at }
      at += 1
    }
    return nil
  }
}

extension String {
  /// The hexadecimal digits of `%2F` and `\u002F` in lower case.
  fileprivate var lowercasedEscapes: String {
    var (out, left) = ("", 0)
    for character in self {
      out += left > 0 ? character.lowercased() : String(character)
      left = character == "%" ? 2 : character == "\\" ? 5 : max(left - 1, 0)
    }
    return out
  }
}

extension FilledSlot {
  /// The secrets in the forms in which they are sent; what only signs is sent to nobody.
  fileprivate var sentTexts: [String] {
    let plain = secrets.filter { ![.privateKey, .keyID, .issuer].contains($0.use) }.map(\.text)
    if slot.kind == .basic {
      let password = sent.drop { $0 != ":" }.dropFirst()
      return plain + [base64(Array(sent.utf8)), String(password)]
    }
    guard let id = self[.clientID], let secret = self[.clientSecret] else { return plain }
    return plain + [basicCredentials(id, secret)]
  }
}
