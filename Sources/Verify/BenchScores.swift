import Analytics
import MetricSchema

/// Times regressions, calibration and patterns on generated data; answers milliseconds. Fields: what, how many, and columns.
func benchScores(_ fields: [Substring]) throws -> String {
  let count = Int(try number(fields[1]))
  var generator = SeededGenerator(seed: 9)
  switch fields[0] {
  case "logistic":
    let columns = Int(try number(fields[2]))
    let rows = (0..<count).map { _ in
      (0..<columns).map { _ in Double.random(in: -2...2, using: &generator) }
    }
    let targets = rows.map { row in
      Double.random(in: -3...3, using: &generator) < row[0] - row[columns - 1] ? 1.0 : 0
    }
    let time = try milliseconds {
      try LogisticRegression.fit(rows, targets: targets, penalty: 1).intercept
    }
    return "\(time)"
  case "patterns":
    let posts = generatedMetrics(count).compactMap { metrics -> PostTraits? in
      guard let rate = EngagementRate.of(metrics, per: .views).value else { return nil }
      var post = PostTraits(rate: rate)
      post.weekday = Int.random(in: 1...7, using: &generator)
      post.hour = Int.random(in: 0...23, using: &generator)
      post.hashtags = (0..<5).map { _ in "tag\(Int.random(in: 0...99, using: &generator))" }
      return post
    }
    return
      "\(try milliseconds { SuccessPatterns.of(posts).value?.patterns.first?.probability ?? .nan })"
  default: throw BadQuestion(description: "no such question")
  }
}
