/// A logistic regression: log(p / (1 − p)) = intercept + coefficients · features.
public struct LogisticRegression: Equatable, Sendable {
  /// The log-odds where all features are 0.
  public let intercept: Double
  /// What one more of each feature adds to the log-odds.
  public let coefficients: [Double]

  /// Creates one of known coefficients.
  public init(intercept: Double, coefficients: [Double]) {
    (self.intercept, self.coefficients) = (intercept, coefficients)
  }

  /// The log-odds; `nil` where there are not as many features as coefficients, or they are not finite.
  public func logOdds(_ features: [Double]) -> Double? {
    guard features.count == coefficients.count else { return nil }
    let sum = zip(features, coefficients).reduce(intercept) { $0 + $1.0 * $1.1 }
    return sum.isFinite ? sum : nil
  }

  /// The probability, 0 to 1; `nil` where ``logOdds(_:)`` is.
  public func probability(_ features: [Double]) -> Double? { logOdds(features).map(logistic) }

  /// Fits by Newton's method (iteratively reweighted least squares), halving steps that do not help.
  ///
  /// It minimises Σ (log(1 + eᶻ) − t z) + penalty/2 · Σ coefficient², which leaves the intercept free. Cost of a round: rows
  /// times the square of the columns; seven or eight rounds are usual.
  ///
  /// - Parameters:
  ///   - rows: The features of each example, equally many and finite.
  ///   - targets: For each example the outcome, 0 or 1, or a probability in between.
  ///   - penalty: How much large coefficients cost, from 0; above 0 wherever one feature may separate the outcomes.
  /// - Throws: ``Unknown`` without rows, with rows of unlike length or values that are not finite, and where no finite
  ///   coefficients are best: with outcomes all alike, or separated without a penalty.
  public static func fit(
    _ rows: [[Double]], targets: [Double], penalty: Double
  ) throws(Unknown) -> Self {
    guard let columns = rows.first?.count else { throw .tooFew(0, needed: 1, of: "examples") }
    guard rows.count == targets.count, penalty >= 0, penalty.isFinite,
      targets.allSatisfy({ $0 >= 0 && $0 <= 1 }),
      rows.allSatisfy({ $0.count == columns && $0.allSatisfy(\.isFinite) })
    else { throw Unknown(.outOfRange, "the examples are not alike, or hold what is not a number") }
    let total = targets.reduce(0, +)
    guard total > 0, total < Double(targets.count) else {
      throw Unknown(.noVariation, "all outcomes are alike")
    }
    var fit = LogisticFit(rows, targets, columns: columns, penalty: penalty)
    let weights = try fit.minimise()
    return Self(intercept: weights[columns], coefficients: Array(weights[..<columns]))
  }
}

/// The logistic function 1 / (1 + e⁻ᶻ), without overflow.
func logistic(_ z: Double) -> Double {
  guard z < 0 else { return 1 / (1 + exp(-z)) }
  let e = exp(z)
  return e / (1 + e)
}
