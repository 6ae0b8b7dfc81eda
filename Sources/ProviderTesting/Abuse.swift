public import ProviderSDK
public import Testing

/// Expects that a provider survives whatever may come instead of the answer of a case, and says what is wrong.
///
/// The answer is cut at 64 places, damaged at 64, emptied, replaced by HTML, by 2,000 levels of nesting, by other JSON
/// and by random bytes, and every value of it replaced by `null`; it also comes with HTTP 500. The provider must return,
/// with a diagnostic where it failed, and must not take HTTP 500 for success.
public func expectSurvivesAbuse(
  _ folder: CaseFolder, _ providers: [ProviderEntry], seed: UInt64 = 20_261_120,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let question = try folder.question()
  guard let answer = question.answer else { return }
  let harness = try ProviderHarness(question.provider, of: providers)
  for (name, body, status) in abuses(of: answer, seed: seed) {
    let emitted = harness.parse(
      body, status: status, headers: question.headers, to: question.request, of: question.job)
    let speaks = emitted.succeeded || !emitted.diagnostics.isEmpty
    #expect(
      speaks, "\(folder.name), \(name): failed without a word", sourceLocation: sourceLocation)
    if status >= 500 {
      #expect(
        !emitted.succeeded, "\(folder.name): took HTTP \(status) for success",
        sourceLocation: sourceLocation)
    }
  }
}

private func abuses(of answer: [UInt8], seed: UInt64) -> [(String, [UInt8], Int)] {
  var random = SplitMix64(state: seed)
  var all: [(String, [UInt8], Int)] = [
    ("empty", [], 200),
    ("HTML", Array("<!DOCTYPE html><html><body>Just a moment</body></html>".utf8), 200),
    ("nesting", [UInt8](repeating: UInt8(ascii: "["), count: 2000), 200),
    ("large number", Array(#"{"code":123456789012345678901234567890}"#.utf8), 200),
    ("null", Array("null".utf8), 200),
    ("array", Array("[]".utf8), 200),
    ("object", Array("{}".utf8), 200),
    ("nulls everywhere", nulls(answer), 200),
    ("server error", answer, 500),
    ("random", (0..<4096).map { _ in UInt8(truncatingIfNeeded: random.next()) }, 200),
  ]
  for part in 0..<64 {
    all.append(("cut at \(part)/64", Array(answer[..<(answer.count * part / 64)]), 200))
  }
  for round in 0..<64 where !answer.isEmpty {
    var damaged = answer
    damaged[Int(random.next() % UInt64(damaged.count))] = UInt8(truncatingIfNeeded: random.next())
    all.append(("damaged \(round), seed \(seed)", damaged, 200))
  }
  return all
}

/// The same JSON with every number, text and flag that is a value replaced by `null`.
private func nulls(_ json: [UInt8]) -> [UInt8] {
  var out: [UInt8] = []
  var index = 0
  while index < json.count {
    let byte = json[index]
    if byte == UInt8(ascii: "\"") {
      let end = endOfText(json, from: index)
      let next = json[end...].first { !" \n\r\t".utf8.contains($0) }
      out += next == UInt8(ascii: ":") ? Array(json[index..<end]) : Array("null".utf8)
      index = end
    } else if "-0123456789tfn".utf8.contains(byte) {
      out += Array("null".utf8)
      while index < json.count, !",]} \n\r\t".utf8.contains(json[index]) { index += 1 }
    } else {
      out.append(byte)
      index += 1
    }
  }
  return out
}

private func endOfText(_ json: [UInt8], from start: Int) -> Int {
  var index = start + 1
  while index < json.count, json[index] != UInt8(ascii: "\"") {
    index += json[index] == UInt8(ascii: "\\") ? 2 : 1
  }
  return min(index + 1, json.count)
}

/// A small generator of repeatable randomness (Steele, Lea, Flood 2014).
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates a generator.
  public init(state: UInt64) { self.state = state }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
