extension Definition {
  /// Growth that a few wrong counts do not move.
  public static let robustGrowth = Definition("robust_growth", .structure)
}

/// Growth for each day as the median over all pairs of snapshots, so that a few wrong counts do not move it.
public struct RobustGrowth: Equatable, Sendable {
  /// Growth for each day, as a ratio; -1 and above.
  public let perDay: Double
  /// The interval that holds it with the given confidence.
  public let interval: ClosedRange<Double>
  /// How many snapshots it rests on.
  public let snapshots: Int
}

extension Growth {
  /// The most snapshots for ``robust(_:confidence:)``, which compares each with each.
  public static let robustLimit = 2_500

  /// Growth for each day by the Theil-Sen slope of the logarithm of the count (Theil 1950, Sen 1968).
  ///
  /// Exact: all pairs are compared, in time and memory square in the number of snapshots, of which there may be
  /// ``robustLimit``. Equal to `scipy.stats.theilslopes` on the logarithms.
  ///
  /// - Parameters:
  ///   - series: The snapshots of a count.
  ///   - confidence: How often such an interval holds the true growth, between 0 and 1.
  /// - Returns: unknown with fewer than three or more than ``robustLimit`` snapshots, a count of 0, and where
  ///   the growth over the whole span is less than one step of a rounded count.
  public static func robust(
    _ series: CountSeries, confidence: Double = 0.95
  ) -> Finding<RobustGrowth> {
    Finding(.robustGrowth) { () throws(Unknown) in
      let snapshots = series.snapshots
      guard snapshots.count >= 3 else {
        throw .tooFew(snapshots.count, needed: 3, of: "snapshots")
      }
      guard snapshots.count <= robustLimit else {
        let most = "at most \(robustLimit) can be compared with each other"
        throw Unknown(.outOfRange, "there are \(snapshots.count) snapshots, where \(most)")
      }
      guard snapshots.allSatisfy({ $0.count > 0 }) else {
        throw Unknown(.outOfRange, "a count is 0")
      }
      let fit = try TheilSen.slope(
        x: snapshots.map { snapshots[0].days(to: $0) }, y: snapshots.map { log(Double($0.count)) },
        confidence: confidence)
      try requireResolution(of: fit.slope, in: snapshots)
      let ends = [fit.slope, fit.low, fit.high].map(exponentialMinusOne)
      guard ends.allSatisfy(\.isFinite) else {
        throw Unknown(.outOfRange, "so much growth in so short a time has no daily figure")
      }
      return RobustGrowth(
        perDay: ends[0], interval: ends[1]...ends[2], snapshots: snapshots.count)
    }
  }

  /// Holds the growth over the whole span against one step of the count.
  private static func requireResolution(
    of slope: Double, in snapshots: [CountSnapshot]
  ) throws(Unknown) {
    let step = snapshots.map(\.step).max() ?? 1
    guard step > 1 else { return }
    let days = snapshots[0].days(to: snapshots[snapshots.count - 1])
    let middle = Order.median(snapshots.map { Double($0.count) })
    guard abs(exponentialMinusOne(slope * days)) * middle < Double(step) else { return }
    throw Unknown(.belowResolution, "the growth is below the step of \(step) of the count")
  }
}
