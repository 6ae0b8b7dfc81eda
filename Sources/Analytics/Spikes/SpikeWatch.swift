/// Watches a series and tells which observations surprise, each from those before it alone.
///
/// Four views of the series are held against their own last observations: the value, a short average, a short spread, and
/// the value beside the one a period ago. A view that leaves its range by a margin surprises, and the series is then left
/// in peace for a while. Constant time for each observation but for one block of memory that moves
/// (``RollingOrder``); the memory does not grow.
public struct SpikeWatch: Sendable {
  /// The largest value in size that is observed; others are passed over, as are those that are not finite.
  public static let largestValue = 1e150

  /// How it watches.
  public let settings: SpikeSettings
  /// How many observations were taken in.
  public private(set) var observations = 0

  private var order: RollingOrder
  private var recent: RecentValues
  private var recentRange: RollingRange
  private var averages: RecordView
  private var spreads: RecordView
  private var memory: PeriodMemory
  private var residuals: RecordView
  private var lastSurprise: Int?

  /// Creates a watch that has seen nothing; settings out of their range are moved into it.
  public init(_ settings: SpikeSettings = .stream) {
    let settings = settings.valid
    let window = settings.window
    self.settings = settings
    order = RollingOrder(window: window)
    recent = RecentValues(count: max(settings.average, 1))
    recentRange = RollingRange(window: max(settings.spread, 1))
    // A view that is off needs no memory.
    averages = RecordView(
      window: settings.average > 1 ? window : 1, warmUp: settings.warmUp)
    spreads = RecordView(window: settings.spread > 1 ? window : 1, warmUp: settings.warmUp)
    let periodWindow = settings.period == nil ? 1 : window
    memory = PeriodMemory(window: periodWindow, period: settings.period ?? 1)
    residuals = RecordView(window: periodWindow, warmUp: PeriodMemory.leastCompared)
  }

  /// The median of the last observations; `nil` before the first.
  public var median: Double? { order.median }

  /// Takes in an observation.
  ///
  /// - Parameters:
  ///   - value: The observation.
  ///   - time: When it was made, in seconds on any clock; later than those before it, or the view of the period is blind.
  ///   - resolution: How far the value may be off because it is rounded; 0 where it is exact. What is the difference of two
  ///     values may be off by twice as much.
  /// - Returns: the surprise that it is, by the view that it surprises most; `nil` where it is none.
  public mutating func observe(
    _ value: Double, at time: Double, resolution: Double = 0
  ) -> Surprise? {
    guard abs(value) <= Self.largestValue, abs(time) <= Self.largestValue else { return nil }
    let resolution = resolution > 0 ? min(resolution, Self.largestValue) : 0
    observations += 1
    var most: Surprise?
    let range = expectedValue(value)
    consider(&most, .value, value, range, resolution)
    if settings.average > 1 { considerAverage(&most, value, resolution) }
    if settings.spread > 1 { considerSpread(&most, value, resolution) }
    if settings.period != nil { considerPeriod(&most, value, time, resolution) }
    guard let most, !isQuiet else { return nil }
    lastSurprise = observations
    return most
  }

  private var isQuiet: Bool {
    guard let lastSurprise else { return false }
    let quiet = max(
      Double(settings.leastQuiet), settings.quietShare * Double(observations - 1))
    return Double(observations - lastSurprise) <= quiet && quiet > 0
  }

  /// Keeps the surprise with the highest score. (Its arguments are computed before, for a call that reads the watch while
  /// an argument changes it would copy the watch.)
  @inline(__always)
  private func consider(
    _ most: inout Surprise?, _ view: Surprise.View, _ observed: Double, _ range: ExpectedRange?,
    _ resolution: Double, offset: Double = 0
  ) {
    guard let range else { return }
    let score = range.score(
      of: observed, least: range.leastWidth(settings.floor), resolution: resolution,
      watchesFalls: settings.watchesFalls)
    guard score >= settings.margin, score > most?.score ?? 0 else { return }
    most = Surprise(
      view: view, observed: observed + offset, low: range.low + offset, high: range.high + offset,
      score: score)
  }

  /// The range in which the value was expected; takes the value in.
  private mutating func expectedValue(_ value: Double) -> ExpectedRange? {
    guard order.count >= settings.warmUp, let low = order.quantile(settings.tail),
      let high = order.quantile(1 - settings.tail)
    else {
      order.push(value)
      return nil
    }
    let range = ExpectedRange(low: low, high: high)
    order.push(range.remembered(value))
    return range
  }

  private mutating func considerAverage(
    _ most: inout Surprise?, _ value: Double, _ resolution: Double
  ) {
    recent.push(value)
    guard observations >= settings.average else { return }
    let mean = recent.mean
    let range = averages.observe(mean)
    consider(&most, .average, mean, range, resolution)
  }

  private mutating func considerSpread(
    _ most: inout Surprise?, _ value: Double, _ resolution: Double
  ) {
    recentRange.push(value)
    guard observations >= settings.spread else { return }
    let spread = recentRange.largest - recentRange.smallest
    let range = spreads.observe(spread)
    consider(&most, .spread, spread, range, 2 * resolution)
  }

  private mutating func considerPeriod(
    _ most: inout Surprise?, _ value: Double, _ time: Double, _ resolution: Double
  ) {
    let predicted = memory.prediction(at: time)
    if let predicted {
      let range = residuals.observe(value - predicted)
      if memory.isUseful {
        consider(&most, .period, value - predicted, range, 2 * resolution, offset: predicted)
      }
    }
    memory.remember(value, at: time, predicted: predicted)
  }
}
