/// The standard normal distribution.
enum NormalDistribution {
  /// The share of the distribution above `z`.
  static func tail(_ z: Double) -> Double { errorFunctionComplement(z * 0.5.squareRoot()) / 2 }

  /// The value below which the share `p` lies, for a `p` between 0 and 1.
  static func quantile(_ p: Double) -> Double {
    guard p != 0.5 else { return 0 }
    return p < 0.5 ? -upperQuantile(p) : upperQuantile(1 - p)
  }

  /// How many standard deviations around the mean hold the share `confidence`.
  ///
  /// - Throws: ``Unknown`` where the confidence is not between 0 and 1.
  static func reach(confidence: Double) throws(Unknown) -> Double {
    guard confidence > 0, confidence < 1 else {
      throw Unknown(.outOfRange, "a confidence lies between 0 and 1")
    }
    return -quantile((1 - confidence) / 2)
  }

  /// The value above which the share `p` lies, below one half.
  ///
  /// Newton's method on the logarithm of the tail, from a bound above the value (the tail is at most half of
  /// exp(-z²/2)): the logarithm is concave, so that no step goes too far.
  private static func upperQuantile(_ p: Double) -> Double {
    var z = (-2 * log(2 * p)).squareRoot()
    for _ in 0..<60 {
      let share = tail(z)
      let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      guard share > 0, density > 0 else { break }
      let step = (log(share) - log(p)) * share / density
      z += step
      if abs(step) <= 1e-15 * z { break }
    }
    return z
  }
}
