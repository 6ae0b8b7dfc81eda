public import MetricSchema

/// A count as people write it: "1,234", "1.2M", "895k views", "25 Tsd.", "1.2 lakh", "No views".
public struct CountText: Hashable, Sendable {
  /// The number meant.
  public let count: Int64
  /// `exact`, or rounded to the last digit that was written.
  public let provenance: Provenance

  /// Reads the first number of a text with its unit.
  ///
  /// Separators: a group of three digits after `,`, `.`, a space or `'` is thousands unless a unit follows a single
  /// group; the last `.` or `,` is otherwise the decimal point. Units in English, German, Spanish, French,
  /// Portuguese and Hindi usage, in any case.
  ///
  /// - Returns: `nil` where there is no number, or it exceeds 64 bits.
  public init?(_ text: String) {
    let scalars = text.lowercased().map { "\u{A0}\u{202F}".contains($0) ? " " : $0 }
    guard let start = scalars.firstIndex(where: { $0.isASCIIDigit }) else {
      guard text.lowercased().hasPrefix("no ") else { return nil }
      (count, provenance) = (0, .exact)
      return
    }
    var end = start
    while end < scalars.count, Self.continues(scalars, at: end) { end += 1 }
    let unit = Self.unit(String(scalars[end...]))
    let number = Self.number(String(scalars[start..<end]), hasUnit: unit > 1)
    guard let number, number.decimals <= 15 else { return nil }
    let scale = Self.power(number.decimals)
    let scaled = number.digits.multipliedReportingOverflow(by: unit)
    guard !scaled.overflow else { return nil }
    count = scaled.partialValue / scale
    provenance = unit > 1 ? .rounded(step: max(1, unit / scale)) : .exact
  }

  private static func continues(_ text: [Character], at index: Int) -> Bool {
    if text[index].isASCIIDigit { return true }
    guard ".,' ’".contains(text[index]), index + 1 < text.count else { return false }
    return text[index + 1].isASCIIDigit
  }

  /// The digits without separators, and how many of them stand after the decimal point.
  private static func number(
    _ text: String, hasUnit: Bool
  ) -> (digits: Int64, decimals: Int)? {
    let groups = text.split(whereSeparator: { !$0.isASCIIDigit })
    guard let digits = Int64(groups.joined()), let last = groups.last else { return nil }
    let separators = text.filter { !$0.isASCIIDigit }
    let mixed = Set(separators).count > 1
    let thousands = groups.count > 1 && last.count == 3 && !mixed && !(hasUnit && groups.count == 2)
    let isDecimal =
      groups.count > 1 && !thousands && (separators.last == "." || separators.last == ",")
    return (digits, isDecimal ? last.count : 0)
  }

  private static func unit(_ rest: String) -> Int64 {
    let word = rest.drop { $0 == " " }.prefix { $0.isLetter }
    return units[String(word)] ?? 1
  }

  private static func power(_ decimals: Int) -> Int64 {
    (0..<decimals).reduce(1) { value, _ in value * 10 }
  }

  private static let units: [String: Int64] = [
    "k": 1000, "thousand": 1000, "tsd": 1000, "mil": 1000, "rb": 1000, "тыс": 1000,
    "m": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "million": 1_000_000, "millions": 1_000_000,
    "mi": 1_000_000, "mln": 1_000_000, "jt": 1_000_000, "млн": 1_000_000,
    "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000, "mrd": 1_000_000_000,
    "bi": 1_000_000_000, "md": 1_000_000_000, "t": 1_000_000_000_000,
    "lakh": 100_000, "lakhs": 100_000, "crore": 10_000_000, "crores": 10_000_000, "cr": 10_000_000,
  ]
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isWholeNumber }
}

extension Metrics {
  /// Sets a count that was written for people, or notes `otherwise` where it cannot be read.
  public mutating func set(
    _ metric: Metric, text: String?, otherwise reason: Provenance? = nil
  ) {
    guard let read = text.flatMap(CountText.init) else {
      return set(metric, nil, otherwise: reason)
    }
    set(Measure(metric, read.count, read.provenance))
  }

  /// Sets a count that the upstream sends as a number although it shows it rounded to `digits` leading digits.
  ///
  /// A count with more leading digits than that is taken as exact.
  public mutating func set(
    _ metric: Metric, _ count: Int64?, roundedTo digits: Int, otherwise reason: Provenance? = nil
  ) {
    guard let count else { return set(metric, nil, otherwise: reason) }
    var step: Int64 = 1
    while count / step >= power10(digits) { step *= 10 }
    let isRounded = step > 1 && count % step == 0
    set(Measure(metric, count, isRounded ? .rounded(step: step) : .exact))
  }

  /// Sets a count that the upstream abbreviates above 10,000 as "207.9K" or "1.4M" and then sends as a number.
  public mutating func set(
    _ metric: Metric, abbreviated count: Int64?, otherwise reason: Provenance? = nil
  ) {
    guard let count else { return set(metric, nil, otherwise: reason) }
    let step: Int64 =
      switch count {
      case ..<10_000: 1
      case ..<1_000_000: 100
      case ..<1_000_000_000: 100_000
      default: 100_000_000
      }
    let isRounded = step > 1 && count % step == 0
    set(Measure(metric, count, isRounded ? .rounded(step: step) : .exact))
  }
}

private func power10(_ digits: Int) -> Int64 { (0..<digits).reduce(1) { value, _ in value * 10 } }
