public import MetricSchema

extension Definition {
  /// A count between two snapshots.
  public static let interpolatedCount = Definition("interpolated_count", .count)
}

/// How a count is taken to move between two snapshots.
public enum CountInterpolation: String, Sendable, CaseIterable {
  /// By the same number in each second.
  case linear
  /// By the same factor in each second.
  case logLinear = "log_linear"
}

extension Growth {
  /// The count at a moment between the first snapshot and the last. Logarithmic in the number of snapshots.
  ///
  /// - Returns: unknown outside the snapshots, for nothing is guessed there; between two counts of which one is 0,
  ///   unknown by ``CountInterpolation/logLinear``.
  public static func count(
    at time: Timestamp, in series: CountSeries, by method: CountInterpolation = .linear
  ) -> Finding<Double> {
    Finding(.interpolatedCount) { () throws(Unknown) in
      let snapshots = series.snapshots
      guard let first = snapshots.first, let last = snapshots.last else {
        throw .tooFew(0, needed: 1, of: "snapshots")
      }
      guard time >= first.time, time <= last.time else {
        throw Unknown(.outOfRange, "\(time) is not between the first snapshot and the last")
      }
      let right = snapshots.bisect { $0.time < time }
      guard snapshots[right].time != time else { return Double(snapshots[right].count) }
      return try between(snapshots[right - 1], snapshots[right], at: time, by: method)
    }
  }

  private static func between(
    _ left: CountSnapshot, _ right: CountSnapshot, at time: Timestamp, by method: CountInterpolation
  ) throws(Unknown) -> Double {
    let part = time.days(since: left.time) / left.days(to: right)
    switch method {
    case .linear: return Double(left.count) + left.difference(to: right) * part
    case .logLinear:
      guard left.count > 0, right.count > 0 else {
        throw Unknown(.outOfRange, "a count is 0, which has no logarithm")
      }
      return CountInterpolation.geometric(Double(left.count), Double(right.count), part)
    }
  }
}

extension CountInterpolation {
  /// What lies between two numbers above 0 at a part of the way, where each step is by the same factor.
  static func geometric(_ left: Double, _ right: Double, _ part: Double) -> Double {
    exp(log(left) * (1 - part) + log(right) * part)
  }
}
