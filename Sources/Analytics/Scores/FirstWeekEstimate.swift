extension Definition {
  /// Streams in the first week after a release.
  public static let firstWeekStreams = Definition("first_week_streams", .count)
}

/// An estimate of the streams in the first week after a release. It follows a rule of thumb, not a fitted model.
///
/// listeners / 30 × 7 × 2.5 × (0.7 + 0.06 × release score) × (0.8 + 0.04 × momentum), with a band of 30 % to either side that
/// is part of the rule and no statistical interval.
public struct FirstWeekEstimate: Equatable, Sendable {
  /// The streams.
  public let value: Double
  /// 30 % fewer.
  public let lower: Double
  /// 30 % more.
  public let upper: Double
  /// What it comes from.
  public let reasons: [String]

  /// Estimates from the monthly listeners that a platform reports.
  ///
  /// - Parameters:
  ///   - monthlyListeners: Listeners within the last month, as reported.
  ///   - release: The release score, 0 to 10.
  ///   - momentum: The momentum index, 0 to 10.
  /// - Returns: The estimate; unknown where one of the three is unknown or out of range. Nothing stands in for it.
  public static func of(
    monthlyListeners: Int64?, release: Double?, momentum: Double?
  ) -> Finding<Self> {
    Finding(.firstWeekStreams) { () throws(Unknown) in
      guard let listeners = monthlyListeners, listeners >= 0 else {
        throw Unknown(.noData, "the monthly listeners are not known")
      }
      guard let release, let momentum else {
        throw Unknown(.noData, "the release score or the momentum index is not known")
      }
      guard (0...10).contains(release), (0...10).contains(momentum) else {
        throw Unknown(.outOfRange, "a score is not from 0 to 10")
      }
      let usual = Double(listeners) / 30 * 7 * 2.5
      let factors = (release: 0.7 + 0.06 * release, momentum: 0.8 + 0.04 * momentum)
      let value = usual * factors.release * factors.momentum
      return Self(
        value: value, lower: value * 0.7, upper: value * 1.3,
        reasons: [
          "\(listeners) monthly listeners make \(Prose.number(usual, 0)) streams a week at 2.5 for each listener of a day.",
          "The release score changes that by a factor of \(Prose.number(factors.release)), momentum by \(Prose.number(factors.momentum)).",
          "The rule is a rule of thumb; its 30 % to either side are no statistical interval.",
        ])
    }
  }
}
