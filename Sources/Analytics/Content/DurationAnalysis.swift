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

  /// The ranges that have posts, the shortest first.
  public let buckets: [Bucket]
  /// How many posts are in none, because their length or number is unknown.
  public let leftOut: Int

  /// Puts posts, whose order has no meaning, into ranges of length.
  ///
  /// Unknown where no post has both a length and the number. Cost: that of sorting.
  public static func of(
    _ posts: [ContentPost], by metric: ContentMetric = .views, placement: Placement = .total
  ) -> Finding<DurationAnalysis> {
    Finding(.durationAnalysis) { () throws(Unknown) in
      let meant = posts.filter { placement.holds(ad: $0.ad) }
      var values = [[Double]](repeating: [], count: LengthRange.starts.count)
      for post in meant {
        guard let value = post[metric], let bucket = LengthRange.index(of: post.duration) else {
          continue
        }
        values[bucket].append(value)
      }
      let known = values.reduce(0) { $0 + $1.count }
      guard known > 0 else {
        throw .tooFew(0, needed: 1, of: "posts with a length and \(metric.rawValue)")
      }
      let buckets = values.indices.filter { !values[$0].isEmpty }.map { bucket($0, values[$0]) }
      return DurationAnalysis(buckets: buckets, leftOut: meant.count - known)
    }
  }

  private static func bucket(_ index: Int, _ values: [Double]) -> Bucket {
    let (from, to) = (LengthRange.starts[index], LengthRange.end(of: index))
    return Bucket(
      range: "\(Int(from))" + (to.map { "-\(Int($0))" } ?? "+"), from: from, to: to,
      posts: values.count, mean: values.sorted().reduce(0, +) / Double(values.count),
      median: Order.median(values))
  }
}
