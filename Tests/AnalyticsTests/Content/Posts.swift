import Analytics
import MetricSchema

/// A post by `account`, whose first letters up to a dot name the platform.
func makePost(
  _ id: String, _ account: String = "tiktok.alice", views: Int64? = nil, likes: Int64? = nil,
  _ change: (inout ContentPost) -> Void = { _ in }
) -> ContentPost {
  let platform = account.split(separator: ".").first.map(String.init) ?? ""
  var post = ContentPost(id: id, account: account, platform: platform)
  (post.views, post.likes) = (views, likes)
  change(&post)
  return post
}

/// Posts of which everything may be missing or strange.
func makeStrangePosts(_ count: Int, _ generator: inout SeededGenerator) -> [ContentPost] {
  func any<T>(_ values: [T]) -> T { values[Int(generator.next() % UInt64(values.count))] }
  let counts: [Int64?] = [nil, 0, 1, -1, 7, 5000, .max, .min]
  let words = ["#Cats", "cats", "", "#", " dogs ", "é", "e\u{301}", "\u{0}", "🐱"]
  return (0..<count).map { index in
    makePost("p\(index % 50)", any(["tiktok.alice", "youtube.bob", "bluesky.carol", ""])) {
      $0.content = any([nil, "c1", "c2", ""])
      $0.postedAt = any([nil, Timestamp(.min), Timestamp(.max), moment(2026, 11, 3, 5)])
      $0.duration = any([nil, .nan, -1, 0, 5, 59.9, .infinity, 1e300])
      $0.ad = any([nil, true, false])
      $0.sound = any([nil, "s1", "s2"])
      $0.hashtags = [any(words), any(words), any(words)]
      ($0.views, $0.plays, $0.likes) = (any(counts), any(counts), any(counts))
      ($0.comments, $0.shares, $0.saves) = (any(counts), any(counts), any(counts))
    }
  }
}
