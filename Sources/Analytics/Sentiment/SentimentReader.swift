/// Splits a plain text into words, as far as the rules ask about them.
struct SentimentReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The words read so far that are written in capitals.
  private(set) var inCapitals = 0
  /// The exclamation and the question marks read so far.
  private(set) var exclamations = 0
  private(set) var questions = 0

  /// Creates a reader of `bytes`.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads the words into `words`, which has room for half of the bytes, rounded up.
  ///
  /// - Returns: How many words there are.
  /// - Complexity: O(bytes).
  mutating func read(
    into words: UnsafeMutableBufferPointer<SentimentWord>, from table: SentimentWordTable
  ) -> Int {
    ByteKind.table.withUnsafeBufferPointer { kindOf in
      var count = 0
      var place = 0
      while place < bytes.count {
        let start = place
        if let short = shortWord(at: start, kindOf) {
          words.initializeElement(at: count, to: table.find(short.letters, length: short.length))
          count += 1
          place += short.length + 1
          continue
        }
        var kinds: ByteKind = []
        while place < bytes.count {
          let kind = kindOf[Int(bytes[place])]
          if kind == .space { break }
          kinds.formUnion(kind)
          place += 1
        }
        if place > start {
          words.initializeElement(at: count, to: word(start, place, kinds, table))
          count += 1
        }
        place += 1
      }
      return count
    }
  }

  /// The word that begins at `place`, where it is what most words are: up to seven small letters with a space after them.
  ///
  /// All eight bytes are looked at together; what is found has no traits but those of the table.
  @inline(__always)
  private func shortWord(
    at place: Int, _ kindOf: UnsafeBufferPointer<ByteKind>
  ) -> (letters: UInt64, length: Int)? {
    guard let base = bytes.baseAddress, bytes.count &- place >= 8 else { return nil }
    let eight = UInt64(
      littleEndian: UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self))
    let low = eight & 0x7f7f_7f7f_7f7f_7f7f
    // Adding lifts the high bit of a byte from "a", and from past "z".
    let small = (low &+ 0x1f1f_1f1f_1f1f_1f1f) & ~(low &+ 0x0505_0505_0505_0505) & ~eight
    let bits = (~small & 0x8080_8080_8080_8080).trailingZeroBitCount & ~7
    let length = bits / 8
    guard length > 0, length < 8, kindOf[Int(base[place &+ length])] == .space else { return nil }
    return (eight & ~(.max &<< UInt64(bits)), length)
  }

  @inline(__always)
  private mutating func word(
    _ first: Int, _ last: Int, _ kinds: ByteKind, _ table: SentimentWordTable
  ) -> SentimentWord {
    var (start, end) = (first, last)
    if !kinds.isDisjoint(with: .anyPunctuation) {
      if kinds.contains(.mark) { countMarks(first, last) }
      (start, end) = core(first, last, kinds)
    }
    var word = table.find(bytes, start, end)
    if kinds.contains(.apostrophe), holdsNot(start, end) { word.traits.insert(.negates) }
    if isInCapitals(start, end, kinds) {
      word.traits.insert(.capitals)
      inCapitals += 1
    }
    return word
  }

  private mutating func countMarks(_ start: Int, _ end: Int) {
    for index in start..<end {
      if bytes[index] == 33 { exclamations += 1 }
      if bytes[index] == 63 { questions += 1 }
    }
  }

  /// The word without the punctuation around it; the whole of it where that leaves two characters or fewer, since then it
  /// may be an emoticon.
  private func core(_ first: Int, _ last: Int, _ kinds: ByteKind) -> (Int, Int) {
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
  private func holdsNot(_ start: Int, _ end: Int) -> Bool {
    guard end - start >= 3 else { return false }
    for index in (start + 1)..<(end - 1)
    where bytes[index] == 39 && bytes[index - 1] | 0x20 == 110 && bytes[index + 1] | 0x20 == 116 {
      return true
    }
    return false
  }

  @inline(__always)
  private func isInCapitals(_ start: Int, _ end: Int, _ kinds: ByteKind) -> Bool {
    if kinds.contains(.lower) { return false }
    return kinds.contains(.other) ? isInCapitals(start, end) : kinds.contains(.upper)
  }

  private func isInCapitals(_ start: Int, _ end: Int) -> Bool {
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

  /// The kind of each byte.
  static let table: [Self] = (0...255).map { kind($0) }

  @inline(__always) static func of(_ byte: UInt8) -> Self { table[Int(byte)] }

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
