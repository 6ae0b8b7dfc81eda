/// The hashtags and mentions of a caption, in the order and with the spelling of the text, each once.
///
/// A tag begins after "#" or "＃" that does not follow a letter, digit, "&" or "/", and runs over letters, marks,
/// digits and underscores (Unicode Standard Annex 31, hashtag identifiers); without a letter it is none. A mention
/// begins after "@" under the same rule and runs over letters, digits, ".", "-" and "_"; a dot at its end is the
/// sentence's. Addresses are passed over: what follows "#" and "@" in them is something else.
public struct CaptionTags: Hashable, Sendable {
  /// Without "#".
  public private(set) var hashtags: [String] = []
  /// Without "@", in lower case.
  public private(set) var mentions: [String] = []

  /// Reads a caption, in time that grows with its length.
  public init(_ text: String) {
    var seen: Set<String> = []
    var rest = text.unicodeScalars[...]
    var before: Unicode.Scalar = " "
    while let scalar = rest.popFirst() {
      defer { before = scalar }
      guard !Self.isWord(before), before != "&", before != "/" else { continue }
      switch scalar {
      case "#", "＃":
        let tag = String(rest.prefix(while: Self.isWord))
        if tag.unicodeScalars.contains(where: Self.isLetter), seen.insert("#" + tag).inserted {
          hashtags.append(tag)
        }
      case "@":
        let handle = Self.handle(rest.prefix(while: Self.isHandle))
        if !handle.isEmpty, seen.insert("@" + handle).inserted { mentions.append(handle) }
      case "h" where Self.isAddress(rest): rest = rest.drop { !$0.properties.isWhitespace }
      default: break
      }
    }
  }

  private static func handle(_ text: Substring.UnicodeScalarView) -> String {
    var handle = text
    while let last = handle.last, last == "." || last == "-" { handle.removeLast() }
    return String(handle).lowercased()
  }

  /// Whether an "h" goes on as an address.
  private static func isAddress(_ rest: Substring.UnicodeScalarView) -> Bool {
    rest.starts(with: "ttps://".unicodeScalars) || rest.starts(with: "ttp://".unicodeScalars)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": return true
      default: return false
      }
    }
    if scalar.properties.generalCategory == .decimalNumber { return true }
    // Joiners stand inside words of Persian and Hindi.
    return isLetter(scalar) || scalar == "\u{200C}" || scalar == "\u{200D}"
  }

  /// Letters and marks, but for the marks that make an emoji of what they follow.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .letterNumber:
      scalar != "\u{FE0E}" && scalar != "\u{FE0F}" && scalar != "\u{20E3}"
    default: false
    }
  }

  private static func isHandle(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (isWord(scalar) || scalar == "." || scalar == "-")
  }
}
