/// Splits a plain text into words, as far as the rules ask about them.
struct SentimentReader {
  /// The words read so far that are written in capitals.
  private(set) var inCapitals = 0
  /// The exclamation and the question marks read so far.
  private(set) var exclamations = 0
  private(set) var questions = 0

  /// Reads the words of `bytes` into `words`, which has room for half of the bytes, rounded up.
  ///
  /// - Returns: How many words there are.
  /// - Complexity: O(bytes).
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ table: SentimentWordTable,
    into words: UnsafeMutableBufferPointer<SentimentWord>
  ) -> Int {
    var count = 0
    var place = 0
    while place < bytes.count {
      if ByteKind.of(bytes[place]) == .space { place += 1; continue }
      let start = place
      var kinds: ByteKind = []
      while place < bytes.count {
        let kind = ByteKind.of(bytes[place])
        if kind == .space { break }
        kinds.formUnion(kind)
        place += 1
      }
      words.initializeElement(at: count, to: word(bytes, start, place, kinds, table))
      count += 1
    }
    return count
  }

  @inline(__always)
  private mutating func word(
    _ bytes: UnsafeBufferPointer<UInt8>, _ first: Int, _ last: Int, _ kinds: ByteKind,
    _ table: SentimentWordTable
  ) -> SentimentWord {
    if kinds.contains(.mark) { countMarks(bytes, first, last) }
    var (start, end) = (first, last)
    if !kinds.isDisjoint(with: .anyPunctuation) {
      (start, end) = Self.core(bytes, first, last, kinds)
    }
    var word = table.find(bytes, start, end) ?? SentimentWord()
    if kinds.contains(.apostrophe), Self.holdsNot(bytes, start, end) {
      word.traits.insert(.negates)
    }
    if Self.isInCapitals(bytes, start, end, kinds) {
      word.traits.insert(.capitals)
      inCapitals += 1
    }
    return word
  }

  private mutating func countMarks(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    for index in start..<end {
      if bytes[index] == 33 { exclamations += 1 }
      if bytes[index] == 63 { questions += 1 }
    }
  }

  /// The word without the punctuation around it; the whole of it where that leaves two characters or fewer, since then it
  /// may be an emoticon.
  private static func core(
    _ bytes: UnsafeBufferPointer<UInt8>, _ first: Int, _ last: Int, _ kinds: ByteKind
  ) -> (Int, Int) {
    var (start, end) = (first, last)
    while start < end, !ByteKind.of(bytes[start]).isDisjoint(with: .anyPunctuation) { start += 1 }
    while start < end, !ByteKind.of(bytes[end - 1]).isDisjoint(with: .anyPunctuation) { end -= 1 }
    if !kinds.contains(.other) { return end - start > 2 ? (start, end) : (first, last) }
    var characters = 0
    for index in start..<end where bytes[index] & 0xC0 != 0x80 {
      characters += 1
      if characters > 2 { return (start, end) }
    }
    return (first, last)
  }

  /// Whether the word has "n't" in it.
  private static func holdsNot(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int)
    -> Bool
  {
    guard end - start >= 3 else { return false }
    for index in (start + 1)..<(end - 1)
    where bytes[index] == 39 && bytes[index - 1] | 0x20 == 110 && bytes[index + 1] | 0x20 == 116 {
      return true
    }
    return false
  }

  private static func isInCapitals(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ kinds: ByteKind
  ) -> Bool {
    if kinds.contains(.lower) { return false }
    if !kinds.contains(.other) { return kinds.contains(.upper) }
    var upper = false
    for scalar in String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars {
      let properties = scalar.properties
      if properties.isLowercase || properties.generalCategory == .titlecaseLetter { return false }
      upper = upper || properties.isUppercase
    }
    return upper
  }
}

/// What a byte of a text is.
struct ByteKind: OptionSet {
  let rawValue: UInt8

  static let space = Self(rawValue: 1)
  static let upper = Self(rawValue: 2)
  static let lower = Self(rawValue: 4)
  /// Punctuation other than the following two kinds.
  static let punctuation = Self(rawValue: 8)
  static let apostrophe = Self(rawValue: 16)
  /// An exclamation or a question mark.
  static let mark = Self(rawValue: 32)
  /// A part of a character that is not ASCII.
  static let other = Self(rawValue: 64)

  static let anyPunctuation: Self = [.punctuation, .apostrophe, .mark]

  @inline(__always) static func of(_ byte: UInt8) -> Self { Self(rawValue: kinds[Int(byte)]) }

  private static let kinds: InlineArray<256, UInt8> = InlineArray { kind(UInt8($0)).rawValue }

  private static func kind(_ byte: UInt8) -> Self {
    switch byte {
    case 9...13, 28...32: .space
    case 65...90: .upper
    case 97...122: .lower
    case 39: .apostrophe
    case 33, 63: .mark
    case 34...47, 58...64, 91...96, 123...126: .punctuation
    case 128...: .other
    default: []
    }
  }
}
