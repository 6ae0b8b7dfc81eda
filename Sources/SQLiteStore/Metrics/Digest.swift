import MetricSchema

/// A 64-bit number that stands for a content, the same on every machine.
///
/// It finds out that nothing changed; it is no defence against anybody.
struct Digest: FieldVisitor {
  private var state: UInt64 = 0x9e37_79b9_7f4a_7c15
  /// The fields that are left out, as bits by their numbers, and how deep inside the message they would be.
  private var omitted: UInt64 = 0
  private var depth = 0

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

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
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

  /// The number of a message without the fields whose numbers are in `omitting`.
  static func of<M: Message>(_ message: M, omitting numbers: [UInt32]) -> Int64 {
    var digest = Digest()
    digest.omitted = numbers.reduce(0) { $0 | 1 << UInt64($1) }
    var message = message
    message.fields(&digest)
    return digest.value
  }

  private func omits(_ number: UInt32) -> Bool {
    depth == 0 && number < 64 && omitted >> UInt64(number) & 1 == 1
  }

  // MARK: Fields; an absent one adds nothing

  mutating func text(_ number: UInt32, _ name: StaticString, _ value: inout String?) {
    guard value != nil else { return }
    add(UInt64(number))
    value!.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }
  mutating func required(_ number: UInt32, _ name: StaticString, _ value: inout String) {
    add(UInt64(number))
    add(value)
  }
  mutating func bytes(_ number: UInt32, _ name: StaticString, _ value: inout [UInt8]?) {
    guard let value else { return }
    add(UInt64(number))
    value.withUnsafeBytes { add($0) }
  }
  mutating func integer(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    guard let value else { return }
    add(UInt64(number))
    add(UInt64(bitPattern: value))
  }
  mutating func time(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    if !omits(number) { integer(number, name, &value) }
  }
  mutating func real(_ number: UInt32, _ name: StaticString, _ value: inout Double?) {
    guard let value else { return }
    add(UInt64(number))
    add(value.bitPattern)
  }
  mutating func flag(_ number: UInt32, _ name: StaticString, _ value: inout Bool?) {
    guard let value else { return }
    add(UInt64(number) << 1 | (value ? 1 : 0))
  }
  mutating func choice<C: Choice>(_ number: UInt32, _ name: StaticString, _ value: inout C) {
    guard value.rawValue != 0 else { return }
    add(UInt64(number) << 8 | UInt64(value.rawValue))
  }
  mutating func texts(_ number: UInt32, _ name: StaticString, _ value: inout [String]) {
    for index in value.indices {
      add(UInt64(number))
      value[index].withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }
  }
  mutating func message<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout M?) {
    guard value != nil, !omits(number) else { return }
    add(UInt64(number))
    depth += 1
    value!.fields(&self)
    depth -= 1
  }
  mutating func messages<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout [M]) {
    guard !value.isEmpty, !omits(number) else { return }
    depth += 1
    for index in value.indices {
      add(UInt64(number))
      value[index].fields(&self)
    }
    depth -= 1
  }
}
