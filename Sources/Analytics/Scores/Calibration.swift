/// A correction that turns the score of a model into a probability that comes true as often as it says: the logistic curve
/// 1 / (1 + exp(−(slope · score + intercept))) (Platt 1999).
public struct Calibration: Equatable, Sendable {
  /// How steeply the probability rises with the score.
  public let slope: Double
  /// The log-odds at a score of 0.
  public let intercept: Double

  /// Creates a curve.
  public init(slope: Double, intercept: Double) {
    (self.slope, self.intercept) = (slope, intercept)
  }

  /// The probability of a score, 0 to 1; `nil` where the score is not finite.
  public func probability(_ score: Double) -> Double? {
    let z = slope * score + intercept
    return !score.isFinite || z.isNaN ? nil : logistic(z)
  }

  /// Fits the curve to outcomes, with Platt's targets (n + 1)/(n + 2) and 1/(n + 2) in place of 1 and 0, so that few examples
  /// do not make it certain.
  ///
  /// - Throws: ``Unknown`` where scores or outcomes are all alike, not as many or not finite, or there are none.
  public static func platt(_ scores: [Double], outcomes: [Bool]) throws(Unknown) -> Self {
    let positive = Double(outcomes.count { $0 })
    let negative = Double(outcomes.count) - positive
    guard positive > 0, negative > 0 else { throw Unknown(.noVariation, "all outcomes are alike") }
    let (high, low) = ((positive + 1) / (positive + 2), 1 / (negative + 2))
    let fit = try LogisticRegression.fit(
      scores.map { [$0] }, targets: outcomes.map { $0 ? high : low }, penalty: 0)
    return Self(slope: fit.coefficients[0], intercept: fit.intercept)
  }
}
