/// How far a fitted method was off at each horizon, as half the width of its prediction intervals.
///
/// The method forecasts from every place of the later half of its own series (at least 20 places, where there are as
/// many), and the half width at a horizon is the quantile of the absolute errors there, made non-decreasing in the
/// horizon and widened by √(1 + h / n) at horizon h with n errors, since the errors of h neighbouring places are as good as
/// one. No distribution is assumed, so skewed and heavy-tailed errors are covered as they come; the later half, because the
/// size of the errors follows the level of the series.
public struct PredictionIntervals: Equatable, Sendable {
  /// Half the width of the interval that holds 80 % of the values, for each step.
  public let inner: [Double]
  /// The same for 95 %.
  public let outer: [Double]

  private static let fewestOrigins = 20

  /// Measures the errors of `steps` horizons, at least 1. Cost: O(values × steps).
  public init(of choice: ForecastChoice, steps: Int) {
    self.init(of: choice.chosen, misses: choice.misses, steps: steps)
  }

  init(of fitted: FittedForecast, misses: [[Double]], steps: Int) {
    let errors = Self.errors(of: fitted, steps: max(steps, 1))
    let factor = Self.surprise(misses, errors)
    inner = Self.widths(errors, 0.8, deviations: 1.2816).map { $0 * factor }
    outer = zip(Self.widths(errors, 0.95, deviations: 1.96), inner).map { max($0 * factor, $1) }
  }

  /// The absolute errors at each horizon, ascending.
  private static func errors(of fitted: FittedForecast, steps: Int) -> [[Double]] {
    let values = fitted.values
    let first = min(max(2 * fitted.method.period, 10), values.count / 2)
    let origins = values.count - first
    let start = values.count - max(origins / 2, min(origins, fewestOrigins))
    var errors = [[Double]](repeating: [], count: steps)
    // A longer horizon has fewer places within the series, so that its places start earlier.
    for origin in max(first, start - steps)..<max(values.count, first + 1) {
      let reach = min(steps, values.count - origin)
      let nearest = max(0, start - origin)
      guard nearest < reach else { continue }
      let forecasts = fitted.forecasts(after: origin, steps: reach)
      for step in nearest..<reach {
        errors[step].append(abs(values[origin + step] - forecasts[step]))
      }
    }
    return errors.map { $0.sorted() }
  }

  /// How much larger the errors over the windows that were held out are than those within the series, at least 1: what the
  /// fit knew of the later values when it forecast the earlier. Each window weighs as one observation, and the series itself as one for every stretch as long as a window.
  private static func surprise(_ windows: [[Double]], _ errors: [[Double]]) -> Double {
    let stretches = Double(errors[0].count) / Double(max(windows.map(\.count).max() ?? 1, 1))
    var sum = stretches
    for misses in windows {
      var squares = 0.0
      for (miss, errors) in zip(misses, errors) where !errors.isEmpty {
        let usual = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
        squares += usual > 0 ? min(miss * miss / usual, 25) : 1
      }
      sum += squares / Double(max(misses.count, 1))
    }
    return max((sum / (stretches + Double(windows.count))).squareRoot(), 1)
  }

  private static func widths(_ errors: [[Double]], _ part: Double, deviations: Double) -> [Double] {
    var widths: [Double] = []
    for (step, errors) in errors.enumerated() {
      if errors.count >= 3 || step == 0 {
        // Errors of a long horizon overlap: as evidence, so many count as one per horizon.
        let evidence = Double(max(errors.count, 1)) / Double(step + 1)
        widths.append(quantile(errors, part, deviations) * (1 + 1 / evidence).squareRoot())
      } else {
        // As a random walk's error grows, the most that a method with a level is off by.
        let known = Double(widths.count)
        widths.append((widths.last ?? 0) * ((known + 1) / known).squareRoot())
      }
    }
    return Pooling.rising(widths.map { Pooling.Pool(sum: $0, weight: 1) })
      .flatMap { [Double](repeating: $0.mean, count: $0.count) }
  }

  /// The (n + 1)·p-th smallest error, which one more error stays below with the probability p; where there are too few for
  /// it, the largest, or what a normal distribution of the same spread gives.
  private static func quantile(_ errors: [Double], _ part: Double, _ deviations: Double) -> Double {
    guard let largest = errors.last else { return 0 }
    let count = Double(errors.count)
    let rank = (count + 1) * part - 1
    guard rank >= count - 1 else {
      let lower = Int(rank)
      let share = rank - Double(lower)
      return errors[lower] * (1 - share) + errors[lower + 1] * share
    }
    let square = errors.reduce(0) { $0 + $1 / count * $1 }
    return max(largest, deviations * square.squareRoot() * (1 + 1 / count))
  }
}

extension ForecastMethod {
  /// Steps in the season; 1 without one.
  var period: Int {
    switch self {
    case .naive: 1
    case .seasonalNaive(let period), .theta(let period): max(period, 1)
    case .smoothing(let model): model.period
    }
  }
}
