/// Words by their bytes: an open-addressing table, so that a look-up makes no string and no allocation.
struct SentimentWordTable {
  private struct Slot {
    var start: UInt32 = 0
    var length: UInt32 = 0
    var word = SentimentWord()
  }

  /// The length of the longest key, in bytes; longer words need no look-up.
  let longest: Int
  /// One for each slot: 0 where it is free, else a part of the hash that is never 0.
  private var tags: [UInt32]
  private var slots: [Slot]
  private var keys: [UInt8] = []
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

  /// The word with these bytes, whatever the case of ASCII letters.
  @inline(__always)
  func find(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> SentimentWord? {
    if end - start > longest { return nil }
    let tag = Self.tag(bytes, start, end)
    var place = Int(tag) & mask
    while tags[place] != 0 {
      if tags[place] == tag, matches(slots[place], bytes, start, end) { return slots[place].word }
      place = (place + 1) & mask
    }
    return nil
  }

  private mutating func add(_ key: String, _ word: SentimentWord) {
    let bytes = Array(key.utf8)
    let tag = bytes.withUnsafeBufferPointer { Self.tag($0, 0, $0.count) }
    var place = Int(tag) & mask
    while tags[place] != 0 { place = (place + 1) & mask }
    tags[place] = tag
    slots[place] = Slot(start: UInt32(keys.count), length: UInt32(bytes.count), word: word)
    keys += bytes
  }

  private func matches(
    _ slot: Slot, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard Int(slot.length) == end - start else { return false }
    for offset in 0..<(end - start)
    where keys[Int(slot.start) + offset] != Self.lower(bytes[start + offset]) { return false }
    return true
  }

  /// FNV-1a over the bytes in lower case, folded to 32 bits.
  @inline(__always)
  private static func tag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in start..<end { hash = (hash ^ UInt64(lower(bytes[index]))) &* 0x100_0000_01b3 }
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32)) | 0x8000_0000
  }

  @inline(__always)
  static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}
