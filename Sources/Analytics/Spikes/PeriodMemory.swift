/// What a series was one period ago, and whether that tells what it is now.
struct PeriodMemory: Sendable {
  /// The prediction serves while its mean error is below this share of the mean distance from the average.
  static let usefulError = 0.5
  /// How many predictions are compared before one serves.
  static let leastCompared = 50

  private let period: Double
  private let window: Int
  private let mask: Int
  private var times: [Double]
  private var values: [Double]
  private var count = 0
  /// The number of the last observation that is not younger than a period.
  private var cursor = 0
  private var compared = 0
  private var error = 0.0
  private var distance = 0.0
  private var average = 0.0

  /// Creates an empty memory of at least `window` observations for a period in seconds.
  init(window: Int, period: Double) {
    var capacity = 1
    while capacity < window { capacity *= 2 }
    (self.period, self.window, mask) = (period, window, capacity - 1)
    times = Array(repeating: 0, count: capacity)
    values = Array(repeating: 0, count: capacity)
  }

  /// Whether the last period tells more than the average does.
  var isUseful: Bool {
    compared >= Self.leastCompared && distance > 0 && error < Self.usefulError * distance
  }

  /// The value one period before a time, between its two neighbours in proportion; `nil` where it is not remembered or
  /// where there are no two observations around it.
  ///
  /// Times must rise for it to be found. Constant time on average.
  mutating func prediction(at time: Double) -> Double? {
    let target = time - period
    cursor = max(cursor, count - mask - 1)
    guard count > 0, times[cursor & mask] <= target else { return nil }
    while cursor + 1 < count, times[(cursor + 1) & mask] <= target { cursor += 1 }
    let (start, value) = (times[cursor & mask], values[cursor & mask])
    guard start < target else { return value }
    guard cursor + 1 < count else { return nil }
    let part = (target - start) / (times[(cursor + 1) & mask] - start)
    return value + (values[(cursor + 1) & mask] - value) * part
  }

  /// Takes in an observation and what was predicted for it.
  mutating func remember(_ value: Double, at time: Double, predicted: Double?) {
    if let predicted {
      compared += 1
      let weight = 1 / Double(min(compared, window))
      error += (abs(value - predicted) - error) * weight
      distance += (abs(value - average) - distance) * weight
    }
    times[count & mask] = time
    values[count & mask] = value
    count += 1
    average += (value - average) / Double(min(count, window))
  }
}
