import Analytics
import MetricSchema

/// Answers for intervals, shrinkage, multipliers and outliers.
func rates(_ fields: [Substring]) throws -> String {
  guard fields.count >= 3 else { throw BadQuestion(description: "too few fields") }
  switch fields[0] {
  case "wilson":
    let (counts, confidence) = (try numbers(fields[1]), try number(fields[2]))
    let range = try Proportion.wilson(counts[0], of: counts[1], confidence: confidence)
    return text([range.lowerBound, range.upperBound])
  case "prior":
    let prior = try prior(fields)
    return text([prior.mean, prior.strength])
  case "shrunk":
    let prior = try prior(fields)
    let rates = try reachRates(fields)
    return text(try rates.map { try $0.shrunk(toward: prior).result.get().value })
  case "average":
    let average = try AverageEngagementRate.of(try reachRates(fields)).result.get()
    return text([average.perPost, average.pooled])
  case "multiplier":
    let (views, window) = (Int64(try number(fields[1])), try numbers(fields[2]).map { Int64($0) })
    let mean = PerformanceMultiplier.of(views, among: window)
    let median = PerformanceMultiplier.of(views, among: window, against: .median)
    return text([try mean.result.get().value, try median.result.get().value])
  case "virality":
    let distribution = ViralityDistribution.of(try numbers(fields[1]).map { Int64($0) })
    return text(try distribution.result.get().counts.map(Double.init))
  case "rank":
    let rank = PercentileRank.of(try number(fields[1]), among: try numbers(fields[2]))
    return text([try rank.result.get().value])
  case "outlier": return try outlier(fields)
  default: throw BadQuestion(description: "no such question")
  }
}

/// Rates by reach of posts: interactions in the second field, accounts reached in the third.
func reachRates(_ fields: [Substring]) throws -> [EngagementRate] {
  try zip(try numbers(fields[1]), try numbers(fields[2])).map { likes, reach in
    var metrics = Metrics()
    metrics.set(.likes, Int64(likes))
    metrics.set(.reach, Int64(reach))
    return try EngagementRate.of(metrics, per: .reach).result.get()
  }
}

private func prior(_ fields: [Substring]) throws -> EngagementRatePrior {
  try EngagementRatePrior.fit(try reachRates(fields)).result.get()
}

/// Fields: seed and rounds, then ages and views one after the other for each post, the one to be scored first.
private func outlier(_ fields: [Substring]) throws -> String {
  let settings = try numbers(fields[1])
  let tracks = try fields[2...].enumerated().map { index, field in
    let values = try numbers(field)
    return ViewTrack(
      kind: .video, postedAt: Timestamp(Int64(-index)),
      snapshots: stride(from: 0, to: values.count, by: 2).map {
        ViewTrack.Snapshot(age: values[$0], views: values[$0 + 1])
      })
  }
  var generator = SeededGenerator(seed: UInt64(settings[0]))
  let score = try OutlierScore.of(
    tracks[0], among: Array(tracks[1...]), limit: tracks.count, rounds: Int(settings[1]),
    using: &generator
  ).result.get()
  return text([score.value, score.lower, score.upper ?? .infinity, Double(score.posts)])
}
