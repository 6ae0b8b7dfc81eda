/// Frequent words of the languages that are written in Latin letters, English first.
///
/// They are the whole of what the detection of languages knows: its groups of three letters are counted in them. Marks on letters
/// do not count, since many leave them out.
enum LanguageWords {
  /// The languages, each with its words from the most frequent on.
  static let all: [(name: String, words: String)] = [
    ("en", english), ("de", german), ("fr", french), ("es", spanish), ("pt", portuguese),
    ("it", italian), ("nl", dutch),
    ("tr", turkish), ("id", indonesian), ("vi", vietnamese), ("pl", polish), ("nordic", nordic),
    ("tl", filipino),
    ("hi", hindi), ("ro", romanian),
  ]

  /// Every language but English.
  static let allButEnglish: UInt16 = (1 << UInt16(all.count)) - 2

  /// The bits of the languages named.
  static func bits(_ names: String) -> UInt16 {
    names.split(separator: " ").reduce(0) { bits, name in
      all.firstIndex { $0.name == name }.map { bits | 1 << UInt16($0) } ?? bits
    }
  }
}
