/// The descriptions of emoji by code point: a hash table with open addressing.
struct EmojiTable {
  private var scalars: [UInt32]
  private var ranges: [Range<Int>]
  private var text: [UInt8] = []
  private let mask: Int

  /// Creates a table; no key is ASCII.
  init(_ descriptions: [UInt32: String]) {
    var size = 64
    while size < descriptions.count * 2 { size *= 2 }
    mask = size - 1
    scalars = Array(repeating: 0, count: size)
    ranges = Array(repeating: 0..<0, count: size)
    for (scalar, description) in descriptions.sorted(by: { $0.key < $1.key }) {
      var place = Self.place(scalar, mask)
      while scalars[place] != 0 { place = (place + 1) & mask }
      scalars[place] = scalar
      let start = text.count
      for scalar in description.unicodeScalars { PlainText.append(scalar, to: &text) }
      ranges[place] = start..<text.count
    }
  }

  /// The description of a code point, as plain text; `nil` where it has none.
  func description(_ scalar: UInt32) -> ArraySlice<UInt8>? {
    var place = Self.place(scalar, mask)
    while scalars[place] != 0 {
      if scalars[place] == scalar { return text[ranges[place]] }
      place = (place + 1) & mask
    }
    return nil
  }

  private static func place(_ scalar: UInt32, _ mask: Int) -> Int {
    Int((scalar &* 0x9E37_79B1) >> 16) & mask
  }
}

/// A text as the rules read it: emoji are words, and the only white space is ASCII.
enum PlainText {
  /// The words of `text`, which holds something other than ASCII.
  ///
  /// A description stands apart from what precedes it, unless that is a space, but not from what follows it.
  ///
  /// - Complexity: O(bytes), times the length of the longest description.
  static func plain(_ text: String, _ emoji: EmojiTable) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(text.utf8.count * 2)
    var afterSpace = true
    for scalar in text.unicodeScalars {
      if !scalar.isASCII, let description = emoji.description(scalar.value) {
        if !afterSpace { plain.append(32) }
        plain += description
        afterSpace = false
      } else {
        append(scalar, to: &plain)
        afterSpace = scalar == " "
      }
    }
    return plain
  }

  /// Appends a scalar: any white space as one ASCII space, the sign for kelvin as the letter that it is equal to.
  static func append(_ scalar: Unicode.Scalar, to plain: inout [UInt8]) {
    if scalar.isASCII {
      plain.append(UInt8(truncatingIfNeeded: scalar.value))
    } else if isSpace(scalar.value) {
      plain.append(32)
    } else if scalar.value == 0x212A {
      plain.append(75)
    } else {
      plain.append(contentsOf: UTF8.encode(scalar)!)
    }
  }

  /// Whether a scalar that is not ASCII separates words.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}
