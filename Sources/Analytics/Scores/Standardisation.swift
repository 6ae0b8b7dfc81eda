/// Subtracts means and divides by standard deviations; a feature that does not vary becomes 0.
struct Standardisation {
  let means: [Double]
  let deviations: [Double]

  init(_ rows: [[Double]]) {
    let columns = rows.first?.indices ?? 0..<0
    let moments = columns.map { column in Moments(rows.map { $0[column] }) }
    means = moments.map(\.mean)
    deviations = moments.map {
      // What is left of a constant is the rounding of its mean.
      $0.wholeDeviation > 1e-12 * abs($0.mean) ? $0.wholeDeviation : 0
    }
  }

  init(means: [Double], deviations: [Double]) {
    (self.means, self.deviations) = (means, deviations)
  }

  func callAsFunction(_ row: [Double]) -> [Double] {
    row.indices.map { index in
      let deviation = deviations[index]
      guard deviation > 0 else { return 0 }
      return (row[index] - means[index]) / deviation
    }
  }
}
