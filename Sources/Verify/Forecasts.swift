import Analytics
import MetricSchema

/// Answers for forecasts. The first field is what is asked for, the second the values.
func forecasts(_ fields: [Substring]) throws -> String {
  let values = try numbers(fields[1])
  switch fields[0] {
  case "fit": return try fit(values, fields)
  case "fixed": return try fixed(values, fields)
  case "naive", "seasonal": return try naive(values, fields)
  case "adjusted":
    let adjustment = SeasonalAdjustment(values, period: try whole(fields[2]))
    return "\(adjustment.decomposition == nil ? 0 : 1)\t\(text(adjustment.values))"
  case "naive2", "theta", "smoothed": return try adjusted(values, fields)
  case "choice": return try choice(values, fields)
  case "errors": return try errors(values, fields)
  case "daily": return try daily(values, fields)
  default: throw BadQuestion(description: "no such question: \(fields[0])")
  }
}

/// values, trend, season, steps: SSE, weights, forecasts.
private func fit(_ values: [Double], _ fields: [Substring]) throws -> String {
  let fit = try shape(fields[2], fields[3]).fit(values)
  let weights = fit.smoothing.weights
  let forecasts = try fit.smoothing.path(over: values).forecasts(
    after: values.count, steps: whole(fields[4]))
  let parts = [weights.level, weights.slope, weights.season, weights.damping]
  return "\(fit.sumOfSquares)\t\(text(parts))\t\(text(forecasts))"
}

/// values, trend, season, steps, weights, state: SSE, forecasts.
private func fixed(_ values: [Double], _ fields: [Substring]) throws -> String {
  let weights = try numbers(fields[5])
  let state = try numbers(fields[6])
  let smoothing = try Smoothing(
    shape(fields[2], fields[3]),
    weights: SmoothingWeights(
      level: weights[0], slope: weights[1], season: weights[2], damping: weights[3]),
    start: SmoothingState(level: state[0], slope: state[1], seasons: Array(state.dropFirst(2))))
  let path = try smoothing.path(over: values)
  let forecasts = path.forecasts(after: values.count, steps: try whole(fields[4]))
  return "\(path.sumOfSquares)\t\(text(forecasts))"
}

/// values, steps, for the seasonal one a period: forecasts.
private func naive(_ values: [Double], _ fields: [Substring]) throws -> String {
  let method: ForecastMethod =
    fields[0] == "naive" ? .naive : .seasonalNaive(period: try whole(fields[3]))
  return text(try method.fitted(to: values).forecasts(steps: try whole(fields[2])))
}

/// values, steps, period, for the smoothing a trend: forecasts as M4's benchmarks make them.
private func adjusted(_ values: [Double], _ fields: [Substring]) throws -> String {
  let steps = try whole(fields[2])
  let adjustment = SeasonalAdjustment(values, period: try whole(fields[3]))
  let method: ForecastMethod
  switch fields[0] {
  case "naive2": method = .naive
  case "theta": method = .theta(period: 1)
  default: method = .smoothing(try shape(fields[4], "none"))
  }
  let plain = try method.fitted(to: adjustment.values).forecasts(steps: steps)
  return text(adjustment.restored(plain))
}

/// values, steps, periods: name, forecasts, half widths of 80 % and of 95 %.
private func choice(_ values: [Double], _ fields: [Substring]) throws -> String {
  let steps = try whole(fields[2])
  let periods = try numbers(fields[3]).map { Int($0) }
  let choice = try ForecastChoice(values, horizon: steps, periods: periods)
  let chosen = choice.chosen
  let intervals = PredictionIntervals(of: choice, steps: steps)
  return [
    chosen.method.name, text(chosen.forecasts(steps: steps)), text(intervals.inner),
    text(intervals.outer),
  ].joined(separator: "\t")
}

/// actual, forecasts, history, period, lower, upper: sMAPE, MASE, MSIS at 95 %.
private func errors(_ actual: [Double], _ fields: [Substring]) throws -> String {
  let forecasts = try numbers(fields[2])
  let history = try numbers(fields[3])
  let period = try whole(fields[4])
  return text([
    try ForecastErrors.symmetric(actual, forecasts),
    try ForecastErrors.scaled(actual, forecasts, history: history, period: period),
    try ForecastErrors.intervalScore(
      actual, lower: try numbers(fields[5]), upper: try numbers(fields[6]), miss: 0.05,
      history: history, period: period),
  ])
}

/// values of days, days ahead: points, lower and upper ends of 80 % and of 95 %, reason.
private func daily(_ values: [Double], _ fields: [Substring]) throws -> String {
  let entries = values.enumerated().map { day, value in
    (time: Timestamp(Int64(day) * 86_400_000_000), value: Optional(value))
  }
  let forecast = try Forecast.daily(entries, days: try whole(fields[2]), counts: true).result.get()
  let points = forecast.points
  return [
    text(points.map(\.value)), text(points.map(\.inner.lowerBound)),
    text(points.map(\.inner.upperBound)), text(points.map(\.outer.lowerBound)),
    text(points.map(\.outer.upperBound)), forecast.reasons.joined(separator: " "),
  ].joined(separator: "\t")
}

/// The whole number of a field.
func whole(_ field: Substring) throws -> Int {
  guard let number = Int(field) else { throw BadQuestion(description: "not whole: \(field)") }
  return number
}

private func shape(_ trend: Substring, _ season: Substring) throws -> SmoothingModel {
  let words = season.split(separator: " ")
  let trends: [Substring: SmoothingModel.Trend] = [
    "none": .none, "linear": .linear, "damped": .damped,
  ]
  guard let trend = trends[trend], let kind = words.first else {
    throw BadQuestion(description: "no such shape: \(trend) \(season)")
  }
  guard words.count == 2 else { return SmoothingModel(trend: trend) }
  let period = try whole(words[1])
  return SmoothingModel(
    trend: trend,
    season: kind == "additive" ? .additive(period: period) : .multiplicative(period: period))
}
