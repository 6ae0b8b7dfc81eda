import CRunnerFrames
import Glibc

/// A frame of a child, valid until the next read.
struct Frame {
  let kind: pb_frame_kind
  let call: UInt64
  let payload: UnsafeRawBufferPointer

  /// The payload as one number; `nil` where it has another size.
  func number<T: FixedWidthInteger>(_ type: T.Type) -> T? {
    payload.count == MemoryLayout<T>.size ? payload.loadUnaligned(as: T.self) : nil
  }
}

/// What is wrong with the bytes of a child.
struct NoFrame: Error {}

/// Cuts the stream of a child into frames; the buffer grows to the largest and shrinks again.
struct FrameReader: ~Copyable {
  private static let kept = 512 * 1024
  private static let head = MemoryLayout<pb_frame>.size

  private var memory = UnsafeMutableRawPointer.allocate(byteCount: FrameReader.kept, alignment: 16)
  private var capacity = FrameReader.kept
  private var start = 0
  private var end = 0
  private let maximum: Int

  /// - Parameter maximum: The most bytes that a frame may have.
  init(maximum: Int) { self.maximum = maximum }

  deinit { memory.deallocate() }

  /// The next frame, or `nil` where it has not come whole.
  mutating func next() throws(NoFrame) -> Frame? {
    guard end - start >= Self.head else {
      move(Self.head)
      return nil
    }
    let frame = memory.loadUnaligned(fromByteOffset: start, as: pb_frame.self)
    guard frame.magic == PB_FRAME_MAGIC, frame.size <= UInt64(maximum) else { throw NoFrame() }
    let size = Self.head + Int(frame.size)
    guard end - start >= size else {
      move(size)
      return nil
    }
    defer { start += size }
    return Frame(
      kind: pb_frame_kind(frame.kind), call: frame.call,
      payload: UnsafeRawBufferPointer(start: memory + start + Self.head, count: Int(frame.size)))
  }

  /// Reads what is there: the number of bytes, 0 at the end, negative with errno set.
  mutating func read(from descriptor: Int32) -> Int {
    let count = Glibc.read(descriptor, memory + end, capacity - end)
    if count > 0 { end += count }
    return count
  }

  /// Moves the rest to the front, in a buffer that holds `size` bytes.
  private mutating func move(_ size: Int) {
    let wanted = max(Self.kept, size)
    if wanted > capacity || (capacity > Self.kept && wanted == Self.kept) {
      let larger = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
      larger.copyMemory(from: memory + start, byteCount: end - start)
      memory.deallocate()
      (memory, capacity) = (larger, wanted)
    } else if start > 0 {
      memory.copyMemory(from: memory + start, byteCount: end - start)
    }
    (start, end) = (0, end - start)
  }
}
