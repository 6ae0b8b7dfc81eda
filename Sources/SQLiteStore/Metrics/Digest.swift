/// A 64-bit number that stands for a content, the same on every machine.
///
/// It finds out that nothing changed; it is no defence against anybody. What is absent counts too, so that the same value
/// in another place makes another number.
struct Digest {
  private var state: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// The number; never that of no content.
  var value: Int64 { Int64(bitPattern: state ^ state >> 29) }

  mutating func add(_ word: UInt64) {
    let (high, low) = (state ^ word).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    state = high ^ low &+ 0xe703_7ed1_a0b4_28db
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  mutating func add(_ text: String?) {
    if let text { add(text) } else { add(absent) }
  }

  mutating func add(_ number: Int64?) {
    if let number { add(UInt64(bitPattern: number)) } else { add(absent) }
  }

  mutating func add(_ flag: Bool?) { add(flag.map { $0 ? 1 : 0 } ?? absent) }

  mutating func add(_ texts: [String]) {
    add(UInt64(texts.count))
    for text in texts { add(text) }
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(UInt64(bytes.count))
    var offset = 0
    while offset + 8 <= bytes.count {
      add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count { (rest, offset) = (rest << 8 | UInt64(bytes[offset]), offset + 1) }
    add(rest)
  }
}

/// What stands for a value that is not there.
private let absent: UInt64 = 0xd1b5_4a32_d192_ed03
