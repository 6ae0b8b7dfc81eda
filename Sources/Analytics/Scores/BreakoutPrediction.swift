/// The probability of a breakout, with what speaks for it and against it.
public struct BreakoutPrediction: Equatable, Sendable {
  /// The calibrated probability, 0 to 1.
  public let probability: Double
  /// How often breakouts came in the cases that the model was tested on.
  public let baseRate: Double
  /// What each feature adds to the log-odds of ``probability`` against a mean case, in the order of
  /// ``BreakoutFeatures/names``.
  public let contributions: [Double]

  /// What the probability comes from, the weightiest feature first.
  public var reasons: [String] {
    let ranked = zip(BreakoutFeatures.names, contributions).enumerated()
      .sorted { (abs($0.element.1), -$0.offset) > (abs($1.element.1), -$1.offset) }
      .map(\.element)
    return [
      "\(Prose.percent(probability)), where \(Prose.percent(baseRate)) of the test cases broke out."
    ]
      + ranked.map { name, part in
        "\(Prose.capital(name.replacing("_", with: " "))) \(part < 0 ? "lowers" : "raises") the odds to \(Prose.number(exp(part))) times those of a mean case."
      }
  }

  /// Predicts with a model that was fitted on past cases.
  ///
  /// - Returns: The prediction; unknown without a model, or where a feature is unknown.
  public static func of(_ features: BreakoutFeatures, by model: BreakoutModel?) -> Finding<Self> {
    Finding(.breakoutProbability) { () throws(Unknown) in
      guard let model else { throw Unknown(.noData, "no model has been fitted on past cases") }
      guard let values = features.values else {
        throw Unknown(.noData, "\(Prose.list(features.missing)) unknown")
      }
      let scaled = Standardisation(means: model.means, deviations: model.deviations)(values)
      guard let odds = model.regression.logOdds(scaled),
        let probability = model.calibration.probability(odds)
      else { throw Unknown(.outOfRange, "a feature is too large to compute with") }
      return Self(
        probability: probability, baseRate: model.quality.baseRate,
        contributions: zip(scaled, model.regression.coefficients).map {
          model.calibration.slope * $0 * $1
        })
    }
  }
}
