public import MetricSchema

extension Definition {
  /// A model of breakouts, fitted on past ones.
  public static let breakoutModel = Definition("breakout_model", .structure)
  /// The probability of a breakout.
  public static let breakoutProbability = Definition(
    "breakout_probability", version: 2, .probability)
}

/// A model of breakouts, fitted and calibrated on what happened before.
///
/// What counts as a breakout is up to who states the outcomes; "the median of its views by post doubles within 7 days" is the
/// target this was made for (Cheng and others 2014).
public struct BreakoutModel: Equatable, Sendable {
  /// One past case.
  public struct Example: Equatable, Sendable {
    /// When the features were known.
    public var time: Timestamp
    /// What was known then.
    public var features: BreakoutFeatures
    /// Whether a breakout followed.
    public var brokeOut: Bool

    /// Creates an example.
    public init(time: Timestamp, features: BreakoutFeatures, brokeOut: Bool) {
      (self.time, self.features, self.brokeOut) = (time, features, brokeOut)
    }
  }

  /// Fewer complete examples than this give no model.
  public static let minimumExamples = 100
  /// Each of the three parts of the examples needs this many of both outcomes.
  public static let minimumOutcomes = 5

  /// The regression on standardised features.
  public let regression: LogisticRegression
  /// The mean of each feature, which is subtracted.
  public let means: [Double]
  /// The standard deviation of each feature, by which it is divided.
  public let deviations: [Double]
  /// What turns the log-odds of the regression into a probability.
  public let calibration: Calibration
  /// How well it did on the newest fifth of the examples, which it was not fitted on, against the rate before.
  public let quality: ForecastQuality
  /// The number of complete examples.
  public let examples: Int
  /// The number of examples with an unknown feature, which were left out.
  public let leftOut: Int

  /// What the model comes from and how good it is.
  public var reasons: [String] {
    [
      "Fitted on \(Prose.count(examples, "past case")), tested on the newest \(quality.count); \(leftOut) left out for unknown features."
    ] + quality.reasons
  }

  /// Fits a model: the regression on the oldest three fifths of the examples, the calibration on the next fifth, and the
  /// quality on the newest, so that no case is judged by what was learned from it or after it.
  ///
  /// - Parameters:
  ///   - examples: Past cases in any order; those with unknown features are left out.
  ///   - penalty: How much large coefficients cost, above 0.
  /// - Returns: The model; unknown with fewer than 100 complete examples, or fewer than 5 of either outcome in a part.
  public static func fit(_ examples: [Example], penalty: Double = 1) -> Finding<Self> {
    Finding(.breakoutModel) { () throws(Unknown) in
      guard penalty > 0, penalty.isFinite else {
        throw Unknown(.outOfRange, "the penalty must be above 0")
      }
      let cases = examples.compactMap { example in
        example.features.values.map { Case(time: example.time, x: $0, y: example.brokeOut) }
      }.sorted()
      guard cases.count >= minimumExamples else {
        throw .tooFew(cases.count, needed: minimumExamples, of: "past cases with known features")
      }
      return try Self(cases, leftOut: examples.count - cases.count, penalty: penalty)
    }
  }

  // MARK: - Private

  private struct Case: Comparable {
    let time: Timestamp
    let x: [Double]
    let y: Bool

    /// By time, and where that is equal by everything else, so that the order they came in does not matter.
    static func < (a: Self, b: Self) -> Bool {
      if a.time != b.time { return a.time < b.time }
      if a.x != b.x { return a.x.lexicographicallyPrecedes(b.x) }
      return !a.y && b.y
    }
  }

  private init(_ cases: [Case], leftOut: Int, penalty: Double) throws(Unknown) {
    let (first, second) = (cases.count * 3 / 5, cases.count * 4 / 5)
    let parts = [cases[..<first], cases[first..<second], cases[second...]]
    for part in parts {
      let came = part.count { $0.y }
      guard min(came, part.count - came) >= Self.minimumOutcomes else {
        throw Unknown(
          .tooFew,
          "\(came) of \(part.count) successive cases broke out, where \(Self.minimumOutcomes) of either kind are needed"
        )
      }
    }
    let scale = Standardisation(parts[0].map(\.x))
    guard scale.deviations.allSatisfy(\.isFinite) else {
      throw Unknown(.outOfRange, "a feature is too large to compute with")
    }
    let regression = try LogisticRegression.fit(
      parts[0].map { scale($0.x) }, targets: parts[0].map { $0.y ? 1 : 0 }, penalty: penalty)
    func odds(_ part: ArraySlice<Case>) throws(Unknown) -> [Double] {
      let odds = part.compactMap { regression.logOdds(scale($0.x)) }
      guard odds.count == part.count else {
        throw Unknown(.outOfRange, "a feature is too large to compute with")
      }
      return odds
    }
    let calibration = try Calibration.platt(try odds(parts[1]), outcomes: parts[1].map(\.y))
    let before = cases[..<second]
    quality = try ForecastQuality(
      try odds(parts[2]).compactMap { calibration.probability($0) }, parts[2].map(\.y),
      reference: Double(before.count { $0.y }) / Double(before.count))
    (means, deviations) = (scale.means, scale.deviations)
    (self.regression, self.calibration) = (regression, calibration)
    (examples, self.leftOut) = (cases.count, leftOut)
  }
}
