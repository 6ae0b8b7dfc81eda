import Analytics
import MetricSchema

/// Times rates on generated posts; answers milliseconds. Fields: what, the number of posts, and rounds for an outlier.
func benchRates(_ fields: [Substring]) throws -> String {
  let count = Int(try number(fields[1]))
  switch fields[0] {
  case "rates":
    let posts = generatedMetrics(count)
    let time = try milliseconds {
      posts.reduce(0) { $0 + (EngagementRate.of($1, per: .views).value?.value ?? 0) }
    }
    return "\(time)"
  case "outliers":
    let rounds = Int(try number(fields[2]))
    let tracks = generatedTracks(count)
    let time = try milliseconds {
      var generator = SeededGenerator(seed: 1)
      return tracks.indices.reduce(0) { sum, index in
        let score = OutlierScore.of(
          tracks[index], among: Array(tracks[max(0, index - 30)..<index]), rounds: rounds,
          using: &generator)
        return sum + (score.value?.value ?? 0)
      }
    }
    return "\(time)"
  default: throw BadQuestion(description: "no such question")
  }
}

func generatedMetrics(_ count: Int) -> [Metrics] {
  var generator = SeededGenerator(seed: 7)
  return (0..<count).map { _ in
    var metrics = Metrics()
    metrics.set(.views, Int64.random(in: 1...100_000, using: &generator))
    metrics.set(.likes, Int64.random(in: 0...5000, using: &generator))
    metrics.set(.comments, Int64.random(in: 0...500, using: &generator))
    metrics.set(.shares, Int64.random(in: 0...500, using: &generator))
    return metrics
  }
}

private func generatedTracks(_ count: Int) -> [ViewTrack] {
  var generator = SeededGenerator(seed: 8)
  return (0..<count).map { post in
    var views = 0.0
    return ViewTrack(
      kind: .video, postedAt: Timestamp(Int64(post)),
      snapshots: (1...24).map { hour in
        views += Double.random(in: 1...1000, using: &generator)
        return ViewTrack.Snapshot(age: Double(hour) * 3600, views: views)
      })
  }
}
