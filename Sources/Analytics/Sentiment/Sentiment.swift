extension Definition {
  /// The sentiment of a text.
  public static let sentimentOfText = Definition("sentiment_of_text", .structure)
  /// The sentiment of many comments together.
  public static let sentimentOfComments = Definition("sentiment_of_comments", .structure)
}

/// How positive or negative people write.
public enum Sentiment {
  /// How many comments in English the sentiment of many comments needs.
  public static let fewestComments = 30

  /// The sentiment of a text by VADER (Hutto and Gilbert, ICWSM 2014), equal to vaderSentiment 3.3.2 in all decimals it shows.
  ///
  /// - Parameters:
  ///   - text: The text, of any length.
  ///   - lexicon: The ratings of words; `nil` where they are not installed.
  /// - Returns: The score; unknown without a lexicon, and for a text that is not surely English (``TextLanguage``).
  /// - Complexity: O(bytes).
  public static func score(_ text: String, lexicon: SentimentLexicon?) -> Finding<SentimentScore> {
    Finding(.sentimentOfText) { () throws(Unknown) in
      guard let lexicon else { throw notInstalled }
      switch TextLanguage.of(text) {
      case .english: return lexicon.score(text)
      case .other: throw Unknown(.language, "the text is not in English")
      case .unknown: throw Unknown(.language, "the text does not tell which language it is in")
      }
    }
  }

  /// The sentiment of many comments together.
  ///
  /// - Returns: The summary; unknown without a lexicon, and with fewer than ``fewestComments`` in English.
  /// - Complexity: O(bytes).
  public static func ofComments(
    _ texts: some Sequence<String>, lexicon: SentimentLexicon?
  ) -> Finding<SentimentSummary> {
    guard let lexicon else {
      return Finding(.sentimentOfComments) { () throws(Unknown) in throw notInstalled }
    }
    return ofComments(texts.map { score($0, lexicon: lexicon) })
  }

  /// The sentiment of many comments that are scored already.
  ///
  /// - Returns: The summary; unknown with fewer than ``fewestComments`` that have a score.
  /// - Complexity: O(comments).
  public static func ofComments(_ scores: [Finding<SentimentScore>]) -> Finding<SentimentSummary> {
    Finding(.sentimentOfComments) { () throws(Unknown) in
      if !scores.isEmpty, scores.allSatisfy({ $0.unknown?.kind == .notInstalled }) {
        throw notInstalled
      }
      let known = scores.compactMap(\.value)
      guard known.count >= fewestComments else {
        throw .tooFew(known.count, needed: fewestComments, of: "comments in English")
      }
      return SentimentSummary(known, of: scores.count)
    }
  }

  private static var notInstalled: Unknown {
    Unknown(.notInstalled, "the sentiment lexicon is not installed")
  }
}

/// The sentiment of many comments together.
public struct SentimentSummary: Sendable, Equatable {
  /// How many comments there are, in any language.
  public let comments: Int
  /// How many of them are in English and have a score.
  public let scored: Int
  /// How many of the scored ones are positive: a compound of 0.05 or more.
  public let positive: Int
  /// How many of the scored ones are neutral.
  public let neutral: Int
  /// How many of the scored ones are negative: a compound of −0.05 or less.
  public let negative: Int
  /// The mean compound of the scored ones, −1 to 1.
  public let mean: Double
  /// The interval that holds the mean of all such comments with 95 % confidence, by the normal approximation, within −1 to 1.
  public let interval: ClosedRange<Double>

  /// The part of the comments that has a score, 0 to 1: what the rest says is unknown.
  public var coverage: Double { Double(scored) / Double(comments) }

  /// Sums up scores, of which there are at least two.
  init(_ scores: [SentimentScore], of comments: Int) {
    self.comments = comments
    scored = scores.count
    positive = scores.count { $0.sentiment == .positive }
    negative = scores.count { $0.sentiment == .negative }
    neutral = scored - positive - negative
    // In ten-thousandths the scores are whole, so that sums are exact and their order does not matter.
    let whole = scores.map { ($0.compound * 10000).rounded() }
    let (sum, squares) = (whole.reduce(0, +), whole.reduce(0) { $0 + $1 * $1 })
    let count = Double(scored)
    let variance = max(0, count * squares - sum * sum) / (count * (count - 1)) / 1e8
    let mean = sum / count / 10000
    let reach = NormalDistribution.quantile(0.975) * (variance / count).squareRoot()
    self.mean = mean
    interval = max(-1, mean - reach)...min(1, mean + reach)
  }

  /// What the summary comes from.
  public var reasons: [String] {
    [
      "\(scored) of \(comments) comments are in English and have a score.",
      "\(positive) of these are positive, \(neutral) neutral, \(negative) negative.",
      "The mean is \(Prose.number(mean, 3)), from \(Prose.number(interval.lowerBound, 3)) to \(Prose.number(interval.upperBound, 3)).",
    ]
  }
}
