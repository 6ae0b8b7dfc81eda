/// A repeatable choice: the same seed and salts give the same number, in any order and on any machine.
struct Draw: Hashable, Sendable {
  /// 64 mixed bits.
  let bits: UInt64

  /// The root of a tree of choices.
  init(seed: UInt64) { bits = mix64(seed &+ 0x9E37_79B9_7F4A_7C15) }

  private init(bits: UInt64) { self.bits = bits }

  /// Another choice that depends on this one and on a salt.
  subscript(_ salt: UInt64) -> Draw {
    Draw(bits: mix64(bits ^ mix64(salt &+ 0xD1B5_4A32_D192_ED03)))
  }

  /// Another choice that depends on this one and on a number from 0.
  subscript(_ salt: Int) -> Draw { self[UInt64(bitPattern: Int64(salt))] }

  /// Another choice that depends on this one and on a text.
  subscript(_ salt: String) -> Draw {
    // FNV-1a: the hash of the standard library changes from run to run.
    self[salt.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }]
  }

  /// A number from 0 up to, and without, `limit`, which is positive.
  func below(_ limit: Int) -> Int { Int(bits.multipliedFullWidth(by: UInt64(limit)).high) }

  /// Whether this is one of `n` cases.
  func isOne(in n: Int) -> Bool { below(n) == 0 }

  /// A fraction from 0 up to, and without, 1.
  var unit: Double { Double(bits >> 11) * 0x1p-53 }

  /// A number in a range.
  func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit }

  /// A number whose logarithm is spread evenly over `doublings` powers of two from `low` on.
  func spread(from low: Double, doublings: Int) -> Double {
    let step = self["exponent"].below(doublings)
    return low * Double(sign: .plus, exponent: step, significand: 1 + self["mantissa"].unit)
  }

  /// One of a list that is not empty.
  func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
}
