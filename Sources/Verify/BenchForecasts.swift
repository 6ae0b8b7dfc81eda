import Analytics

/// Times work on generated series, and answers with the median of five rounds: `fit SEASON SERIES` (damped, 180 days) and
/// `forecast SERIES` (the whole choice for 28 days of 180) in series per second, `changes LENGTH` in milliseconds.
func benchForecasts(_ fields: [Substring]) throws -> String {
  var generator = SeededGenerator(seed: 7)
  switch fields[0] {
  case "fit":
    let season: SmoothingModel.Season =
      fields[1] == "additive" ? .additive(period: 7) : .multiplicative(period: 7)
    let model = SmoothingModel(trend: .damped, season: season)
    let series = (0..<(try whole(fields[2]))).map { _ in days(180, &generator) }
    return
      "\(Double(series.count) / (try seconds { for one in series { _ = try model.fit(one) } }))"
  case "forecast":
    let series = (0..<(try whole(fields[1]))).map { _ in days(180, &generator) }
    let time = try seconds {
      for one in series {
        let choice = try ForecastChoice(one, horizon: 28, periods: [7])
        _ = PredictionIntervals(of: choice, steps: 28)
      }
    }
    return "\(Double(series.count) / time)"
  case "changes":
    let values = (0..<(try whole(fields[1]))).map { _ in
      Double.random(in: -1...1, using: &generator)
    }
    let noise = OptimalPartition.noise(of: values)
    let penalty = OptimalPartition.penalty(noise: noise, count: values.count)
    return "\(seconds { _ = OptimalPartition.changes(in: values, penalty: penalty) } * 1000)"
  default: throw BadQuestion(description: "no such question: \(fields[0])")
  }
}

private func seconds(_ work: () throws -> Void) rethrows -> Double {
  var times: [Double] = []
  for _ in 0..<5 { times.append(try ContinuousClock().measure(work) / .seconds(1)) }
  return times.sorted()[2]
}

/// Days with a weekly season, a slow trend and noise.
private func days(_ length: Int, _ generator: inout SeededGenerator) -> [Double] {
  let season = (0..<7).map { _ in Double.random(in: -150...150, using: &generator) }
  let slope = Double.random(in: -1...3, using: &generator)
  var level = 1000.0
  return (0..<length).map { day in
    level += slope + Double.random(in: -20...20, using: &generator)
    return level + season[day % 7] + Double.random(in: -60...60, using: &generator)
  }
}
