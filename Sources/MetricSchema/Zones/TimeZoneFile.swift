extension TimeZoneRules {
  /// Reads a zone from a TZif file of any version (RFC 9636), as they stand in `/usr/share/zoneinfo`.
  ///
  /// - Parameters:
  ///   - name: The zone's name.
  ///   - file: The bytes of the file.
  /// - Throws: ``MalformedTimeZone`` where the bytes are none, are cut short, or count leap seconds.
  public init(name: String, file: [UInt8]) throws(MalformedTimeZone) {
    var reader = TimeZoneReader(rest: file[...])
    var block = try reader.block(timeSize: 4)
    self.name = name
    guard block.version > 0 else {
      (changes, yearly) = (block.changes, nil)
      return
    }
    // From version 2 on the first block is for older readers; the second has times of 64 bits.
    block = try reader.block(timeSize: 8)
    changes = block.changes
    yearly = try reader.footer()
  }
}

/// Bytes that are no time zone.
public struct MalformedTimeZone: Error, Hashable, Sendable, CustomStringConvertible {
  /// Why, as the rest of a sentence: "is cut short".
  public let reason: String

  /// The reason.
  public var description: String { reason }

  init(_ reason: String) { self.reason = reason }
}

private struct TimeZoneReader {
  struct Block {
    /// 0 for the first version.
    var version: UInt8
    var changes: [TimeZoneRules.Change]
  }

  var rest: ArraySlice<UInt8>

  /// Header and data, with times of 4 or 8 bytes.
  mutating func block(timeSize: Int) throws(MalformedTimeZone) -> Block {
    guard try take(4).elementsEqual("TZif".utf8) else {
      throw MalformedTimeZone("is no TZif file")
    }
    let version = try integer(1)
    _ = try take(15)
    let (utcMarks, standardMarks) = (try count(), try count())
    let (leaps, times, types, letters) = (try count(), try count(), try count(), try count())
    guard types > 0, types <= 256, letters > 0, [0, types].contains(utcMarks),
      [0, types].contains(standardMarks)
    else { throw MalformedTimeZone("has a header that does not fit together") }
    guard leaps == 0 else { throw MalformedTimeZone("counts leap seconds, which clocks do not") }
    var moments: [Int64] = []
    // Nothing is reserved for what the header only claims to be there.
    for _ in 0..<times { moments.append(try integer(timeSize)) }
    let indices = try take(times)
    var offsets: [Int64] = []
    for _ in 0..<types { offsets.append(try offset(letters: letters)) }
    _ = try take(letters + standardMarks + utcMarks)
    let changes = try Self.changes(moments, indices, offsets)
    return Block(version: UInt8(truncatingIfNeeded: version), changes: changes)
  }

  private static func changes(
    _ moments: [Int64], _ indices: ArraySlice<UInt8>, _ offsets: [Int64]
  ) throws(MalformedTimeZone) -> [TimeZoneRules.Change] {
    // Before the first change the first type holds.
    var changes = [TimeZoneRules.Change(from: .min, offset: offsets[0])]
    for (moment, index) in zip(moments, indices) {
      let isLater = changes.count == 1 || moment > changes[changes.count - 1].from
      guard isLater, Int(index) < offsets.count else {
        throw MalformedTimeZone("has changes that do not fit together")
      }
      changes.append(.init(from: moment, offset: offsets[Int(index)]))
    }
    return changes
  }

  /// The line at the end: what holds after the last change; `nil` where it is empty.
  mutating func footer() throws(MalformedTimeZone) -> YearlyRule? {
    let newline = UInt8(ascii: "\n")
    guard rest.first == newline, let end = rest.dropFirst().firstIndex(of: newline) else {
      throw MalformedTimeZone("is cut short")
    }
    let text = rest[(rest.startIndex + 1)..<end]
    if text.isEmpty { return nil }
    guard let rule = YearlyRule(text) else {
      throw MalformedTimeZone("ends with a rule that is none")
    }
    return rule
  }

  /// The offset of a type of local time; whether it is daylight saving time changes nothing.
  private mutating func offset(letters: Int) throws(MalformedTimeZone) -> Int64 {
    let offset = try integer(4)
    let (isDaylight, name) = (try integer(1), try integer(1))
    let widest = TimeZoneRules.widestOffset
    guard abs(offset) < widest, (0...1).contains(isDaylight), name & 0xFF < letters else {
      throw MalformedTimeZone("has a type of time that there cannot be")
    }
    return offset
  }

  private mutating func count() throws(MalformedTimeZone) -> Int {
    Int(UInt32(truncatingIfNeeded: try integer(4)))
  }

  /// A signed number of so many bytes, the highest first.
  private mutating func integer(_ size: Int) throws(MalformedTimeZone) -> Int64 {
    let bytes = try take(size)
    let sign: Int64 = (bytes.first ?? 0) & 0x80 == 0 ? 0 : -1
    return bytes.reduce(sign) { $0 << 8 | Int64($1) }
  }

  private mutating func take(_ size: Int) throws(MalformedTimeZone) -> ArraySlice<UInt8> {
    guard size <= rest.count else { throw MalformedTimeZone("is cut short") }
    let bytes = rest.prefix(size)
    rest = rest.dropFirst(size)
    return bytes
  }
}
