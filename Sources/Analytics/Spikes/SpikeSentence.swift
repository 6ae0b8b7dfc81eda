internal import MetricSchema

extension CounterSpike {
  init(
    start: Timestamp, end: Timestamp, perDay: Double, low: Double, high: Double, usual: Double,
    score: Double, isRise: Bool, earlier: Int, name: String
  ) {
    (self.start, self.end, self.perDay) = (start, end, perDay)
    (self.low, self.high, self.usual) = (low, high, usual)
    (self.score, self.isRise, self.earlier) = (score, isRise, earlier)
    let verb = isRise ? "rose" : "slowed to"
    let past = "\(Self.amount(low)) to \(Self.amount(high)) a day, usually \(Self.amount(usual)),"
    sentence =
      "From \(start) to \(end) \(name) \(verb)\(isRise ? " by" : "") \(Self.amount(perDay)) a day, "
      + "where \(past) were expected from \(earlier) earlier intervals."
  }

  /// A rate for a sentence: whole with commas from 100, else with two digits behind the point at most.
  static func amount(_ x: Double) -> String {
    guard x.isFinite, abs(x) < 9e15 else { return "\(x)" }
    guard abs(x) < 100 else { return grouped(Int64(x.rounded())) }
    let hundredths = Int64((abs(x) * 100).rounded())
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    let sign = x < 0 && hundredths > 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    let digits = rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)"
    return "\(sign)\(whole).\(digits)"
  }

  private static func grouped(_ x: Int64) -> String {
    var digits = String(x.magnitude)
    var text = ""
    while digits.count > 3 {
      text = "," + digits.suffix(3) + text
      digits.removeLast(3)
    }
    return (x < 0 ? "-" : "") + digits + text
  }
}
