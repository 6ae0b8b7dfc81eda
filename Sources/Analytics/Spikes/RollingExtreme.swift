/// The largest of the last values that were pushed.
///
/// Keeps only values that no later value exceeds, which stand in falling order, so that the first is the largest
/// (Lemire 2006). Each value comes and goes once: constant time on average, and exact.
struct RollingExtreme: Sendable {
  /// A value and how many were pushed before it.
  private struct Kept {
    var value = 0.0
    var number = 0
  }

  private var kept: [Kept]
  private let window: Int
  private let mask: Int
  private var first = 0
  private var end = 0
  private var pushed = 0

  /// Creates an empty window of `window` values, at least 1.
  init(window: Int) {
    var capacity = 1
    while capacity < window + 1 { capacity *= 2 }
    (self.window, mask) = (window, capacity - 1)
    kept = Array(repeating: Kept(), count: capacity)
  }

  /// The largest value; the window must not be empty.
  var largest: Double { kept[first & mask].value }

  /// Takes in a value; the one that came `window` values earlier leaves.
  mutating func push(_ value: Double) {
    kept.withUnsafeMutableBufferPointer { kept in
      if end > first, kept[first & mask].number <= pushed - window { first += 1 }
      while end > first, kept[(end - 1) & mask].value <= value { end -= 1 }
      kept[end & mask] = Kept(value: value, number: pushed)
    }
    end += 1
    pushed += 1
  }
}

/// The smallest and the largest of the last values that were pushed.
struct RollingRange: Sendable {
  private var high: RollingExtreme
  private var low: RollingExtreme

  /// Creates an empty window of `window` values, at least 1.
  init(window: Int) {
    high = RollingExtreme(window: window)
    low = RollingExtreme(window: window)
  }

  /// The smallest value; the window must not be empty.
  var smallest: Double { -low.largest }
  /// The largest value; the window must not be empty.
  var largest: Double { high.largest }

  /// Takes in a value.
  mutating func push(_ value: Double) {
    high.push(value)
    low.push(-value)
  }
}
