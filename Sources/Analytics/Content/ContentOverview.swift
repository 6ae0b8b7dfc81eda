public import MetricSchema

extension Definition {
  /// What was posted in a period and how it did, against the period before.
  public static let contentOverview = Definition("content_overview", .structure)
}

/// An account, as far as an overview needs it.
public struct ContentAccount: Hashable, Sendable {
  /// The id that its posts name.
  public var id: String
  /// The platform's name in lower case.
  public var platform: String
  /// How many follow it; `nil` where unknown.
  public var followers: Int64?

  /// Creates one.
  public init(id: String, platform: String, followers: Int64?) {
    (self.id, self.platform, self.followers) = (id, platform, followers)
  }
}

/// What was posted in a period and how it did, against the period of the same length before it.
public struct ContentOverview: Hashable, Sendable {
  /// A number of now and before.
  public struct Change: Hashable, Sendable {
    /// Of the posts of the period; `nil` where unknown.
    public let now: Double?
    /// Of the posts of the period before; `nil` where unknown.
    public let before: Double?

    /// The change against before, as a ratio: 0.5 is half as much again. `nil` where either is unknown or nothing was before.
    public var relative: Double? {
      guard let now, let before, before > 0 else { return nil }
      return (now - before) / before
    }
  }

  /// The numbers of one platform, or of several together.
  public struct Figures: Hashable, Sendable {
    /// The platforms, in order.
    public let platforms: [String]
    /// How many accounts there are.
    public let accounts: Int
    /// Their followers together, as far as known; `nil` where none are known.
    public let followers: Double?
    /// How many accounts' followers are unknown.
    public let withoutFollowers: Int
    /// The totals of the posts of the period.
    public let now: ContentTotals
    /// The totals of the posts of the period before.
    public let before: ContentTotals

    /// How many posts there were.
    public var posts: Change { Change(now: Double(now.posts), before: Double(before.posts)) }

    /// What engagements by views came to.
    public var engagementRate: Change {
      Change(now: now.engagementRate, before: before.engagementRate)
    }

    /// What a metric came to; no posts at all are a known zero.
    public subscript(metric: ContentMetric) -> Change {
      func sum(_ totals: ContentTotals) -> Double? {
        totals.posts == 0 ? 0 : totals[metric]?.sum
      }
      return Change(now: sum(now), before: sum(before))
    }
  }

  /// The period before.
  public let previous: Range<Timestamp>
  /// All platforms that may be merged; `nil` where there are none.
  public let merged: Figures?
  /// Each platform by itself, in order.
  public let platforms: [Figures]
  /// How many posts count in neither period because it is unknown when they were posted.
  public let undated: Int

  /// Summarises posts, which should have their numbers at the same age so that the older are not favoured.
  ///
  /// Unknown for a period without length or where there is neither an account nor a post. Cost: linear in the posts, for each
  /// platform.
  public static func of(
    _ posts: [ContentPost], accounts: [ContentAccount], within period: Range<Timestamp>,
    placement: Placement = .total, youTube terms: YouTubeTerms = .apart
  ) -> Finding<ContentOverview> {
    Finding(.contentOverview) { () throws(Unknown) in
      try period.mustBeBelievable()
      guard !posts.isEmpty || !accounts.isEmpty else {
        throw Unknown(.noData, "there is no account and no post")
      }
      let meant = posts.filter { placement.holds(ad: $0.ad) }
      return ContentOverview(meant, accounts, period, terms)
    }
  }

  private init(
    _ posts: [ContentPost], _ accounts: [ContentAccount], _ period: Range<Timestamp>,
    _ terms: YouTubeTerms
  ) {
    let length = period.upperBound.microseconds - period.lowerBound.microseconds
    let previous = Timestamp(period.lowerBound.microseconds - length)..<period.lowerBound
    func figures(_ names: [String]) -> Figures {
      let own = posts.filter { names.contains($0.platform) }
      let held = accounts.filter { names.contains($0.platform) }
      let followers = held.compactMap(\.followers.known)
      return Figures(
        platforms: names, accounts: held.count,
        followers: followers.isEmpty ? nil : followers.reduce(0, +),
        withoutFollowers: held.count - followers.count,
        now: ContentTotals(own.posted(within: period)),
        before: ContentTotals(own.posted(within: previous)))
    }
    let names = Set(posts.map(\.platform)).union(accounts.map(\.platform)).sorted()
    let mergeable = names.filter(terms.merges)
    self.previous = previous
    merged = mergeable.isEmpty ? nil : figures(mergeable)
    platforms = names.map { figures([$0]) }
    undated = posts.count { $0.postedAt == nil }
  }
}

extension [ContentPost] {
  /// The posts that are known to have been posted within a period.
  func posted(within period: Range<Timestamp>) -> [ContentPost] {
    filter { $0.postedAt.map(period.contains) ?? false }
  }
}
