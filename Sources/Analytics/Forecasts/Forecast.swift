public import MetricSchema

extension Definition {
  /// What is expected of the next days of a metric.
  public static let dailyForecast = Definition("daily_forecast", .structure)
}

/// What a series of daily values is expected to come to, and how sure that is.
public struct Forecast: Equatable, Sendable {
  /// A day ahead.
  public struct Point: Equatable, Sendable {
    /// The first instant of the day.
    public let time: Timestamp
    /// What is expected, in the unit of the series.
    public let value: Double
    /// Holds the value in about 80 of 100 cases.
    public let inner: ClosedRange<Double>
    /// Holds the value in about 95 of 100 cases.
    public let outer: ClosedRange<Double>
    /// What the naive method expects, which takes the last value: the line that a forecast has to beat.
    public let naive: Double
  }

  /// A parameter of the method that was fitted.
  public struct Parameter: Equatable, Sendable {
    /// Its name, such as `damping`.
    public let name: String
    /// Its value.
    public let value: Double
  }

  /// The days ahead, in order.
  public let points: [Point]
  /// The method that was chosen.
  public let method: ForecastMethod
  /// Its parameters.
  public let parameters: [Parameter]
  /// Days that it was fitted to.
  public let count: Int
  /// Days among them that had no value and were bridged.
  public let bridged: Int
  /// The mean absolute error of the method on the windows that were held out, in the unit of the series.
  public let heldOutError: Double
  /// The same of the naive method.
  public let naiveError: Double
  /// Why this method, and what was bridged.
  public let reasons: [String]

  /// Forecasts a metric's next days.
  ///
  /// The method is chosen by ``ForecastChoice``, the intervals are what the method was off by within the series.
  ///
  /// - Parameters:
  ///   - values: the metric at its times, in any order; `nil` is no value.
  ///   - days: days ahead, 1 to 365 and at most as many as the series has.
  ///   - counts: whether values are counts, of which nothing below 0 is expected.
  ///   - periods: seasons to try, in days.
  ///   - zone: the zone whose days count.
  /// - Returns: Unknown for fewer than 14 days with a value, or fewer than `days`; where more than a fifth of the days had to be
  ///   bridged; and for values that are not finite.
  public static func daily(
    _ values: [(time: Timestamp, value: Double?)], days: Int, counts: Bool, periods: [Int] = [7],
    in zone: TimeZoneRules = .utc
  ) -> Finding<Forecast> {
    Finding(.dailyForecast) { () throws(Unknown) in
      guard (1...365).contains(days) else {
        throw Unknown(.outOfRange, "a forecast is for 1 to 365 days")
      }
      let series = try DailySeries(values, in: zone)
      let known = series.values.count - series.bridged
      guard known >= max(Self.fewestDays, days) else {
        throw .tooFew(known, needed: max(Self.fewestDays, days), of: "days with a value")
      }
      try series.mustBeMostlyKnown()
      let choice = try ForecastChoice(series.values, horizon: days, periods: periods)
      return Forecast(series, choice, days: days, counts: counts)
    }
  }

  private static let fewestDays = 14

  private init(_ series: DailySeries, _ choice: ForecastChoice, days: Int, counts: Bool) {
    let intervals = PredictionIntervals(of: choice, steps: days)
    let floor = counts ? 0 : -Double.infinity
    let naive = max(series.values[series.values.count - 1], floor)
    points = choice.chosen.forecasts(steps: days).enumerated().map { step, value in
      let (inner, outer) = (intervals.inner[step], intervals.outer[step])
      return Point(
        time: series.time(of: series.values.count + step), value: max(value, floor),
        inner: max(value - inner, floor)...max(value + inner, floor),
        outer: max(value - outer, floor)...max(value + outer, floor), naive: naive)
    }
    method = choice.chosen.method
    parameters = choice.chosen.parameters.map { Parameter(name: $0.name, value: $0.value) }
    count = series.values.count
    bridged = series.bridged
    (heldOutError, naiveError) = (choice.heldOutError, choice.naiveError)
    reasons = choice.reasons(bridged: series.bridged)
  }
}
