/// Writes the fields of one message after the other into memory that a writer lends.
struct WireFields: FieldVisitor {
  private(set) var start: UnsafeMutablePointer<UInt8>
  private var next: UnsafeMutablePointer<UInt8>
  private var end: UnsafeMutablePointer<UInt8>

  /// Goes on behind the first `count` bytes of the memory.
  init(start: UnsafeMutablePointer<UInt8>, count: Int, capacity: Int) {
    self.start = start
    next = start + count
    end = start + capacity
  }

  /// How many bytes are written.
  var count: Int { next - start }

  /// How many bytes there is room for.
  var capacity: Int { end - start }

  mutating func text(_ number: UInt32, _ name: StaticString, _ value: inout String?) {
    if value != nil { string(number, &value!) }
  }
  mutating func required(_ number: UInt32, _ name: StaticString, _ value: inout String) {
    if !value.isEmpty { string(number, &value) }
  }
  mutating func bytes(_ number: UInt32, _ name: StaticString, _ value: inout [UInt8]?) {
    value?.withUnsafeBufferPointer { block(number, $0) }
  }
  mutating func integer(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    guard let value else { return }
    reserve(20)
    varint(UInt64(number << 3))
    varint(UInt64(bitPattern: value))
  }
  mutating func time(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    integer(number, name, &value)
  }
  mutating func real(_ number: UInt32, _ name: StaticString, _ value: inout Double?) {
    guard let value else { return }
    reserve(18)
    varint(UInt64(number << 3 | 1))
    withUnsafeBytes(of: value.bitPattern.littleEndian) {
      for byte in $0 { put(byte) }
    }
  }
  mutating func flag(_ number: UInt32, _ name: StaticString, _ value: inout Bool?) {
    guard let value else { return }
    reserve(11)
    varint(UInt64(number << 3))
    put(value ? 1 : 0)
  }
  mutating func choice<C: Choice>(_ number: UInt32, _ name: StaticString, _ value: inout C) {
    guard value.rawValue != 0 else { return }
    reserve(12)
    varint(UInt64(number << 3))
    varint(UInt64(value.rawValue))
  }
  mutating func texts(_ number: UInt32, _ name: StaticString, _ value: inout [String]) {
    guard !value.isEmpty else { return }  // the empty list is shared by all, and would be copied
    var list = value.mutableSpan
    for place in list.indices { string(number, &list[place]) }
  }
  mutating func message<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout M?) {
    guard value != nil else { return }
    nested(number) { value!.fields(&$0) }
  }
  mutating func messages<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout [M]) {
    guard !value.isEmpty else { return }  // the empty list is shared by all, and would be copied
    var list = value.mutableSpan
    for place in list.indices { nested(number) { list[place].fields(&$0) } }
  }

  /// Writes a message inside another: its body behind room for the length, which moves where the length takes other
  /// room. That is shorter than measuring every message first, since most are smaller than 128 bytes, and most records
  /// are larger.
  @inline(__always)
  mutating func nested(_ number: UInt32, room: Int = 1, _ body: (inout WireFields) -> Void) {
    reserve(12)
    varint(UInt64(number << 3 | 2))
    let place = count
    next += room
    body(&self)
    let size = count - place - room
    let needed = (max(Int.bitWidth - size.leadingZeroBitCount, 1) + 6) / 7
    if needed != room { move(size, by: needed - room) }
    let behind = next
    next = start + place
    varint(UInt64(size))
    next = behind
  }

  // MARK: - Private

  /// Moves the last `size` bytes.
  private mutating func move(_ size: Int, by distance: Int) {
    reserve(8)
    let body = next - size
    (body + distance).update(from: body, count: size)
    next += distance
  }

  private mutating func string(_ number: UInt32, _ value: inout String) {
    value.withUTF8 { block(number, $0) }
  }

  @inline(__always)
  private mutating func block(_ number: UInt32, _ value: UnsafeBufferPointer<UInt8>) {
    reserve(20 + value.count)
    varint(UInt64(number << 3 | 2))
    varint(UInt64(value.count))
    guard let start = value.baseAddress else { return }
    next.update(from: start, count: value.count)
    next += value.count
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    next.pointee = byte
    next += 1
  }

  @inline(__always)
  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      put(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    put(UInt8(truncatingIfNeeded: rest))
  }

  @inline(__always)
  private mutating func reserve(_ count: Int) {
    if end - next < count { grow(count) }
  }

  /// Moves to memory that has room for `needed` bytes more.
  @inline(never)  // seldom called, and each call in place would take room among those that are
  private mutating func grow(_ needed: Int) {
    let (written, room) = (count, max(count + needed, capacity * 2))
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    larger.update(from: start, count: written)
    start.deallocate()
    (start, next, end) = (larger, larger + written, larger + room)
  }
}
