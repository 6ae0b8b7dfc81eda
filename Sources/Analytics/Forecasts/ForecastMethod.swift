/// A way to forecast a series.
public enum ForecastMethod: Hashable, Sendable {
  /// The last value stays.
  case naive
  /// The last season of `period` values recurs.
  case seasonalNaive(period: Int)
  /// Exponential smoothing.
  case smoothing(SmoothingModel)
  /// The theta method, on the series without its season of `period` values where one is found; 1 for none.
  case theta(period: Int)

  /// What a series is tried with: the simplest first, so that of equally good methods the simplest is taken. Seasons
  /// are tried additive and, where `isPositive`, multiplicative; a linear trend with a multiplicative season is left out,
  /// because it runs away over long horizons.
  static func candidates(periods: [Int], isPositive: Bool) -> [Self] {
    var methods: [Self] = [.naive]
    methods += SmoothingModel.Trend.allCases.map { .smoothing(SmoothingModel(trend: $0)) }
    methods.append(.theta(period: 1))
    for period in periods {
      methods.append(.seasonalNaive(period: period))
      methods += SmoothingModel.Trend.allCases.map {
        .smoothing(SmoothingModel(trend: $0, season: .additive(period: period)))
      }
      if isPositive {
        methods += [SmoothingModel.Trend.none, .damped].map {
          .smoothing(SmoothingModel(trend: $0, season: .multiplicative(period: period)))
        }
      }
      methods.append(.theta(period: period))
    }
    return methods
  }

  /// Fits the method to a series.
  ///
  /// - Throws: ``Unknown`` for fewer values than the method needs, and for values that it is not defined on.
  public func fitted(to values: [Double]) throws(Unknown) -> FittedForecast {
    guard values.allSatisfy(\.isFinite) else {
      throw Unknown(.outOfRange, "a value is not finite")
    }
    switch self {
    case .naive:
      guard !values.isEmpty else { throw .tooFew(0, needed: 1, of: "values") }
      return FittedForecast(method: self, values: values, way: .repeated(period: 1))
    case .seasonalNaive(let period):
      guard period > 0, values.count >= period else {
        throw .tooFew(values.count, needed: max(period, 1), of: "values")
      }
      return FittedForecast(method: self, values: values, way: .repeated(period: period))
    case .smoothing(let model):
      let smoothing = try model.fit(values).smoothing
      return FittedForecast(
        method: self, values: values, way: .smoothed(smoothing, try smoothing.path(over: values)))
    case .theta(let period):
      let adjustment = SeasonalAdjustment(values, period: period)
      return FittedForecast(
        method: self, values: values, way: .theta(try Theta(adjustment.values), adjustment))
    }
  }
}

/// A method that was fitted to a series, and can forecast from any place of it.
public struct FittedForecast: Sendable {
  /// The method.
  public let method: ForecastMethod
  let values: [Double]
  let way: Way

  enum Way: Sendable {
    case repeated(period: Int)
    case smoothed(Smoothing, SmoothingPath)
    case theta(Theta, SeasonalAdjustment)
  }

  /// Forecasts the `steps` values after the first `origin` of the series, with the parameters that were fitted to all of
  /// it; by default after the last. Cost: O(steps).
  ///
  /// - Parameters:
  ///   - origin: at most the number of values, and at least the period of a naive method, 0 for the others; there are no
  ///     forecasts after another.
  ///   - steps: How many values to forecast, at least 0.
  public func forecasts(after origin: Int? = nil, steps: Int) -> [Double] {
    let origin = origin ?? values.count
    switch way {
    case .repeated(let period):
      guard (period...values.count).contains(origin) else { return [] }
      return (0..<max(steps, 0)).map { values[origin - period + $0 % period] }
    case .smoothed(_, let path): return path.forecasts(after: origin, steps: steps)
    case .theta(let theta, let adjustment):
      let plain = theta.forecasts(after: origin, steps: steps)
      return adjustment.restored(plain, after: origin)
    }
  }

  /// The parameters that were fitted, each with its name.
  public var parameters: [(name: String, value: Double)] {
    switch way {
    case .repeated: return []
    case .smoothed(let smoothing, _):
      let weights = smoothing.weights
      var parameters = [("level", weights.level)]
      if smoothing.model.trend != .none { parameters.append(("slope", weights.slope)) }
      if smoothing.model.trend == .damped { parameters.append(("damping", weights.damping)) }
      if smoothing.model.season != .none { parameters.append(("season", weights.season)) }
      return parameters.map { (name: $0.0, value: $0.1) }
    case .theta(let theta, _): return [("level", theta.level), ("drift", theta.slope / 2)]
    }
  }
}
