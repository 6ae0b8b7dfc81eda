public import MetricSchema

extension Definition {
  /// The views of what was posted up to each day.
  public static let viewsOverTime = Definition("views_over_time", .structure)
}

/// The views, or another number, of what was posted on each day and up to it, by the day of posting.
public struct ViewsOverTime: Hashable, Sendable {
  /// One local day.
  public struct Day: Hashable, Sendable {
    /// The local day.
    public let day: CivilDay
    /// How many posts of that day report the number.
    public let posts: Int
    /// Their number together.
    public let added: Double
    /// The number together with that of all days of the period before.
    public let cumulative: Double
  }

  /// The number that is added up.
  public let metric: ContentMetric
  /// All days of the period, those without a post too; without YouTube where its numbers may not be merged.
  public let days: [Day]
  /// The same of the posts on YouTube where its numbers may not be merged; empty without such posts.
  public let youTube: [Day]
  /// How many posts of the period do not report the number.
  public let missing: Int
  /// How many posts count on no day because it is unknown when they were posted.
  public let undated: Int

  /// Adds up posts, whose order has no meaning, by the local day of posting.
  ///
  /// Unknown for a period without length or of more than ten years. Cost: linear in posts and days.
  public static func cumulative(
    _ posts: [ContentPost], of metric: ContentMetric = .views, within period: Range<Timestamp>,
    in zone: TimeZoneRules, placement: Placement = .total, youTube terms: YouTubeTerms = .apart
  ) -> Finding<ViewsOverTime> {
    Finding(.viewsOverTime) { () throws(Unknown) in
      let calendar = try DayCalendar(period, in: zone)
      let meant = posts.filter { placement.holds(ad: $0.ad) }
      let dated = meant.posted(within: period)
      let apart = dated.filter { !terms.merges($0.platform) }
      return ViewsOverTime(
        metric: metric, days: days(dated.filter { terms.merges($0.platform) }, metric, calendar),
        youTube: apart.isEmpty ? [] : days(apart, metric, calendar),
        missing: dated.count { $0.exact(metric) == nil },
        undated: meant.count { $0.postedAt == nil })
    }
  }

  /// What was added up, and what could not be.
  public var reasons: [String] {
    let sums = [(days, ""), (youTube, " on YouTube")].filter { !$0.0.isEmpty }.map { days, place in
      "Posts\(place) of \(Prose.count(days.count, "day")) have \(Prose.number(days.last?.cumulative ?? 0, 0)) \(metric.rawValue), "
        + "as \(Prose.count(days.reduce(0) { $0 + $1.posts }, "post")) report."
    }
    return sums + [
      "Posts that do not report them: \(missing); posts of an unknown day: \(undated)."
    ]
  }

  private static func days(
    _ posts: [ContentPost], _ metric: ContentMetric, _ calendar: DayCalendar
  ) -> [Day] {
    var sums = [(posts: Int, added: Int128)](repeating: (0, 0), count: calendar.days.count)
    for post in posts {
      guard let value = post.exact(metric), let day = post.postedAt.flatMap(calendar.index) else {
        continue
      }
      sums[day].posts += 1
      sums[day].added += value
    }
    var cumulative: Int128 = 0
    return zip(calendar.days, sums).map { day, sum in
      cumulative += sum.added
      return Day(
        day: day.day, posts: sum.posts, added: sum.added.number, cumulative: cumulative.number)
    }
  }
}
