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
  /// So many posts in a span of time are sorted; for more, an order's own index is walked through.
  private static let few: Int64 = 20_000

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
    if let handle = filter.handle {
      for platform in try platforms() {
        guard let account = try connection.account(handle, platform) else { continue }
        try take(.accountPosts(filter.order)) { statement in statement.bind(account) }
      }
    } else if filter.order == .date {
      for platform in try platforms() { try walkAccounts(of: platform) }
    } else {
      for platform in try platforms() { try takeRanked(of: platform) }
    }
  }

  private func platforms() throws(StoreError) -> [String] {
    if let platform = filter.platform { return [platform] }
    return try connection.statement(.platforms).all { (row) in row.text() ?? "" }
  }

  /// The newest posts are among those of the accounts with the newest posts.
  private mutating func walkAccounts(of platform: String) throws(StoreError) {
    try take(.authorlessPosts) { statement in statement.bind(platform) }
    let accounts = try connection.statement(.accountsByNewestPost)
    accounts.bind(platform)
    defer { accounts.reset() }
    while try accounts.step() {
      let newest = accounts.integer(1)
      if let newest, newest < since { return }
      if found.count == filter.limit, let last = found.last, (newest ?? .min) < last.key { return }
      guard let account = accounts.integer(0) else { continue }
      try take(.accountPosts(.date)) { statement in statement.bind(account) }
    }
  }

  private mutating func takeRanked(of platform: String) throws(StoreError) {
    let query: Query
    if filter.since != nil, try recent(of: platform) < Self.few {
      query = .recentPosts(filter.order)
    } else {
      query = .rankedPosts(filter.order)
    }
    try take(query) { statement in statement.bind(platform) }
  }

  /// How many posts of a platform are recent enough, counted only as far as it matters.
  private func recent(of platform: String) throws(StoreError) -> Int64 {
    let statement = try connection.statement(.countRecent)
    statement.bind(platform)
    statement.bind(since)
    statement.bind(Self.few)
    return try statement.first { (row) in row.integer() ?? 0 } ?? 0
  }

  /// Adds what a query finds, and keeps the first ones of all.
  private mutating func take(
    _ query: Query, _ bind: (Statement) -> Void
  ) throws(StoreError) {
    let statement = try connection.statement(query)
    bind(statement)
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

  fileprivate var rank: String {
    switch self {
    case .date: "p.posted_at"
    case .views: "p.views_rank"
    case .likes: "p.likes_rank"
    case .comments: "p.comments_rank"
    case .shares: "p.shares_rank"
    }
  }
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
  private static let rankedPostsByOrder = each { order in
    """
    \(select(order)) WHERE p.platform = ?1 AND \(standing)
    ORDER BY \(order.rank) DESC, \(order.column) DESC, p.id DESC LIMIT ?3
    """
  }
  private static let recentPostsByOrder = each { order in
    """
    \(select(order))
    WHERE p.id IN (
      SELECT q.id FROM social_accounts b
      CROSS JOIN social_posts_analytics q ON q.social_account_id = b.id AND q.posted_at >= ?2
      WHERE b.platform = ?1 AND b.newest_post_at >= ?2) AND \(standing)
    ORDER BY \(order.column) DESC, p.id DESC LIMIT ?3
    """
  }

  fileprivate static func accountPosts(_ order: PostFilter.Order) -> Query {
    accountPostsByOrder[order]!
  }
  fileprivate static func rankedPosts(_ order: PostFilter.Order) -> Query {
    rankedPostsByOrder[order]!
  }
  fileprivate static func recentPosts(_ order: PostFilter.Order) -> Query {
    recentPostsByOrder[order]!
  }

  static let authorlessPosts = Query(
    """
    \(select(.date)) WHERE p.social_account_id IS NULL AND p.platform = ?1 AND \(standing)
    ORDER BY p.posted_at DESC, p.id DESC LIMIT ?3
    """)
  static let accountsByNewestPost = Query(
    """
    SELECT id, newest_post_at FROM social_accounts WHERE platform = ? ORDER BY newest_post_at DESC
    """)
  static let countRecent = Query(
    """
    SELECT count(*) FROM (
      SELECT 1 FROM social_accounts b
      CROSS JOIN social_posts_analytics q ON q.social_account_id = b.id AND q.posted_at >= ?2
      WHERE b.platform = ?1 AND b.newest_post_at >= ?2 LIMIT ?3)
    """)
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
