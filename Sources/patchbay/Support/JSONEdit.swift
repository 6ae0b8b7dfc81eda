/// Changes one value of a JSON text and leaves every other byte as it is, so that a person's file stays that person's.
///
/// The text must be valid JSON.
struct JSONEdit {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The range of the value at a path of member names; `nil` where there is none.
  mutating func range(of path: [String]) -> Range<Int>? {
    position = 0
    for name in path {
      guard enter(name) else { return nil }
    }
    skipSpace()
    let start = position
    skipValue()
    return start..<position
  }

  /// Moves to the value of the member `name` of the object that begins here.
  private mutating func enter(_ name: String) -> Bool {
    skipSpace()
    guard take("{") else { return false }
    skipSpace()
    while position < bytes.count, bytes[position] != UInt8(ascii: "}") {
      let start = position
      skipValue()
      let key = bytes[(start + 1)..<(position - 1)]
      skipSpace()
      guard take(":") else { return false }
      if key.elementsEqual(name.utf8) { return true }
      skipSpace()
      skipValue()
      skipSpace()
      _ = take(",")
      skipSpace()
    }
    return false
  }

  private mutating func skipValue() {
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""): skipText()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        position += 1
      default: position += 1
      }
      if depth == 0, position >= bytes.count || ",]}: \n\r\t".utf8.contains(bytes[position]) {
        return
      }
    }
  }

  private mutating func skipText() {
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
  }

  private mutating func skipSpace() {
    while position < bytes.count, " \n\r\t".utf8.contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }
}
