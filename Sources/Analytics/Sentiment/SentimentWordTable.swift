/// Words by their bytes: an open-addressing table, so that a look-up makes no string and no allocation.
struct SentimentWordTable {
  private struct Slot {
    /// The first eight bytes of the key, or all of them, and where its others begin.
    var head: UInt64 = 0
    var tail: UInt32 = 0
    var length: UInt32 = 0
    var word = SentimentWord()
  }

  /// The length of the longest key, in bytes; longer words need no look-up.
  let longest: Int
  /// One for each slot: 0 where it is free, else a part of the hash that is never 0.
  private var tags: [UInt32]
  private var slots: [Slot]
  /// What follows the first eight bytes of the keys, eight bytes a piece.
  private var tails: [UInt64] = []
  private let mask: Int

  /// Creates a table; the keys are ASCII in lower case.
  ///
  /// - Complexity: O(words), with at most half of the slots in use.
  init(_ words: [String: SentimentWord]) {
    var size = 1024
    while size < words.count * 2 { size *= 2 }
    mask = size - 1
    tags = Array(repeating: 0, count: size)
    slots = Array(repeating: Slot(), count: size)
    longest = words.keys.lazy.map(\.utf8.count).max() ?? 0
    for (key, word) in words.sorted(by: { $0.key < $1.key }) { add(key, word) }
  }

  /// The word with these bytes, whatever the case of ASCII letters; a word without traits where there is none.
  @inline(__always)
  func find(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> SentimentWord {
    if end - start > longest { return SentimentWord() }
    let head = Self.lower(Self.eight(bytes, start, end))
    return find(head, length: end - start) { matches($0, bytes, start + 8, end) }
  }

  /// The word of at most eight bytes, in lower case and followed by zeros; a word without traits where there is none.
  @inline(__always)
  func find(_ head: UInt64, length: Int) -> SentimentWord {
    find(head, length: length) { _ in true }
  }

  @inline(__always)
  private func find(_ head: UInt64, length: Int, where hasTail: (Slot) -> Bool) -> SentimentWord {
    let tag = Self.tag(head, length)
    var place = Int(tag) & mask
    while tags[place] != 0 {
      if tags[place] == tag {
        let slot = slots[place]
        if slot.head == head, slot.length == length, hasTail(slot) { return slot.word }
      }
      place = (place + 1) & mask
    }
    return SentimentWord()
  }

  private mutating func add(_ key: String, _ word: SentimentWord) {
    let bytes = Array(key.utf8)
    bytes.withUnsafeBufferPointer { bytes in
      let head = Self.eight(bytes, 0, bytes.count)
      let tag = Self.tag(head, bytes.count)
      var place = Int(tag) & mask
      while tags[place] != 0 { place = (place + 1) & mask }
      tags[place] = tag
      slots[place] = Slot(
        head: head, tail: UInt32(tails.count), length: UInt32(bytes.count), word: word)
      for start in stride(from: 8, to: bytes.count, by: 8) {
        tails.append(Self.eight(bytes, start, bytes.count))
      }
    }
  }

  /// Whether the bytes, in lower case, are those of the slot's key after the first eight.
  @inline(__always)
  private func matches(
    _ slot: Slot, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    var tail = Int(slot.tail)
    var place = start
    while place < end {
      if tails[tail] != Self.lower(Self.eight(bytes, place, end)) { return false }
      tail += 1
      place += 8
    }
    return true
  }

  /// A hash of a key by its first bytes and its length, which tell nearly all apart.
  @inline(__always)
  private static func tag(_ head: UInt64, _ length: Int) -> UInt32 {
    let hash = (head ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32)) | 0x8000_0000
  }

  /// The eight bytes from `place`, with zeros from `end`; never reads beyond the buffer.
  @inline(__always)
  private static func eight(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ end: Int) -> UInt64
  {
    if place + 8 <= bytes.count {
      let all = UnsafeRawPointer(bytes.baseAddress! + place).loadUnaligned(as: UInt64.self)
      return end - place >= 8 ? all : all & (1 &<< UInt64(8 &* (end &- place)) &- 1)
    }
    var some: UInt64 = 0
    for index in (place..<end).reversed() { some = some << 8 | UInt64(bytes[index]) }
    return some
  }

  /// Eight bytes with their ASCII letters in lower case: adding lifts the high bit of a byte from "A", and from past "Z".
  @inline(__always)
  private static func lower(_ bytes: UInt64) -> UInt64 {
    let low = bytes & 0x7f7f_7f7f_7f7f_7f7f
    let fromA = low &+ 0x3f3f_3f3f_3f3f_3f3f
    let pastZ = low &+ 0x2525_2525_2525_2525
    return bytes | ((fromA & ~pastZ & ~bytes & 0x8080_8080_8080_8080) >> 2)
  }
}
