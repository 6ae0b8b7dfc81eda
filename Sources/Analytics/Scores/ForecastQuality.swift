extension Definition {
  /// How well stated probabilities came true.
  public static let forecastQuality = Definition("forecast_quality", .structure)
}

/// How well stated probabilities came true: the Brier score, that of always stating one rate, and a table.
public struct ForecastQuality: Equatable, Sendable {
  /// The statements within one tenth of the scale.
  public struct Bin: Equatable, Sendable {
    /// How many there are.
    public let count: Int
    /// Their mean stated probability.
    public let stated: Double
    /// The share that came true.
    public let observed: Double
    /// The Wilson interval of that share at 95 %.
    public let interval: ClosedRange<Double>
  }

  /// The mean squared difference of statement and outcome, 0 to 1; smaller is better.
  public let brier: Double
  /// The share of outcomes that came true.
  public let baseRate: Double
  /// The rate that the reference states each time: what was known before, or else ``baseRate``.
  public let reference: Double
  /// The Brier score of stating the reference rate each time.
  public let referenceBrier: Double
  /// The tenths of the scale that hold statements, by rising probability.
  public let bins: [Bin]
  /// The number of statements.
  public let count: Int

  /// The part of the reference's Brier score that is saved: 1 is perfect, 0 no better than the reference, below 0 worse;
  /// `nil` where the reference was perfect.
  public var skill: Double? { referenceBrier > 0 ? 1 - brier / referenceBrier : nil }

  /// What to think of the statements.
  public var reasons: [String] {
    var lines = [
      "Over \(Prose.count(count, "prediction")) the Brier score is \(Prose.number(brier, 4)); always stating \(Prose.percent(reference)) gives \(Prose.number(referenceBrier, 4)), and \(Prose.percent(baseRate)) came true."
    ]
    for bin in bins {
      lines.append(
        "Of \(Prose.count(bin.count, "prediction")) of \(Prose.percent(bin.stated)) on average, \(Prose.percent(bin.observed)) came true."
      )
    }
    return lines
  }

  /// Scores statements against outcomes; linear.
  ///
  /// - Parameters:
  ///   - probabilities: What was stated, each 0 to 1.
  ///   - outcomes: What came true, one for each statement.
  ///   - reference: The rate that was known before; the share of these outcomes where it is `nil`, which flatters the reference.
  /// - Returns: The quality; unknown without statements, or where they are not probabilities or not as many as outcomes.
  public static func of(
    _ probabilities: [Double], outcomes: [Bool], reference: Double? = nil
  ) -> Finding<Self> {
    Finding(.forecastQuality) { () throws(Unknown) in
      try Self(probabilities, outcomes, reference: reference)
    }
  }

  init(_ probabilities: [Double], _ outcomes: [Bool], reference: Double?) throws(Unknown) {
    guard !probabilities.isEmpty else { throw .tooFew(0, needed: 1, of: "predictions") }
    guard probabilities.count == outcomes.count,
      probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }), (0...1).contains(reference ?? 0)
    else { throw Unknown(.outOfRange, "each probability from 0 to 1 needs an outcome") }
    count = probabilities.count
    let n = Double(count)
    let rate = Double(outcomes.count { $0 }) / n
    baseRate = rate
    brier = zip(probabilities, outcomes).reduce(0) { $0 + Self.square($1.0, $1.1) } / n
    let stated = reference ?? rate
    self.reference = stated
    referenceBrier = outcomes.reduce(0) { $0 + Self.square(stated, $1) } / n
    bins = try Self.bins(probabilities, outcomes)
  }

  private static func square(_ probability: Double, _ outcome: Bool) -> Double {
    let miss = probability - (outcome ? 1 : 0)
    return miss * miss
  }

  /// A probability on the edge of two tenths belongs to the lower.
  private static func bins(_ probabilities: [Double], _ outcomes: [Bool]) throws(Unknown) -> [Bin] {
    var sums = [(count: Int, stated: Double, observed: Int)](repeating: (0, 0, 0), count: 10)
    for (probability, outcome) in zip(probabilities, outcomes) {
      let bin = (1..<10).count { Double($0) / 10 < probability }
      sums[bin].count += 1
      sums[bin].stated += probability
      sums[bin].observed += outcome ? 1 : 0
    }
    var bins: [Bin] = []
    for sum in sums where sum.count > 0 {
      let (n, observed) = (Double(sum.count), Double(sum.observed))
      bins.append(
        Bin(
          count: sum.count, stated: sum.stated / n, observed: observed / n,
          interval: try Proportion.wilson(observed, of: n)))
    }
    return bins
  }
}
