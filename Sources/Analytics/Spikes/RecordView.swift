/// Holds each value of a derived series against the lowest and the highest of those before it.
struct RecordView: Sendable {
  private var range: RollingRange
  private var seen = 0
  private let warmUp: Int

  /// Creates a view that expects nothing until it has seen `warmUp` values, at least 1.
  init(window: Int, warmUp: Int) {
    range = RollingRange(window: window)
    self.warmUp = warmUp
  }

  /// Takes in a value and returns the range in which it was expected, before it; `nil` while there are too few.
  @inline(__always)
  mutating func observe(_ value: Double) -> ExpectedRange? {
    seen += 1
    guard seen > 1 else {
      range.push(value)
      return nil
    }
    let expected = ExpectedRange(low: range.smallest, high: range.largest)
    guard seen > warmUp else {
      range.push(value)
      return nil
    }
    range.push(expected.remembered(value))
    return expected
  }
}

/// The last values that came in, as they came.
struct RecentValues: Sendable {
  private var values: [Double]
  private var next = 0

  /// Creates a memory of `count` values, at least 1, all of which are 0.
  init(count: Int) { values = Array(repeating: 0, count: count) }

  /// Takes in a value in place of the oldest.
  mutating func push(_ value: Double) {
    values[next] = value
    next = next + 1 == values.count ? 0 : next + 1
  }

  /// The mean; added anew each time, so that no error stays behind when a large value has gone.
  var mean: Double {
    values.withUnsafeBufferPointer { values in
      var sum = 0.0
      for value in values { sum += value }
      return sum / Double(values.count)
    }
  }
}
