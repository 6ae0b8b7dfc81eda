import Analytics

/// Answers for `bench-sentiment`: `lexicon` and `text` as for `sentiment`, then how many texts a second are done.
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
      return "\(rate(rounds: 9) { lexicon.score($0).compound })"
    case "language": return "\(rate(rounds: 9) { TextLanguage.of($0) == .english ? 1 : 0 })"
    default: throw BadQuestion(description: "bench-sentiment has no \(fields.first ?? "")")
    }
  }

  /// Texts a second: the median of the rounds, each over all texts.
  private static func rate(rounds: Int, _ work: (String) -> Double) -> Double {
    var sum = 0.0
    let times = (0..<rounds).map { _ in
      ContinuousClock().measure { for text in texts { sum += work(text) } }
    }
    precondition(sum.isFinite)
    return Double(texts.count) / (times.sorted()[rounds / 2] / .seconds(1))
  }
}
