/// How likely words and groups of three letters are in each language, as logarithms in steps of 1/32.
///
/// Only differences between languages count, so each row is relative to its mean.
struct LanguageModel: Sendable {
  typealias Row = SIMD16<Int16>

  /// The steps of a unit of the natural logarithm.
  static let steps = 32.0
  /// What a known word adds, in units of the natural logarithm, to what its letters say.
  static let knownWord = 6.0
  /// What a letter with a mark adds for the languages that have it.
  static let markedLetter = 2.0
  /// The model of ``LanguageWords``; it is made at its first use, in some milliseconds.
  static let shared = LanguageModel(LanguageWords.all.map(\.words))

  /// For each group of three letters, 5 bits a letter, its place in ``groupRows``; 0 for one that no list has.
  private var groups = [UInt16](repeating: 0, count: 1 << 15)
  private var groupRows: [Row] = [.zero]
  /// The known words, packed, in a table with open addressing; 0 is free.
  private var words: [UInt64]
  private var wordRows: [Row]

  /// The row of a group of letters.
  @inline(__always)
  func row(group: Int) -> Row { groupRows[Int(groups[group & 0x7FFF])] }

  /// The row of a word; zeros where no list has it.
  func row(word: UInt64) -> Row {
    var place = Self.place(word, words.count - 1)
    while words[place] != 0 {
      if words[place] == word { return wordRows[place] }
      place = (place + 1) & (words.count - 1)
    }
    return .zero
  }

  /// The row of a marked letter of these languages.
  @inline(__always)
  static func row(marked languages: UInt16) -> Row { rows(of: languages, markedLetter) }

  /// Counts the groups of letters in each list of words.
  ///
  /// - Complexity: O(letters).
  init(_ lists: [String]) {
    var languagesOf: [UInt64: UInt16] = [:]
    var counts: [[Double]] = []
    for (language, list) in lists.enumerated() {
      var count = [Double](repeating: 0, count: 1 << 15)
      for (rank, word) in list.split(whereSeparator: \.isWhitespace).enumerated() {
        let letters = LanguageLetters(word)
        languagesOf[letters.packed, default: 0] |= 1 << UInt16(language)
        for group in letters.groups { count[group] += 1 + 40 / Double(20 + rank) }
      }
      counts.append(count)
    }
    (words, wordRows) = ([], [])
    addGroups(counts)
    addWords(languagesOf)
  }

  private mutating func addGroups(_ counts: [[Double]]) {
    let used = (0..<1 << 15).filter { group in counts.contains { $0[group] > 0 } }
    let smoothing = 0.25
    let totals = counts.map { $0.reduce(0, +) + smoothing * Double(used.count) }
    for group in used {
      let likelihoods = zip(counts, totals).map { log(($0[group] + smoothing) / $1) }
      let mean = likelihoods.reduce(0, +) / Double(likelihoods.count)
      var row = Row.zero
      for (language, value) in likelihoods.enumerated() {
        row[language] = Int16(((value - mean) * Self.steps).rounded())
      }
      groups[group] = UInt16(groupRows.count)
      groupRows.append(row)
    }
  }

  private mutating func addWords(_ languagesOf: [UInt64: UInt16]) {
    var size = 64
    while size < languagesOf.count * 2 { size *= 2 }
    words = Array(repeating: 0, count: size)
    wordRows = Array(repeating: .zero, count: size)
    for (word, languages) in languagesOf.sorted(by: { $0.key < $1.key }) {
      var place = Self.place(word, size - 1)
      while words[place] != 0 { place = (place + 1) & (size - 1) }
      words[place] = word
      wordRows[place] = Self.rows(of: languages, Self.knownWord)
    }
  }

  @inline(__always)
  private static func rows(of languages: UInt16, _ value: Double) -> Row {
    let bits = Row(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, .min)
    let has = (Row(repeating: Int16(bitPattern: languages)) & bits) .!= 0
    return Row.zero.replacing(with: Int16(value * steps), where: has)
  }

  private static func place(_ word: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
  }
}

/// A word as the model sees it: its letters in 5 bits each, without marks, an apostrophe as 27.
struct LanguageLetters {
  /// The letters of a word of up to 12, the first highest; 0 for a longer one.
  private(set) var packed: UInt64 = 0
  /// The groups of three letters, with a 0 before and after the word.
  private(set) var groups: [Int] = []

  /// Reads a word of a list.
  init(_ word: Substring) {
    var codes: [UInt8] = []
    for scalar in word.unicodeScalars {
      if scalar == "'" {
        codes.append(27)
      } else if let letter = LatinLetter.of(scalar.value) {
        codes.append(letter.code)
      }
    }
    if codes.count <= 12 { for code in codes { packed = packed << 5 | UInt64(code) } }
    let padded = [0] + codes + [0]
    for index in padded.indices.dropLast(2) {
      groups.append(Int(padded[index]) << 10 | Int(padded[index + 1]) << 5 | Int(padded[index + 2]))
    }
  }
}
