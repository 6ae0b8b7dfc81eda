import HostCore
import MetricSchema

extension Writer {
  /// Takes the numbers of an account into those of their day, and of what follows from them.
  func writeSnapshot(
    _ numbers: Numbers, of account: Int64, _ origin: Origin
  ) throws(StoreError) {
    let day = origin.moment.dateText
    let select = try connection.statement(.snapshot)
    select.bind(account)
    select.bind(day)
    let old = try select.first { (row) in
      (observed: row.integer() ?? .min, numbers: Numbers(&row, .account))
    }
    let merged =
      old.map {
        $0.numbers.joined(with: numbers, isNewest: origin.moment.microseconds >= $0.observed)
      } ?? numbers
    let write = try connection.statement(.writeSnapshot)
    write.bind(account)
    write.bind(day)
    write.bind(origin.moment.microseconds)
    write.bind(origin.provider)
    merged.bind(to: write)
    try write.run()
    let growth = try connection.statement(.growthSince)
    growth.bind(account)
    growth.bind(day)
    try growth.run()
  }

  /// Brings the snapshots of the days that both have together; those of other days only move.
  func mergeSnapshots(of loser: Int64, into winner: Int64) throws(StoreError) {
    let statement = try connection.statement(.sharedSnapshots)
    statement.bind(winner)
    statement.bind(loser)
    let shared = try statement.all { (row) in
      (provider: row.text(), observed: row.integer() ?? 0, numbers: Numbers(&row, .account))
    }
    for day in shared {
      let origin = Origin(
        platform: "", provider: day.provider ?? "", job: 0, moment: Timestamp(day.observed))
      try writeSnapshot(day.numbers, of: winner, origin)
    }
  }
}

extension Query {
  private static let numbers = Numbers.columns(.account)

  static let snapshot = Query(
    """
    SELECT observed_at, \(numbers.joined(separator: ", ")) FROM social_analytics_snapshots
    WHERE social_account_id = ? AND snapshot_date = ?
    """)
  static let writeSnapshot = Query(
    """
    INSERT INTO social_analytics_snapshots (social_account_id, snapshot_date, observed_at,
      data_source, \(numbers.joined(separator: ", ")), created_at)
    VALUES (?1, ?2, ?3, ?4, \((5..<5 + numbers.count).map { "?\($0)" }.joined(separator: ", ")), ?3)
    ON CONFLICT (social_account_id, snapshot_date) DO UPDATE SET
      data_source = CASE WHEN excluded.observed_at >= observed_at THEN excluded.data_source
        ELSE data_source END,
      observed_at = max(observed_at, excluded.observed_at),
      \(numbers.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
    """)
  /// Of the day ?2 and the next one that there is: what comes late changes both.
  static let growthSince = writeGrowth(
    """
    AND s.snapshot_date IN (?2, (
      SELECT min(snapshot_date) FROM social_analytics_snapshots
      WHERE social_account_id = ?1 AND snapshot_date > ?2))
    """)

  /// Writes how much each snapshot of an account has more than the one before.
  static func writeGrowth(_ which: String = "") -> Query {
    Query(
      """
      UPDATE social_analytics_snapshots AS s SET
        follower_growth = coalesce(s.followers_count, s.subscribers_count)
          - coalesce(b.followers_count, b.subscribers_count),
        engagement_growth = s.engagement_rate - b.engagement_rate
      FROM social_analytics_snapshots n LEFT JOIN social_analytics_snapshots b
      ON b.social_account_id = ?1 AND b.snapshot_date = (
        SELECT max(snapshot_date) FROM social_analytics_snapshots
        WHERE social_account_id = ?1 AND snapshot_date < n.snapshot_date)
      WHERE n.id = s.id AND s.social_account_id = ?1 \(which)
      """)
  }

  static let sharedSnapshots = Query(
    """
    SELECT l.data_source, l.observed_at, \(numbers.map { "l.\($0)" }.joined(separator: ", "))
    FROM social_analytics_snapshots w JOIN social_analytics_snapshots l
    ON l.snapshot_date = w.snapshot_date
    WHERE w.social_account_id = ? AND l.social_account_id = ?
    """)
}
