/// Numbers in sentences for a person.
enum Shown {
  /// A finite number with a fixed number of decimals, 0 to 6; with all its digits where it is too large for that.
  static func decimals(_ x: Double, _ decimals: Int) -> String {
    guard abs(x) < 1e12 else { return "\(x)" }
    var steps = 1
    for _ in 0..<decimals { steps *= 10 }
    let scaled = Int((abs(x) * Double(steps)).rounded())
    let sign = x < 0 && scaled > 0 ? "-" : ""
    if decimals == 0 { return "\(sign)\(scaled)" }
    let fraction = String(scaled % steps)
    return "\(sign)\(scaled / steps)." + String(repeating: "0", count: decimals - fraction.count)
      + fraction
  }
}
