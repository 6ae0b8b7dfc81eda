import Analytics
import MetricSchema

/// Times forecasts on generated series, milliseconds out: `fit SERIES SEASON` (damped, 180 days), `forecast SERIES` (the whole
/// choice for 28 days after 180), `changes LENGTH`, and `level DAYS` (the whole metric).
func benchForecasts(_ fields: [Substring]) throws -> String {
  var generator = SeededGenerator(seed: 7)
  let count = try whole(fields[1])
  switch fields[0] {
  case "fit":
    let season: SmoothingModel.Season =
      fields[2] == "additive" ? .additive(period: 7) : .multiplicative(period: 7)
    let model = SmoothingModel(trend: .damped, season: season)
    let series = (0..<count).map { _ in days(180, &generator) }
    return "\(try milliseconds { try series.reduce(0) { $0 + (try model.fit($1).sumOfSquares) } })"
  case "forecast":
    let series = (0..<count).map { _ in days(180, &generator) }
    let time = try milliseconds {
      try series.reduce(0) {
        let choice = try ForecastChoice($1, horizon: 28, periods: [7])
        return $0 + PredictionIntervals(of: choice, steps: 28).outer[27]
      }
    }
    return "\(time)"
  case "changes":
    let values = (0..<count).map { _ in Double.random(in: -1...1, using: &generator) }
    let noise = OptimalPartition.noise(of: values)
    let penalty = OptimalPartition.penalty(noise: noise, count: values.count)
    let time = try milliseconds(rounds: 51) {
      Double(OptimalPartition.changes(in: values, penalty: penalty).count)
    }
    return "\(time)"
  case "level":
    let values = days(count, &generator).enumerated().map { day, value in
      (time: Timestamp(Int64(day) * 86_400_000_000), value: Optional(value))
    }
    let time = try milliseconds(rounds: 51) {
      Double(try ChangePoints.level(of: values).result.get().changes.count)
    }
    return "\(time)"
  case let other: throw BadQuestion(description: "no such bench: \(other)")
  }
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
