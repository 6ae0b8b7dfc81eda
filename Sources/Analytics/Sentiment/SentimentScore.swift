/// The sentiment of an English text.
public struct SentimentScore: Sendable, Hashable {
  /// The class of a text.
  public enum Class: String, Sendable, CaseIterable {
    case positive
    case neutral
    case negative
  }

  /// The share of the text that is negative, 0 to 1 with three decimals.
  public let negative: Double
  /// The share of the text that is neutral, 0 to 1 with three decimals.
  public let neutral: Double
  /// The share of the text that is positive, 0 to 1 with three decimals.
  public let positive: Double
  /// The whole, −1 (most negative) to 1 (most positive) with four decimals.
  public let compound: Double

  /// What a text without a word scores.
  static let nothing = SentimentScore(negative: 0, neutral: 0, positive: 0, compound: 0)

  /// The class: positive from a compound of 0.05, negative up to −0.05.
  public var sentiment: Class {
    compound >= 0.05 ? .positive : compound <= -0.05 ? .negative : .neutral
  }
}

extension SentimentLexicon {
  /// The sentiment of an English text, as the reference computes it: VADER (Hutto and Gilbert, ICWSM 2014).
  ///
  /// Whether the text is English is not asked: ``Sentiment/score(_:lexicon:)`` does.
  ///
  /// - Complexity: O(bytes).
  public func score(_ text: String) -> SentimentScore {
    var text = text
    // Looking at all bytes takes less time than stopping at the first that is not ASCII.
    let plain: SentimentScore? = text.withUTF8 { bytes in
      bytes.reduce(0, |) < 128 ? score(plain: bytes) : nil
    }
    return plain ?? PlainText.plain(text, emoji).withUnsafeBufferPointer(score(plain:))
  }

  private func score(plain bytes: UnsafeBufferPointer<UInt8>) -> SentimentScore {
    withUnsafeTemporaryAllocation(of: SentimentWord.self, capacity: bytes.count / 2 + 1) { room in
      var reader = SentimentReader(bytes)
      let count = reader.read(into: room, from: words)
      if count == 0 { return .nothing }
      return score(UnsafeBufferPointer(rebasing: room[..<count]), reader)
    }
  }

  private func score(_ words: UnsafeBufferPointer<SentimentWord>, _ reader: SentimentReader)
    -> SentimentScore
  {
    let stands = reader.inCapitals > 0 && reader.inCapitals < words.count
    let rules = SentimentRules(words: words, phrases: phrases, capitalsStandOut: stands)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: words.count) { sentiments in
      for index in words.indices {
        sentiments.initializeElement(at: index, to: rules.sentiment(at: index))
      }
      if let but = words.firstIndex(where: { $0.has(.but) }) {
        SentimentAfterBut.apply(to: sentiments, place: but)
      }
      return SentimentTotals(sentiments).score(
        exclamations: reader.exclamations, questions: reader.questions)
    }
  }
}
