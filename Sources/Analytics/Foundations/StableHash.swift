/// FNV-1a of 64 bits (Fowler, Noll and Vo 1991): unlike the standard library's hash the same in every process.
struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  mutating func add(_ text: String) { for byte in text.utf8 { add(byte) } }
}
