internal import HostCore
internal import MetricSchema

/// What has arrived of one answer, held to the caps; knows nothing of libcurl.
struct Reception {
  /// Why an answer was refused.
  enum Excess {
    case body
    case headers
  }

  /// How many header lines an answer may have, those of interim answers and trailers included.
  static let maximumHeaders = 500
  /// How many bytes all of them may have.
  static let maximumHeaderBytes = 256 << 10

  private(set) var excess: Excess?
  private let maximumBytes: Int
  private var headers: [Pair] = []
  private var body: [UInt8] = []
  private var declaredBytes = 0
  private var headerCount = 0
  private var headerBytes = 0
  /// Whether the empty line came that ends the answer's head; libcurl takes a head that was cut for a whole one.
  private(set) var isHeadComplete = false

  init(maximumBytes: Int) { self.maximumBytes = max(0, maximumBytes) }

  /// Takes a line of the head, its line break included; `false` where that is too much.
  mutating func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    headerCount += 1
    headerBytes += line.count
    guard headerCount <= Self.maximumHeaders, headerBytes <= Self.maximumHeaderBytes else {
      excess = .headers
      return false
    }
    if line.starts(with: "HTTP/".utf8) {
      beginHead()
    } else if !isHeadComplete {
      take(trimmed(line), continues: line.first.map(isBlank) ?? false)
    }
    return true
  }

  /// Takes a part of the body; `false` where that is too much.
  mutating func takeBody(_ part: UnsafeRawBufferPointer) -> Bool {
    guard declaredBytes <= maximumBytes, part.count <= maximumBytes - body.count else {
      excess = .body
      return false
    }
    makeRoom(for: part.count)
    body.append(contentsOf: part)
    return true
  }

  /// Hands out the body without a copy.
  mutating func takeBody() -> Body {
    var bytes: [UInt8] = []
    swap(&bytes, &body)
    return Body(consume bytes)
  }

  /// Hands out the headers.
  mutating func takeHeaders() -> [Pair] {
    var pairs: [Pair] = []
    swap(&pairs, &headers)
    return pairs
  }

  // MARK: - Private

  /// An interim answer, such as 103, may precede the answer.
  private mutating func beginHead() {
    headers.removeAll(keepingCapacity: true)
    declaredBytes = 0
    isHeadComplete = false
  }

  private mutating func take(_ line: UnsafeRawBufferPointer, continues: Bool) {
    // Trailers come after the empty line: they are not part of what the body was declared with.
    guard !line.isEmpty else { return isHeadComplete = true }
    if continues, !headers.isEmpty {
      headers[headers.count - 1].value += " " + String(decoding: line, as: UTF8.self)
      return
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = lowered(part(line, 0..<colon))
    let value = trimmed(part(line, (colon + 1)..<line.count))
    headers.append(Pair(name, String(decoding: value, as: UTF8.self)))
    if name == "content-length" { declaredBytes = Int(headers[headers.count - 1].value) ?? 0 }
  }

  /// Makes room for what was declared, or twice as much as there is, and for the padding that follows a body.
  private mutating func makeRoom(for count: Int) {
    let needed = body.count + count + Body.padding
    guard body.capacity < needed else { return }
    let guess = body.isEmpty ? declaredBytes + Body.padding : body.capacity * 2
    body.reserveCapacity(max(needed, min(guess, maximumBytes + Body.padding)))
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

private func lowered(_ name: UnsafeRawBufferPointer) -> String {
  String(unsafeUninitializedCapacity: name.count) { bytes in
    for (index, byte) in name.enumerated() {
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      bytes.initializeElement(at: index, to: isCapital ? byte | 0x20 : byte)
    }
    return name.count
  }
}

/// A line without the blanks and the line break around it.
private func trimmed(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
  func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x0D || byte == 0x0A }
  var (start, end) = (0, line.count)
  while end > start, isSpace(line[end - 1]) { end -= 1 }
  while start < end, isSpace(line[start]) { start += 1 }
  return part(line, start..<end)
}

private func part(_ line: UnsafeRawBufferPointer, _ range: Range<Int>) -> UnsafeRawBufferPointer {
  UnsafeRawBufferPointer(rebasing: line[range])
}
