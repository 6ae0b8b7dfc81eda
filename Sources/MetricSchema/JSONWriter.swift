/// Writes JSON text, compact and in the order it is told.
///
/// Commas come by themselves. Numbers that JSON cannot hold become `null`.
public struct JSONWriter: Sendable {
  /// What was written, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Creates an empty writer.
  public init() {}

  /// What was written.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes an object, whose members `body` writes.
  public mutating func object<E: Error>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
    try enclosed(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes an array, whose elements `body` writes.
  public mutating func array<E: Error>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
    try enclosed(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// Writes the name of the member that comes next.
  public mutating func key(_ name: String) {
    value(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a text, or `null`.
  public mutating func value(_ text: String?) {
    guard let text else { return null() }
    comma()
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 { escape(byte) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a whole number, or `null`.
  public mutating func value(_ number: Int64?) {
    guard let number else { return null() }
    raw(String(number))
  }

  /// Writes a number, or `null` where it is absent or not finite.
  public mutating func value(_ number: Double?) {
    guard let number, number.isFinite else { return null() }
    let text = String(number)
    raw(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// Writes a yes or no, or `null`.
  public mutating func value(_ flag: Bool?) {
    guard let flag else { return null() }
    raw(flag ? "true" : "false")
  }

  /// Writes `null`.
  public mutating func null() { raw("null") }

  /// Writes a member with a text where there is one, and nothing otherwise.
  public mutating func member(_ name: String, _ text: String?) {
    guard let text else { return }
    key(name)
    value(text)
  }

  /// Writes a member with a number where there is one, and nothing otherwise.
  public mutating func member(_ name: String, _ number: Int64?) {
    guard let number else { return }
    key(name)
    value(number)
  }

  /// Writes a member with a list of texts.
  public mutating func member(_ name: String, _ texts: [String]) {
    key(name)
    array { json in
      for text in texts { json.value(text) }
    }
  }

  /// Writes text that is JSON already.
  public mutating func raw(_ json: String) {
    comma()
    bytes.append(contentsOf: json.utf8)
  }

  // MARK: - Private

  private mutating func enclosed<E: Error>(
    _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) throws(E) -> Void
  ) throws(E) {
    comma()
    bytes.append(open)
    needsComma = false
    try body(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0x0A: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
    case 0x0D: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
    case 0x09: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
    case 0..<0x20, 0x7F: escape(control: byte)
    case 0x80...0x9F where bytes.last == 0xC2:
      // The controls of ISO 6429, which terminals obey in UTF-8 too.
      bytes.removeLast()
      escape(control: byte)
    default: bytes.append(byte)
    }
  }

  private mutating func escape(control byte: UInt8) {
    let digits = Array("0123456789abcdef".utf8)
    bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
