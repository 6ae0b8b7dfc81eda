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
    /// How likely a difference as large is by chance, 0 to 1: Student's test, two-sided.
    public let probability: Double
    /// ``probability`` adjusted for the number of names that have a lift: of those below 0.05, at most 1 in 20 is expected to be
    /// there by chance.
    public internal(set) var adjusted: Double
    /// How many accounts have posts with and without.
    public let accounts: Int
    /// Their posts with it.
    public let posts: Int
    /// Their posts without it.
    public let others: Int
  }

  /// What the name is the name of.
  public let kind: TopicKind
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
  /// What the engagements of ``engagementRate`` are made of.
  public let engagementMask: EngagementMask
  /// The number that ``lift`` is of.
  public let metric: ContentMetric
  /// The difference to the accounts' other posts, or why it is unknown.
  public internal(set) var lift: Result<Lift, Unknown>

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
        let kept =
          meant.count == posts.count ? "" : " outside YouTube, whose terms keep its own out"
        throw .tooFew(0, needed: 1, of: "posts with \(kind.rawValue)\(kept)")
      }
      let numbers = TopicNumbers(meant)
      var lifts = MatchedLift(
        meant.map { $0[metric] }, accounts: numbers.accounts, minimum: minimum)
      var all = index.names.indices.map { name in
        let own = index.posts[name]
        let (views, known, rate) = numbers.totals(own)
        return TopicPerformance(
          kind: kind, name: index.names[name], posts: own.count,
          accounts: lifts.accounts(of: own), views: known == 0 ? nil : views.number,
          viewsKnown: known, engagementRate: rate.value, engagementMask: rate.mask,
          metric: metric, lift: lifts.lift(of: own))
      }
      adjust(&all)
      return all.sorted { (-$0.posts, $0.name) < (-$1.posts, $1.name) }
    }
  }

  /// Of many names some look good or bad by chance; this says how many were looked at.
  private static func adjust(_ all: inout [TopicPerformance]) {
    let known = all.indices.filter { (try? all[$0].lift.get()) != nil }
    let adjusted = FalseDiscovery.adjusted(
      known.compactMap { try? all[$0].lift.get().probability })
    for (index, adjusted) in zip(known, adjusted) {
      all[index].lift = all[index].lift.map { lift in
        var lift = lift
        lift.adjusted = adjusted
        return lift
      }
    }
  }
}

extension TopicPerformance {
  /// How many posts have it, how they did, and what chance leaves of the difference to others.
  public var reasons: [String] {
    let seen =
      views.map {
        "\(Prose.number($0, 0)) views, which \(viewsKnown) of them report"
      } ?? "no views reported"
    let rate = engagementRate.map {
      ["Engagements are \(Prose.percent($0)) of views. \(engagementMask.reason)"]
    }
    let posts = "\(Prose.count(posts, "post")) of \(Prose.count(accounts, "account"))"
    return ["\(Prose.capital(named)): \(posts), \(seen)."] + (rate ?? []) + [difference]
  }

  private var named: String {
    switch kind {
    case .hashtags: "#" + Prose.quoted(name)
    case .mentions: "@" + Prose.quoted(name)
    case .sounds: "Sound " + Prose.quoted(name)
    }
  }

  private var difference: String {
    switch lift {
    case .failure(let unknown):
      return "The difference to other posts of the same accounts is \(unknown)."
    case .success(let lift):
      let bounds =
        "\(Prose.change(lift.interval.lowerBound)) to \(Prose.change(lift.interval.upperBound))"
      let chance = lift.adjusted < 0.05 ? "" : ", which may be chance"
      return
        "Against other posts of the same accounts: \(Prose.change(lift.ratio)) \(metric.rawValue) (95 % interval \(bounds), "
        + "\(lift.posts) posts against \(lift.others)); adjusted p \(Prose.number(lift.adjusted, 4))\(chance)."
    }
  }
}

/// The numbers of posts that totals are of, read once.
private struct TopicNumbers {
  /// For each post a number of its account.
  let accounts: [Int]
  /// For each post its views and engagements; below 0 where unknown.
  private let views: [Int64]
  private let engagements: [Int128]
  private let terms: [EngagementTerms]

  init(_ posts: [ContentPost]) {
    var numbers: [String: Int] = [:]
    accounts = posts.map { post in
      if let known = numbers[post.account] { return known }
      numbers[post.account] = numbers.count
      return numbers.count - 1
    }
    views = posts.map { $0.views ?? -1 }
    engagements = posts.map { $0.exact(.engagements) ?? -1 }
    terms = posts.map(\.engagementTerms)
  }

  /// The views of some posts, how many report them, and the pooled rate.
  func totals(_ posts: ArraySlice<Int>) -> (views: Int128, known: Int, rate: PooledRate) {
    var (sum, known, rate) = (Int128(0), 0, PooledRate())
    for post in posts where views[post] >= 0 {
      sum += Int128(views[post])
      known += 1
      if engagements[post] >= 0 {
        rate.add(engagements[post], views: Int128(views[post]), terms[post])
      }
    }
    return (sum, known, rate)
  }
}
