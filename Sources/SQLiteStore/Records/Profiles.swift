import HostCore
import MetricSchema

extension Writer {
  /// Stores an account with its numbers; `false` where nothing says which account it is.
  func store(_ profile: Profile, _ origin: Origin) throws(StoreError) -> Bool {
    let claim = AccountClaim(
      origin.platform, id: profile.id, handle: profile.handle, identities: profile.identities)
    guard let account = try account(claim, at: origin.moment) else { return false }
    try write(profile, to: account, origin)
    let numbers = Numbers(profile.metrics, .account)
    if !numbers.isEmpty { try store(numbers, of: account, origin) }
    let link = try connection.statement(.linkProfileJob)
    link.bind(account)
    link.bind(origin.job)
    try link.run()
    return true
  }

  /// The number of the account that wrote something, made where it is new.
  func account(_ author: Author, _ origin: Origin) throws(StoreError) -> Int64? {
    let key = KnownRows.Key(platform: origin.platform, name: author.id ?? author.handle ?? "")
    if let number = known.authors[key], let last = known.written[number], last.author == author,
      last.moment <= origin.moment
    {
      return number
    }
    let claim = AccountClaim(
      origin.platform, id: author.id, handle: author.handle, identities: author.identities)
    guard let account = try account(claim, at: origin.moment) else { return nil }
    let statement = try connection.statement(.updateAuthor)
    statement.bind(author.name)
    statement.bind(author.url)
    statement.bind(author.avatarURL)
    statement.bind(author.verified)
    statement.bind(origin.moment.microseconds)
    statement.bind(account)
    try statement.run()
    known.authors[key] = account
    known.written[account] = try isNewest(author, account, origin) ? (author, origin.moment) : nil
    return account
  }

  /// Whether an account is as an author's record says: nothing newer keeps it otherwise.
  private func isNewest(
    _ author: Author, _ account: Int64, _ origin: Origin
  ) throws(StoreError) -> Bool {
    let claim = AccountClaim(origin.platform, id: nil, handle: author.handle, identities: [])
    let statement = try connection.statement(.isNewestAuthor)
    statement.bind(account)
    statement.bind(origin.moment.microseconds)
    statement.bind(claim.handle)
    return try statement.first { (row) in row.integer() } == 1
  }

  private func write(
    _ profile: Profile, to account: Int64, _ origin: Origin
  ) throws(StoreError) {
    known.written[account] = nil
    let isNewest = try isNewest(of: account, origin.moment)
    let statement = try connection.statement(isNewest ? .updateProfile : .fillProfile)
    for text in [
      profile.name, profile.url, profile.avatarURL, profile.bannerURL, profile.bio,
      profile.website, profile.email, profile.location, profile.region, profile.language,
      profile.category,
    ] { statement.bind(text) }
    statement.bind(profile.verified)
    statement.bind(profile.isPrivate)
    statement.bind(profile.business)
    statement.bind(profile.createdAt)
    statement.bind(profile.presence.stored)
    statement.bind(json(profile.extras))
    statement.bind(origin.moment.microseconds)
    statement.bind(account)
    try statement.run()
  }

  private func isNewest(of account: Int64, _ moment: Timestamp) throws(StoreError) -> Bool {
    let statement = try connection.statement(.lastSynced)
    statement.bind(account)
    let last = try statement.first { (row) in row.integer() ?? .min }
    return moment.microseconds >= last ?? .min
  }

  /// Stores the numbers of an account: the newest, and those of the day.
  private func store(
    _ numbers: Numbers, of account: Int64, _ origin: Origin
  ) throws(StoreError) {
    try writeSnapshot(numbers, of: account, origin)
    let select = try connection.statement(.accountNumbers)
    select.bind(account)
    let old = try select.first { (row) in
      (observed: row.integer(), numbers: Numbers(&row, .account))
    }
    guard let old else { return }
    let isNewest = origin.moment.microseconds >= old.observed ?? .min
    let newest = old.numbers.joined(with: numbers, isNewest: isNewest)
    let update = try connection.statement(.updateAccountNumbers)
    update.bind(isNewest ? origin.moment.microseconds : nil)
    update.bind(isNewest ? origin.provider : nil)
    newest.bind(to: update)
    update.bind(account)
    try update.run()
    let (before, after) = (following(old.numbers), following(newest))
    rollUps.add(
      Sums(followers: bounded(after) - bounded(before)),
      gained: Sums(followers: grown(after, before)), account: account, origin)
  }
}

extension Query {
  private static let profileColumns = [
    "display_name", "profile_url", "avatar_url", "banner_url", "bio", "website_url", "email",
    "location", "region", "language", "category", "is_verified", "is_private", "is_business",
    "account_created_at", "presence", "extras",
  ]
  private static let authorColumns = ["display_name", "profile_url", "avatar_url", "is_verified"]
  private static let latest = Numbers.columns(.account, prefix: "latest_")

  static let updateProfile = Query(
    """
    UPDATE social_accounts SET \(overwriting(profileColumns)), last_synced_at = ?18, updated_at = ?18
    WHERE id = ?19
    """)
  static let fillProfile = Query(
    """
    UPDATE social_accounts SET \(filling(profileColumns)), updated_at = max(updated_at, ?18)
    WHERE id = ?19
    """)
  static let updateAuthor = Query(
    """
    UPDATE social_accounts SET \(overwriting(authorColumns)), updated_at = ?5
    WHERE id = ?6 AND updated_at <= ?5 AND (\(differing(authorColumns)))
    """)
  static let isNewestAuthor = Query(
    """
    SELECT updated_at <= ?2 AND handle IS coalesce(?3, handle) FROM social_accounts WHERE id = ?1
    """)
  static let lastSynced = Query("SELECT last_synced_at FROM social_accounts WHERE id = ?")
  static let accountNumbers = Query(
    """
    SELECT latest_observed_at, \(latest.joined(separator: ", ")) FROM social_accounts WHERE id = ?
    """)
  static let updateAccountNumbers = Query(
    """
    UPDATE social_accounts SET latest_observed_at = coalesce(?, latest_observed_at),
      latest_provider = coalesce(?, latest_provider),
      \(latest.map { "\($0) = ?" }.joined(separator: ", "))
    WHERE id = ?
    """)
}
