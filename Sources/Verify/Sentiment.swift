import Analytics

internal import Glibc

/// Answers for `sentiment`: the first question names the folder of the lexicon; then texts, with what would end a field or a
/// line written as an escape.
enum SentimentAnswers {
  nonisolated(unsafe) private static var lexicon: SentimentLexicon?

  static func answer(_ fields: [Substring]) throws -> String {
    switch fields.first {
    case "lexicon":
      lexicon = try load(String(fields[1]))
      return "ready"
    case "score":
      guard let lexicon else { throw BadQuestion(description: "the lexicon comes first") }
      let score = lexicon.score(try unescaped(fields[1]))
      return text([score.negative, score.neutral, score.positive, score.compound])
    case "language": return TextLanguage.of(try unescaped(fields[1])).rawValue
    default: throw BadQuestion(description: "sentiment has no \(fields.first ?? "")")
    }
  }

  static func load(_ folder: String) throws -> SentimentLexicon {
    try SentimentLexicon(
      lexicon: bytes(folder + "/vader_lexicon.txt"),
      emoji: bytes(folder + "/emoji_utf8_lexicon.txt"))
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw BadQuestion(description: "cannot open \(path)")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
    guard ferror(file) == 0 else { throw BadQuestion(description: "cannot read \(path)") }
    return bytes
  }

  /// Text in which every byte other than a letter or a digit stands as `%` and two hexadecimal digits.
  static func unescaped(_ field: Substring) throws -> String {
    var bytes: [UInt8] = []
    var rest = field.utf8[...]
    while let byte = rest.popFirst() {
      if byte != 37 { bytes.append(byte); continue }
      guard let value = UInt8(Substring(rest.prefix(2)), radix: 16) else {
        throw BadQuestion(description: "not an escape in \(field)")
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
