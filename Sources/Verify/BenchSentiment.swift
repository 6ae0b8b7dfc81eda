import Analytics

/// Answers for `bench-sentiment`: `lexicon` and `text` as for `sentiment`, then what is timed over all
/// texts; milliseconds out.
enum SentimentBench {
  nonisolated(unsafe) private static var lexicon: SentimentLexicon?
  nonisolated(unsafe) private static var texts: [String] = []

  static func answer(_ fields: [Substring]) throws -> String {
    switch fields.first {
    case "lexicon":
      lexicon = try SentimentAnswers.load(String(fields[1]))
      return "ready"
    case "text":
      texts.append(try SentimentAnswers.unescaped(fields[1]))
      return "ready"
    case "score":
      guard let lexicon else { throw BadQuestion(description: "the lexicon comes first") }
      return try time { lexicon.score($0).compound }
    case "language": return try time { TextLanguage.of($0) == .english ? 1 : 0 }
    default: throw BadQuestion(description: "bench-sentiment has no \(fields.first ?? "")")
    }
  }

  /// The milliseconds of all texts.
  private static func time(_ work: (String) -> Double) throws -> String {
    "\(try milliseconds(rounds: 9) { texts.reduce(0) { $0 + work($1) } })"
  }
}
