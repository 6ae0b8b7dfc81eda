/// The count, mean and spread of finite values.
struct Moments {
  /// How many values there are.
  let count: Int
  /// Their mean; 0 without values.
  let mean: Double
  /// The sum of their squared distances from the mean.
  let squares: Double

  /// Goes over `values` twice, so that a large mean does not hide a small spread. Values that are all equal have a spread
  /// of exactly 0, whatever the rounding of their sum.
  init(_ values: some Collection<Double>) {
    count = values.count
    guard let first = values.first, !values.allSatisfy({ $0 == first }) else {
      (mean, squares) = (values.first ?? 0, 0)
      return
    }
    let n = Double(count)
    let plain = values.reduce(0, +) / n
    // Parts, where the sum of large values has no number.
    let mean = plain.isFinite ? plain : values.reduce(0) { $0 + $1 / n }
    self.mean = mean
    squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  /// The variance of the population that the values are a sample of; 0 for fewer than two values.
  var variance: Double { count < 2 ? 0 : squares / Double(count - 1) }

  /// The standard deviation of the population that the values are a sample of; 0 for fewer than two values.
  var deviation: Double { variance.squareRoot() }

  /// The standard deviation of the values taken for the whole population; 0 without values.
  var wholeDeviation: Double { (squares / Double(max(count, 1))).squareRoot() }
}
