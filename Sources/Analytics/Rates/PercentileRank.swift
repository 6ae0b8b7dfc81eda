extension Definition {
  /// The share of values below one.
  public static let percentileRank = Definition("percentile_rank", .ratio)
}

/// Where a value stands among others.
public struct PercentileRank: Equatable, Sendable {
  /// The share of values below it, those equal to it counted by half, 0 to 1.
  public let value: Double
  /// How many values it is compared with.
  public let count: Int

  /// The band in words: `Top 10 %`, `Top 25 %` or `Top 50 %`; `nil` in the lower half.
  public var band: String? {
    switch value {
    case 0.9...: "Top 10 %"
    case 0.75...: "Top 25 %"
    case 0.5...: "Top 50 %"
    default: nil
    }
  }

  /// What the rank comes from.
  public var reasons: [String] {
    ["Above \(Prose.percent(value)) of \(Prose.count(count, "value")), equals counted by half."]
  }

  /// Ranks `value` among `values`, which may hold it; linear. Values that are not finite are left out.
  ///
  /// - Returns: The rank; unknown where there is nothing to compare with, or the value is not finite.
  public static func of(_ value: Double, among values: [Double]) -> Finding<Self> {
    Finding(.percentileRank) { () throws(Unknown) in
      guard value.isFinite else { throw Unknown(.outOfRange, "the value is not finite") }
      let known = values.filter(\.isFinite)
      guard !known.isEmpty else { throw .tooFew(0, needed: 1, of: "values to compare with") }
      let below = known.count { $0 < value }
      let equal = known.count { $0 == value }
      let share = (Double(below) + 0.5 * Double(equal)) / Double(known.count)
      return Self(value: share, count: known.count)
    }
  }
}
