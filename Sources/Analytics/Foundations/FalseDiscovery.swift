/// What is left of chance among many tests.
enum FalseDiscovery {
  /// The probabilities adjusted for being several, in their order: of the tests whose adjusted probability is at most q, a
  /// share of at most q is expected to be chance (Benjamini and Hochberg 1995). Costs one sort.
  ///
  /// - Parameter probabilities: For each test, how often chance alone gives as much, 0 to 1.
  static func adjusted(_ probabilities: [Double]) -> [Double] {
    let count = Double(probabilities.count)
    var adjusted = probabilities
    var smallest = 1.0
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    for (rank, index) in order.enumerated().reversed() {
      smallest = min(smallest, probabilities[index] * (count / Double(rank + 1)))
      adjusted[index] = smallest
    }
    return adjusted
  }
}
