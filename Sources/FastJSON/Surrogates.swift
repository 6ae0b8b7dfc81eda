/// The text with every escaped half of a surrogate pair that stands alone replaced by U+FFFD; `nil` where none does.
func replacingLoneSurrogates(in text: UnsafeRawBufferPointer) -> [UInt8]? {
  var repaired: [UInt8] = []
  var index = 0
  while index + 1 < text.count {
    guard text[index] == UInt8(ascii: "\\") else {
      index += 1
      continue
    }
    guard let unit = escapedUnit(text, at: index) else {
      index += 2
      continue
    }
    let isPair =
      (0xD800...0xDBFF).contains(unit)
      && escapedUnit(text, at: index + 6).map { (0xDC00...0xDFFF).contains($0) } == true
    if !isPair, (0xD800...0xDFFF).contains(unit) {
      // In place: a copy for each half takes minutes for a page of them.
      if repaired.isEmpty { repaired = Array(text) }
      repaired.replaceSubrange(index + 2..<index + 6, with: "fffd".utf8)
    }
    index += isPair ? 12 : 6
  }
  return repaired.isEmpty ? nil : repaired
}

/// The UTF-16 unit of an escape such as `\u00e4`, `nil` where there is none at `index`.
private func escapedUnit(_ text: UnsafeRawBufferPointer, at index: Int) -> UInt16? {
  guard index + 6 <= text.count, text[index] == UInt8(ascii: "\\"),
    text[index + 1] == UInt8(ascii: "u")
  else { return nil }
  var unit: UInt16 = 0
  for byte in text[index + 2..<index + 6] {
    guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
    unit = unit << 4 | UInt16(digit)
  }
  return unit
}
