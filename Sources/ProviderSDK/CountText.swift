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
  /// Portuguese, Russian, Hindi, Chinese, Japanese and Korean usage, in any case.
  ///
  /// - Returns: `nil` where there is no number, it exceeds 64 bits, or it cannot be a count: a fraction of no unit
  ///   that is known, or letters that follow without a space and are no unit.
  public init?(_ text: String) {
    let scalars = text.lowercased().map { "\u{A0}\u{202F}".contains($0) ? " " : $0 }
    guard let start = scalars.firstIndex(where: { $0.isASCIIDigit }) else {
      guard text.lowercased().hasPrefix("no ") else { return nil }
      (count, provenance) = (0, .exact)
      return
    }
    var end = start
    while end < scalars.count, Self.continues(scalars, at: end) { end += 1 }
    guard let unit = Self.unit(scalars[end...]),
      let number = Self.number(String(scalars[start..<end]), hasUnit: unit > 1),
      number.decimals <= 15
    else { return nil }
    let scale = power10(number.decimals)
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
    let separators = text.filter { !$0.isASCIIDigit }
    guard let digits = Int64(groups.joined()), let last = groups.last else { return nil }
    let isPoint = separators.last == "." || separators.last == ","
    let isMixed = Set(separators).count > 1
    let hasDecimals = isPoint && (groups.count == 2 ? hasUnit || last.count != 3 : isMixed)
    let whole = hasDecimals ? groups.dropLast() : groups[...]
    guard hasUnit || !hasDecimals, isGrouped(whole, by: separators.prefix(whole.count - 1)) else {
      return nil
    }
    return (digits, hasDecimals ? last.count : 0)
  }

  /// Whether digits are grouped as thousands are, or in pairs before the last three as in India.
  private static func isGrouped(_ groups: ArraySlice<Substring>, by separators: Substring) -> Bool {
    guard groups.count > 1, let first = groups.first, let last = groups.last else { return true }
    return Set(separators).count == 1 && first.count <= 3 && last.count == 3
      && groups.dropFirst().allSatisfy { (2...3).contains($0.count) }
  }

  /// What the word behind a number multiplies it by; `nil` where letters follow at once and are no unit.
  private static func unit(_ rest: ArraySlice<Character>) -> Int64? {
    let words = rest.split { !$0.isLetter }.map { String($0) }
    guard let word = words.first, rest.first == " " || rest.first?.isLetter == true else {
      return 1
    }
    // Where words are written without spaces the unit is the first character.
    if let unit = word.first.flatMap({ joinedUnits[$0] }) { return unit }
    guard let unit = units[word] else { return rest.first?.isASCIILetter == true ? nil : 1 }
    // "1,5 mil M" is Spanish for a milliard and a half.
    let isThousandMillion =
      word == "mil" && words.count > 1 && ["m", "millones"].contains(words[1])
    return isThousandMillion ? unit * 1_000_000 : unit
  }

  private static let joinedUnits: [Character: Int64] = [
    "千": 1000, "천": 1000, "万": 10_000, "萬": 10_000, "만": 10_000, "億": 100_000_000,
    "亿": 100_000_000, "억": 100_000_000,
  ]

  private static let units: [String: Int64] = [
    "k": 1000, "thousand": 1000, "tsd": 1000, "mil": 1000, "rb": 1000, "тыс": 1000,
    "m": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "million": 1_000_000, "millions": 1_000_000,
    "mi": 1_000_000, "mill": 1_000_000, "mln": 1_000_000, "jt": 1_000_000, "млн": 1_000_000,
    "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000, "mrd": 1_000_000_000,
    "bi": 1_000_000_000, "md": 1_000_000_000, "t": 1_000_000_000_000,
    "हज़ार": 1000, "लाख": 100_000, "करोड़": 10_000_000,
    "lakh": 100_000, "lakhs": 100_000, "crore": 10_000_000, "crores": 10_000_000, "cr": 10_000_000,
  ]
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isWholeNumber }
  fileprivate var isASCIILetter: Bool { isASCII && isLetter }
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
    set(metric, count, inStepsOf: step)
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
    set(metric, count, inStepsOf: step)
  }

  /// Sets a count that is rounded to a multiple of `step`; one that is no multiple is taken as exact.
  private mutating func set(_ metric: Metric, _ count: Int64, inStepsOf step: Int64) {
    let isRounded = step > 1 && count % step == 0
    set(Measure(metric, count, isRounded ? .rounded(step: step) : .exact))
  }
}

private func power10(_ digits: Int) -> Int64 { (0..<digits).reduce(1) { value, _ in value * 10 } }
