extension Definition {
  /// How posts with each hashtag did.
  public static let hashtagPerformance = Definition("hashtag_performance", .structure)
  /// How posts that name each account did.
  public static let mentionPerformance = Definition("mention_performance", .structure)
  /// How posts with each sound did.
  public static let soundPerformance = Definition("sound_performance", .structure)
}

extension TopicKind {
  /// What the performance of this kind is defined by.
  var performance: Definition {
    switch self {
    case .hashtags: .hashtagPerformance
    case .mentions: .mentionPerformance
    case .sounds: .soundPerformance
    }
  }
}

/// How the posts with one hashtag, mention or sound did.
public struct TopicPerformance: Hashable, Sendable {
  /// How much more the posts got than others of the same accounts.
  public struct Lift: Hashable, Sendable {
    /// The difference as a ratio of geometric means of 1 + number, less 1: 0.1 is a tenth more.
    public let ratio: Double
    /// The interval that holds the ratio in 95 of 100 such cases.
    public let interval: ClosedRange<Double>
    /// How many accounts have posts with and without.
    public let accounts: Int
    /// Their posts with it.
    public let posts: Int
    /// Their posts without it.
    public let others: Int
  }

  /// The name, as ``TopicKind/name(_:)`` writes it.
  public let name: String
  /// How many posts have it.
  public let posts: Int
  /// Of how many accounts they are.
  public let accounts: Int
  /// Their views together; `nil` where none reports them.
  public let views: Double?
  /// How many of them report views.
  public let viewsKnown: Int
  /// Engagements by views, over those that report both; `nil` where none does, or none was seen.
  public let engagementRate: Double?
  /// The difference to the accounts' other posts, or why it is unknown.
  public let lift: Result<Lift, Unknown>

  /// Measures every hashtag, mention or sound in posts, whose order has no meaning; the most used first.
  ///
  /// The lift compares within each account only, so that what large accounts use is not taken for what works. Posts should
  /// have their numbers at the same age. YouTube's posts count where `terms` allow it. Unknown where no post has a name.
  /// Cost: linear in the posts and the names they have.
  ///
  /// - Parameters:
  ///   - posts: The posts.
  ///   - kind: What they have in common.
  ///   - metric: The number that the lift is of.
  ///   - minimum: How many posts with the name, and how many without, the lift needs; at least 2.
  ///   - terms: Whether YouTube's numbers may be used along with those of others.
  public static func of(
    _ posts: [ContentPost], by kind: TopicKind, lifting metric: ContentMetric = .engagements,
    minimum: Int = 5, youTube terms: YouTubeTerms = .apart
  ) -> Finding<[TopicPerformance]> {
    Finding(kind.performance) { () throws(Unknown) in
      let meant = posts.filter { terms.merges($0.platform) }
      let index = TopicIndex(meant, kind)
      guard !index.names.isEmpty else {
        throw .tooFew(0, needed: 1, of: "posts with \(kind.rawValue)")
      }
      let numbers = TopicNumbers(meant)
      var lifts = MatchedLift(
        meant.map { $0[metric] }, accounts: numbers.accounts, minimum: minimum)
      let all = index.names.indices.map { name in
        let own = index.posts[name]
        let (views, known, rate) = numbers.totals(own)
        return TopicPerformance(
          name: index.names[name], posts: own.count, accounts: lifts.accounts(of: own),
          views: known == 0 ? nil : views, viewsKnown: known, engagementRate: rate,
          lift: lifts.lift(of: own))
      }
      return all.sorted { (-$0.posts, $0.name) < (-$1.posts, $1.name) }
    }
  }
}

/// The numbers of posts that totals are of, read once.
private struct TopicNumbers {
  /// For each post a number of its account.
  let accounts: [Int]
  private let views: [Double?]
  private let engagements: [Double?]

  init(_ posts: [ContentPost]) {
    var numbers: [String: Int] = [:]
    accounts = posts.map { post in
      if let known = numbers[post.account] { return known }
      numbers[post.account] = numbers.count
      return numbers.count - 1
    }
    views = posts.map { $0[.views] }
    engagements = posts.map { $0[.engagements] }
  }

  /// The views of some posts, how many report them, and the pooled rate.
  func totals(_ posts: ArraySlice<Int>) -> (views: Double, known: Int, rate: Double?) {
    var (sum, known, rate) = (0.0, 0, PooledRate())
    for post in posts {
      guard let seen = views[post] else { continue }
      sum += seen
      known += 1
      if let engaged = engagements[post] { rate.add(engaged, views: seen) }
    }
    return (sum, known, rate.value)
  }
}
