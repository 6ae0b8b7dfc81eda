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

  /// Whether it can be in the handle of an account or in an address of mail: a word with dots and hyphens, and "@".
  static func isInAddress(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar == "-" || scalar == "+" || scalar == "@" || isInWord(scalar)
  }

  /// Whether the address of a page begins here; without "www." and "://" it cannot be told from words with dots.
  static func beginsPage(_ run: Substring.UnicodeScalarView) -> Bool {
    run.prefix(4).elementsEqual("www.".unicodeScalars) {
      $0.properties.lowercaseMapping == String($1)
    }
  }

  /// Whether its script puts no spaces between words: Han, Kana, Thai, Lao, Burmese, Khmer.
  static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
