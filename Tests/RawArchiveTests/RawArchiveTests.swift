import Crypto
import RawArchive
import Testing

@Suite("Raw archive")
struct RawArchiveTests {
  @Test("What is packed comes back", arguments: [0, 1, 100, 1 << 20])
  func roundTrip(size: Int) throws {
    let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 / 3) }
    let entry = try body.withUnsafeBytes { (bytes) throws(ArchiveError) in
      try RawArchive.pack(bytes)
    }
    #expect(entry.hash == SHA256.hash(body))
    #expect(entry.size == size)
    #expect(try RawArchive.unpack(entry) == body)
    if size > 1000 { #expect(entry.compressed.count < size / 10) }
  }

  @Test("A damaged frame is refused, wherever the damage is")
  func damage() throws {
    let body = (0..<2000).map { UInt8(truncatingIfNeeded: $0 / 5) }
    let entry = try body.withUnsafeBytes { (bytes) throws(ArchiveError) in
      try RawArchive.pack(bytes)
    }
    for place in entry.compressed.indices {
      var damaged = entry
      damaged.compressed[place] ^= 0x55
      if let other = try? RawArchive.unpack(damaged) { #expect(other == body, "byte \(place)") }
    }
    for count in entry.compressed.indices {
      var short = entry
      short.compressed = Array(entry.compressed.prefix(count))
      #expect(throws: ArchiveError.self) { try RawArchive.unpack(short) }
    }
  }

  @Test("A frame that holds more, fewer or other bytes is refused")
  func mismatch() throws {
    let body = [UInt8](repeating: 7, count: 500)
    let entry = try body.withUnsafeBytes { (bytes) throws(ArchiveError) in
      try RawArchive.pack(bytes)
    }
    for size in [0, 499, 501, 100_000] {
      var wrong = entry
      wrong.size = size
      #expect(throws: ArchiveError.self) { try RawArchive.unpack(wrong) }
    }
    var other = entry
    other.hash[0] ^= 1
    #expect(throws: ArchiveError.self) { try RawArchive.unpack(other) }
  }
}
