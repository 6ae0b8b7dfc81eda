/// An observation beyond the range that those before it let expect.
public struct Surprise: Equatable, Sendable {
  /// What of the observations lies beyond its range.
  public enum View: String, Sendable, CaseIterable {
    /// The value itself.
    case value
    /// The average of the last few values: a shift too small to show in one.
    case average
    /// The highest less the lowest of the last values: unrest, or unusual calm.
    case spread
    /// The value beside the one a period earlier, where that tells more than the average.
    case period
  }

  /// What lies beyond its range.
  public let view: View
  /// What was observed there.
  public let observed: Double
  /// The lower end of the expected range.
  public let low: Double
  /// The upper end of the expected range.
  public let high: Double
  /// How far beyond the range it lies, in widths of the range: ``SpikeSettings/margin`` to 1000.
  public let score: Double

  /// Whether it lies above the range; otherwise it lies below.
  public var isRise: Bool { observed > high }
}

/// The range that an observation is expected in.
struct ExpectedRange {
  var low: Double
  var high: Double

  /// The largest score: that of anything beyond a range without width.
  static let largestScore = 1_000.0

  /// How far a value lies beyond the range at least, in widths of the range or `least` where that is more; 0 within.
  ///
  /// - Parameter resolution: How far the value may be off because it is rounded.
  @inline(__always)
  func score(
    of value: Double, least: Double, resolution: Double, watchesFalls: Bool
  ) -> Double {
    let beyond = max(value - high, watchesFalls ? low - value : 0) - resolution
    guard beyond > 0 else { return 0 }
    let width = max(high - low, least)
    return width > 0 ? min(beyond / width, Self.largestScore) : Self.largestScore
  }

  /// A value as it is remembered: no farther out than one width, so that a surprise does not hide those after it.
  @inline(__always)
  func remembered(_ value: Double) -> Double {
    let width = high - low
    return width > 0 ? min(max(value, low - width), high + width) : value
  }

  /// The least width that a floor, a share of the larger end, gives.
  @inline(__always)
  func leastWidth(_ floor: Double) -> Double { floor * max(abs(low), abs(high)) }
}
