/// The ratings of English words and emoticons, and the descriptions of emoji, that sentiment is computed with.
///
/// Its two files come from the package vaderSentiment (MIT licence), which the set-up downloads; Patchbay does not hold
/// them. They are read as untrusted bytes.
public struct SentimentLexicon: Sendable {
  let words: SentimentWordTable
  let phrases: SentimentPhrases
  let emoji: EmojiTable

  /// The largest file that is read, in bytes.
  public static let largestFile = 4 << 20

  /// Reads the two files.
  ///
  /// An entry that can never be found (with a space, with capitals or other than ASCII) is left out; of two with the same
  /// key the last counts, as in the package.
  ///
  /// - Parameters:
  ///   - lexicon: Lines of a word, a tab and its rating from −4 to 4; what follows another tab is ignored.
  ///   - emoji: Lines of an emoji, a tab and its description.
  /// - Throws: ``Unknown`` with ``Unknown/Kind/notInstalled`` that names the line which cannot be read.
  /// - Complexity: O(bytes).
  public init(lexicon: [UInt8], emoji: [UInt8]) throws(Unknown) {
    var entries: [String: SentimentWord] = [:]
    for (number, line) in try Self.lines(lexicon, of: "lexicon").enumerated() {
      let fields = Self.fields(line)
      guard fields.count >= 2, let valence = Double(fields[1]), abs(valence) <= 4 else {
        throw Self.damaged("lexicon", "line \(number + 1) has no rating from -4 to 4")
      }
      guard fields[0].utf8.allSatisfy({ $0 > 32 && $0 < 127 && !(65...90).contains($0) }) else {
        continue
      }
      entries[String(fields[0]), default: SentimentWord()].valence = valence
      entries[String(fields[0])]?.traits.insert(.rated)
    }
    guard !entries.isEmpty else { throw Self.damaged("lexicon", "it has no words") }
    phrases = SentimentPhrases()
    Self.addRuleWords(to: &entries, phrases)
    words = SentimentWordTable(entries)
    self.emoji = EmojiTable(try Self.descriptions(emoji))
  }

  private static func descriptions(_ bytes: [UInt8]) throws(Unknown) -> [UInt32: String] {
    var descriptions: [UInt32: String] = [:]
    for (number, line) in try lines(bytes, of: "emoji table").enumerated() {
      let fields = fields(line)
      guard fields.count >= 2, fields[1].utf8.count <= 256 else {
        throw damaged("emoji table", "line \(number + 1) has no description")
      }
      let scalars = fields[0].unicodeScalars
      guard scalars.count == 1, let scalar = scalars.first, !scalar.isASCII else { continue }
      descriptions[scalar.value] = String(fields[1])
    }
    return descriptions
  }

  private static func addRuleWords(
    to entries: inout [String: SentimentWord], _ phrases: SentimentPhrases
  ) {
    for (trait, words) in SentimentRuleWords.traits {
      for word in words.split(whereSeparator: \.isWhitespace) {
        entries[String(word), default: SentimentWord()].traits.insert(trait)
      }
    }
    for (word, number) in phrases.numbers {
      entries[word, default: SentimentWord()].phraseWord = number
    }
  }

  private static func lines(_ bytes: [UInt8], of what: String) throws(Unknown) -> [Substring] {
    guard bytes.count <= largestFile else {
      throw damaged(what, "it is larger than \(largestFile) bytes")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw damaged(what, "it is not UTF-8")
    }
    return text.split(whereSeparator: \.isNewline).filter { $0.contains { !$0.isWhitespace } }
  }

  private static func fields(_ line: Substring) -> [Substring] {
    line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
  }

  private static func damaged(_ what: String, _ why: String) -> Unknown {
    Unknown(.notInstalled, "the sentiment \(what) cannot be read: \(why)")
  }
}
