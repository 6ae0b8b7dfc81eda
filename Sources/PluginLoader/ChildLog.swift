import Glibc

/// A line that a confined provider printed.
public struct PrintedLine: Hashable, Sendable {
  /// Where it was printed.
  public enum Stream: String, Hashable, Sendable {
    /// Standard output.
    case output
    /// Standard error.
    case error
  }

  /// Where it was printed.
  public var stream: Stream
  /// The line without control characters, cut after 1,000 characters.
  public var text: String
}

/// Reads what a child prints, line by line and within bounds.
struct ChildLog {
  /// How many lines of one call are passed on; the rest is counted.
  static let maximumLines = 1_000
  private static let maximumLine = 1_000

  /// The last line of this call on standard error that is not empty.
  private(set) var lastWords: String?
  private let streams: [Descriptor]
  private var rests: [[UInt8]] = [[], []]
  private var lines = 0
  private let onLine: (PrintedLine) -> Void

  init(output: Descriptor, errors: Descriptor, onLine: @escaping (PrintedLine) -> Void) {
    streams = [output, errors]
    self.onLine = onLine
  }

  /// What a poll has to watch.
  var numbers: (output: Int32, errors: Int32) { (streams[0].number, streams[1].number) }

  /// Forgets the lines of the call before.
  mutating func beginCall() {
    lastWords = nil
    lines = 0
  }

  /// Takes what is there, without waiting.
  mutating func drain() {
    for index in streams.indices { drain(index) }
  }

  /// Takes what is there, and the line that no newline ended.
  mutating func finish() {
    drain()
    for index in streams.indices where !rests[index].isEmpty { emit(index) }
  }

  private mutating func drain(_ index: Int) {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
      // A child that prints without end must not hold the host here.
      for _ in 0..<16 {
        let count = read(streams[index].number, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        for byte in buffer[..<count] { take(byte, index) }
      }
    }
  }

  private mutating func take(_ byte: UInt8, _ index: Int) {
    if byte == UInt8(ascii: "\n") {
      emit(index)
    } else if rests[index].count < 4 * Self.maximumLine {
      rests[index].append(byte)
    }
  }

  private mutating func emit(_ index: Int) {
    let text = printable(String(decoding: rests[index], as: UTF8.self), Self.maximumLine)
    rests[index].removeAll(keepingCapacity: true)
    guard text.contains(where: { $0 != " " }) else { return }
    if index == 1 { lastWords = text }
    lines += 1
    guard lines <= Self.maximumLines else { return }
    onLine(PrintedLine(stream: index == 0 ? .output : .error, text: text))
    if lines == Self.maximumLines {
      onLine(PrintedLine(stream: .error, text: "further lines of this call are left out"))
    }
  }
}
