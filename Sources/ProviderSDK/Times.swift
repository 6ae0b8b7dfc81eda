public import MetricSchema

extension Timestamp {
  /// Reads a moment as upstreams send it as a number: seconds, milliseconds or microseconds since 1970, told apart
  /// by size (10^11 s is the year 5138). 0 and below are no moment, nor is what lies behind the year 9999.
  public init?(epoch: Int64?) {
    guard let epoch, epoch > 0 else { return nil }
    switch epoch {
    case ..<100_000_000_000: self.init(epoch * 1_000_000)
    case ..<100_000_000_000_000: self.init(epoch * 1000)
    case ...253_402_300_799_999_999: self.init(epoch)
    default: return nil
    }
  }
}

/// Microseconds since 1970 of a number as upstreams send it; `nil` for 0, below, and nothing.
public func epochMicroseconds(_ value: Int64?) -> Int64? { Timestamp(epoch: value)?.microseconds }

/// Microseconds since 1970 of an RFC 3339 text.
public func rfc3339Microseconds(_ text: String?) -> Int64? {
  text.flatMap { Timestamp(rfc3339: $0) }?.microseconds
}

/// Milliseconds of a length in whole seconds; `nil` for a negative one and beyond 10^12 seconds.
public func milliseconds(ofSeconds seconds: Int64?) -> Int64? {
  seconds.flatMap { 0 <= $0 && $0 <= 1_000_000_000_000 ? $0 * 1000 : nil }
}

/// Milliseconds of an ISO 8601 duration such as "PT1H2M3.5S" or "P1DT2H"; months and years have no fixed length
/// and give `nil`.
public func isoDurationMilliseconds(_ text: String) -> Int64? {
  guard text.first == "P" || text.first == "p", text.count > 1 else { return nil }
  var total = 0.0
  var digits = ""
  var isEmpty = true
  var inTime = false
  for character in text.dropFirst().uppercased() {
    switch character {
    case "0"..."9", ".": digits.append(character)
    case ",": digits.append(".")
    case "T" where digits.isEmpty && !inTime: (inTime, isEmpty) = (true, true)
    default:
      guard let value = Double(digits), let unit = durationUnit(character, inTime) else {
        return nil
      }
      total += value * unit
      digits = ""
      isEmpty = false
    }
  }
  guard digits.isEmpty, !isEmpty, total < 1e15 else { return nil }
  return Int64(total.rounded())
}

private func durationUnit(_ letter: Character, _ inTime: Bool) -> Double? {
  switch (letter, inTime) {
  case ("S", true): 1000
  case ("M", true): 60_000
  case ("H", true): 3_600_000
  case ("D", false): 86_400_000
  case ("W", false): 604_800_000
  default: nil
  }
}

/// Milliseconds of a length as players show it: "1:36", "1:02:03".
public func clockMilliseconds(_ text: String) -> Int64? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard (2...3).contains(parts.count), (1...4).contains(parts[0].count) else { return nil }
  var seconds: Int64 = 0
  for (index, part) in parts.enumerated() {
    guard part.allSatisfy(\.isASCIIDigit), let value = Int64(part) else { return nil }
    guard index == 0 || (part.count == 2 && value < 60) else { return nil }
    seconds = seconds * 60 + value
  }
  return seconds * 1000
}
