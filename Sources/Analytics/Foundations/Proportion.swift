/// Intervals for a proportion.
public enum Proportion {
  /// The Wilson score interval of `successes` in `trials` (Wilson 1927), within 0 to 1.
  ///
  /// - Parameters:
  ///   - successes: How many of the trials, 0 to `trials`.
  ///   - trials: How many there were, above 0.
  ///   - confidence: How often such an interval holds the true proportion, between 0 and 1.
  /// - Throws: ``Unknown`` where a parameter is out of its range.
  public static func wilson(
    _ successes: Double, of trials: Double, confidence: Double = 0.95
  ) throws(Unknown) -> ClosedRange<Double> {
    guard trials > 0, trials.isFinite else { throw Unknown(.noDenominator, "there are no trials") }
    guard successes >= 0, successes <= trials else {
      throw Unknown(.outOfRange, "there are more successes than trials, or fewer than none")
    }
    let z = try NormalDistribution.reach(confidence: confidence)
    // All of it times the trials, so that neither the fewest nor the most of them leave the range of numbers.
    let share = successes / trials
    let centre = (successes + z * z / 2) / (trials + z * z)
    let reach = z * (share * (trials - successes) + z * z / 4).squareRoot() / (trials + z * z)
    // Rounding may put an end a hair beyond the proportion itself where that is 0 or 1.
    let lower = successes == 0 ? 0 : min(max(centre - reach, 0), share)
    let upper = successes == trials ? 1 : max(min(centre + reach, 1), share)
    return lower...upper
  }
}
