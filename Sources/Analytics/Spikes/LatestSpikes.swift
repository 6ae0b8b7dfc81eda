extension Definition {
  /// Which of many counters gained unusually much.
  public static let latestSpikes = Definition("latest_spikes", .structure)
}

/// Which of many counters gained unusually much in their latest interval.
public struct LatestSpikes: Equatable, Sendable {
  /// The test of one counter.
  public struct Test: Equatable, Sendable {
    /// Which of the series it is.
    public let series: Int
    /// The gain for each day in the latest interval.
    public let perDay: Double
    /// The geometric mean of the earlier gains for each day, each raised by 1 for the logarithm and lowered again.
    public let usual: Double
    /// How often chance alone gives as much.
    public let probability: Double
    /// The same, adjusted for the number of counters that were tested.
    public let adjusted: Double
    /// Whether it is a spike at the rate of false discoveries that was asked for.
    public let isSpike: Bool
  }

  /// The tests in the order of the series.
  public let tests: [Test]
  /// How many series have too few intervals to be tested, or whose latest was corrected.
  public let untested: Int
}

extension Spikes {
  /// How many earlier intervals a counter needs to be tested.
  public static let leastEarlier = 5
  /// The least standard deviation of the logarithm of the gains, so that a counter that stood still has a scale: about
  /// one twentieth of the gain.
  public static let leastDeviation = 0.05

  /// Tests the latest gain of each of many counters against its earlier gains, and holds the share of chance among what
  /// it finds down (Benjamini and Hochberg 1995).
  ///
  /// The logarithm of 1 + gain for each day is taken to be normally distributed; the latest is held against the mean and
  /// standard deviation of those before it by Student's t for a new observation, on the upper side. Of a rounded count the
  /// latest gain is tested without the step that rounding may have added. Linear in the number of snapshots, and one sort
  /// of the series.
  ///
  /// - Parameters:
  ///   - series: The counters, one for each account or post.
  ///   - falseDiscoveryRate: The share of the spikes that may be chance, between 0 and 1.
  /// - Returns: unknown where no series has ``leastEarlier`` + 1 intervals without a correction.
  public static func latest(
    in series: [CountSeries], falseDiscoveryRate: Double = 0.05
  ) -> Finding<LatestSpikes> {
    Finding(.latestSpikes) { () throws(Unknown) in
      guard falseDiscoveryRate > 0, falseDiscoveryRate < 1 else {
        throw Unknown(.outOfRange, "the rate of false discoveries is not between 0 and 1")
      }
      let samples = series.indices.compactMap { index in
        latestGain(of: series[index]).map { (index, $0) }
      }
      guard !samples.isEmpty else {
        throw Unknown(.tooFew, "no series has \(leastEarlier + 1) intervals without a correction")
      }
      let probabilities = samples.map { $0.1.probability }
      let adjusted = try adjusted(probabilities).result.get()
      let tests = zip(samples, adjusted).map { sample, adjusted in
        LatestSpikes.Test(
          series: sample.0, perDay: sample.1.perDay, usual: sample.1.usual,
          probability: sample.1.probability, adjusted: adjusted,
          isSpike: adjusted <= falseDiscoveryRate)
      }
      return LatestSpikes(tests: tests, untested: series.count - tests.count)
    }
  }

  private static func latestGain(
    of series: CountSeries
  ) -> (perDay: Double, usual: Double, probability: Double)? {
    guard let rates = Growth.rates(series).value, let latest = rates.gains.last,
      rates.gains.count > leastEarlier, latest.end == series.snapshots.last?.time
    else { return nil }
    let earlier = Moments(rates.gains.dropLast().map { logOnePlus($0.perDay) })
    let n = Double(earlier.count)
    let error = max(earlier.deviation, leastDeviation) * (1 + 1 / n).squareRoot()
    let certain = max(latest.perDay - latest.resolution, 0)
    let t = (logOnePlus(certain) - earlier.mean) / error
    let probability = StudentDistribution.tail(t, freedom: n - 1)
    return (latest.perDay, exponentialMinusOne(earlier.mean), min(max(probability, 0), 1))
  }
}
