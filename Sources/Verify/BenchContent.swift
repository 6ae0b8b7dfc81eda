import Analytics
import MetricSchema

/// Times the analytics of hashtags: the posts and rounds in, the milliseconds of the median round of performance and of pairs
/// out.
func benchContent(_ fields: [Substring]) throws -> String {
  let (posts, rounds) = (Int(try number(fields[0])), Int(try number(fields[1])))
  var generator = SeededGenerator(seed: UInt64(try number(fields[2])))
  let all = (0..<posts).map { index in
    var post = ContentPost(
      id: "\(index)", account: "tiktok.\(generator.next() % 500)", platform: "tiktok")
    post.views = Int64(generator.next() % 100_000)
    post.likes = Int64(generator.next() % 1000)
    post.hashtags = (0..<5).map { _ in
      // Few are used much, and many little.
      let part = Double(generator.next() % 1000) / 1000
      return "tag\(Int(part * part * part * 2000))"
    }
    return post
  }
  func median(_ measure: () throws -> Void) rethrows -> Double {
    let times = try (0..<rounds).map { _ in
      let start = ContinuousClock.now
      try measure()
      return (ContinuousClock.now - start) / .milliseconds(1)
    }
    return times.sorted()[rounds / 2]
  }
  func known<T>(_ finding: Finding<T>) throws {
    if let unknown = finding.unknown { throw BadQuestion(description: unknown.description) }
  }
  return text([
    try median { try known(TopicPerformance.of(all, by: .hashtags)) },
    try median { try known(CoUse.of(all)) },
  ])
}
