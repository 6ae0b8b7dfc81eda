/// Writes messages in the protobuf wire format, byte-equal to `protoc`.
public struct ProtobufWriter: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity: Int

  /// Creates a writer with room for `capacity` bytes; it grows as needed.
  public init(capacity: Int = 0) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// What was written.
  public var bytes: [UInt8] { withBytes { Array($0) } }

  /// Calls `body` with what was written, valid for the call.
  public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try body(UnsafeBufferPointer(start: start, count: count))
  }

  /// Forgets what was written, and keeps the room.
  public mutating func clear() { count = 0 }

  /// Appends the fields of a message.
  public mutating func write<M: Message>(_ message: consuming M) { message.append(to: &self) }

  @inline(__always)
  mutating func append<M: Message>(_ message: inout M) {
    writeFields { message.fields(&$0) }
  }

  /// Appends a message as field `number` of another.
  @inline(__always)
  mutating func write<M: Message>(_ message: inout M, as number: UInt32) {
    writeFields { $0.nested(number, room: 2) { message.fields(&$0) } }
  }

  /// Lends the memory to `body`, which may exchange it for larger one.
  @inline(__always)
  private mutating func writeFields(_ body: (inout WireFields) -> Void) {
    var fields = WireFields(start: start, count: count, capacity: capacity)
    body(&fields)
    (start, count, capacity) = (fields.start, fields.count, fields.capacity)
  }
}
