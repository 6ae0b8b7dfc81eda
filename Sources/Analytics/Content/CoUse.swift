extension Definition {
  /// Which hashtags are used together more often than by chance.
  public static let hashtagCoUse = Definition("hashtag_co_use", .structure)
}

/// Which hashtags, or mentions, are used together more often than by chance.
public struct CoUse: Hashable, Sendable {
  /// Two names that are used together.
  public struct Pair: Hashable, Sendable {
    /// The name that is first in order.
    public let first: String
    /// The other.
    public let second: String
    /// How many posts have both.
    public let posts: Int
    /// How many times as many as if they were used independently: 1 is chance.
    public let lift: Double
    /// The positive pointwise mutual information, log2 of the lift, and 0 below chance (Church and Hanks 1990).
    public let information: Double

    /// The pair as a sentence.
    var reason: String {
      "The pair \(Prose.quoted(first)) and \(Prose.quoted(second)): together in \(Prose.count(posts, "post")), "
        + "\(Prose.number(lift)) times as often as by chance."
    }
  }

  /// The pairs, the most telling first, then the most used.
  public let pairs: [Pair]
  /// How many posts have any name; chance is reckoned by them.
  public let posts: Int
  /// How many names are left out because too few posts have them, or too many others are used more.
  public let namesLeftOut: Int
  /// How many posts have more names than are looked at in one.
  public let postsCut: Int

  /// The most telling pairs, up to five, and what was not looked at.
  public var reasons: [String] {
    var lines = pairs.prefix(5).map(\.reason)
    lines.append("Pairs found in \(Prose.count(posts, "post")) with any name: \(pairs.count).")
    if namesLeftOut > 0 { lines.append("Names in too few posts to be looked at: \(namesLeftOut).") }
    if postsCut > 0 {
      lines.append(
        "Posts of which only the \(Self.namesInPost) most used names count: \(postsCut).")
    }
    return lines
  }

  /// How many names of one post are looked at, the most used of them.
  public static let namesInPost = 30
  /// How many names are looked at, the most used.
  public static let namesInAll = 5000

  /// Finds pairs in posts, whose order has no meaning.
  ///
  /// Unknown where no post has a name. Cost: linear in the posts, times at most 435 pairs in each, and
  /// in the square of at most 5,000 names.
  ///
  /// - Parameters:
  ///   - posts: The posts.
  ///   - kind: Hashtags or mentions; a post has one sound at most.
  ///   - minimum: How many posts must have a pair, at least 1.
  public static func of(
    _ posts: [ContentPost], by kind: TopicKind = .hashtags, minimum: Int = 5
  ) -> Finding<CoUse> {
    Finding(.hashtagCoUse) { () throws(Unknown) in
      let index = TopicIndex(posts, kind)
      let named = (0..<posts.count).count { !index.namesOfPosts[$0].isEmpty }
      guard named > 0 else { throw .tooFew(0, needed: 1, of: "posts with \(kind.rawValue)") }
      let needed = max(minimum, 1)
      // No pair is used more often than either of its names.
      let used = index.names.indices.filter { index.posts[$0].count >= needed }
        .sorted { (-index.posts[$0].count, $0) < (-index.posts[$1].count, $1) }
        .prefix(namesInAll)
      let (lists, cut) = kept(index, Array(used))
      let pairs = pairs(lists, used.count, needed).map { first, second, together in
        let (a, b) = (used[first], used[second])
        let lift = Association.lift(
          Double(together), first: Double(index.posts[a].count),
          second: Double(index.posts[b].count), of: Double(named))
        return Pair(
          first: index.names[min(a, b)], second: index.names[max(a, b)], posts: together,
          lift: lift, information: Association.information(lift: lift))
      }
      return CoUse(
        pairs: pairs.sorted {
          (-$0.information, -$0.posts, $0.first, $0.second)
            < (-$1.information, -$1.posts, $1.first, $1.second)
        },
        posts: named, namesLeftOut: index.names.count - used.count, postsCut: cut)
    }
  }

  /// For each post the places of its names among those used, the most used first, and how many posts had too many.
  private static func kept(_ index: TopicIndex, _ used: [Int]) -> (NumberLists, Int) {
    var places = [Int?](repeating: nil, count: index.names.count)
    for (place, name) in used.enumerated() { places[name] = place }
    var lists = NumberLists()
    var cut = 0
    for post in 0..<index.namesOfPosts.count {
      let known = index.namesOfPosts[post].compactMap { places[$0] }.sorted()
      if known.count > namesInPost { cut += 1 }
      lists.append(known.prefix(namesInPost))
    }
    return (lists, cut)
  }

  /// The pairs of places that at least `needed` posts have, counted for one place after the other.
  private static func pairs(
    _ lists: NumberLists, _ count: Int, _ needed: Int
  ) -> [(first: Int, second: Int, posts: Int)] {
    let posts = lists.turned(count)
    var pairs: [(first: Int, second: Int, posts: Int)] = []
    var together = [Int](repeating: 0, count: count)
    for first in 0..<count {
      for post in posts[first] {
        for second in lists[post].reversed() {
          if second <= first { break }
          together[second] += 1
        }
      }
      for second in first..<count where together[second] > 0 {
        if together[second] >= needed { pairs.append((first, second, together[second])) }
        together[second] = 0
      }
    }
    return pairs
  }
}
