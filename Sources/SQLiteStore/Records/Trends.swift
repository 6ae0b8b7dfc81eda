import HostCore
import MetricSchema

extension Writer {
  /// Stores one place in a list of what is popular; `false` where nothing says what is popular.
  func store(_ entry: TrendEntry, _ origin: Origin) throws(StoreError) -> Bool {
    guard let subject = entry.subjectID ?? entry.name ?? entry.url else { return false }
    let numbers = Numbers(entry.metrics, .hashtag)
    let plays = entry.metrics[.plays]?.count
    let statement = try connection.statement(.writeTrend)
    statement.bind(origin.platform)
    statement.bind(entry.kind ?? "topic")
    statement.bind(entry.region ?? "")
    statement.bind(origin.moment.dateText)
    statement.bind(origin.provider)
    statement.bind(subject)
    statement.bind(entry.rank)
    statement.bind(entry.previousRank)
    statement.bind(entry.name)
    statement.bind(entry.url)
    statement.bind(entry.periodStart)
    statement.bind(entry.periodEnd)
    statement.bind(numbers[0])
    statement.bind(numbers[1] ?? plays)
    statement.bind(numbers.others.json)
    statement.bind(json(entry.extras))
    statement.bind(origin.moment.microseconds)
    try statement.run()
    return true
  }
}

extension Query {
  private static let columns = [
    "rank", "previous_rank", "name", "url", "period_start", "period_end", "posts_count",
    "views_count", "other_counts", "extras", "observed_at",
  ]

  static let writeTrend = Query(
    """
    INSERT INTO trend_entries (platform, kind, region, trend_date, provider_name, subject_id,
      \(columns.joined(separator: ", ")))
    VALUES (\(placeholders(columns.count + 6)))
    ON CONFLICT DO UPDATE SET \(columns.map { "\($0) = coalesce(excluded.\($0), \($0))" }.joined(separator: ", "))
    WHERE excluded.observed_at >= observed_at
    """)
}
