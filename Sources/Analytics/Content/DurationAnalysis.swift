extension Definition {
  /// How videos of each length did.
  public static let durationAnalysis = Definition("duration_analysis", .structure)
}

/// How videos of each length did.
public struct DurationAnalysis: Hashable, Sendable {
  /// The videos of one range of lengths.
  public struct Bucket: Hashable, Sendable {
    /// The range's name, such as `10-20` or `60+`, in seconds.
    public let range: String
    /// The shortest length, in seconds; videos of that length belong to the range.
    public let from: Double
    /// Where the next range begins, in seconds; `nil` for the last.
    public let to: Double?
    /// How many posts there are.
    public let posts: Int
    /// The mean of their number.
    public let mean: Double
    /// The median of their number, which one viral post does not move.
    public let median: Double
  }

  /// The number that the ranges are of.
  public let metric: ContentMetric
  /// The ranges that have posts, the shortest first; without YouTube where its numbers may not be merged.
  public let buckets: [Bucket]
  /// The ranges of the posts on YouTube where its numbers may not be merged.
  public let youTube: [Bucket]
  /// How many posts are in none, because their length or number is unknown.
  public let leftOut: Int

  /// With fewer posts a range is not said to do best.
  public static let fewestPosts = 5

  /// Puts posts, whose order has no meaning, into ranges of length.
  ///
  /// Unknown where no post has both a length and the number. Cost: that of sorting.
  public static func of(
    _ posts: [ContentPost], by metric: ContentMetric = .views, placement: Placement = .total,
    youTube terms: YouTubeTerms = .apart
  ) -> Finding<DurationAnalysis> {
    Finding(.durationAnalysis) { () throws(Unknown) in
      let meant = posts.filter { placement.holds(ad: $0.ad) }
      let merged = buckets(meant.filter { terms.merges($0.platform) }, metric)
      let apart = buckets(meant.filter { !terms.merges($0.platform) }, metric)
      let known = (merged + apart).reduce(0) { $0 + $1.posts }
      guard known > 0 else {
        throw .tooFew(0, needed: 1, of: "posts with a length and \(metric.rawValue)")
      }
      return DurationAnalysis(
        metric: metric, buckets: merged, youTube: apart, leftOut: meant.count - known)
    }
  }

  /// Which length does best, and what is in no range.
  public var reasons: [String] {
    let lost =
      leftOut == 0
      ? [] : ["Posts in no range, because their length or number is unknown: \(leftOut)."]
    return [(buckets, ""), (youTube, " on YouTube")].filter { !$0.0.isEmpty }.map(best) + lost
  }

  private func best(_ buckets: [Bucket], _ place: String) -> String {
    let many = buckets.filter { $0.posts >= Self.fewestPosts }
    guard let best = many.max(by: { ($0.median, $1.from) < ($1.median, $0.from) }) else {
      return "No range of length\(place) has \(Self.fewestPosts) posts to say how it does."
    }
    return
      "Posts of \(best.range) seconds\(place) do best: a median of \(Prose.number(best.median, 1)) \(metric.rawValue) over "
      + "\(Prose.count(best.posts, "post")), of \(Prose.count(many.count, "range")) with \(Self.fewestPosts) posts or more."
  }

  private static func buckets(_ posts: [ContentPost], _ metric: ContentMetric) -> [Bucket] {
    var values = [[Double]](repeating: [], count: LengthRange.starts.count)
    for post in posts {
      guard let value = post[metric], let bucket = LengthRange.index(of: post.duration) else {
        continue
      }
      values[bucket].append(value)
    }
    return values.indices.filter { !values[$0].isEmpty }.map { bucket($0, values[$0]) }
  }

  private static func bucket(_ index: Int, _ values: [Double]) -> Bucket {
    let (from, to) = (LengthRange.starts[index], LengthRange.end(of: index))
    return Bucket(
      range: "\(Int(from))" + (to.map { "-\(Int($0))" } ?? "+"), from: from, to: to,
      posts: values.count, mean: values.sorted().reduce(0, +) / Double(values.count),
      median: Order.median(values))
  }
}
