public import HostCore
public import MetricSchema

extension SQLiteStore {
  public func identities(
    platform: String, operation: Operation, handle: String
  ) throws(StoreError) -> [Identity] {
    try read { (connection) throws(StoreError) in
      switch operation {
      case .profile, .posts, .audience, .insights:
        let account = try connection.account(handle, platform, by: Connection.presentHolder)
        guard let account else { return [] }
        return try connection.identities(.accountIdentities, owner: account)
      case .post, .comments:
        guard let post = try connection.owner(of: handle, platform, by: .postByAnyID) else {
          return []
        }
        return try connection.identities(.postIdentities, owner: post)
      case .hashtag:
        let name = (handle.hasPrefix("#") ? String(handle.dropFirst()) : handle).lowercased()
        return try connection.mainID(of: name, platform, by: .hashtagID)
      case .audio, .audioPosts: return try connection.mainID(of: handle, platform, by: .audioID)
      case .unspecified, .search, .trendingPosts, .trendingAudio: return []
      }
    }
  }

  public func watchedAccounts(platform: String?) throws(StoreError) -> [WatchedAccount] {
    try read { (connection) throws(StoreError) in
      let statement = try connection.statement(.watchedAccounts)
      statement.bind(platform)
      return try statement.all { (row) in
        WatchedAccount(
          platform: row.text() ?? "", handle: row.text() ?? "",
          lastFetched: row.integer().map { Timestamp($0) })
      }
    }
  }
}

extension Connection {
  /// Who is meant where something is to be fetched: a handle that was given up may be another's by now.
  static let presentHolder: [Query] = [.currentHolder, .accountByAnyID]

  /// The account with a handle, or where none has it with an id, or that had it last.
  func account(
    _ handle: String, _ platform: String, by queries: [Query] = presentHolder + [.formerHolder]
  ) throws(StoreError) -> Int64? {
    let bare = handle.hasPrefix("@") ? String(handle.dropFirst()) : handle
    for query in queries {
      if let account = try owner(of: bare, platform, by: query) { return account }
    }
    return nil
  }

  func owner(
    of id: String, _ platform: String, by query: Query
  ) throws(StoreError) -> Int64? {
    let statement = try self.statement(query)
    statement.bind(platform)
    statement.bind(id)
    return try statement.first { (row) in row.integer() } ?? nil
  }

  func identities(_ query: Query, owner: Int64) throws(StoreError) -> [Identity] {
    let statement = try self.statement(query)
    statement.bind(owner)
    return try statement.all { (row) in Identity(row.text() ?? "", row.text() ?? "") }
  }

  fileprivate func mainID(
    of name: String, _ platform: String, by query: Query
  ) throws(StoreError) -> [Identity] {
    let statement = try self.statement(query)
    statement.bind(platform)
    statement.bind(name)
    return try statement.all { (row) in Identity("id", row.text() ?? "") }
  }
}

extension Writer {
  /// The account that a job is about, as far as one is known.
  func subjectAccount(of job: StoredJob) throws(StoreError) -> Int64? {
    guard job.job.subjects.count == 1, let subject = job.job.subjects.first else { return nil }
    for identity in subject.identities {
      let statement = try connection.statement(.accountOwner)
      statement.bind(job.platform)
      statement.bind(identity.namespace)
      statement.bind(identity.value)
      if let account = try statement.first({ (row) in row.integer() }) ?? nil { return account }
    }
    return try subject.text.flatMap { (text) throws(StoreError) in
      try connection.account(text, job.platform, by: Connection.presentHolder)
    }
  }

  /// What a job is about; `nil` where there is no such job, or it is about nothing in particular.
  func jobSubject(_ id: Int64) throws(StoreError) -> Subject? {
    try storedJob(id, Timestamp(0))?.job.subjects.first
  }

  func storedJob(_ id: Int64, _ moment: Timestamp) throws(StoreError) -> StoredJob? {
    let statement = try connection.statement(.storedJob)
    statement.bind(id)
    return try statement.first { (row) throws(StoreError) in
      let platform = row.text() ?? ""
      let provider = row.text() ?? ""
      let job: FetchJob = try decoded(row.bytes(), connection.path)
      return StoredJob(platform: platform, provider: provider, job: job, moment: moment)
    }
  }
}

/// A message that was stored.
func decoded<M: Message>(_ bytes: [UInt8]?, _ path: String) throws(StoreError) -> M {
  do throws(MalformedMessage) {
    return try (bytes ?? []).withUnsafeBufferPointer { (buffer) throws(MalformedMessage) in
      try ProtobufReader.read(M.self, from: UnsafeRawBufferPointer(buffer))
    }
  } catch {
    throw StoreError(.corrupt, "\(path): a stored message is damaged: \(error.description)")
  }
}

extension Query {
  static let storedJob = Query(
    "SELECT platform, provider_name, job FROM social_fetch_jobs WHERE id = ?")
  static let formerHolder = Query(
    """
    SELECT social_account_id FROM account_handles WHERE platform = ? AND handle = ?
    ORDER BY valid_from DESC LIMIT 1
    """)
  static let postIdentities = Query(
    """
    SELECT namespace, external_id FROM post_identities WHERE post_id = ?
    ORDER BY namespace, external_id
    """)
  static let hashtagID = Query(
    """
    SELECT external_id FROM social_hashtags
    WHERE platform = ? AND hashtag = ? AND external_id IS NOT NULL
    """)
  static let audioID = Query(
    "SELECT external_id FROM social_audio WHERE platform = ? AND external_id = ?")
  static let watchedAccounts = Query(
    """
    SELECT a.platform, a.handle, c.last_fetched_at
    FROM social_analytics_config c JOIN social_accounts a ON a.id = c.social_account_id
    WHERE c.monitoring_enabled = 1 AND a.status = 'active' AND a.handle IS NOT NULL
      AND a.platform = coalesce(?1, a.platform)
    ORDER BY c.last_fetched_at NULLS FIRST, a.platform, a.handle
    """)
}
