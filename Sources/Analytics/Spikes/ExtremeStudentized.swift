extension Definition {
  /// Which values are outliers.
  public static let extremeStudentized = Definition("extreme_studentized", .structure)
}

/// The outliers among values that are otherwise normally distributed, with the steps of the test.
public struct ExtremeStudentized: Equatable, Sendable {
  /// One step: the value farthest from the mean of those that are left.
  public struct Step: Equatable, Sendable {
    /// Which of the values it is.
    public let index: Int
    /// How many standard deviations it lies from the mean, 0 and above.
    public let statistic: Double
    /// How many of them normally distributed values would reach by chance as rarely as the significance says.
    public let critical: Double
  }

  /// The steps, the farthest value first; fewer than asked for where what is left no longer varies.
  public let steps: [Step]
  /// How many of them are outliers: up to the last whose statistic exceeds its critical value.
  public let count: Int

  /// Which of the values are outliers, the farthest first.
  public var outliers: [Int] { steps.prefix(count).map(\.index) }
}

extension Spikes {
  /// Finds outliers by the generalised extreme studentized deviate test (Rosner 1983; NIST handbook 1.3.5.17.3).
  ///
  /// The time grows with the number of values times `most`.
  ///
  /// - Parameters:
  ///   - values: The values, normally distributed but for the outliers, and at least 15 for the critical values to be
  ///     accurate.
  ///   - most: How many outliers there may be, from 1 to two fewer than there are values.
  ///   - significance: How often the test may find an outlier where there is none, between 0 and 1.
  /// - Returns: unknown with fewer than three values, parameters out of range, values that are not finite or beyond
  ///   1e150, or values that are all equal.
  public static func outliers(
    in values: [Double], atMost most: Int, significance: Double = 0.05
  ) -> Finding<ExtremeStudentized> {
    Finding(.extremeStudentized) { () throws(Unknown) in
      guard values.count >= 3 else { throw .tooFew(values.count, needed: 3, of: "values") }
      guard (1...values.count - 2).contains(most), significance > 0, significance < 1 else {
        throw Unknown(.outOfRange, "the number of outliers or the significance is out of its range")
      }
      guard values.allSatisfy({ abs($0) <= 1e150 }) else {
        throw Unknown(.outOfRange, "a value is not a number or too large")
      }
      let steps = deviates(values, most, significance)
      guard !steps.isEmpty else { throw Unknown(.noVariation, "all values are equal") }
      let last = steps.lastIndex { $0.statistic > $0.critical }
      return ExtremeStudentized(steps: steps, count: last.map { $0 + 1 } ?? 0)
    }
  }

  private static func deviates(
    _ values: [Double], _ most: Int, _ significance: Double
  ) -> [ExtremeStudentized.Step] {
    // The farthest value is always the lowest or the highest that is left.
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let sorted = order.map { values[$0] }
    var (low, high) = (0, sorted.count - 1)
    var steps: [ExtremeStudentized.Step] = []
    while steps.count < most {
      let left = Moments(sorted[low...high])
      guard left.deviation > 0 else { break }
      let isLow = left.mean - sorted[low] > sorted[high] - left.mean
      let place = isLow ? low : high
      steps.append(
        ExtremeStudentized.Step(
          index: order[place], statistic: abs(sorted[place] - left.mean) / left.deviation,
          critical: critical(values.count, steps.count + 1, significance)))
      if isLow { low += 1 } else { high -= 1 }
    }
    return steps
  }

  private static func critical(_ count: Int, _ step: Int, _ significance: Double) -> Double {
    let left = Double(count - step)
    let t = StudentDistribution.upperQuantile(
      significance / (2 * (left + 1)), freedom: left - 1)
    // Divided by t throughout, so that its square may be too large for a number.
    return left / (((left - 1) / (t * t) + 1) * (left + 1)).squareRoot()
  }
}
