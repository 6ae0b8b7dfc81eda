import HostCore
import MetricSchema

extension Writer {
  /// Makes one account of two that turned out to be the same; nothing of either is lost.
  func merge(account loser: Int64, into winner: Int64, _ moment: Timestamp) throws(StoreError) {
    known = KnownRows()
    rollUps.move(account: loser, to: winner)
    let merged = try mergeNumbers(of: loser, into: winner, moment)
    try mergeSnapshots(of: loser, into: winner)
    for query in Query.accountMerge {
      try run(query, winner, loser)
    }
    if let merged { try level(winner, merged, moment) }
  }

  /// Brings what the days of an account add up to to the followers that it has: of two rows of a day the larger stays,
  /// which need not be the newer.
  private func level(
    _ account: Int64, _ merged: AccountNumbers, _ moment: Timestamp
  ) throws(StoreError) {
    let statement = try connection.statement(.newestFollowers)
    statement.bind(account)
    let stored = try statement.first { (row) in row.integer() } ?? nil
    let difference =
      bounded(following(merged.numbers)) - (stored ?? 0) - rollUps.followers(of: account)
    guard difference != 0 else { return }
    let origin = Origin(platform: merged.platform, provider: "", job: 0, moment: moment)
    rollUps.addOnlyAccount(Sums(followers: difference), account: account, origin)
  }

  /// Runs a step of a merge, which may be about one of the two only.
  func run(_ step: Query, _ winner: Int64, _ loser: Int64) throws(StoreError) {
    let statement = try connection.statement(step)
    statement.bind(winner)
    if statement.parameters > 1 { statement.bind(loser) }
    try statement.run()
  }

  /// Keeps the newer of two numbers; a platform's sum held both.
  private func mergeNumbers(
    of loser: Int64, into winner: Int64, _ moment: Timestamp
  ) throws(StoreError) -> AccountNumbers? {
    guard let own = try accountNumbers(winner), let other = try accountNumbers(loser) else {
      return nil
    }
    let (older, newer) =
      (own.observed ?? .min) <= (other.observed ?? .min) ? (own, other) : (other, own)
    var merged = older.numbers
    merged.update(with: newer.numbers)
    let update = try connection.statement(.updateAccountNumbers)
    update.bind(newer.observed)
    update.bind(newer.provider)
    merged.bind(to: update)
    update.bind(winner)
    try update.run()
    let double =
      bounded(following(own.numbers)) + bounded(following(other.numbers))
      - bounded(following(merged))
    let origin = Origin(platform: own.platform, provider: "", job: 0, moment: moment)
    if double != 0 { rollUps.add(Sums(followers: -double), account: nil, origin) }
    return AccountNumbers(
      platform: own.platform, provider: newer.provider, observed: newer.observed, numbers: merged)
  }

  private func accountNumbers(_ account: Int64) throws(StoreError) -> AccountNumbers? {
    let statement = try connection.statement(.accountMergeNumbers)
    statement.bind(account)
    return try statement.first { (row) in
      AccountNumbers(
        platform: row.text() ?? "", provider: row.text(), observed: row.integer(),
        numbers: Numbers(&row, .account))
    }
  }
}

private struct AccountNumbers {
  var platform: String
  var provider: String?
  var observed: Int64?
  var numbers: Numbers
}

extension Query {
  private static let latest = Numbers.columns(.account, prefix: "latest_")
  private static let columns = [
    "external_id", "presence", "display_name", "profile_url", "avatar_url", "banner_url", "bio",
    "website_url", "email", "location", "region", "language", "category", "is_verified",
    "is_private", "is_business", "account_created_at", "extras", "connected_at",
  ]

  static let accountMergeNumbers = Query(
    """
    SELECT platform, latest_provider, latest_observed_at, \(latest.joined(separator: ", "))
    FROM social_accounts WHERE id = ?
    """)

  static let newestFollowers = Query(
    """
    SELECT followers FROM account_day WHERE social_account_id = ?
    ORDER BY snapshot_date DESC LIMIT 1
    """)

  /// The steps of a merge: ?1 stays, ?2 goes.
  static let accountMerge: [Query] =
    [
      Query("UPDATE account_identities SET social_account_id = ?1 WHERE social_account_id = ?2"),
      Query("UPDATE account_handles SET social_account_id = ?1 WHERE social_account_id = ?2"),
      Query(
        """
        UPDATE account_handles SET valid_to = (
          SELECT max(valid_from) FROM account_handles
          WHERE social_account_id = ?1 AND valid_to IS NULL)
        WHERE social_account_id = ?1 AND valid_to IS NULL AND id <> (
          SELECT id FROM account_handles WHERE social_account_id = ?1 AND valid_to IS NULL
          ORDER BY valid_from DESC, id DESC LIMIT 1)
        """),
      Query("UPDATE social_accounts SET handle = NULL WHERE id IN (?1, ?2)"),
      Query(
        """
        UPDATE social_accounts SET handle = (
          SELECT handle FROM account_handles WHERE social_account_id = ?1 AND valid_to IS NULL)
        WHERE id = ?1
        """),
      Query(
        """
        UPDATE social_accounts AS w SET \(columns.map { "\($0) = coalesce(w.\($0), l.\($0))" }.joined(separator: ", ")),
          stored_posts = w.stored_posts + l.stored_posts,
          \((Peak.columns + ["last_synced_at"]).map { "\($0) = max(coalesce(w.\($0), l.\($0)), coalesce(l.\($0), w.\($0)))" }.joined(separator: ", ")),
          created_at = min(w.created_at, l.created_at), updated_at = max(w.updated_at, l.updated_at)
        FROM social_accounts l WHERE w.id = ?1 AND l.id = ?2
        """),
      mergeDays,
      Query("DELETE FROM account_day WHERE social_account_id = ?2"),
      Query(
        "UPDATE social_posts_analytics SET social_account_id = ?1 WHERE social_account_id = ?2"),
      Query("UPDATE social_fetch_jobs SET social_account_id = ?1 WHERE social_account_id = ?2"),
    ]
    + [
      "social_analytics_snapshots", "social_post_reposts", "social_analytics_config",
      "social_audience_demographics", "collection_accounts",
    ].flatMap { move($0, "social_account_id = ?2", "social_account_id = ?1") }
    + [writeGrowth()]
    + move("social_insights", "owner_kind = 'profile' AND owner_id = ?2", "owner_id = ?1")
    + [Query("DELETE FROM social_accounts WHERE id = ?2")]

  /// Gives rows to the winner, but for those that it has already.
  static func move(_ table: String, _ which: String, _ change: String) -> [Query] {
    [
      Query("UPDATE OR IGNORE \(table) SET \(change) WHERE \(which)"),
      Query("DELETE FROM \(table) WHERE \(which)"),
    ]
  }

  private static let sums = ["posts", "views", "likes", "comments", "shares", "saves"]
  private static let gains =
    ["new_posts"]
    + ["followers", "views", "likes", "comments", "shares", "saves"].map { "\($0)_gained" }

  /// On each day that one of the two has, the sums of both as they stood at its end.
  private static let mergeDays = Query(
    """
    INSERT OR REPLACE INTO account_day (social_account_id, snapshot_date, followers,
      \((sums + gains).joined(separator: ", ")))
    SELECT ?1, d.snapshot_date, max(coalesce(w.followers, 0), coalesce(l.followers, 0)),
      \(sums.map { "coalesce(w.\($0), 0) + coalesce(l.\($0), 0)" }.joined(separator: ", ")),
      \(gains.map { "iif(w.snapshot_date = d.snapshot_date, w.\($0), 0) + iif(l.snapshot_date = d.snapshot_date, l.\($0), 0)" }.joined(separator: ", "))
    FROM (
      SELECT snapshot_date FROM account_day WHERE social_account_id = ?1
      UNION SELECT snapshot_date FROM account_day WHERE social_account_id = ?2) d
    LEFT JOIN account_day w ON w.social_account_id = ?1 AND w.snapshot_date = (
      SELECT max(snapshot_date) FROM account_day
      WHERE social_account_id = ?1 AND snapshot_date <= d.snapshot_date)
    LEFT JOIN account_day l ON l.social_account_id = ?2 AND l.snapshot_date = (
      SELECT max(snapshot_date) FROM account_day
      WHERE social_account_id = ?2 AND snapshot_date <= d.snapshot_date)
    """)
}
