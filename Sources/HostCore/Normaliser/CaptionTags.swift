/// The hashtags and mentions of a caption, in the order and with the spelling of the text, each once.
///
/// A tag begins after "#" or "＃" that does not follow a letter, digit, "&" or "/", and runs over letters, marks,
/// digits and underscores (Unicode Standard Annex 31, hashtag identifiers); digits alone are none. A mention begins
/// after "@" under the same rule and runs over letters, digits, ".", "-" and "_"; a dot at its end is the sentence's.
public struct CaptionTags: Hashable, Sendable {
  /// Without "#".
  public private(set) var hashtags: [String] = []
  /// Without "@", in lower case.
  public private(set) var mentions: [String] = []

  /// Reads a caption.
  public init(_ text: String) {
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var before: Unicode.Scalar = " "
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      let mayBegin = !Self.isWord(before) && before != "&" && before != "/"
      if mayBegin, scalar == "#" || scalar == "＃" {
        let end = Self.end(of: scalars, from: next, while: Self.isWord)
        addHashtag(String(scalars[next..<end]))
      } else if mayBegin, scalar == "@" {
        let end = Self.end(of: scalars, from: next, while: Self.isHandle)
        addMention(String(scalars[next..<end]))
      }
      before = scalar
      index = next
    }
  }

  private mutating func addHashtag(_ tag: String) {
    let isNumber = tag.unicodeScalars.allSatisfy { $0.properties.numericType != nil || $0 == "_" }
    if !tag.isEmpty, !isNumber, !hashtags.contains(tag) { hashtags.append(tag) }
  }

  private mutating func addMention(_ name: String) {
    var handle = name.lowercased()
    while let last = handle.last, last == "." || last == "-" { handle.removeLast() }
    if !handle.isEmpty, !mentions.contains(handle) { mentions.append(handle) }
  }

  private static func end(
    of text: String.UnicodeScalarView, from start: String.Index,
    while belongs: (Unicode.Scalar) -> Bool
  ) -> String.Index {
    text[start...].firstIndex { !belongs($0) } ?? text.endIndex
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": return true
      default: return false
      }
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber:
      return scalar != "\u{FE0F}" && scalar != "\u{20E3}"
    default: return scalar == "\u{200C}" || scalar == "\u{200D}"
    }
  }

  private static func isHandle(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (isWord(scalar) || scalar == "." || scalar == "-")
  }
}
