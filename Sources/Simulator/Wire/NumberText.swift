import MetricSchema

/// Rounds as TikTok does: to a tenth of a thousand, million or billion, from ten thousand on.
func tikTokRounded(_ number: Int64) -> Int64 {
  switch number {
  case ..<10_000: number
  case ..<1_000_000: (number + 50) / 100 * 100
  case ..<1_000_000_000: (number + 50_000) / 100_000 * 100_000
  default: (number + 50_000_000) / 100_000_000 * 100_000_000
  }
}

/// Rounds down to three digits, as YouTube does with subscribers.
func threeDigits(_ number: Int64) -> Int64 {
  var step: Int64 = 1
  while number / step >= 1000 { step *= 10 }
  return number / step * step
}

/// A number as people read it: `999`, `1.6K`, `25M`, `4.03M`; rounded down to three digits.
func shortText(_ number: Int64, digits: Int = 3) -> String {
  guard number >= 1000 else { return String(number) }
  var unit: Int64 = 1000
  var names = ["K", "M", "B"][...]
  while names.count > 1, number >= unit * 1000 {
    unit *= 1000
    names = names.dropFirst()
  }
  let whole = number / unit
  let places = max(0, digits - String(whole).count)
  guard places > 0 else { return "\(whole)\(names[names.startIndex])" }
  let scale: Int64 = places == 1 ? 10 : 100
  let fraction = number % unit * scale / unit
  var text = String(fraction)
  text = String(repeating: "0", count: places - text.count) + text
  while text.hasSuffix("0") { text.removeLast() }
  return "\(whole)\(text.isEmpty ? "" : ".\(text)")\(names[names.startIndex])"
}

/// A time as people read it: `23 hours ago`, `1 month ago`.
func relativeText(_ time: Timestamp, at now: Timestamp) -> String {
  let seconds = max(0, now.microseconds - time.microseconds) / Span.second
  let units: [(Int64, String)] = [
    (31_536_000, "year"), (2_592_000, "month"), (604_800, "week"), (86_400, "day"),
    (3600, "hour"), (60, "minute"),
  ]
  let (size, name) = units.first { seconds >= $0.0 } ?? (1, "second")
  let count = seconds / size
  return "\(count) \(name)\(count == 1 ? "" : "s") ago"
}

/// A duration as people read it: `0:47`, `1:02:03`.
func clockText(_ seconds: Int) -> String {
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  guard seconds >= 3600 else { return "\(seconds / 60):\(two(seconds % 60))" }
  return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
}

/// Text for HTML and XML.
func markupEscaped(_ text: String) -> String {
  var escaped = ""
  for character in text {
    switch character {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    default: escaped.append(character)
    }
  }
  return escaped
}

/// Hexadecimal digits, as vendors put them into addresses.
func hexText(_ number: UInt64) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
