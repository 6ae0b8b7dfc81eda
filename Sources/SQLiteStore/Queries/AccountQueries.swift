public import HostCore
import MetricSchema

extension SQLiteStore {
  public func accounts(platform: String?) throws(StoreError) -> [AccountRow] {
    try read { (connection) throws(StoreError) in
      let statement = try connection.statement(.accounts)
      statement.bind(platform)
      var rows = try statement.all { (row) in (id: row.integer() ?? 0, row: AccountRow(&row)) }
      for index in rows.indices {
        rows[index].row.identities = try connection.identities(
          .accountIdentities, owner: rows[index].id)
      }
      return rows.map(\.row)
    }
  }

  public func history(
    platform: String, handle: String
  ) throws(StoreError) -> [AccountDay] {
    try read { (connection) throws(StoreError) in
      guard let account = try connection.account(handle, platform) else { return [] }
      let statement = try connection.statement(.history)
      statement.bind(account)
      return try statement.all { (row) in
        var day = AccountDay()
        day.date = row.text() ?? ""
        day.provider = row.text()
        day.metrics = Numbers(&row, .account).metrics(.account)
        return day
      }
    }
  }
}

extension AccountRow {
  fileprivate init(_ row: inout Columns) {
    self.init()
    platform = row.text() ?? ""
    handle = row.text() ?? ""
    name = row.text()
    url = row.text()
    storedPosts = row.integer() ?? 0
    provider = row.text()
    observedAt = row.integer().map { Timestamp($0) }
    metrics = Numbers(&row, .account).metrics(.account)
  }
}

extension Query {
  private static let latest = Numbers.columns(.account, prefix: "latest_").joined(separator: ", ")
  private static let numbers = Numbers.columns(.account).joined(separator: ", ")

  static let accounts = Query(
    """
    SELECT id, platform, handle, display_name, profile_url, stored_posts, latest_provider,
      latest_observed_at, \(latest)
    FROM social_accounts WHERE platform = coalesce(?1, platform)
    ORDER BY coalesce(latest_followers_count, latest_subscribers_count) DESC NULLS LAST, platform,
      handle, id
    """)
  static let history = Query(
    """
    SELECT snapshot_date, data_source, \(numbers) FROM social_analytics_snapshots
    WHERE social_account_id = ? ORDER BY snapshot_date
    """)
}
