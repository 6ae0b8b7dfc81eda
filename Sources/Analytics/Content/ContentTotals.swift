extension Definition {
  /// The numbers of a set of posts, added up.
  public static let collectionTotals = Definition("collection_totals", .structure)
}

/// The numbers of a set of posts, added up, with how many posts they are of.
public struct ContentTotals: Hashable, Sendable {
  /// One number added up.
  public struct Total: Hashable, Sendable {
    /// The sum over the posts that report it.
    public let sum: Double
    /// How many posts report it.
    public let posts: Int
    /// How many do not; for each of them the sum is too small by an unknown amount.
    public let missing: Int
  }

  /// How many posts there are.
  public let posts: Int
  /// How many accounts they are of.
  public let accounts: Int
  /// The platforms they are on, in order.
  public let platforms: [String]
  /// Engagements by views, over the posts that report both; `nil` where none does, or none was seen.
  public let engagementRate: Double?
  private let totals: [ContentMetric: Total]

  /// The total of a metric; `nil` where no post reports it.
  public subscript(metric: ContentMetric) -> Total? { totals[metric] }

  init(_ posts: [ContentPost]) {
    self.posts = posts.count
    accounts = Set(posts.map(\.account)).count
    platforms = Set(posts.map(\.platform)).sorted()
    engagementRate = PooledRate(posts).value
    var totals: [ContentMetric: Total] = [:]
    for metric in ContentMetric.allCases {
      let known = posts.compactMap { $0[metric] }
      guard !known.isEmpty else { continue }
      totals[metric] = Total(
        sum: known.reduce(0, +), posts: known.count, missing: posts.count - known.count)
    }
    self.totals = totals
  }
}

/// Engagements by views, over posts that report both.
struct PooledRate {
  private var engagements = 0.0
  private var views = 0.0

  init() {}

  init(_ posts: [ContentPost]) {
    for post in posts {
      if let seen = post[.views], let engaged = post[.engagements] { add(engaged, views: seen) }
    }
  }

  /// Takes in one post.
  mutating func add(_ engagements: Double, views: Double) {
    self.engagements += engagements
    self.views += views
  }

  /// The rate; `nil` where nothing was seen.
  var value: Double? { views > 0 ? engagements / views : nil }
}

/// The totals of a collection of posts.
public struct CollectionTotals: Hashable, Sendable {
  /// The totals of all posts that may be merged; `nil` where there are none.
  public let merged: ContentTotals?
  /// The totals of the posts on YouTube, where they may not be merged; `nil` where there are none.
  public let youTube: ContentTotals?

  /// Adds up the numbers of posts, whose order has no meaning.
  ///
  /// Views and plays are never added. Unknown where no post is left. Cost: linear in the posts.
  public static func of(
    _ posts: [ContentPost], placement: Placement = .total, youTube terms: YouTubeTerms = .apart
  ) -> Finding<CollectionTotals> {
    Finding(.collectionTotals) { () throws(Unknown) in
      let meant = posts.filter { placement.holds(ad: $0.ad) }
      guard !meant.isEmpty else { throw .tooFew(0, needed: 1, of: "posts") }
      return CollectionTotals(
        merged: meant.totals { terms.merges($0.platform) },
        youTube: meant.totals { !terms.merges($0.platform) })
    }
  }
}

extension [ContentPost] {
  /// The totals of the posts that `isMeant` chooses; `nil` where it chooses none.
  func totals(where isMeant: (ContentPost) -> Bool) -> ContentTotals? {
    let meant = filter(isMeant)
    return meant.isEmpty ? nil : ContentTotals(meant)
  }
}
