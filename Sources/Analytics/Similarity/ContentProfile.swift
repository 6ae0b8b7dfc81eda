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

  /// For a person, such as `the hashtag #baking`; a long text is cut.
  public var description: String {
    let text = Prose.quoted(text)
    return switch kind {
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

  /// All uses of all tokens; added exactly, because the counts have no order of their own.
  public var total: Double { counts.values.reduce(Int128(0)) { $0 + Int128($1) }.number }

  /// Counts a use, or several; a count below 1 changes nothing.
  public mutating func add(_ token: ContentToken, count: Int = 1) {
    guard count > 0 else { return }
    let (sum, overflow) = counts[token, default: 0].addingReportingOverflow(count)
    counts[token] = overflow ? .max : sum
  }

  /// Counts the words and hashtags of a text; addresses, also of mail, and mentions of accounts are left out whole.
  ///
  /// A word has two characters or more, one of them a letter. In scripts that put no spaces between words each pair of
  /// neighbouring characters is one.
  ///
  /// - Complexity: O(bytes).
  public mutating func add(text: String) {
    for part in text.split(whereSeparator: \.isWhitespace) {
      if part.utf8.contains(58), part.contains("://") { continue }
      addRuns(of: part.unicodeScalars)
    }
  }

  /// Counts a hashtag as a platform lists it, with or without "#".
  public mutating func add(hashtag: String) {
    let name = TopicKind.hashtags.name(hashtag)
    guard !name.isEmpty else { return }
    add(ContentToken(.hashtag, name))
  }

  /// Counts a sound by its id at the platform.
  public mutating func add(sound id: String) {
    guard !id.isEmpty else { return }
    add(ContentToken(.sound, id))
  }

  /// Reads what may belong to one handle or address at once, so that no part of one is taken for a word.
  private mutating func addRuns(of scalars: Substring.UnicodeScalarView) {
    var rest = scalars[...]
    var before: Unicode.Scalar?
    while let first = rest.first {
      let run = rest.prefix(while: WordScalar.isInAddress)
      if run.isEmpty {
        before = first
        rest.removeFirst()
      } else {
        if WordScalar.beginsPage(run) { return }
        addWords(of: withoutAddress(run, isHashtag: before == "#"), isHashtag: before == "#")
        rest = rest[run.endIndex...]
        before = nil
      }
    }
  }

  /// A run up to its first "@", and without the name that stands before that in an address of mail.
  private func withoutAddress(
    _ run: Substring.UnicodeScalarView, isHashtag: Bool
  ) -> Substring.UnicodeScalarView {
    guard let sign = run.firstIndex(of: "@") else { return run }
    let words = run[..<sign]
    if isHashtag { return words }
    // Scripts without spaces put a mention right behind a word, but no address is written in them.
    let end = words.lastIndex { !$0.isASCII }.map(words.index(after:)) ?? words.startIndex
    return words[..<end]
  }

  private mutating func addWords(of run: Substring.UnicodeScalarView, isHashtag: Bool) {
    var isHashtag = isHashtag && run.first.map(WordScalar.isInWord) ?? false
    for word in run.split(whereSeparator: { !WordScalar.isInWord($0) }) {
      if isHashtag { add(hashtag: String(word)) } else { addWord(word) }
      isHashtag = false
    }
  }

  /// Counts a word, in which scripts with and without spaces may touch.
  private mutating func addWord(_ word: Substring.UnicodeScalarView) {
    var rest = word[...]
    while let first = rest.first {
      let alone = WordScalar.standsAlone(first)
      let piece = rest.prefix { WordScalar.standsAlone($0) == alone }
      if alone { addPairs(of: piece) } else { addPiece(piece) }
      rest = rest[piece.endIndex...]
    }
  }

  private mutating func addPairs(of piece: Substring.UnicodeScalarView) {
    for (one, two) in zip(piece, piece.dropFirst()) {
      add(ContentToken(.word, String(String.UnicodeScalarView([one, two])).lowercased()))
    }
  }

  private mutating func addPiece(_ word: Substring.UnicodeScalarView) {
    let length = word.prefix(65).count
    guard length >= 2, length <= 64, word.contains(where: \.properties.isAlphabetic) else { return }
    add(ContentToken(.word, String(word).lowercased()))
  }
}
