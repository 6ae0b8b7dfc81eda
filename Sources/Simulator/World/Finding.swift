import MetricSchema

extension World {
  /// How many accounts search and trends look at, so that a large world stays quick.
  static let searchedAccounts = 64
  private static let trendDays: Int64 = 14

  /// The posts that can be found, newest first. Private accounts are left out.
  func findable(on platform: Platform, at now: Timestamp) -> [Post] {
    (0..<min(creatorCount, Self.searchedAccounts)).compactMap { creator($0) }
      .filter { !$0.isPrivate }.flatMap { $0.posts(on: platform, at: now) }
      .sorted { ($0.postedAt, $0.creator.number) > ($1.postedAt, $1.creator.number) }
  }

  /// The posts with a tag, given with or without its number sign, newest first.
  func posts(tagged tag: String, on platform: Platform, at now: Timestamp) -> [Post] {
    let tag = plainTag(tag)
    return findable(on: platform, at: now).filter { $0.clip.tags.contains(tag) }
  }

  /// The posts with a sound, newest first.
  func posts(with sound: Sound, on platform: Platform, at now: Timestamp) -> [Post] {
    findable(on: platform, at: now).filter { $0.clip.sound == sound }
  }

  /// The posts whose caption, tags or owner match every word, newest first.
  func posts(matching words: String, on platform: Platform, at now: Timestamp) -> [Post] {
    let words = words.lowercased().split(separator: " ").map { $0.drop { $0 == "#" || $0 == "@" } }
    guard !words.isEmpty else { return [] }
    return findable(on: platform, at: now).filter { post in
      let clip = post.clip
      let text = "\(clip.title) \(clip.tags.joined(separator: " ")) \(post.creator.name(at: now))"
        .lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }

  /// The posts of the last days that a region looks at most, most first.
  func trending(on platform: Platform, in region: String, at now: Timestamp) -> [Post] {
    let limit = Timestamp(now.microseconds - Self.trendDays * Span.day)
    func heat(_ post: Post) -> Double {
      let numbers = post.numbers(at: now)
      return Double(numbers.views + 20 * numbers.likes)
        * post.draw["region"][region].between(0.3, 1.7)
    }
    return findable(on: platform, at: now).prefix { $0.postedAt >= limit }
      .map { ($0, heat($0)) }.sorted { $0.1 > $1.1 }.map(\.0)
  }

  /// A tag as the world knows it.
  func plainTag(_ tag: String) -> String { String(tag.drop { $0 == "#" }).lowercased() }

  /// Every tag, in a fixed order.
  static let tags = Vocabulary.themes.flatMap(\.tags) + ["everyday"]

  /// How often a tag's posts were looked at, and how many posts there are, all over the platform.
  func standing(ofTag tag: String, at now: Timestamp) -> (views: Int64, posts: Int64) {
    let draw = root["tag"][tag]
    let days = Double(max(0, now.microseconds)) / Double(Span.day)
    let posts = draw["posts"].spread(from: 3000, doublings: 12) * (0.5 + days / 40_000)
    return (Int64(posts * draw["views"].between(800, 9000)), Int64(posts))
  }
}
