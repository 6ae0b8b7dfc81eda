public import HostCore
import MetricSchema

extension SQLiteStore {
  public func posts(_ filter: PostFilter) throws(StoreError) -> [PostRow] {
    guard filter.limit > 0 else { return [] }
    return try read { (connection) throws(StoreError) in
      var search = PostSearch(connection, filter)
      try search.run()
      return search.rows
    }
  }
}

/// Looks for the first posts of an order, by indexes only.
private struct PostSearch {
  let connection: Connection
  let filter: PostFilter
  private var found: [FoundPost] = []

  init(_ connection: Connection, _ filter: PostFilter) {
    self.connection = connection
    self.filter = filter
  }

  var rows: [PostRow] { found.map(\.row) }

  private var since: Int64 { filter.since?.microseconds ?? .min }

  mutating func run() throws(StoreError) {
    for platform in try platforms() {
      if let handle = filter.handle {
        guard let account = try connection.account(handle, platform) else { continue }
        try take(.accountPosts(filter.order), of: account)
      } else {
        try take(.authorlessPosts(filter.order), of: platform)
        try walkAccounts(of: platform)
      }
    }
  }

  private func platforms() throws(StoreError) -> [String] {
    if let platform = filter.platform { return [platform] }
    return try connection.statement(.platforms).all { (row) in row.text() ?? "" }
  }

  /// Goes through the accounts, those whose best post goes farthest first, until no other can have a better one.
  private mutating func walkAccounts(of platform: String) throws(StoreError) {
    let accounts = try connection.statement(.accountsByPeak(filter.order))
    accounts.bind(platform)
    defer { accounts.reset() }
    while try accounts.step() {
      let peak = accounts.integer(1) ?? .min
      if found.count == filter.limit, let last = found.last, peak <= last.key { return }
      if filter.since != nil, accounts.integer(2) ?? .min < since { continue }
      guard let account = accounts.integer(0) else { continue }
      try take(.accountPosts(filter.order), of: account)
    }
  }

  private mutating func take(_ query: Query, of account: Int64) throws(StoreError) {
    let statement = try connection.statement(query)
    statement.bind(account)
    try take(statement)
  }

  private mutating func take(_ query: Query, of platform: String) throws(StoreError) {
    let statement = try connection.statement(query)
    statement.bind(platform)
    try take(statement)
  }

  /// Adds what a query finds, and keeps the first ones of all.
  private mutating func take(_ statement: Statement) throws(StoreError) {
    statement.bind(since)
    statement.bind(filter.limit)
    let more = try statement.all { (row) in FoundPost(&row) }
    guard !more.isEmpty else { return }
    found += more
    found.sort { $0 > $1 }
    found.removeLast(max(0, found.count - Int(clamping: filter.limit)))
  }
}

/// A post with its place in the order.
private struct FoundPost {
  /// What the order goes by; what is unknown comes last.
  var key: Int64
  var id: Int64
  var row: PostRow

  init(_ columns: inout Columns) {
    key = columns.integer() ?? .min
    id = columns.integer() ?? 0
    row = PostRow()
    row.platform = columns.text() ?? ""
    row.handle = columns.text()
    row.id = columns.text() ?? ""
    row.url = columns.text()
    row.caption = columns.text()
    row.mediaKind = columns.text().flatMap { MediaKind(name: $0) } ?? .unspecified
    row.postedAt = columns.integer().map { Timestamp($0) }
    row.provider = columns.text()
    row.observedAt = columns.integer().map { Timestamp($0) }
    row.metrics = Numbers(&columns, .post).metrics(.post)
  }

  static func > (a: Self, b: Self) -> Bool { (a.key, a.id) > (b.key, b.id) }
}

extension PostFilter.Order {
  fileprivate var column: String {
    switch self {
    case .date: "p.posted_at"
    case .views: "coalesce(p.latest_views_count, p.latest_plays_count)"
    case .likes: "p.latest_likes_count"
    case .comments: "p.latest_comments_count"
    case .shares: "p.latest_shares_count"
    }
  }

  /// What an account is found by.
  fileprivate var peak: String { self == .date ? "newest_post_at" : "top_\(rawValue)" }
}

extension Query {
  private static let latest = Numbers.columns(.post, prefix: "p.latest_").joined(separator: ", ")

  private static func select(_ order: PostFilter.Order) -> String {
    """
    SELECT \(order.column), p.id, p.platform, a.handle, p.external_post_id, p.post_url,
      coalesce(p.caption, p.title), p.media_type, p.posted_at, p.latest_provider,
      p.latest_observed_at, \(latest)
    FROM social_posts_analytics p LEFT JOIN social_accounts a ON a.id = p.social_account_id
    """
  }

  // The first parameter is the account or platform, the second the earliest publication, the third the limit. Without
  // a span of time the second is before all time, and posts of unknown date are taken too.
  private static let standing =
    "p.deleted_at IS NULL AND coalesce(p.posted_at, -9223372036854775808) >= ?2"

  private static func each(
    _ make: (PostFilter.Order) -> String
  ) -> [PostFilter.Order: Query] {
    Dictionary(
      uniqueKeysWithValues: PostFilter.Order.allCases.map { ($0, Query(make($0))) })
  }

  private static let accountPostsByOrder = each { order in
    """
    \(select(order)) WHERE p.social_account_id = ?1 AND \(standing)
    ORDER BY \(order.column) DESC, p.id DESC LIMIT ?3
    """
  }
  private static let authorlessPostsByOrder = each { order in
    """
    \(select(order)) WHERE p.social_account_id IS NULL AND p.platform = ?1 AND \(standing)
    ORDER BY \(order.column) DESC, p.id DESC LIMIT ?3
    """
  }
  private static let accountsByPeak = each { order in
    """
    SELECT id, \(order.peak), newest_post_at FROM social_accounts WHERE platform = ?
    ORDER BY \(order.peak) DESC
    """
  }

  fileprivate static func accountPosts(_ order: PostFilter.Order) -> Query {
    accountPostsByOrder[order]!
  }
  fileprivate static func authorlessPosts(_ order: PostFilter.Order) -> Query {
    authorlessPostsByOrder[order]!
  }
  fileprivate static func accountsByPeak(_ order: PostFilter.Order) -> Query {
    accountsByPeak[order]!
  }

  /// Each platform by one look into the index.
  static let platforms = Query(
    """
    WITH RECURSIVE each (name) AS (
      SELECT min(platform) FROM platform_day
      UNION ALL
      SELECT (SELECT min(platform) FROM platform_day WHERE platform > name) FROM each
      WHERE name IS NOT NULL)
    SELECT name FROM each WHERE name IS NOT NULL
    """)
}
