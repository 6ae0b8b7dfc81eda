extension Definition {
  /// Probabilities adjusted for being several.
  public static let falseDiscovery = Definition("false_discovery", .probability)
}

extension Spikes {
  /// Adjusts the probabilities of many tests for their number (Benjamini and Hochberg 1995).
  ///
  /// Of the tests whose adjusted probability is at most q, a share of at most q is expected to be chance. Equal to
  /// `scipy.stats.false_discovery_control`. Costs one sort.
  ///
  /// - Parameter probabilities: For each test, how often chance alone gives as much.
  /// - Returns: one probability for each test, in the same order; unknown with none, and where one is not between 0 and 1.
  public static func adjusted(_ probabilities: [Double]) -> Finding<[Double]> {
    Finding(.falseDiscovery) { () throws(Unknown) in
      guard !probabilities.isEmpty else { throw .tooFew(0, needed: 1, of: "tests") }
      guard probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw Unknown(.outOfRange, "a probability is not between 0 and 1")
      }
      return FalseDiscovery.adjusted(probabilities)
    }
  }
}
