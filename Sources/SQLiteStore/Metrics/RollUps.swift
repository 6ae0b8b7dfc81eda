import HostCore
import MetricSchema

/// What the transaction under way adds to sums, so that each sum is written once.
struct RollUps {
  /// What one account or platform gains on a day.
  struct Change: Equatable {
    /// What its totals grow by.
    var total = Sums()
    /// What known numbers grew by.
    var gained = Sums()
    var newPosts: Int64 = 0
    /// The most of each kind among its posts that were written, in the order of ``Peak``.
    var peaks: [Int64?] = Peak.none
  }

  /// Whose sums, on which day.
  struct Key<Owner: Hashable & Comparable>: Hashable, Comparable {
    var owner: Owner
    var day: Int64

    static func < (a: Self, b: Self) -> Bool { (a.owner, a.day) < (b.owner, b.day) }
  }

  private(set) var accounts: [Key<Int64>: Change] = [:]
  private(set) var platforms: [Key<String>: Change] = [:]
  private(set) var hashtags: [Int64: (uses: Int64, views: Int64, engagement: Int64)] = [:]

  /// Adds to the sums of a platform, and of an account where there is one.
  mutating func add(
    _ total: Sums, gained: Sums = Sums(), newPosts: Int64 = 0, account: Int64?, _ origin: Origin
  ) {
    let platform = Key(owner: origin.platform, day: origin.moment.day)
    platforms[platform, default: Change()].add(total, gained, newPosts)
    guard let account else { return }
    addOnlyAccount(total, gained: gained, newPosts: newPosts, account: account, origin)
  }

  /// Adds to the sums of an account that the platform's hold already.
  mutating func addOnlyAccount(
    _ total: Sums, gained: Sums = Sums(), newPosts: Int64 = 0, account: Int64, _ origin: Origin
  ) {
    let key = Key(owner: account, day: origin.moment.day)
    accounts[key, default: Change()].add(total, gained, newPosts)
  }

  /// Notes how far a post of an account goes.
  mutating func note(
    _ figures: PostFigures, at postedAt: Int64?, account: Int64?, _ origin: Origin
  ) {
    guard let account else { return }
    let key = Key(owner: account, day: origin.moment.day)
    accounts[key, default: Change()].raise(
      [postedAt, figures.views, figures.likes, figures.comments, figures.shares])
  }

  mutating func add(uses: Int64, views: Int64, engagement: Int64, hashtag: Int64) {
    let old = hashtags[hashtag] ?? (0, 0, 0)
    hashtags[hashtag] = (old.uses + uses, old.views + views, old.engagement + engagement)
  }

  /// What the followers of an account change by, all days together.
  func followers(of account: Int64) -> Int64 {
    accounts.reduce(0) { $1.key.owner == account ? $0 + $1.value.total.followers : $0 }
  }

  /// Gives what an account gained to the account that it turned out to be.
  mutating func move(account: Int64, to winner: Int64) {
    for (key, change) in accounts where key.owner == account {
      accounts[key] = nil
      var sum = accounts[Key(owner: winner, day: key.day)] ?? Change()
      sum.add(change.total, change.gained, change.newPosts)
      sum.raise(change.peaks)
      accounts[Key(owner: winner, day: key.day)] = sum
    }
  }
}

extension RollUps.Change {
  fileprivate mutating func add(_ total: Sums, _ gained: Sums, _ newPosts: Int64) {
    self.total = self.total + total
    self.gained = self.gained + gained
    self.newPosts += newPosts
  }

  fileprivate mutating func raise(_ others: [Int64?]) {
    for index in peaks.indices where others[index] ?? .min > peaks[index] ?? .min {
      peaks[index] = others[index]
    }
  }

  fileprivate var hasSums: Bool { total != Sums() || gained != Sums() || newPosts != 0 }
}

/// What an account is found by among those with the newest or greatest posts.
enum Peak {
  static let columns = ["newest_post_at", "top_views", "top_likes", "top_comments", "top_shares"]
  static let none = [Int64?](repeating: nil, count: 5)
}

extension Writer {
  /// Writes the sums, in the order of their keys.
  func writeRollUps(_ moment: Timestamp) throws(StoreError) {
    for (key, change) in rollUps.accounts.sorted(by: { $0.key < $1.key }) {
      try addStoredPosts(change.total.posts, to: key.owner)
      try raise(key.owner, to: change.peaks)
      guard change.hasSums else { continue }
      let statement = try connection.statement(.addAccountDay)
      statement.bind(key.owner)
      try add(change, on: key.day, by: statement)
    }
    for (key, change) in rollUps.platforms.sorted(by: { $0.key < $1.key }) where change.hasSums {
      let statement = try connection.statement(.addPlatformDay)
      statement.bind(key.owner)
      try add(change, on: key.day, by: statement)
    }
    for (hashtag, sums) in rollUps.hashtags.sorted(by: { $0.key < $1.key }) {
      let statement = try connection.statement(.addToHashtag)
      for number in [sums.uses, sums.views, sums.engagement, moment.microseconds, hashtag] {
        statement.bind(number)
      }
      try statement.run()
    }
    rollUps = RollUps()
  }

  private func addStoredPosts(_ posts: Int64, to account: Int64) throws(StoreError) {
    guard posts != 0 else { return }
    let statement = try connection.statement(.addStoredPosts)
    statement.bind(posts)
    statement.bind(account)
    try statement.run()
  }

  /// Raises what an account's posts reached; each value has an index, which is written only where it must be.
  private func raise(_ account: Int64, to peaks: [Int64?]) throws(StoreError) {
    guard peaks != Peak.none else { return }
    let select = try connection.statement(.peaks)
    select.bind(account)
    let old = try select.first { (row) in
      [row.integer(), row.integer(), row.integer(), row.integer(), row.integer()]
    }
    guard let old else { return }
    for index in peaks.indices where peaks[index] ?? .min > old[index] ?? .min {
      let statement = try connection.statement(Query.raisePeak[index])
      statement.bind(peaks[index])
      statement.bind(account)
      try statement.run()
    }
  }

  private func add(
    _ change: RollUps.Change, on day: Int64, by statement: Statement
  ) throws(StoreError) {
    statement.bind(Timestamp(day * 86_400_000_000).dateText)
    let (total, gained) = (change.total, change.gained)
    for number in [
      total.followers, total.posts, total.views, total.likes, total.comments, total.shares,
      total.saves, change.newPosts, gained.followers, gained.views, gained.likes, gained.comments,
      gained.shares, gained.saves,
    ] { statement.bind(number) }
    try statement.run()
  }
}

extension Query {
  static let addAccountDay = addDay("account_day", "social_account_id")
  static let addPlatformDay = addDay("platform_day", "platform")

  /// The totals of a day begin with those of the day before. What comes late counts on the newest day, so that no
  /// total has to be corrected later.
  private static func addDay(_ table: String, _ owner: String) -> Query {
    Query(
      """
      INSERT INTO \(table)
      SELECT ?1, max(?2, coalesce(before.snapshot_date, '')), coalesce(before.followers, 0) + ?3,
        coalesce(before.posts, 0) + ?4, coalesce(before.views, 0) + ?5,
        coalesce(before.likes, 0) + ?6, coalesce(before.comments, 0) + ?7,
        coalesce(before.shares, 0) + ?8, coalesce(before.saves, 0) + ?9,
        ?10, ?11, ?12, ?13, ?14, ?15, ?16
      FROM (SELECT 1) LEFT JOIN (
        SELECT * FROM \(table) WHERE \(owner) = ?1 ORDER BY snapshot_date DESC LIMIT 1
      ) before ON true
      WHERE true
      ON CONFLICT DO UPDATE SET followers = excluded.followers, posts = excluded.posts,
        views = excluded.views, likes = excluded.likes, comments = excluded.comments,
        shares = excluded.shares, saves = excluded.saves, new_posts = new_posts + excluded.new_posts,
        followers_gained = followers_gained + excluded.followers_gained,
        views_gained = views_gained + excluded.views_gained,
        likes_gained = likes_gained + excluded.likes_gained,
        comments_gained = comments_gained + excluded.comments_gained,
        shares_gained = shares_gained + excluded.shares_gained,
        saves_gained = saves_gained + excluded.saves_gained
      """)
  }

  static let addStoredPosts = Query(
    "UPDATE social_accounts SET stored_posts = stored_posts + ? WHERE id = ?")
  static let peaks = Query(
    "SELECT \(Peak.columns.joined(separator: ", ")) FROM social_accounts WHERE id = ?")
  static let raisePeak = Peak.columns.map {
    Query("UPDATE social_accounts SET \($0) = ? WHERE id = ?")
  }

  static let addToHashtag = Query(
    """
    UPDATE social_hashtags SET total_uses = total_uses + ?1, total_views = total_views + ?2,
      total_engagement = total_engagement + ?3, updated_at = ?4
    WHERE id = ?5
    """)
}
