/// Whether a text is English.
public enum TextLanguage: String, Sendable, CaseIterable {
  case english
  /// Another language, or another script.
  case other
  /// There are too few letters, or they fit English and another language as well.
  case unknown

  /// How much likelier, as a difference of natural logarithms, English must be than any other language, or another than English.
  static let margin = 1.0
  /// The letters that a text needs.
  static let fewestLetters = 3
  /// How many letters are read.
  static let mostLetters = 4000

  /// Decides whether a text is English, from its words, groups of three letters, marked letters and scripts.
  ///
  /// Addresses, mentions, hashtags and words with digits are not read, and of a long text the first 4,000 letters only.
  ///
  /// - Complexity: O(bytes), at most that of 4,000 letters.
  public static func of(_ text: String) -> TextLanguage {
    var reader = LanguageReader(.shared)
    for scalar in text.unicodeScalars {
      reader.read(scalar.value)
      if reader.latin + reader.other >= mostLetters { break }
    }
    reader.endWord()
    return reader.decision
  }
}

/// Reads a text letter by letter, and adds up what each language makes of it.
struct LanguageReader {
  private let model: LanguageModel
  private var sums = SIMD16<Int32>.zero
  /// The Latin letters read.
  private(set) var latin = 0
  /// The letters of other scripts read.
  private(set) var other = 0

  private var word = LanguageModel.Row.zero
  private var packed: UInt64 = 0
  private var group = 0
  private var length = 0
  private var sameAsBefore = 0
  private var apostrophe = false
  private var afterColon = false
  /// What stands before or in the word makes it none.
  private var skips = false

  init(_ model: LanguageModel) { self.model = model }

  /// What follows in a longer word says nothing more.
  private static let longestWord = 30

  /// Reads the next scalar.
  @inline(__always)
  mutating func read(_ scalar: UInt32) {
    if afterColon {
      afterColon = false
      // What precedes "://" is no word, and what follows it is an address.
      if scalar == 0x2F { skips = true }
      endWord()
    }
    if let letter = LatinLetter.of(scalar) { return add(letter) }
    switch scalar {
    case 9...13, 32:
      endWord()
      skips = false
    case 39, 0x2019: apostrophe = length > 0
    case 0x23, 0x40, 0x2F, 0x5F, 48...57: skips = true
    case 0x3A: afterColon = true
    case ..<0x300: endWord()
    case ..<0x370: break
    default:
      endWord()
      if Self.isOtherScript(scalar) { other += 1 }
    }
  }

  /// Takes what was read since the last word as one.
  mutating func endWord() {
    if length > 0, !skips {
      word &+= model.row(group: group << 5)
      if length <= 12 { word &+= model.row(word: packed) }
      sums &+= SIMD16<Int32>(truncatingIfNeeded: word)
      latin += length
    }
    (word, packed, group, length, sameAsBefore, apostrophe) = (.zero, 0, 0, 0, 0, false)
  }

  /// What the letters read so far say.
  var decision: TextLanguage {
    if other > latin / 2 { return .other }
    if latin < TextLanguage.fewestLetters { return .unknown }
    let difference = Double(lead) / LanguageModel.steps
    return difference >= TextLanguage.margin
      ? .english : difference <= -TextLanguage.margin ? .other : .unknown
  }

  /// How far English is before the best of the other languages, in the model's steps.
  var lead: Int {
    var best = Int32.min
    for language in 1..<LanguageWords.all.count { best = max(best, sums[language]) }
    return Int(sums[0]) - Int(best)
  }

  @inline(__always)
  private mutating func add(_ letter: LatinLetter) {
    if apostrophe {
      apostrophe = false
      push(27)
    }
    let before = length
    push(letter.code)
    // A letter that is not kept says nothing, or a mark that is repeated without end would.
    if letter.languages != 0, length > before {
      word &+= LanguageModel.row(marked: letter.languages)
    }
  }

  /// Adds a letter; of three or more equal ones, which stress a word, one is left for the look-up.
  @inline(__always)
  private mutating func push(_ code: UInt8) {
    if length >= Self.longestWord { return }
    if Int(code) == group & 31 {
      sameAsBefore += 1
      if sameAsBefore == 2 {
        packed >>= 5
        length -= 1
      }
      if sameAsBefore >= 2 { return }
    } else {
      sameAsBefore = 0
    }
    group = (group << 5 | Int(code)) & 0x7FFF
    packed = packed << 5 | UInt64(code)
    length += 1
    if length > 1 { word &+= model.row(group: group) }
  }

  private static func isOtherScript(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x370...0x1CFF, 0x1F00...0x1FFF, 0x2C00...0x2C5F, 0x2D00...0x2DFF, 0x3041...0xA4CF,
      0xA500...0xABFF,
      0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0xFF66...0xFFDC,
      0x10000...0x1CFFF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
