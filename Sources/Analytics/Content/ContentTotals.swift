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
  /// What the engagements of ``engagementRate`` are made of.
  public let engagementMask: EngagementMask
  private let totals: [ContentMetric: Total]

  /// The total of a metric; `nil` where no post reports it.
  public subscript(metric: ContentMetric) -> Total? { totals[metric] }

  init(_ posts: [ContentPost]) {
    self.posts = posts.count
    accounts = Set(posts.map(\.account)).count
    platforms = Set(posts.map(\.platform)).sorted()
    var rate = PooledRate()
    for post in posts { rate.add(post) }
    (engagementRate, engagementMask) = (rate.value, rate.mask)
    var totals: [ContentMetric: Total] = [:]
    for metric in ContentMetric.allCases {
      var (sum, known) = (Int128(0), 0)
      for post in posts {
        guard let value = post.exact(metric) else { continue }
        (sum, known) = (sum + value, known + 1)
      }
      guard known > 0 else { continue }
      totals[metric] = Total(sum: sum.number, posts: known, missing: posts.count - known)
    }
    self.totals = totals
  }

  /// How many posts there are, each number that is known with how many report it, and the rate.
  public var reasons: [String] {
    let names = Prose.few(platforms.map { $0.isEmpty ? "an unknown platform" : $0 })
    let head = "\(Prose.count(posts, "post")) of \(Prose.count(accounts, "account")) on \(names)."
    let sums = ContentMetric.allCases.compactMap { metric -> String? in
      guard let total = totals[metric] else { return nil }
      return
        "\(Prose.capital(metric.rawValue)): \(Prose.number(total.sum, 0)), which \(total.posts) of \(Prose.count(posts, "post")) report."
    }
    guard let engagementRate else { return [head] + sums }
    return [head] + sums + [
      "Engagements are \(Prose.percent(engagementRate)) of views. \(engagementMask.reason)"
    ]
  }
}

/// Which interactions the engagements of several posts are made of: two rates can be compared only where they are of the
/// same.
public struct EngagementMask: Hashable, Sendable {
  /// Those that one of the posts or more report.
  public fileprivate(set) var some: EngagementTerms = []
  /// Those that every one of the posts reports; where these are fewer, the rate is too small by an unknown amount.
  public fileprivate(set) var every: EngagementTerms = []

  /// The interactions, and whether all posts report them.
  var reason: String {
    if some == every { return "They are \(some)." }
    return "They are \(some), of which not every post reports \(some.subtracting(every))."
  }
}

/// Engagements by views, over posts that report both.
struct PooledRate {
  private var engagements: Int128 = 0
  private var views: Int128 = 0
  private(set) var mask = EngagementMask()
  private var isEmpty = true

  /// Takes in one post, if it reports both.
  mutating func add(_ post: ContentPost) {
    guard let seen = post.exact(.views), let engaged = post.exact(.engagements) else { return }
    add(engaged, views: seen, post.engagementTerms)
  }

  /// Takes in the numbers of one post.
  mutating func add(_ engagements: Int128, views: Int128, _ terms: EngagementTerms) {
    self.engagements += engagements
    self.views += views
    mask.some.formUnion(terms)
    mask.every = isEmpty ? terms : mask.every.intersection(terms)
    isEmpty = false
  }

  /// The rate; `nil` where nothing was seen.
  var value: Double? { views > 0 ? engagements.number / views.number : nil }
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

  /// What was added up, and apart from it what may not be merged.
  public var reasons: [String] {
    (merged?.reasons ?? []) + (youTube?.reasons ?? [])
  }
}

extension [ContentPost] {
  /// The totals of the posts that `isMeant` chooses; `nil` where it chooses none.
  func totals(where isMeant: (ContentPost) -> Bool) -> ContentTotals? {
    let meant = filter(isMeant)
    return meant.isEmpty ? nil : ContentTotals(meant)
  }
}
