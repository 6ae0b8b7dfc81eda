/// Writes messages in the protobuf wire format, byte-equal to `protoc`.
///
/// A copy is a writer of its own; the bytes are copied when one of the two goes on writing.
public struct ProtobufWriter {
  private var memory: WireMemory

  /// Creates a writer with room for `capacity` bytes.
  public init(capacity: Int = 0) { memory = WireMemory(capacity: capacity) }

  /// What was written.
  public var bytes: [UInt8] { withBytes { Array($0) } }

  /// Calls `body` with what was written, valid for the call.
  public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try withExtendedLifetime(memory) { try body(UnsafeBufferPointer(memory.written)) }
  }

  /// Forgets what was written, and keeps the room.
  public mutating func clear() {
    own()
    memory.count = 0
  }

  /// Appends the fields of a message.
  public mutating func write<M: Message>(_ message: consuming M) { message.append(to: &self) }

  @inline(__always)
  mutating func append<M: Message>(_ message: inout M) {
    own()
    var fields = WireFields(memory)
    message.fields(&fields)
    fields.finish()
  }

  /// Appends a message as field `number` of another.
  @inline(__always)
  mutating func write<M: Message>(_ message: inout M, as number: UInt32) {
    own()
    var fields = WireFields(memory)
    fields.nested(number, room: 2) { message.fields(&$0) }
    fields.finish()
  }

  private mutating func own() {
    if !isKnownUniquelyReferenced(&memory) { memory = WireMemory(copying: memory) }
  }
}

/// The bytes of a writer. Only one writer has them while it writes, so that accesses need no check at run time.
final class WireMemory {
  @exclusivity(unchecked) var start: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) var count = 0
  @exclusivity(unchecked) var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  init(copying other: WireMemory) {
    (count, capacity) = (other.count, other.capacity)
    start = .allocate(capacity: capacity)
    start.update(from: other.start, count: count)
  }

  deinit { start.deallocate() }

  var written: UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(start: start, count: count)
  }

  /// Makes room for at least `needed` bytes.
  func grow(_ needed: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(needed, capacity * 2))
    larger.update(from: start, count: count)
    start.deallocate()
    (start, capacity) = (larger, max(needed, capacity * 2))
  }
}
