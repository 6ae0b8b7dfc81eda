extension ForecastMethod {
  /// The method in words, for a series of days: `damped trend with a weekly season`.
  public var name: String {
    switch self {
    case .naive: "the last value"
    case .seasonalNaive(let period): "the last \(Self.unit(period))"
    case .smoothing(let model): Self.trend(model.trend) + Self.season(model.season)
    case .theta(let period):
      period > 1 ? "theta after the season of a \(Self.unit(period))" : "theta"
    }
  }

  private static func trend(_ trend: SmoothingModel.Trend) -> String {
    switch trend {
    case .none: "moving level"
    case .linear: "linear trend"
    case .damped: "damped trend"
    }
  }

  private static func season(_ season: SmoothingModel.Season) -> String {
    switch season {
    case .none: ""
    case .additive(let period): " with \(recurring(period)) season"
    case .multiplicative(let period): " with \(recurring(period)) season in proportion to it"
    }
  }

  private static func recurring(_ period: Int) -> String {
    period == 7 ? "a weekly" : "a \(period)-day"
  }

  private static func unit(_ period: Int) -> String { period == 7 ? "week" : "\(period) days" }
}

extension ForecastChoice {
  /// Why the method was chosen: `Damped trend with a weekly season, chosen out of 12 methods: …`.
  func reasons(bridged: Int) -> [String] {
    let days = misses.reduce(0) { $0 + $1.count }
    let naive = chosen.method == .naive ? "" : ", the last value by \(Self.shown(naiveError))"
    let method = Prose.capital(chosen.method.name)
    let line =
      "\(method), chosen out of \(compared) methods: over \(days) days held out it was off by "
      + "\(Self.shown(heldOutError)) a day\(naive)."
    guard bridged > 0 else { return [line] }
    return [line, "\(bridged) of \(chosen.values.count) days had no value and were bridged."]
  }

  /// Three digits, as many as a person reads; whole numbers above.
  private static func shown(_ error: Double) -> String {
    Prose.number(error, error < 1 ? 3 : error < 10 ? 2 : error < 100 ? 1 : 0)
  }
}
