import HostCore
import MetricSchema

/// What says who an account is.
struct AccountClaim {
  var platform: String
  var identities: [Identity]
  var handle: String?

  init(_ platform: String, id: String?, handle: String?, identities others: [Identity]) {
    self.platform = platform
    identities = allIdentities(id, others)
    let bare = handle.map { withoutNUL($0.hasPrefix("@") ? String($0.dropFirst()) : $0) }
    // Bluesky shows the second one for every account whose handle does not lead back to it.
    self.handle = bare.flatMap { $0.isEmpty || $0 == "handle.invalid" ? nil : $0 }
  }
}

extension Writer {
  /// The number of the account that a claim is about, made where it is new; `nil` where the claim says nothing.
  ///
  /// Accounts that turn out to be one are merged. A handle alone finds the account that has it now.
  func account(_ claim: AccountClaim, at moment: Timestamp) throws(StoreError) -> Int64? {
    var owners: [Int64] = []
    var unknown: [Identity] = []
    for identity in claim.identities {
      if let owner = try owner(of: identity, claim.platform) {
        if !owners.contains(owner) { owners.append(owner) }
      } else {
        unknown.append(identity)
      }
    }
    guard !claim.identities.isEmpty || claim.handle != nil else { return nil }
    let holder = try holder(of: claim, at: moment)
    if let holder, !owners.contains(holder),
      try mayBeOne(holder, claim.identities, owners: owners)
    {
      owners.append(holder)
    }
    let winner: Int64
    if let oldest = owners.min() {
      winner = oldest
      for other in owners where other != oldest { try merge(account: other, into: oldest, moment) }
    } else {
      winner = try insertAccount(claim, at: moment)
    }
    for identity in unknown { try add(identity, claim.platform, to: winner) }
    if let handle = claim.handle, holder != winner {
      try take(handle, claim.platform, for: winner, at: moment)
    }
    return winner
  }

  private func owner(of identity: Identity, _ platform: String) throws(StoreError) -> Int64? {
    let statement = try connection.statement(.accountOwner)
    statement.bind(platform)
    statement.bind(identity.namespace)
    statement.bind(identity.value)
    return try statement.first { (row) in row.integer() } ?? nil
  }

  /// The account that had the claimed handle then, or came by it first afterwards.
  private func holder(of claim: AccountClaim, at moment: Timestamp) throws(StoreError) -> Int64? {
    guard let handle = claim.handle else { return nil }
    let statement = try connection.statement(.handleHolder)
    statement.bind(claim.platform)
    statement.bind(handle)
    statement.bind(moment.microseconds)
    return try statement.first { (row) in row.integer() } ?? nil
  }

  /// Whether no namespace has other ids for the holder of a handle than for the rest.
  private func mayBeOne(
    _ holder: Int64, _ claimed: [Identity], owners: [Int64]
  ) throws(StoreError) -> Bool {
    var others = claimed
    for owner in owners { others += try identities(ofAccount: owner) }
    let own = try identities(ofAccount: holder)
    return own.allSatisfy { identity in
      let same = others.filter { $0.namespace == identity.namespace }
      return same.isEmpty
        || same.contains { other in
          own.contains { $0.namespace == other.namespace && $0.value == other.value }
        }
    }
  }

  /// All ids of an account, by namespace.
  func identities(ofAccount account: Int64) throws(StoreError) -> [Identity] {
    let statement = try connection.statement(.accountIdentities)
    statement.bind(account)
    return try statement.all { (row) in Identity(row.text() ?? "", row.text() ?? "") }
  }

  private func insertAccount(
    _ claim: AccountClaim, at moment: Timestamp
  ) throws(StoreError) -> Int64 {
    let statement = try connection.statement(.insertAccount)
    statement.bind(claim.platform)
    statement.bind(claim.identities.first?.value)
    statement.bind(moment.microseconds)
    try statement.run()
    return connection.lastID
  }

  private func add(
    _ identity: Identity, _ platform: String, to account: Int64
  ) throws(StoreError) {
    let statement = try connection.statement(.insertAccountIdentity)
    statement.bind(platform)
    statement.bind(identity.namespace)
    statement.bind(identity.value)
    statement.bind(account)
    try statement.run()
    let first = try connection.statement(.fillAccountID)
    first.bind(identity.value)
    first.bind(account)
    try first.run()
  }

  /// Lets an account have a handle from `moment` on, and no longer another.
  private func take(
    _ handle: String, _ platform: String, for account: Int64, at moment: Timestamp
  ) throws(StoreError) {
    let holder = try currentHolder(of: handle, platform)
    // An answer older than the handles now in use does not bring back those before.
    guard try since(account) <= moment.microseconds, try since(holder) <= moment.microseconds else {
      return
    }
    if let holder {
      known.written[holder] = nil
      try endHandle(of: holder, at: moment)
      try setHandle(nil, of: holder)
    }
    known.written[account] = nil
    try endHandle(of: account, at: moment)
    try setHandle(handle, of: account)
    let statement = try connection.statement(.insertHandle)
    statement.bind(platform)
    statement.bind(handle)
    statement.bind(account)
    statement.bind(moment.microseconds)
    try statement.run()
  }

  /// Since when an account has its handle; before all time where it has none.
  private func since(_ account: Int64?) throws(StoreError) -> Int64 {
    guard let account else { return .min }
    let statement = try connection.statement(.handleSince)
    statement.bind(account)
    return try statement.first { (row) in row.integer() ?? .min } ?? .min
  }

  private func currentHolder(
    of handle: String, _ platform: String
  ) throws(StoreError) -> Int64? {
    let statement = try connection.statement(.currentHolder)
    statement.bind(platform)
    statement.bind(handle)
    return try statement.first { (row) in row.integer() } ?? nil
  }

  private func endHandle(of account: Int64, at moment: Timestamp) throws(StoreError) {
    let statement = try connection.statement(.endHandle)
    statement.bind(moment.microseconds)
    statement.bind(account)
    try statement.run()
  }

  private func setHandle(_ handle: String?, of account: Int64) throws(StoreError) {
    let statement = try connection.statement(.setHandle)
    statement.bind(handle)
    statement.bind(account)
    try statement.run()
  }
}

extension Query {
  static let accountOwner = Query(
    """
    SELECT social_account_id FROM account_identities
    WHERE platform = ? AND namespace = ? AND external_id = ?
    """)
  static let accountIdentities = Query(
    """
    SELECT namespace, external_id FROM account_identities WHERE social_account_id = ?
    ORDER BY namespace, external_id
    """)
  static let insertAccount = Query(
    """
    INSERT INTO social_accounts (platform, external_id, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?3)
    """)
  static let insertAccountIdentity = Query("INSERT INTO account_identities VALUES (?, ?, ?, ?)")
  static let fillAccountID = Query(
    "UPDATE social_accounts SET external_id = ?1 WHERE id = ?2 AND external_id IS NULL")
  static let handleHolder = Query(
    """
    SELECT social_account_id FROM account_handles
    WHERE platform = ?1 AND handle = ?2 AND (valid_to IS NULL OR valid_to > ?3)
    ORDER BY valid_from LIMIT 1
    """)
  static let currentHolder = Query(
    "SELECT id FROM social_accounts WHERE platform = ? AND handle = ?")
  static let handleSince = Query(
    "SELECT valid_from FROM account_handles WHERE social_account_id = ? AND valid_to IS NULL")
  static let endHandle = Query(
    """
    UPDATE account_handles SET valid_to = ?1 WHERE social_account_id = ?2 AND valid_to IS NULL
    """)
  static let setHandle = Query("UPDATE social_accounts SET handle = ?1 WHERE id = ?2")
  static let insertHandle = Query(
    """
    INSERT INTO account_handles (platform, handle, social_account_id, valid_from)
    VALUES (?, ?, ?, ?)
    """)
}
