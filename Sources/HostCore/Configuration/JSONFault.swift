/// Finds the place at which a text ceases to be JSON (RFC 8259), for the person who typed it.
struct JSONFault {
  /// The deepest nesting that is looked into.
  private static let mostDepth = 512

  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The line and column, both from 1, of the first byte that may not stand there; `nil` where all may.
  static func place(in bytes: [UInt8]) -> (line: Int, column: Int)? {
    var fault = JSONFault(bytes)
    if fault.skipValue(depth: 0) {
      fault.skipSpace()
      if fault.position == bytes.count { return nil }
    }
    let before = bytes[..<min(fault.position, bytes.count)]
    let lastLine = before.split(separator: 0x0A, omittingEmptySubsequences: false).last ?? []
    // Columns count characters, not their bytes.
    let column = lastLine.count { $0 & 0xC0 != 0x80 }
    return (1 + before.count { $0 == 0x0A }, 1 + column)
  }

  // MARK: - Private: each skips what it is called after, or stops at the byte that is wrong

  private mutating func skipValue(depth: Int) -> Bool {
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return skipMembers(depth: depth)
    case UInt8(ascii: "["): return skipElements(depth: depth)
    case UInt8(ascii: "\""): return skipText()
    case UInt8(ascii: "t"): return skip("true")
    case UInt8(ascii: "f"): return skip("false")
    case UInt8(ascii: "n"): return skip("null")
    default: return skipNumber()
    }
  }

  private mutating func skipMembers(depth: Int) -> Bool {
    skipList(to: "}", depth: depth) { fault in
      guard fault.current == UInt8(ascii: "\""), fault.skipText() else { return false }
      fault.skipSpace()
      return fault.skip(":") && fault.skipValue(depth: depth + 1)
    }
  }

  private mutating func skipElements(depth: Int) -> Bool {
    skipList(to: "]", depth: depth) { $0.skipValue(depth: depth + 1) }
  }

  private mutating func skipList(
    to end: Unicode.Scalar, depth: Int, _ item: (inout Self) -> Bool
  ) -> Bool {
    guard depth < Self.mostDepth else { return false }
    position += 1
    skipSpace()
    guard current != UInt8(ascii: end) else { return advance() }
    while true {
      skipSpace()
      guard item(&self) else { return false }
      skipSpace()
      if current == UInt8(ascii: end) { return advance() }
      guard skip(",") else { return false }
    }
  }

  private mutating func skipText() -> Bool {
    position += 1
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { return false }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return current != nil && advance()
  }

  private mutating func skipNumber() -> Bool {
    if current == UInt8(ascii: "-") { position += 1 }
    // No digit follows a zero at the beginning.
    if current == UInt8(ascii: "0") { position += 1 } else if !skipDigits() { return false }
    if current == UInt8(ascii: ".") {
      position += 1
      guard skipDigits() else { return false }
    }
    guard let letter = current, letter | 0x20 == UInt8(ascii: "e") else { return true }
    position += 1
    if let sign = current, "+-".utf8.contains(sign) { position += 1 }
    return skipDigits()
  }

  private mutating func skipDigits() -> Bool {
    let start = position
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
    return position > start
  }

  private mutating func skip(_ word: StaticString) -> Bool {
    for index in 0..<word.utf8CodeUnitCount {
      guard current == word.utf8Start[index] else { return false }
      position += 1
    }
    return true
  }

  private mutating func skipSpace() {
    while let byte = current, " \n\r\t".utf8.contains(byte) { position += 1 }
  }

  private mutating func advance() -> Bool {
    position += 1
    return true
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }
}
