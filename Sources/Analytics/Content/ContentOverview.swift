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

    /// Each number that is known of the period, against the period before.
    public var reasons: [String] {
      let numbers = [("posts", posts)] + ContentMetric.allCases.map { ($0.rawValue, self[$0]) }
      return numbers.compactMap { name, change in
        guard let now = change.now else { return nil }
        let before = change.before.map { Prose.number($0, 0) } ?? "an unknown number"
        let by = change.relative.map { ": \(Prose.change($0))" } ?? ""
        return
          "On \(Prose.few(platforms)): \(name) \(Prose.number(now, 0)), against \(before) in the period before\(by)."
      }
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
  /// Unknown for a period without length or where there is neither an account nor a post. An account that is given twice counts
  /// twice. Cost: linear in the posts and accounts.
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
    func figures(_ names: [String], _ own: [ContentPost], _ held: [ContentAccount]) -> Figures {
      let followers = held.compactMap { $0.followers.known == nil ? nil : $0.followers }
      return Figures(
        platforms: names, accounts: held.count,
        followers: followers.isEmpty
          ? nil : followers.reduce(Int128(0)) { $0 + Int128($1) }.number,
        withoutFollowers: held.count - followers.count,
        now: ContentTotals(own.posted(within: period)),
        before: ContentTotals(own.posted(within: previous)))
    }
    let (own, held) = (
      Dictionary(grouping: posts, by: \.platform), Dictionary(grouping: accounts, by: \.platform)
    )
    let names = Set(own.keys).union(held.keys).sorted()
    let mergeable = names.filter(terms.merges)
    self.previous = previous
    merged =
      mergeable.isEmpty
      ? nil
      : figures(
        mergeable, posts.filter { terms.merges($0.platform) },
        accounts.filter { terms.merges($0.platform) })
    platforms = names.map { figures([$0], own[$0] ?? [], held[$0] ?? []) }
    undated = posts.count { $0.postedAt == nil }
  }

  /// What changed against the period before, and what does not count.
  public var reasons: [String] {
    let told = Set(merged?.platforms ?? [])
    let apart = platforms.filter { !told.isSuperset(of: $0.platforms) }
    let parts = (merged.map { [$0] } ?? []) + apart
    let lost =
      undated == 0
      ? []
      : ["When \(Prose.count(undated, "post")) came out is unknown: in neither period they count."]
    return parts.flatMap(\.reasons) + lost
  }
}

extension [ContentPost] {
  /// The posts that are known to have been posted within a period.
  func posted(within period: Range<Timestamp>) -> [ContentPost] {
    filter { $0.postedAt.map(period.contains) ?? false }
  }
}
