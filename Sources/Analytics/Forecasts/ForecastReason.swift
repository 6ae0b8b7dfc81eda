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
  /// Why the method was chosen, in a sentence: `damped trend with a weekly season, chosen out of 12 methods: …`.
  func reason(bridged: Int) -> String {
    let days = misses.reduce(0) { $0 + $1.count }
    var text =
      "\(chosen.method.name), chosen out of \(compared) methods: over \(days) days held out"
    text += " it was off by \(rounded(heldOutError)) a day"
    if chosen.method != .naive { text += ", the last value by \(rounded(naiveError))" }
    if bridged > 0 {
      text += "; \(bridged) of \(chosen.values.count) days had no value and were bridged"
    }
    return text
  }

  /// Three digits, as many as a person reads; whole numbers above.
  private func rounded(_ value: Double) -> String {
    guard value < 1e15 else { return "\(value)" }
    guard value < 100 else { return "\(Int(value.rounded()))" }
    let steps = value < 1 ? 1000.0 : value < 10 ? 100 : 10
    let shown = (value * steps).rounded() / steps
    return shown == shown.rounded() ? "\(Int(shown))" : "\(shown)"
  }
}
