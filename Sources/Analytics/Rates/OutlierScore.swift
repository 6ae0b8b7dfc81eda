internal import MetricSchema

extension Definition {
  /// Views against those of earlier posts at the same age.
  public static let ageAlignedOutlier = Definition("age_aligned_outlier", .ratio)
}

/// How many times the views that its account's earlier posts had at the same age a post has.
///
/// Older posts had more time to be seen; comparing all of them at one age takes that advantage away.
public struct OutlierScore: Equatable, Sendable {
  /// Fewer earlier posts than this say nothing.
  public static let minimumPosts = 8

  /// Views at ``age`` divided by the median of the earlier posts, from 0; 1 is usual.
  public let value: Double
  /// The lower end of the 80 % interval, from resampling the earlier posts.
  public let lower: Double
  /// The upper end; `nil` where the earlier posts may as well have a median of 0.
  public let upper: Double?
  /// The age of comparison, seconds.
  public let age: Double
  /// The post's views at that age.
  public let views: Double
  /// The median of the earlier posts at that age.
  public let median: Double
  /// How many earlier posts are compared.
  public let posts: Int

  /// The bucket of the multiple.
  public var bucket: ViralityBucket { ViralityBucket(multiple: value) }

  /// What the score comes from.
  public var reasons: [String] {
    let range = upper.map { "\(Prose.number(lower)) and \(Prose.number($0))" }
    return [
      "After \(Prose.number(age / 3600, 1)) hours it had \(Prose.number(views, 0)) views; the median of \(Prose.count(posts, "earlier post")) of its kind was \(Prose.number(median, 0)).",
      range.map { "The multiple lies between \($0) with 80 % confidence." }
        ?? "The multiple is at least \(Prose.number(lower)) with 90 % confidence; it has no upper limit.",
    ]
  }

  /// Compares a post with the account's earlier ones at one age.
  ///
  /// Cost: the number of tracks times the logarithm of their snapshots, and `rounds` times the posts compared.
  ///
  /// - Parameters:
  ///   - track: The post.
  ///   - others: Other posts of the account, in any order; those published later or of another kind do not count.
  ///   - age: The age of comparison in seconds; the age of the post's last snapshot where it is `nil`.
  ///   - limit: No more earlier posts than this, the newest.
  ///   - rounds: How often the posts are resampled for the interval, 1 to 10 000.
  ///   - generator: What the resampling draws from.
  /// - Returns: The score; unknown where the post has no count at that age, where fewer than 8 earlier posts have, or where
  ///   their median, or with few rounds that of the resampled posts, is 0.
  public static func of(
    _ track: ViewTrack, among others: [ViewTrack], atAge age: Double? = nil, limit: Int = 30,
    rounds: Int = 1000, using generator: inout SeededGenerator
  ) -> Finding<Self> {
    var copy = generator
    defer { generator = copy }
    return Finding(.ageAlignedOutlier) { () throws(Unknown) in
      guard let age = age ?? track.snapshots.last?.age else {
        throw Unknown(.noData, "no count of the post's views is known")
      }
      guard let views = track.views(atAge: age) else {
        throw Unknown(.outOfRange, "the post's views were not counted around that age")
      }
      let usual = earlier(than: track, among: others, atAge: age, limit: limit).sorted()
      guard usual.count >= minimumPosts else {
        throw .tooFew(usual.count, needed: minimumPosts, of: "earlier posts counted at that age")
      }
      let median = Order.quantile(sorted: usual, 0.5)
      guard median > 0, (views / median).isFinite else {
        throw Unknown(.noDenominator, "the median of the earlier posts is 0")
      }
      let medians = Resampling.medians(
        ofSorted: usual, rounds: min(max(1, rounds), 10_000), using: &copy)
      let (low, high) = (
        Order.quantile(sorted: medians, 0.1), Order.quantile(sorted: medians, 0.9)
      )
      // Only a few samples can have a median of 0 throughout where that of the posts is above it.
      guard high > 0, (views / high).isFinite else {
        throw Unknown(.noDenominator, "the median of the resampled posts is 0")
      }
      return Self(
        value: views / median, lower: views / high,
        upper: low > 0 && (views / low).isFinite ? views / low : nil, age: age, views: views,
        median: median, posts: usual.count)
    }
  }

  private static func earlier(
    than track: ViewTrack, among others: [ViewTrack], atAge age: Double, limit: Int
  ) -> [Double] {
    let comparable = others.compactMap { other -> (postedAt: Timestamp, views: Double)? in
      guard other.kind == track.kind, other.postedAt < track.postedAt else { return nil }
      return other.views(atAge: age).map { (other.postedAt, $0) }
    }
    let newest = comparable.sorted { ($0.postedAt, $0.views) > ($1.postedAt, $1.views) }
    return newest.prefix(max(0, limit)).map(\.views)
  }
}
