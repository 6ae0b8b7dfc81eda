/// Base64 with padding (RFC 4648, 4).
func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var out: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let value = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
    for index in 0..<4 {
      let digit = alphabet[Int(value >> (18 - 6 * UInt32(index)) & 63)]
      out.append(index <= group.count ? digit : UInt8(ascii: "="))
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// Base64 for addresses and tokens, without padding (RFC 7515, 2).
func base64URL(_ bytes: [UInt8]) -> String {
  let text = base64(bytes).utf8.compactMap { byte -> UInt8? in
    switch byte {
    case UInt8(ascii: "+"): UInt8(ascii: "-")
    case UInt8(ascii: "/"): UInt8(ascii: "_")
    case UInt8(ascii: "="): nil
    default: byte
    }
  }
  return String(decoding: text, as: UTF8.self)
}

/// Names and values as the body of a form, in their order.
func formEncoded(_ pairs: [(name: String, value: String)]) -> String {
  pairs.map { formEncoded($0.name) + "=" + formEncoded($0.value) }.joined(separator: "&")
}

/// A text as `application/x-www-form-urlencoded` has it (RFC 6749, appendix B): a space is a plus.
func formEncoded(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var out: [UInt8] = []
  for byte in text.utf8 {
    if isAlphanumeric(byte) || "*-._".utf8.contains(byte) {
      out.append(byte)
    } else if byte == UInt8(ascii: " ") {
      out.append(UInt8(ascii: "+"))
    } else {
      out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: out, as: UTF8.self)
}
