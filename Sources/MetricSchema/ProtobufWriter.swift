/// Writes messages in the protobuf wire format, byte-equal to `protoc`.
public struct ProtobufWriter: FieldVisitor {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// Creates a writer with room for `capacity` bytes.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Forgets what was written, and keeps the room.
  public mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Appends the fields of a message.
  public mutating func write<M: Message>(_ message: consuming M) { message.fields(&self) }

  /// Appends a message as field `number` of another.
  public mutating func write<M: Message>(_ message: consuming M, as number: UInt32) {
    nested(number) { message.fields(&$0) }
  }

  public mutating func text(_ number: UInt32, _ name: StaticString, _ value: inout String?) {
    if value != nil { string(number, &value!) }
  }
  public mutating func required(_ number: UInt32, _ name: StaticString, _ value: inout String) {
    if !value.isEmpty { string(number, &value) }
  }
  public mutating func bytes(_ number: UInt32, _ name: StaticString, _ value: inout [UInt8]?) {
    guard let value else { return }
    tag(number, 2)
    varint(UInt64(value.count))
    bytes.append(contentsOf: value)
  }
  public mutating func integer(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    guard let value else { return }
    tag(number, 0)
    varint(UInt64(bitPattern: value))
  }
  public mutating func time(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    integer(number, name, &value)
  }
  public mutating func real(_ number: UInt32, _ name: StaticString, _ value: inout Double?) {
    guard let value else { return }
    tag(number, 1)
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }
  public mutating func flag(_ number: UInt32, _ name: StaticString, _ value: inout Bool?) {
    guard let value else { return }
    tag(number, 0)
    bytes.append(value ? 1 : 0)
  }
  public mutating func choice<C: Choice>(
    _ number: UInt32, _ name: StaticString, _ value: inout C
  ) {
    guard value.rawValue != 0 else { return }
    tag(number, 0)
    varint(UInt64(value.rawValue))
  }
  public mutating func texts(_ number: UInt32, _ name: StaticString, _ value: inout [String]) {
    for index in value.indices { string(number, &value[index]) }
  }
  public mutating func message<M: Message>(
    _ number: UInt32, _ name: StaticString, _ value: inout M?
  ) {
    guard value != nil else { return }
    nested(number) { value!.fields(&$0) }
  }
  public mutating func messages<M: Message>(
    _ number: UInt32, _ name: StaticString, _ value: inout [M]
  ) {
    for index in value.indices { nested(number) { value[index].fields(&$0) } }
  }

  // MARK: - Private

  private mutating func string(_ number: UInt32, _ value: inout String) {
    tag(number, 2)
    value.withUTF8 {
      varint(UInt64($0.count))
      bytes.append(contentsOf: $0)
    }
  }

  private mutating func tag(_ number: UInt32, _ wireType: UInt32) {
    varint(UInt64(number << 3 | wireType))
  }

  @inline(__always)
  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Writes the body after one byte for its length, and makes room where the length needs more: shorter than
  /// measuring every message first, since most are smaller than 128 bytes.
  private mutating func nested(_ number: UInt32, _ body: (inout ProtobufWriter) -> Void) {
    tag(number, 2)
    let start = bytes.count
    bytes.append(0)
    body(&self)
    var length = UInt64(bytes.count - start - 1)
    var prefix: [UInt8] = []
    if length < 0x80 {
      bytes[start] = UInt8(length)
      return
    }
    while length >= 0x80 {
      prefix.append(UInt8(truncatingIfNeeded: length) | 0x80)
      length >>= 7
    }
    prefix.append(UInt8(length))
    bytes.replaceSubrange(start...start, with: prefix)
  }
}
