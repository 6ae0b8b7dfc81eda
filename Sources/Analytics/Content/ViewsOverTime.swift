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

  /// All days of the period, those without a post too.
  public let days: [Day]
  /// How many posts of the period do not report the number.
  public let missing: Int

  /// Adds up posts, whose order has no meaning, by the local day of posting.
  ///
  /// Unknown for a period without length or of more than ten years. Cost: linear in posts and days.
  public static func cumulative(
    _ posts: [ContentPost], of metric: ContentMetric = .views, within period: Range<Timestamp>,
    in zone: TimeZoneRules, placement: Placement = .total
  ) -> Finding<ViewsOverTime> {
    Finding(.viewsOverTime) { () throws(Unknown) in
      let calendar = try DayCalendar(period, in: zone)
      let meant = posts.filter { placement.holds(ad: $0.ad) }.posted(within: period)
      var sums = [(posts: Int, added: Double)](repeating: (0, 0), count: calendar.days.count)
      var missing = 0
      for post in meant {
        guard let value = post[metric], let day = post.postedAt.flatMap(calendar.index) else {
          missing += 1
          continue
        }
        sums[day].posts += 1
        sums[day].added += value
      }
      var cumulative = 0.0
      let days = zip(calendar.days, sums).map { day, sum in
        cumulative += sum.added
        return Day(
          day: day.day, posts: sum.posts, added: sum.added, cumulative: cumulative)
      }
      return ViewsOverTime(days: days, missing: missing)
    }
  }
}
