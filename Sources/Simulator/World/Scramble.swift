// Reversible mixing: ids look arbitrary, and yet tell what they stand for without a table.

/// Mixes 64 bits (the finaliser of SplitMix64, Steele and others 2014).
func mix64(_ value: UInt64) -> UInt64 {
  var z = value
  z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
  return z ^ z >> 31
}

/// Undoes ``mix64(_:)``.
func unmix64(_ value: UInt64) -> UInt64 {
  var z = value
  z = (z ^ z >> 31 ^ z >> 62) &* 0x3196_42B2_D24D_8EC3
  z = (z ^ z >> 27 ^ z >> 54) &* 0x96DE_1B17_3F11_9089
  return z ^ z >> 30 ^ z >> 60
}

/// Mixes 32 bits.
func mix32(_ value: UInt32) -> UInt32 {
  var x = value
  x = (x ^ x >> 16) &* 0x7FEB_352D
  x = (x ^ x >> 15) &* 0x846C_A68B
  return x ^ x >> 16
}

/// Undoes ``mix32(_:)``.
func unmix32(_ value: UInt32) -> UInt32 {
  var x = value
  x = (x ^ x >> 16) &* 0x4302_1123
  x = (x ^ x >> 15 ^ x >> 30) &* 0x1D69_E2A5
  return x ^ x >> 16
}

/// Mixes the lower 52 bits; the upper ones are dropped.
func mix52(_ value: UInt64) -> UInt64 {
  let mask: UInt64 = 1 << 52 - 1
  var x = value & mask
  x = (x ^ x >> 26) &* 0x0D_1342_543D_E825 & mask
  return x ^ x >> 26
}

/// Undoes ``mix52(_:)``.
func unmix52(_ value: UInt64) -> UInt64 {
  let mask: UInt64 = 1 << 52 - 1
  var x = value & mask
  x = (x ^ x >> 26) &* inverse52 & mask
  return x ^ x >> 26
}

/// The inverse of the odd factor above modulo a power of two, by Newton's iteration.
private let inverse52: UInt64 = {
  let factor: UInt64 = 0x0D_1342_543D_E825
  var inverse = factor
  for _ in 0..<5 { inverse = inverse &* (2 &- factor &* inverse) }
  return inverse
}()

/// Digits in which numbers of 64 bits are written, the most significant first.
struct Alphabet: Sendable {
  private let digits: [UInt8]
  private let values: [UInt8: UInt64]
  private let bitsPerDigit: Int

  /// The alphabet of base64url.
  static let base64 = Alphabet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", bitsPerDigit: 6)
  /// The alphabet of base32 in lower case.
  static let base32 = Alphabet("abcdefghijklmnopqrstuvwxyz234567", bitsPerDigit: 5)

  private init(_ text: String, bitsPerDigit: Int) {
    digits = Array(text.utf8)
    values = Dictionary(uniqueKeysWithValues: digits.enumerated().map { ($1, UInt64($0)) })
    self.bitsPerDigit = bitsPerDigit
  }

  /// 64 bits from the left, so that the last digit may stand for fewer bits; `count` digits in all.
  func text(_ number: UInt64, count: Int) -> String {
    String(
      decoding: (0..<count).map { index in
        let shift = 64 - bitsPerDigit * (index + 1)
        let chunk = shift >= 0 ? number >> UInt64(shift) : number << UInt64(-shift)
        return digits[Int(chunk & (1 << UInt64(bitsPerDigit) - 1))]
      }, as: UTF8.self)
  }

  /// The 64 bits that a text of ``text(_:count:)`` began with, or `nil` where it is none.
  func number(_ text: some StringProtocol) -> UInt64? {
    var number: UInt64 = 0
    for (index, byte) in text.utf8.enumerated() {
      guard let value = values[byte] else { return nil }
      let shift = 64 - bitsPerDigit * (index + 1)
      guard shift > -bitsPerDigit else { return nil }
      if shift < 0, value & (1 << UInt64(-shift) - 1) != 0 { return nil }
      number |= shift >= 0 ? value << UInt64(shift) : value >> UInt64(-shift)
    }
    return number
  }
}
