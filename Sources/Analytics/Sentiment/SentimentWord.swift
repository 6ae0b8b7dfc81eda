/// What the rules ask about a word.
struct SentimentTraits: OptionSet, Hashable {
  let rawValue: UInt32

  /// It is in the lexicon.
  static let rated = Self(rawValue: 1 << 0)
  /// It raises the word after it.
  static let raises = Self(rawValue: 1 << 1)
  /// It lowers the word after it.
  static let lowers = Self(rawValue: 1 << 2)
  /// It negates the words after it.
  static let negates = Self(rawValue: 1 << 3)
  /// All its letters are capitals, and it has one.
  static let capitals = Self(rawValue: 1 << 4)
  static let no = Self(rawValue: 1 << 5)
  static let orNor = Self(rawValue: 1 << 6)
  static let least = Self(rawValue: 1 << 7)
  static let atOrVery = Self(rawValue: 1 << 8)
  static let but = Self(rawValue: 1 << 9)
  static let kind = Self(rawValue: 1 << 10)
  static let of = Self(rawValue: 1 << 11)
  static let never = Self(rawValue: 1 << 12)
  static let soOrThis = Self(rawValue: 1 << 13)
  static let without = Self(rawValue: 1 << 14)
  static let doubt = Self(rawValue: 1 << 15)

  /// It raises or lowers, rather than having a rating.
  static let degree: Self = [.raises, .lowers]
}

/// A word of a text, as far as the rules ask.
struct SentimentWord {
  /// Its rating in the lexicon; 0 where it has none.
  var valence = 0.0
  var traits: SentimentTraits = []
  /// Its number among the words of the phrases; 0 where it is in none.
  var phraseWord: UInt8 = 0

  @inline(__always) func has(_ trait: SentimentTraits) -> Bool { !traits.isDisjoint(with: trait) }
}

/// The phrases of two or three words that the rules know.
struct SentimentPhrases {
  private struct Phrase {
    var words: (UInt8, UInt8, UInt8)
    var value: Double
  }

  /// Every word of a phrase with its number, from 1.
  private(set) var numbers: [String: UInt8] = [:]
  private var rated: [Phrase] = []
  private var lowering: [Phrase] = []

  /// Creates the table of the rules' own phrases.
  init() {
    rated = SentimentRuleWords.rated.map { phrase($0.0, $0.1) }
    lowering = SentimentRuleWords.lowering.map { phrase($0, -SentimentRuleWords.degree) }
  }

  /// The rating of a phrase of two words (`c` is 0) or three; `nil` where it has none.
  func rating(_ a: UInt8, _ b: UInt8, _ c: UInt8 = 0) -> Double? { Self.value(rated, a, b, c) }

  /// What a phrase of two words adds to a word after it; `nil` where it is none.
  func degree(_ a: UInt8, _ b: UInt8) -> Double? { Self.value(lowering, a, b, 0) }

  private static func value(_ phrases: [Phrase], _ a: UInt8, _ b: UInt8, _ c: UInt8) -> Double? {
    if a == 0 || b == 0 { return nil }
    return phrases.first { $0.words == (a, b, c) }?.value
  }

  private mutating func phrase(_ text: String, _ value: Double) -> Phrase {
    var words = text.split(separator: " ").map { number(String($0)) }
    if words.count == 2 { words.append(0) }
    return Phrase(words: (words[0], words[1], words[2]), value: value)
  }

  private mutating func number(_ word: String) -> UInt8 {
    if let known = numbers[word] { return known }
    numbers[word] = UInt8(numbers.count + 1)
    return numbers[word]!
  }
}
