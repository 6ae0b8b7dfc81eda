/// Reads messages in the protobuf wire format from untrusted bytes.
///
/// Unknown fields are skipped, fields may come in any order, the last of a repeated single field wins. Bytes that
/// are no message throw, and so do a group and a known field of another wire type, which no sender of this schema
/// writes; nothing is read beyond the end. Cost: one pass where fields come in ascending order.
public struct ProtobufReader: FieldVisitor {
  private let base: UnsafePointer<UInt8>
  private var end: Int
  private var position: Int
  private var field: UInt32 = 0
  private var wireType: UInt8 = 0
  private var failure: MalformedMessage?

  /// Reads one message from all of `bytes`.
  public static func read<M: Message>(
    _ type: M.Type, from bytes: UnsafeRawBufferPointer
  ) throws(MalformedMessage) -> M {
    try read(type, from: bytes, in: 0..<bytes.count)
  }

  /// Reads one message from a part of `bytes`.
  static func read<M: Message>(
    _ type: M.Type, from bytes: UnsafeRawBufferPointer, in range: Range<Int>
  ) throws(MalformedMessage) -> M {
    var message = M()
    guard var reader = ProtobufReader(bytes, range) else { return message }
    message.take(from: &reader)
    if let failure = reader.failure { throw failure }
    return message
  }

  /// The number and place of the message that `bytes` consist of; `nil` where they hold anything else.
  static func loneMessage(in bytes: UnsafeRawBufferPointer) -> (number: UInt32, range: Range<Int>)?
  {
    guard var reader = ProtobufReader(bytes, 0..<bytes.count) else { return nil }
    reader.next()
    guard reader.wireType == 2, let range = reader.delimited(), range.upperBound == bytes.count
    else { return nil }
    return (reader.field, range)
  }

  /// Reads one message from all of `bytes`.
  public static func read<M: Message>(
    _ type: M.Type, from bytes: [UInt8]
  ) throws(MalformedMessage) -> M {
    try bytes.withUnsafeBufferPointer { buffer throws(MalformedMessage) in
      try read(type, from: UnsafeRawBufferPointer(buffer))
    }
  }

  public mutating func text(_ number: UInt32, _ name: StaticString, _ value: inout String?) {
    while field == number { string { value = $0 } }
  }
  public mutating func required(_ number: UInt32, _ name: StaticString, _ value: inout String) {
    while field == number { string { value = $0 } }
  }
  public mutating func bytes(_ number: UInt32, _ name: StaticString, _ value: inout [UInt8]?) {
    while field == number {
      guard let range = delimited() else { return }
      value = Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
      next()
    }
  }
  public mutating func integer(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    while field == number { number64 { value = Int64(bitPattern: $0) } }
  }
  public mutating func time(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    integer(number, name, &value)
  }
  public mutating func real(_ number: UInt32, _ name: StaticString, _ value: inout Double?) {
    while field == number {
      guard wireType == 1, end - position >= 8 else { return fail("expected eight bytes") }
      let bits = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
      value = Double(bitPattern: UInt64(littleEndian: bits))
      position += 8
      next()
    }
  }
  public mutating func flag(_ number: UInt32, _ name: StaticString, _ value: inout Bool?) {
    while field == number { number64 { value = $0 != 0 } }
  }
  public mutating func choice<C: Choice>(
    _ number: UInt32, _ name: StaticString, _ value: inout C
  ) {
    while field == number {
      number64 { value = UInt8(exactly: $0).flatMap(C.init(rawValue:)) ?? .absent }
    }
  }
  public mutating func texts(_ number: UInt32, _ name: StaticString, _ value: inout [String]) {
    while field == number { string { value.append($0) } }
  }
  public mutating func message<M: Message>(
    _ number: UInt32, _ name: StaticString, _ value: inout M?
  ) {
    while field == number {
      if value == nil { value = M() }
      guard nested(into: &value!) else { return }
    }
  }
  public mutating func messages<M: Message>(
    _ number: UInt32, _ name: StaticString, _ value: inout [M]
  ) {
    while field == number {
      // One allocation for as many as there usually are.
      if value.isEmpty { value.reserveCapacity(8) }
      value.append(M())
      guard nested(into: &value[value.count - 1]) else { return }
    }
  }

  // MARK: - Private

  private init?(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    guard let start = bytes.baseAddress, !range.isEmpty else { return nil }
    self.init(
      base: start.assumingMemoryBound(to: UInt8.self), from: range.lowerBound, to: range.upperBound)
  }

  private init(base: UnsafePointer<UInt8>, from start: Int, to end: Int) {
    self.base = base
    self.end = end
    position = start
  }

  @inline(__always)
  mutating func readAll<M: Message>(into message: inout M) {
    next()
    while field != 0 {
      let before = position
      message.fields(&self)
      if position == before, field != 0 { skip() }
    }
  }

  /// Reads a message inside this one, up to its own end.
  private mutating func nested<M: Message>(into message: inout M) -> Bool {
    guard let range = delimited() else { return false }
    let outerEnd = end
    (position, end) = (range.lowerBound, range.upperBound)
    readAll(into: &message)
    guard failure == nil else { return false }
    end = outerEnd
    next()
    return true
  }

  private mutating func string(_ store: (String) -> Void) {
    guard let range = delimited() else { return }
    let bytes = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    guard let text = String(checking: bytes) else {
      position = range.lowerBound
      return fail("text that is not UTF-8")
    }
    store(text)
    next()
  }

  private mutating func number64(_ store: (UInt64) -> Void) {
    guard wireType == 0 else { return fail("expected a whole number") }
    guard let value = varint() else { return }
    store(value)
    next()
  }

  /// Passes a length and the bytes it counts.
  private mutating func delimited() -> Range<Int>? {
    guard wireType == 2 else {
      fail("expected a length")
      return nil
    }
    guard let length = varint() else { return nil }
    guard length <= UInt64(end - position) else {
      fail("a length beyond the end")
      return nil
    }
    let start = position
    position += Int(length)
    return start..<position
  }

  /// Reads the tag of the next field; field 0 is the end.
  private mutating func next() {
    guard position < end else {
      field = 0
      return
    }
    guard let tag = varint() else { return }
    wireType = UInt8(tag & 7)
    field = UInt32(truncatingIfNeeded: tag >> 3)
    if tag >> 3 == 0 || tag >> 3 > 0x1FFF_FFFF { fail("a field number out of range") }
  }

  private mutating func skip() {
    switch wireType {
    case 0: _ = varint()
    case 1: advance(8)
    case 2: _ = delimited()
    case 5: advance(4)
    default: fail("a wire type out of range")
    }
    if failure == nil { next() }
  }

  private mutating func advance(_ count: Int) {
    if end - position >= count { position += count } else { fail("a field beyond the end") }
  }

  @inline(__always)
  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < end, shift < 64 {
      let byte = base[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    fail("a number that does not end")
    return nil
  }

  private mutating func fail(_ reason: String) { stop(MalformedMessage(at: position, reason)) }

  private mutating func stop(_ reason: MalformedMessage) {
    if failure == nil { failure = reason }
    position = end
    field = 0
  }
}
