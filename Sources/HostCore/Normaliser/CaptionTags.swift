/// The hashtags and mentions of a caption, in the order and with the spelling of the text, each once.
///
/// A tag begins after "#" or "＃" that does not follow a letter, digit, "&" or "/", and runs over letters, marks,
/// digits and underscores (Unicode Standard Annex 31, hashtag identifiers); without a letter it is none. A mention
/// begins after "@" under the same rule and runs over digits, ".", "-", "_" and the letters of scripts that have
/// capitals: those of others are the sentence's, and so is a dot at the end. Addresses are passed over: what follows
/// "#" and "@" in them is something else.
public struct CaptionTags: Hashable, Sendable {
  private var tags = DistinctTexts()
  private var names = DistinctTexts()

  /// Without "#".
  public var hashtags: [String] { tags.texts }
  /// Without "@", in lower case.
  public var mentions: [String] { names.texts }

  /// How a platform sees hashtags.
  public enum Style: Hashable, Sendable {
    /// As words of a text.
    case words
    /// Wherever "#" stands, also behind a letter or another tag, and with the emoji in it.
    case anywhere
  }

  /// Reads a caption, in time that grows with its length.
  ///
  /// - Parameters:
  ///   - text: The caption.
  ///   - style: What its platform takes for a hashtag.
  public init(_ text: String, style: Style = .words) {
    var text = text
    text.withUTF8 { read(Caption($0, style)) }
  }

  private mutating func read(_ caption: Caption) {
    var index = 0
    while index < caption.bytes.count {
      let start = index
      index += 1
      switch caption.bytes[start] {
      case UInt8(ascii: "#") where caption.tagMayBegin(at: start): addTag(caption, from: index)
      case 0xEF where caption.has("＃", at: start) && caption.tagMayBegin(at: start):
        addTag(caption, from: start + 3)
      case UInt8(ascii: "@") where caption.mayBegin(at: start): addName(caption, from: index)
      case UInt8(ascii: "h") where caption.isAddress(at: start) && caption.mayBegin(at: start):
        index = caption.end(from: index) { !$0.properties.isWhitespace }
      default: break
      }
    }
  }

  private mutating func addTag(_ caption: Caption, from start: Int) {
    var hasLetter = false
    let end = caption.end(from: start) {
      let part = Caption.part($0)
      hasLetter = hasLetter || part == .letter
      return part != .none || caption.style == .anywhere && Caption.isEmoji($0)
    }
    if hasLetter { tags.insert(caption.text(start..<end)) }
  }

  private mutating func addName(_ caption: Caption, from start: Int) {
    var end = caption.end(from: start, while: Caption.isHandle)
    while end > start,
      caption.bytes[end - 1] == UInt8(ascii: ".") || caption.bytes[end - 1] == UInt8(ascii: "-")
    {
      end -= 1
    }
    if end > start { names.insert(caption.text(start..<end).lowercased()) }
  }
}

/// The bytes of a caption. What begins a tag is ASCII but for one sign, so that most bytes need no more than a look.
private struct Caption {
  /// Valid UTF-8.
  let bytes: UnsafeBufferPointer<UInt8>
  let style: CaptionTags.Style

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ style: CaptionTags.Style) {
    self.bytes = bytes
    self.style = style
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  func has(_ text: StaticString, at start: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard bytes.count - start >= count else { return false }
    return (0..<count).allSatisfy { bytes[start + $0] == text.utf8Start[$0] }
  }

  func isAddress(at start: Int) -> Bool { has("https://", at: start) || has("http://", at: start) }

  /// Whether what stands before `start` lets a word begin there: a tag, mention or address.
  func mayBegin(at start: Int) -> Bool {
    guard start > 0 else { return true }
    var first = start - 1
    while bytes[first] & 0xC0 == 0x80 { first -= 1 }
    let before = scalar(at: first).scalar
    return Self.part(before) == .none && before != "&" && before != "/"
  }

  /// Whether what stands before `start` lets a tag begin there. Entities such as "&#39;" and parts of addresses are none
  /// anywhere.
  func tagMayBegin(at start: Int) -> Bool {
    guard style == .anywhere, start > 0 else { return mayBegin(at: start) }
    return bytes[start - 1] != UInt8(ascii: "&") && bytes[start - 1] != UInt8(ascii: "/")
  }

  /// Where the run of scalars ends that begins at `start` and belongs together.
  func end(from start: Int, while belongs: (Unicode.Scalar) -> Bool) -> Int {
    var index = start
    while index < bytes.count {
      let (scalar, size) = scalar(at: index)
      guard belongs(scalar) else { break }
      index += size
    }
    return index
  }

  private func scalar(at index: Int) -> (scalar: Unicode.Scalar, size: Int) {
    let first = bytes[index]
    guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
    let size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var value = UInt32(first) & (0x7F >> UInt32(size))
    for place in 1..<size { value = value << 6 | UInt32(bytes[index + place] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", size)
  }

  /// What a scalar is in a word.
  enum Part {
    case letter
    /// A digit, underscore or joiner.
    case other
    /// No part of a word.
    case none
  }

  static func part(_ scalar: Unicode.Scalar) -> Part {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z": return .letter
      case "0"..."9", "_": return .other
      default: return .none
      }
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .letterNumber:
      // But for the marks that make an emoji of what they follow.
      return isEmojiMark(scalar) ? .none : .letter
    case .decimalNumber: return .other
    // Joiners stand inside words of Persian and Hindi.
    default: return scalar == "\u{200C}" || scalar == "\u{200D}" ? .other : .none
    }
  }

  static func isHandle(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return part(scalar) != .none || scalar == "." || scalar == "-" }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter: return true
    // The accents of such letters.
    case .nonspacingMark: return scalar.value < 0x370
    default: return false
    }
  }

  /// Whether a scalar makes an emoji, or an emoji of what it follows.
  static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.isEmoji || isEmojiMark(scalar)
  }

  private static func isEmojiMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{FE0E}" || scalar == "\u{FE0F}" || scalar == "\u{20E3}"
  }
}

/// Texts in the order of their first arrival, each once.
private struct DistinctTexts: Hashable {
  private(set) var texts: [String] = []
  /// All of them, once looking through them would take longer.
  private var seen: Set<String> = []

  mutating func insert(_ text: String) {
    if texts.count < 16 {
      guard !texts.contains(text) else { return }
      if texts.isEmpty { texts.reserveCapacity(4) }
    } else {
      if seen.isEmpty { seen = Set(texts) }
      guard seen.insert(text).inserted else { return }
    }
    texts.append(text)
  }
}
