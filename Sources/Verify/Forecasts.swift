import Analytics

/// Answers for forecasts. The first field is what is asked for.
func forecasts(_ fields: [Substring]) throws -> String {
  let values = try numbers(fields[1])
  switch fields[0] {
  case "fit":
    let fit = try shape(fields[2], fields[3]).fit(values)
    let w = fit.smoothing.weights
    return [
      "\(fit.sumOfSquares)", text([w.level, w.slope, w.season, w.damping]),
      text(
        fit.smoothing.path(over: values).forecasts(
          after: values.count, steps: Int(try number(fields[4])))),
    ].joined(separator: "\t")
  case "fixed":
    let model = try shape(fields[2], fields[3])
    let w = try numbers(fields[5])
    let s = try numbers(fields[6])
    let path = try Smoothing(
      model, weights: SmoothingWeights(level: w[0], slope: w[1], season: w[2], damping: w[3]),
      start: SmoothingState(level: s[0], slope: s[1], seasons: Array(s.dropFirst(2)))
    ).path(over: values)
    return "\(path.sumOfSquares)\t"
      + text(path.forecasts(after: values.count, steps: Int(try number(fields[4]))))
  default: throw BadQuestion(description: "no such question: \(fields[0])")
  }
}

private func shape(_ trend: Substring, _ season: Substring) throws -> SmoothingModel {
  let words = season.split(separator: " ")
  let period = words.count > 1 ? Int(words[1]) ?? 0 : 0
  let trends: [Substring: SmoothingModel.Trend] = [
    "none": .none, "linear": .linear, "damped": .damped,
  ]
  let seasons: [Substring: SmoothingModel.Season] = [
    "none": .none, "additive": .additive(period: period),
    "multiplicative": .multiplicative(period: period),
  ]
  guard let trend = trends[trend], let season = seasons[words[0]] else {
    throw BadQuestion(description: "no such shape")
  }
  return SmoothingModel(trend: trend, season: season)
}
