import CRunnerFrames
import Glibc
import Testing

@testable import PluginLoader

@Suite("Reading frames")
struct FrameReaderTests {
  @Test("Frames come out whole, wherever the stream is cut", arguments: [1, 2, 3] as [UInt64])
  func readsAnyCut(seed: UInt64) throws {
    var random = Noise(seed)
    let pipe = try Feed()
    var reader = FrameReader(maximum: 1 << 20)
    for round in 0..<12 {
      let payloads = (0..<4).map { _ in bytes(Int(random.next() % 700_000) >> (round % 6 * 3)) }
      var rest = payloads.enumerated().flatMap { frame(UInt64($0.offset), $0.element) }[...]
      var found: [[UInt8]] = []
      while found.count < payloads.count {
        if let frame = try reader.next() {
          #expect(frame.call == UInt64(found.count))
          found.append(Array(frame.payload))
        } else {
          if pipe.isEmpty { pipe.write(&rest, atMost: 1 + Int(random.next() % 32_768)) }
          try pipe.read(into: &reader)
        }
      }
      #expect(found == payloads)
    }
  }

  @Test("A wrong magic and a size beyond the cap are no frames")
  func refuses() throws {
    for bytes in [[UInt8](repeating: 7, count: 24), frame(1, bytes(101))] {
      #expect(throws: NoFrame.self) { try frames(in: bytes, maximum: 100) }
    }
    #expect(try frames(in: frame(1, bytes(100)), maximum: 100) == 1)
  }

  @Test("Noise never becomes a frame", arguments: [4, 5, 6] as [UInt64])
  func survivesNoise(seed: UInt64) throws {
    var random = Noise(seed)
    for _ in 0..<500 {
      let noise = (0..<64).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      #expect(throws: NoFrame.self) { try frames(in: noise, maximum: 4096) }
    }
  }

  private func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0 % 251) } }

  private func frame(_ call: UInt64, _ payload: [UInt8]) -> [UInt8] {
    let head = pb_frame(
      magic: PB_FRAME_MAGIC, kind: PB_FRAME_OUTPUT.rawValue, call: call,
      size: UInt64(payload.count))
    return withUnsafeBytes(of: head) { Array($0) } + payload
  }

  /// How many frames a short text holds.
  private func frames(in bytes: [UInt8], maximum: Int) throws -> Int {
    let pipe = try Feed()
    var reader = FrameReader(maximum: maximum)
    var rest = bytes[...]
    pipe.write(&rest, atMost: bytes.count)
    try pipe.read(into: &reader)
    var count = 0
    while try reader.next() != nil { count += 1 }
    return count
  }
}

/// A pipe whose content is counted.
private final class Feed {
  private var ends: [Int32] = [0, 0]
  private var waiting = 0

  init() throws { try #require(pipe(&ends) == 0) }

  deinit { for end in ends { close(end) } }

  var isEmpty: Bool { waiting == 0 }

  func write(_ rest: inout ArraySlice<UInt8>, atMost limit: Int) {
    let count = Glibc.write(ends[1], Array(rest.prefix(limit)), min(limit, rest.count))
    rest = rest.dropFirst(max(0, count))
    waiting += max(0, count)
  }

  func read(into reader: inout FrameReader) throws {
    try #require(waiting > 0)
    let count = reader.read(from: ends[0])
    try #require(count > 0)
    waiting -= count
  }
}

/// Numbers that a seed repeats.
private struct Noise {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 16
  }
}
