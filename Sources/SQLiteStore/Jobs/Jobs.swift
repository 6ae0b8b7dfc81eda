public import HostCore
public import MetricSchema

extension SQLiteStore {
  public func begin(
    _ job: StoredJob, requests: [ProviderRequest]
  ) throws(StoreError) -> OpenJob {
    let prepared = requests.map { PreparedRequest($0) }
    return try write { (writer) throws(StoreError) in try writer.begin(job, prepared) }
  }

  public func outstanding(of job: Int64) throws(StoreError) -> [OutstandingRequest] {
    try write { (writer) throws(StoreError) in try writer.outstanding(of: job) }
  }

  public func finish(
    _ job: Int64, _ ending: JobEnding, moment: Timestamp
  ) throws(StoreError) {
    try write { (writer) throws(StoreError) in
      try writer.transaction { () throws(StoreError) in try writer.finish(job, ending, moment) }
    }
  }
}

extension Writer {
  func begin(_ job: StoredJob, _ requests: [PreparedRequest]) throws(StoreError) -> OpenJob {
    try transaction { () throws(StoreError) in
      if let open = try resume(job) { return open }
      try closeAnswered(job)
      let insert = try connection.statement(.insertJob)
      bindKey(of: job, to: insert)
      insert.bind(job.job.serialized())
      insert.bind(job.moment.microseconds)
      insert.bind(try subjectAccount(of: job))
      try insert.run()
      let id = connection.lastID
      let outstanding = try ask(requests, job: id, at: job.moment)
      return OpenJob(
        id: id, isResumed: false, outstanding: outstanding, records: 0, begunAt: job.moment)
    }
  }

  /// Takes up a job that has not ended and has requests left.
  private func resume(_ job: StoredJob) throws(StoreError) -> OpenJob? {
    let select = try connection.statement(.openJob)
    bindKey(of: job, to: select)
    let found = try select.first { (row) in
      (id: row.integer() ?? 0, records: row.integer() ?? 0, begun: row.integer() ?? 0)
    }
    guard let found else { return nil }
    let update = try connection.statement(.resumeJob)
    update.bind(job.job.serialized())
    update.bind(job.moment.microseconds)
    update.bind(found.id)
    try update.run()
    return OpenJob(
      id: found.id, isResumed: true, outstanding: try outstanding(of: found.id),
      records: found.records, begunAt: Timestamp(found.begun))
  }

  /// Completes what a process left behind that was killed after the last answer and before it could say so.
  private func closeAnswered(_ job: StoredJob) throws(StoreError) {
    let statement = try connection.statement(.closeAnswered)
    bindKey(of: job, to: statement)
    statement.bind(job.moment.microseconds)
    try statement.run()
  }

  private func bindKey(of job: StoredJob, to statement: Statement) {
    statement.bind(job.platform)
    statement.bind(job.provider)
    statement.bind(job.job.operation.name)
    statement.bind(subjectText(of: job.job))
    statement.bind(job.job.region ?? "")
  }

  func outstanding(of job: Int64) throws(StoreError) -> [OutstandingRequest] {
    let statement = try connection.statement(.outstanding)
    statement.bind(job)
    return try statement.all { (row) throws(StoreError) in
      let id = row.integer() ?? 0
      let request: ProviderRequest = try decoded(row.bytes(), connection.path)
      return OutstandingRequest(id: id, request: request)
    }
  }

  /// Stores requests that the job has not asked before, and returns them with their numbers.
  func ask(
    _ requests: [PreparedRequest], job: Int64, at moment: Timestamp
  ) throws(StoreError) -> [OutstandingRequest] {
    var asked: [OutstandingRequest] = []
    for request in requests {
      let mark = try connection.statement(.markAsked)
      mark.bind(job)
      mark.bind(request.fingerprint)
      try mark.run()
      guard connection.changes == 1 else { continue }
      let insert = try connection.statement(.insertRequest)
      insert.bind(job)
      insert.bind(request.bytes)
      insert.bind(moment.microseconds)
      try insert.run()
      asked.append(OutstandingRequest(id: connection.lastID, request: request.request))
    }
    return asked
  }

  func forgetRequest(_ id: Int64) throws(StoreError) {
    let statement = try connection.statement(.deleteRequest)
    statement.bind(id)
    try statement.run()
  }

  /// Ends a job, within the transaction under way.
  func finish(_ job: Int64, _ ending: JobEnding, _ moment: Timestamp) throws(StoreError) {
    let statement = try connection.statement(.finishJob)
    statement.bind(ending.status)
    statement.bind(ending.reason)
    statement.bind(ending.isFinal ? moment.microseconds : nil)
    statement.bind(job)
    try statement.run()
    guard ending.isFinal else { return }
    for query in [Query.deleteRequests, .deleteAsked] {
      let delete = try connection.statement(query)
      delete.bind(job)
      try delete.run()
    }
    if ending == .completed { try noteSuccess(of: job, moment) }
  }

  /// A fetched account comes under watch; a search into the history of searches.
  private func noteSuccess(of job: Int64, _ moment: Timestamp) throws(StoreError) {
    guard let stored = try storedJob(job, moment) else { return }
    if [.profile, .posts].contains(stored.job.operation) {
      var found = try linkedAccount(job)
      if found == nil { found = try subjectAccount(of: stored) }
      guard let account = found else { return }
      let watch = try connection.statement(.watch)
      watch.bind(account)
      watch.bind(moment.microseconds)
      try watch.run()
      let link = try connection.statement(.linkJob)
      link.bind(account)
      link.bind(job)
      try link.run()
    } else if [.search, .hashtag].contains(stored.job.operation) {
      let search = try connection.statement(.noteSearch)
      search.bind(job)
      search.bind(moment.microseconds)
      try search.run()
    }
  }
}

extension Writer {
  /// The account that a job turned out to be about: a subject need not be its handle.
  private func linkedAccount(_ job: Int64) throws(StoreError) -> Int64? {
    let statement = try connection.statement(.linkedAccount)
    statement.bind(job)
    return try statement.first { (row) in row.integer() } ?? nil
  }
}

extension JobEnding {
  fileprivate var status: String {
    switch self {
    case .completed: "completed"
    case .failed: "failed"
    case .suspended: "pending"
    }
  }

  fileprivate var reason: String? {
    switch self {
    case .completed: nil
    case .failed(let reason), .suspended(let reason): reason
    }
  }

  fileprivate var isFinal: Bool {
    if case .suspended = self { false } else { true }
  }
}

/// What tells the subjects of two jobs apart.
private func subjectText(of job: FetchJob) -> String {
  job.subjects.map { $0.text ?? $0.identities.first?.value ?? "" }.joined(separator: "\n")
}

extension Query {
  static let openJob = Query(
    """
    SELECT id, records_fetched, created_at FROM social_fetch_jobs
    WHERE platform = ? AND provider_name = ? AND job_type = ? AND subject = ? AND region = ?
      AND completed_at IS NULL
      AND EXISTS (SELECT 1 FROM outstanding_requests WHERE job_id = social_fetch_jobs.id)
    ORDER BY id LIMIT 1
    """)
  static let closeAnswered = Query(
    """
    UPDATE social_fetch_jobs SET status = 'completed', completed_at = ?6
    WHERE platform = ?1 AND provider_name = ?2 AND job_type = ?3 AND subject = ?4 AND region = ?5
      AND completed_at IS NULL AND status = 'running'
    """)
  static let insertJob = Query(
    """
    INSERT INTO social_fetch_jobs (platform, provider_name, job_type, subject, region, job, status,
      started_at, created_at, social_account_id)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'running', ?7, ?7, ?8)
    """)
  static let resumeJob = Query(
    """
    UPDATE social_fetch_jobs SET job = ?, status = 'running', started_at = ?, completed_at = NULL,
      error_message = NULL
    WHERE id = ?
    """)
  static let outstanding = Query(
    "SELECT id, request FROM outstanding_requests WHERE job_id = ? ORDER BY id")
  static let markAsked = Query("INSERT INTO asked_requests VALUES (?, ?) ON CONFLICT DO NOTHING")
  static let insertRequest = Query(
    "INSERT INTO outstanding_requests (job_id, request, created_at) VALUES (?, ?, ?)")
  static let deleteRequest = Query("DELETE FROM outstanding_requests WHERE id = ?")
  static let deleteRequests = Query("DELETE FROM outstanding_requests WHERE job_id = ?")
  static let deleteAsked = Query("DELETE FROM asked_requests WHERE job_id = ?")
  static let finishJob = Query(
    "UPDATE social_fetch_jobs SET status = ?, error_message = ?, completed_at = ? WHERE id = ?")
  static let linkJob = Query("UPDATE social_fetch_jobs SET social_account_id = ? WHERE id = ?")
  static let linkProfileJob = Query(
    "UPDATE social_fetch_jobs SET social_account_id = ? WHERE id = ? AND job_type = 'profile'")
  static let linkedAccount = Query("SELECT social_account_id FROM social_fetch_jobs WHERE id = ?")
  static let watch = Query(
    """
    INSERT INTO social_analytics_config (social_account_id, last_fetched_at, next_fetch_at,
      created_at, updated_at)
    VALUES (?1, ?2, ?2 + 86400000000, ?2, ?2)
    ON CONFLICT (social_account_id) DO UPDATE SET last_fetched_at = excluded.last_fetched_at,
      next_fetch_at = excluded.last_fetched_at + fetch_frequency * 1000000,
      updated_at = excluded.updated_at
    """)
  static let noteSearch = Query(
    """
    INSERT INTO search_history (query, query_type, platform, country, results_count, searched_at)
    SELECT subject, job_type, platform, nullif(region, ''), records_fetched, ?2
    FROM social_fetch_jobs WHERE id = ?1
    """)
}
