/// Forecasts that need no fit, to hold others against.
public enum NaiveForecasts {
  /// The last value, for each of `steps`; empty without values.
  public static func last(of values: [Double], steps: Int) -> [Double] {
    guard let last = values.last else { return [] }
    return [Double](repeating: last, count: max(steps, 0))
  }

  /// The value a season earlier, for each of `steps`; as ``last(of:steps:)`` where there is no whole season.
  public static func seasonal(_ values: [Double], period: Int, steps: Int) -> [Double] {
    guard period > 1, values.count >= period else { return last(of: values, steps: steps) }
    let season = values.suffix(period)
    return (0..<max(steps, 0)).map { season[season.startIndex + $0 % period] }
  }

  /// M4's Naive2: the last value without its season, with the season put back, where ``Seasonality`` finds one; as
  /// ``last(of:steps:)`` where it does not.
  public static func adjusted(_ values: [Double], period: Int, steps: Int) -> [Double] {
    let adjustment = SeasonalAdjustment(values, period: period)
    return adjustment.restored(last(of: adjustment.values, steps: steps))
  }
}
