import Analytics
import MetricSchema

/// Times the analytics of hashtags: what, how many posts and a seed in, milliseconds out.
func benchContent(_ fields: [Substring]) throws -> String {
  let posts = Int(try number(fields[1]))
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
  switch fields[0] {
  case "performance":
    return
      "\(try milliseconds { Double(try TopicPerformance.of(all, by: .hashtags).result.get().count) })"
  case "pairs": return "\(try milliseconds { Double(try CoUse.of(all).result.get().pairs.count) })"
  case let other: throw BadQuestion(description: "no such bench: \(other)")
  }
}
