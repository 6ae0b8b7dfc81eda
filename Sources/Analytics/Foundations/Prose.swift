/// Numbers and lists as they stand in the sentences that explain a result.
enum Prose {
  /// A number with at most `places` digits behind the point, zeros at the end left out: `1250`, `0.5`.
  static func number(_ x: Double, _ places: Int = 2) -> String {
    guard x.isFinite else { return "unlimited" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (abs(x) * scale).rounded()
    guard scaled < 9e15 else { return "\(x)" }
    let (whole, rest) = Int64(scaled).quotientAndRemainder(dividingBy: Int64(scale))
    var digits = String(rest)
    digits = String(repeating: "0", count: max(0, places - digits.count)) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    let sign = x < 0 && scaled > 0 ? "-" : ""
    return sign + String(whole) + (rest == 0 ? "" : "." + digits)
  }

  /// A ratio as per cent: `5.2 %`.
  static func percent(_ ratio: Double, _ places: Int = 1) -> String {
    // The largest ratios, which have no number of per cent, stay at the largest number.
    let largest = Double.greatestFiniteMagnitude
    let percent = ratio.isFinite ? min(max(ratio * 100, -largest), largest) : ratio
    return number(percent, places) + " %"
  }

  /// A ratio above or below the usual as whole per cent, with its sign: `+12 %`.
  static func change(_ ratio: Double) -> String {
    let text = percent(ratio, 0)
    return text.hasPrefix("-") ? text : "+" + text
  }

  /// `likes, comments and shares`; `nothing` where the list is empty.
  static func list(_ words: [String]) -> String {
    guard let last = words.last else { return "nothing" }
    guard words.count > 1 else { return last }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A list of names from outside, of which five are told: `alice, bob, carol, dave, eve and 2 more`.
  static func few(_ names: [String]) -> String {
    let more = names.count > 5 ? ["\(names.count - 5) more"] : []
    return list(names.prefix(5).map(quoted) + more)
  }

  /// A text from outside, cut after 60 characters of Unicode.
  static func quoted(_ text: String) -> String {
    let start = text.unicodeScalars.prefix(60)
    return String(start) + (start.endIndex < text.unicodeScalars.endIndex ? "…" : "")
  }

  /// `1 post`, `2 posts`.
  static func count(_ n: Int, _ noun: String) -> String { "\(n) \(noun)\(n == 1 ? "" : "s")" }

  /// The text with its first letter in upper case.
  static func capital(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
