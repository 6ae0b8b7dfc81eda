/// A letter of a Latin alphabet without what stands on it, and which languages write it so.
struct LatinLetter {
  /// 1 to 26.
  var code: UInt8
  /// The languages whose alphabet has it, as bits of ``LanguageWords/all``; 0 where all have.
  var languages: UInt16

  /// The letter of a scalar; `nil` where it is none.
  @inline(__always)
  static func of(_ scalar: UInt32) -> LatinLetter? {
    if scalar < 128 {
      let lower = scalar | 0x20
      return lower &- 97 < 26 ? LatinLetter(code: UInt8(lower &- 96), languages: 0) : nil
    }
    return accented(scalar)
  }

  private static func accented(_ scalar: UInt32) -> LatinLetter? {
    switch scalar {
    case 0xC0...0x24F:
      let letter = table[Int(lowerCase(scalar)) - 0xC0]
      return letter.code == 0 ? nil : letter
    case 0x1EA0...0x1EF9:
      return LatinLetter(code: vietnamese(scalar), languages: LanguageWords.bits("vi"))
    default: return nil
    }
  }

  /// The letters with marks, by the letter below, each with the languages that write it.
  private static let marked: [(Character, [(String, String)])] = [
    (
      "a",
      [
        ("à", "fr it pt vi"), ("á", "es pt vi"), ("â", "fr pt ro tr vi"), ("ã", "pt vi"),
        ("ä", "de nordic"), ("å", "nordic"),
        ("æ", "nordic fr"), ("ă", "ro vi"), ("ą", "pl"),
      ]
    ),
    ("c", [("ç", "fr pt tr"), ("ć", "pl")]),
    ("d", [("đ", "vi")]),
    (
      "e",
      [
        ("è", "fr it vi"), ("é", "fr es pt it nl vi nordic"), ("ê", "fr pt vi"), ("ë", "fr nl"),
        ("ę", "pl"),
      ]
    ),
    ("g", [("ğ", "tr")]),
    (
      "i",
      [
        ("ì", "it vi"), ("í", "es pt vi"), ("î", "fr ro tr"), ("ï", "fr nl"), ("ı", "tr"),
        ("ĩ", "vi"),
      ]
    ),
    ("l", [("ł", "pl")]),
    ("n", [("ñ", "es tl"), ("ń", "pl")]),
    (
      "o",
      [
        ("ò", "it vi"), ("ó", "es pt pl vi"), ("ô", "fr pt vi"), ("õ", "pt vi"),
        ("ö", "de tr nordic nl"), ("ø", "nordic"),
        ("ơ", "vi"), ("œ", "fr"),
      ]
    ),
    ("s", [("ß", "de"), ("ś", "pl"), ("ş", "tr ro"), ("ș", "ro")]),
    ("t", [("ț", "ro"), ("ţ", "ro")]),
    (
      "u",
      [
        ("ù", "fr it vi"), ("ú", "es pt vi"), ("û", "fr tr"), ("ü", "de tr es nl"), ("ư", "vi"),
        ("ũ", "vi"),
      ]
    ),
    ("y", [("ý", "vi"), ("ÿ", "fr")]),
    ("z", [("ź", "pl"), ("ż", "pl")]),
  ]

  /// The same for letters of languages that have no list; every language but English is as likely.
  private static let foreign: [(Character, String)] = [
    ("a", "āǎ"), ("c", "čċĉ"), ("d", "ďð"), ("e", "ēėěĕ"), ("g", "ģġĝ"), ("h", "ħĥ"), ("i", "īįĭ"),
    ("k", "ķ"), ("l", "ľļĺŀ"),
    ("n", "ňņŋ"), ("o", "ōőŏǒ"), ("r", "řŕŗ"), ("s", "šŝ"), ("t", "ťþŧ"), ("u", "ūůűųŭǔ"),
    ("w", "ŵ"), ("y", "ŷ"), ("z", "ž"),
  ]

  /// The letters U+00C0 to U+024F; where the code is 0 it is none that is known.
  private static let table: [LatinLetter] = {
    var table = [LatinLetter](repeating: LatinLetter(code: 0, languages: 0), count: 0x250 - 0xC0)
    func set(_ letter: Character, _ base: Character, _ languages: UInt16) {
      table[Int(letter.unicodeScalars.first!.value) - 0xC0] = LatinLetter(
        code: base.asciiValue! - 96, languages: languages)
    }
    for (base, letters) in marked {
      for (letter, languages) in letters {
        set(Character(letter), base, LanguageWords.bits(languages))
      }
    }
    for (base, letters) in foreign {
      for letter in letters { set(letter, base, LanguageWords.allButEnglish) }
    }
    return table
  }()

  private static func lowerCase(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xD7, 0xF7: scalar
    case 0xC0...0xDE: scalar + 0x20
    case 0x130: 0x131
    case 0x178: 0xFF
    case 0x139...0x148, 0x179...0x17E: scalar + scalar % 2
    case 0x1AF: 0x1B0
    case 0x100...0x137, 0x14A...0x177, 0x1A0, 0x218...0x21B: scalar | 1
    default: scalar
    }
  }

  /// The letters of this part of the code come in the order of those below.
  private static func vietnamese(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case ...0x1EB7: 1
    case ...0x1EC7: 5
    case ...0x1ECB: 9
    case ...0x1EE3: 15
    case ...0x1EF1: 21
    default: 25
    }
  }
}
