extension Timestamp {
  /// Reads RFC 3339, also with a space for "T", without a zone (UTC), or a date alone.
  public init?(rfc3339 text: String) {
    var reader = TextReader(text)
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
      reader.skip("-"), let day = reader.number(2)
    else { return nil }
    guard reader.skip("T") || reader.skip("t") || reader.skip(" ") else {
      guard reader.isAtEnd else { return nil }
      self.init(year: year, month: month, day: day)
      return
    }
    guard let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2) else {
      return nil
    }
    let second = reader.skip(":") ? reader.number(2) : 0
    let fraction = reader.skip(".") ? reader.microseconds() : 0
    guard let second, let fraction, let offset = reader.zone(), reader.isAtEnd,
      let moment = Timestamp(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second,
        microsecond: fraction)
    else { return nil }
    self.init(moment.microseconds - Int64(offset) * 60_000_000)
  }
}

/// Walks over a short text of ASCII characters.
private struct TextReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text.utf8[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    let digits = rest.prefix(width)
    guard digits.count == width, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    rest.removeFirst(width)
    return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  mutating func microseconds() -> Int? {
    let digits = rest.prefix { (48...57).contains($0) }
    guard !digits.isEmpty else { return nil }
    rest.removeFirst(digits.count)
    let six = digits.prefix(6).reduce(0) { $0 * 10 + Int($1) - 48 }
    return digits.count < 6 ? (digits.count..<6).reduce(six) { value, _ in value * 10 } : six
  }

  /// The offset in minutes; "Z" and nothing are UTC.
  mutating func zone() -> Int? {
    if isAtEnd || skip("Z") || skip("z") { return 0 }
    let sign = skip("-") ? -1 : skip("+") ? 1 : 0
    guard sign != 0, let hours = number(2) else { return nil }
    _ = skip(":")
    guard let minutes = number(2), hours < 24, minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }
}
