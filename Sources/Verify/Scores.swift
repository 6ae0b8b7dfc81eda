import Analytics
import MetricSchema

/// Answers for regressions, calibration, patterns and the two big scores.
func scores(_ fields: [Substring]) throws -> String {
  guard fields.count >= 3 else { throw BadQuestion(description: "too few fields") }
  switch fields[0] {
  case "logistic":
    let (rows, targets) = (try rows(fields[2]), try numbers(fields[3]))
    let fit = try LogisticRegression.fit(rows, targets: targets, penalty: try number(fields[1]))
    return text([fit.intercept] + fit.coefficients)
  case "quality":
    let quality = try ForecastQuality.of(try numbers(fields[1]), outcomes: try outcomes(fields[2]))
      .result.get()
    return text([quality.brier, quality.baseRate]) + "\t" + text(quality.bins.map(\.observed))
      + "\t" + text(quality.bins.map(\.stated))
  case "platt":
    let curve = try Calibration.platt(try numbers(fields[1]), outcomes: try outcomes(fields[2]))
    return text(try numbers(fields[3]).map { curve.probability($0) ?? .nan })
  case "breakout": return try breakout(fields)
  case "patterns": return try patterns(fields)
  case "momentum": return try momentum(fields)
  case "fan_value": return try fanValue(fields)
  default: throw BadQuestion(description: "no such question")
  }
}

/// Rows between semicolons.
private func rows(_ field: Substring) throws -> [[Double]] {
  try field.split(separator: ";").map { try numbers($0) }
}

private func outcomes(_ field: Substring) throws -> [Bool] { try numbers(field).map { $0 > 0.5 } }

/// Fitted on rows by rising time; asked for the regression, the quality, and for each row the probability and the sum of
/// what its features add to the log-odds.
private func breakout(_ fields: [Substring]) throws -> String {
  let features = try rows(fields[1]).map { row in
    var features = BreakoutFeatures()
    (features.velocity, features.acceleration, features.variation) = (row[0], row[1], row[2])
    (features.shareRatio, features.spike) = (row[3], row[4])
    return features
  }
  let examples = zip(features, try outcomes(fields[2])).enumerated().map {
    BreakoutModel.Example(time: Timestamp(Int64($0)), features: $1.0, brokeOut: $1.1)
  }
  let model = try BreakoutModel.fit(examples).result.get()
  let stated = try features.map { try BreakoutPrediction.of($0, by: model).result.get() }
  let quality = [model.quality.brier, model.quality.referenceBrier, model.quality.baseRate]
  return text([model.regression.intercept] + model.regression.coefficients) + "\t"
    + text(quality) + "\t" + text(stated.map(\.probability)) + "\t"
    + text(stated.map { $0.contributions.reduce(0, +) })
}

/// Posts from interactions, reach and weekday; asked for p and adjusted p of each weekday that was tested.
private func patterns(_ fields: [Substring]) throws -> String {
  let posts = zip(try reachRates(fields), try numbers(fields[3])).map { rate, weekday in
    var post = PostTraits(rate: rate)
    post.weekday = Int(weekday)
    return post
  }
  let found = try SuccessPatterns.of(posts).result.get().patterns.sorted { $0.value < $1.value }
  return found.map(\.value).joined(separator: " ") + "\t" + text(found.map(\.probability)) + "\t"
    + text(found.map(\.adjusted))
}

/// Daily followers, then the likes of posts; asked for the index and its parts.
private func momentum(_ fields: [Substring]) throws -> String {
  let day: Int64 = 86_400_000_000
  let counts = try numbers(fields[1])
  let audience = counts.enumerated().map {
    AudiencePoint(platform: "one", time: Timestamp(Int64($0) * day), followers: Int64($1))
  }
  let posts = try numbers(fields[2]).map { likes in
    var metrics = Metrics()
    metrics.set(.likes, Int64(likes))
    return Engagement(metrics)
  }
  let index = try MomentumIndex.of(
    posts: posts, audience: audience,
    in: Period(end: Timestamp(Int64(counts.count) * day), days: counts.count)
  ).result.get()
  return text([index.score.value] + index.score.components.map { $0.score ?? .nan })
}

/// Posts as likes, shares, views and followers between semicolons; daily followers of two equal periods.
private func fanValue(_ fields: [Substring]) throws -> String {
  let day: Int64 = 86_400_000_000
  let counts = try numbers(fields[2])
  let days = counts.count / 2
  let posts = try rows(fields[1]).map { row in
    var metrics = Metrics()
    metrics.set(.likes, Int64(row[0]))
    metrics.set(.shares, Int64(row[1]))
    metrics.set(.views, Int64(row[2]))
    return FanValueScore.Post(
      postedAt: Timestamp(Int64(days) * day), metrics: metrics, followersAtPosting: Int64(row[3]))
  }
  let audience = counts.enumerated().map {
    AudiencePoint(platform: "one", time: Timestamp(Int64($0) * day), followers: Int64($1))
  }
  let score = try FanValueScore.of(
    posts: posts, audience: audience, in: Period(end: Timestamp(Int64(2 * days) * day), days: days)
  ).result.get()
  return text([score.value] + score.components.map { $0.score ?? .nan })
}
