import Analytics

/// Times the fit and the search for changes on generated series: `fit SERIES LENGTH`, `changes LENGTH`.
func benchForecasts(_ fields: [Substring]) throws -> String {
  switch fields[0] {
  case "fit":
    let model = SmoothingModel(trend: .damped, season: .additive(period: 7))
    let count = Int(try number(fields[1]))
    var generator = SeededGenerator(seed: 7)
    let series = (0..<count).map { _ in
      week(Int.random(in: 180...180, using: &generator), &generator)
    }
    return "\(try rate(of: count) { for one in series { _ = try model.fit(one) } })"
  case "fitmul":
    let model = SmoothingModel(trend: .damped, season: .multiplicative(period: 7))
    let count = Int(try number(fields[1]))
    var generator = SeededGenerator(seed: 7)
    let series = (0..<count).map { _ in
      week(Int.random(in: 180...180, using: &generator), &generator)
    }
    return "\(try rate(of: count) { for one in series { _ = try model.fit(one) } })"
  default: throw BadQuestion(description: "no such question: \(fields[0])")
  }
}

/// Things done per second: the median of five rounds.
private func rate(of count: Int, _ work: () throws -> Void) rethrows -> Double {
  var rates: [Double] = []
  for _ in 0..<5 {
    let time = try ContinuousClock().measure(work)
    rates.append(Double(count) / (time / .seconds(1)))
  }
  return rates.sorted()[2]
}

/// A series with a weekly season, a slow trend and noise.
private func week(_ length: Int, _ generator: inout SeededGenerator) -> [Double] {
  let season = (0..<7).map { _ in Double.random(in: -150...150, using: &generator) }
  let slope = Double.random(in: -1...3, using: &generator)
  var level = 1000.0
  return (0..<length).map { day in
    level += slope + Double.random(in: -20...20, using: &generator)
    return level + season[day % 7] + Double.random(in: -60...60, using: &generator)
  }
}
