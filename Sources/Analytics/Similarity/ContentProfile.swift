/// Something that a creator's posts have in common with others': a word, a hashtag or a sound.
public struct ContentToken: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The kind of a token; tokens of two kinds are never the same.
  public enum Kind: String, Sendable, CaseIterable {
    case word
    case hashtag
    case sound
  }

  /// What it is.
  public let kind: Kind
  /// A word or hashtag in lower case, without "#"; the id of a sound.
  public let text: String

  /// Creates a token.
  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// For a person, such as `the hashtag #baking`.
  public var description: String {
    switch kind {
    case .word: "the word \"\(text)\""
    case .hashtag: "the hashtag #\(text)"
    case .sound: "the sound \(text)"
    }
  }

  public static func < (a: Self, b: Self) -> Bool {
    (a.kind.rawValue, a.text) < (b.kind.rawValue, b.text)
  }
}

/// How often a creator uses each word, hashtag and sound.
public struct ContentProfile: Sendable, Equatable {
  /// The counts, all above 0.
  public private(set) var counts: [ContentToken: Int] = [:]

  /// Creates a profile of no posts.
  public init() {}

  /// All uses of all tokens.
  public var total: Double { counts.values.reduce(0) { $0 + Double($1) } }

  /// Counts a use, or several; a count below 1 changes nothing.
  public mutating func add(_ token: ContentToken, count: Int = 1) {
    guard count > 0 else { return }
    let (sum, overflow) = counts[token, default: 0].addingReportingOverflow(count)
    counts[token] = overflow ? .max : sum
  }

  /// Counts the words and hashtags of a text; addresses and mentions of accounts are left out.
  ///
  /// A word has two characters or more, one of them a letter. In scripts that put no spaces between words each pair of
  /// neighbouring characters is one.
  ///
  /// - Complexity: O(bytes).
  public mutating func add(text: String) {
    for part in text.split(whereSeparator: \.isWhitespace) {
      if part.hasPrefix("www.") || part.utf8.contains(58) && part.contains("://") { continue }
      addWords(of: part.unicodeScalars)
    }
  }

  /// Counts a hashtag as a platform lists it, with or without "#".
  public mutating func add(hashtag: String) {
    let name = hashtag.hasPrefix("#") ? String(hashtag.dropFirst()) : hashtag
    guard !name.isEmpty else { return }
    add(ContentToken(.hashtag, name.lowercased()))
  }

  /// Counts a sound by its id at the platform.
  public mutating func add(sound id: String) {
    guard !id.isEmpty else { return }
    add(ContentToken(.sound, id))
  }

  private mutating func addWords(of scalars: Substring.UnicodeScalarView) {
    var rest = scalars[...]
    var before: Unicode.Scalar?
    while let first = rest.first {
      guard WordScalar.isInWord(first) else {
        before = first
        rest.removeFirst()
        continue
      }
      let word = rest.prefix(while: WordScalar.isInWord)
      rest = rest[word.endIndex...]
      switch before {
      case "#": add(hashtag: String(word))
      case "@": break
      default: addWord(word)
      }
      before = nil
    }
  }

  private mutating func addWord(_ word: Substring.UnicodeScalarView) {
    if word.contains(where: WordScalar.standsAlone) {
      for (one, two) in zip(word, word.dropFirst()) {
        add(ContentToken(.word, String(String.UnicodeScalarView([one, two])).lowercased()))
      }
      return
    }
    let length = word.prefix(65).count
    guard length >= 2, length <= 64, word.contains(where: \.properties.isAlphabetic) else { return }
    add(ContentToken(.word, String(word).lowercased()))
  }
}

/// What a scalar is within a text.
enum WordScalar {
  /// Whether it is a letter, a digit, a mark on a letter, or "_".
  static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 48...57, 65...90, 95, 97...122: return true
    case ..<128: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber,
      .letterNumber, .nonspacingMark, .spacingMark:
      // The selectors of how an emoji is drawn are marks, but not of a word.
      return !(0xFE00...0xFE0F).contains(scalar.value)
    default: return false
    }
  }

  /// Whether its script puts no spaces between words: Han, Kana, Thai, Lao, Burmese, Khmer.
  static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
