public import MetricSchema

extension Definition {
  /// How often and how evenly an account posts.
  public static let postingRhythm = Definition("posting_rhythm", .structure)
}

/// How often and how evenly an account posts.
public struct PostingRhythm: Hashable, Sendable {
  /// Posts within the period.
  public let posts: Int
  /// Posts for each 7 days that passed.
  public let perWeek: Double
  /// The part of the local days of the period, 0 to 1, with at least one post.
  public let activeDays: Double
  /// The median of the times between posts, in seconds; `nil` for fewer than two posts.
  public let medianGap: Double?
  /// The longest time without a post, in seconds, from the period's begin and to its end too.
  public let longestSilence: Double
  /// How uneven the times between posts are, −1 to 1: −1 like clockwork, 0 as if by chance, toward 1 in bursts
  /// (Goh and Barabási 2008); `nil` for fewer than three posts, or where all were at once.
  public let burstiness: Double?

  /// How often, how regularly and with which pauses.
  public var reasons: [String] {
    let gap = medianGap.map { ["The median time between posts is \(Self.hours($0))."] } ?? []
    let even = burstiness.map {
      ["Burstiness is \(Prose.number($0)), where -1 is like clockwork and 0 as by chance."]
    }
    return [
      "\(Prose.count(posts, "post")), \(Prose.number(perWeek)) a week, on \(Prose.percent(activeDays, 0)) of the days."
    ] + gap + ["The longest time without a post is \(Self.hours(longestSilence))."] + (even ?? [])
  }

  private static func hours(_ seconds: Double) -> String {
    "\(Prose.number(seconds / 3600, 1)) hours"
  }

  /// Measures the rhythm of posts, whose order has no meaning, within a period; those outside of it do not count.
  ///
  /// No posts are a known zero. Unknown for a period without length or beyond the calendar. Cost: that of sorting.
  public static func of(
    _ posts: [Timestamp], within period: Range<Timestamp>, in zone: TimeZoneRules
  ) -> Finding<PostingRhythm> {
    Finding(.postingRhythm) { () throws(Unknown) in
      try period.mustBeBelievable()
      return PostingRhythm(sorted: posts.filter(period.contains).sorted(), period, zone)
    }
  }

  private init(sorted: [Timestamp], _ period: Range<Timestamp>, _ zone: TimeZoneRules) {
    let gaps = zip(sorted, sorted.dropFirst()).map { $1.seconds(since: $0) }
    let ends = [period.lowerBound] + sorted + [period.upperBound]
    let length = period.upperBound.seconds(since: period.lowerBound)
    posts = sorted.count
    perWeek = Double(sorted.count) / length * (7 * 86_400)
    activeDays = Self.activeDays(sorted, period, zone)
    medianGap = gaps.isEmpty ? nil : Order.median(gaps)
    longestSilence = zip(ends, ends.dropFirst()).map { $1.seconds(since: $0) }.max() ?? length
    burstiness = Self.burstiness(gaps)
  }

  private static func activeDays(
    _ sorted: [Timestamp], _ period: Range<Timestamp>, _ zone: TimeZoneRules
  ) -> Double {
    var clock = WallClock(zone)
    let first = clock.day(at: period.lowerBound).day
    let last = clock.day(at: Timestamp(period.upperBound.microseconds - 1)).day
    var active: Set<CivilDay> = []
    for post in sorted { active.insert(clock.day(at: post).day) }
    return Double(active.count) / Double(max(last.number - first.number + 1, 1))
  }

  private static func burstiness(_ gaps: [Double]) -> Double? {
    guard gaps.count >= 2 else { return nil }
    let moments = Moments(gaps)
    let (mean, deviation) = (moments.mean, moments.wholeDeviation)
    return mean > 0 ? (deviation - mean) / (deviation + mean) : nil
  }
}
