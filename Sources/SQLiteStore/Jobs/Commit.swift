import Crypto
public import HostCore
import MetricSchema
import RawArchive

extension SQLiteStore {
  /// Stores all of the answers in one transaction; bodies are packed before it begins.
  public func commit(_ answers: [AnswerCommit]) throws(StoreError) -> [CommitOutcome] {
    guard !answers.isEmpty else { return [] }
    var prepared: [PreparedAnswer] = []
    for answer in answers { prepared.append(try PreparedAnswer(answer)) }
    let ready = prepared
    return try write { (writer) throws(StoreError) in try writer.commit(ready) }
  }

  public func settle(_ settlements: [Settlement]) throws(StoreError) {
    guard !settlements.isEmpty else { return }
    try write { (writer) throws(StoreError) in try writer.settle(settlements) }
  }
}

/// An answer with everything that can be computed before the database is held.
struct PreparedAnswer: Sendable {
  var answer: AnswerCommit
  var following: [PreparedRequest]
  var raw: PreparedRaw?

  init(_ answer: AnswerCommit) throws(StoreError) {
    self.answer = answer
    following = answer.requests.map { PreparedRequest($0) }
    raw = try answer.raw.map { (raw) throws(StoreError) in try PreparedRaw(raw) }
    self.answer.raw = nil
  }
}

/// A request as it is stored.
struct PreparedRequest: Sendable {
  var request: ProviderRequest
  var bytes: [UInt8]
  /// What tells it from the other requests of its job.
  var fingerprint: [UInt8]

  init(_ request: ProviderRequest) {
    self.request = request
    bytes = request.serialized()
    fingerprint = Array(SHA256.hash(bytes).prefix(16))
  }
}

/// A raw answer as it is stored.
struct PreparedRaw: Sendable {
  var request: [UInt8]
  var status: Int
  var headers: [UInt8]
  var entry: RawArchive.Entry

  init(_ raw: RawAnswer) throws(StoreError) {
    request = raw.request.serialized()
    status = raw.status
    headers = raw.headers.serialized()
    do throws(ArchiveError) {
      entry = try raw.body.withBytes { (bytes) throws(ArchiveError) in try RawArchive.pack(bytes) }
    } catch {
      throw StoreError(.unavailable, "an answer cannot be packed: \(error.description)")
    }
  }
}

extension Writer {
  func settle(_ settlements: [Settlement]) throws(StoreError) {
    try transaction { () throws(StoreError) in
      for settlement in settlements { try settle(settlement) }
    }
  }

  func commit(_ answers: [PreparedAnswer]) throws(StoreError) -> [CommitOutcome] {
    try transaction { () throws(StoreError) in
      var outcomes: [CommitOutcome] = []
      for answer in answers { outcomes.append(try store(answer)) }
      if let last = answers.last { try writeRollUps(last.answer.moment) }
      return outcomes
    }
  }

  private func store(_ prepared: PreparedAnswer) throws(StoreError) -> CommitOutcome {
    let answer = prepared.answer
    try settle(answer.settlement)
    if let answered = answer.answered { try forgetRequest(answered) }
    let following = try ask(prepared.following, job: answer.job, at: answer.moment)
    let origin = Origin(
      platform: answer.platform, provider: answer.provider, job: answer.job, moment: answer.moment)
    if let raw = prepared.raw { try keep(raw, origin) }
    var delivered = Delivered()
    for record in answer.records { try store(record, origin, &delivered) }
    try note(delivered, origin)
    var isLast = answer.completesJob
    if isLast { isLast = try outstanding(of: answer.job).isEmpty }
    if isLast { try finish(answer.job, .completed, answer.moment) }
    return CommitOutcome(
      following: following, newPosts: delivered.newPosts, knownPosts: delivered.knownPosts,
      completedJob: isLast)
  }

  private func store(
    _ record: Record, _ origin: Origin, _ delivered: inout Delivered
  ) throws(StoreError) {
    let isStored: Bool
    switch record {
    case .post(let post):
      let outcome = try store(post, origin)
      if outcome == .new { delivered.newPosts += 1 }
      if outcome == .known { delivered.knownPosts += 1 }
      isStored = outcome != .unidentified
    case .comment(let comment):
      isStored = try store(comment, origin)
      if isStored { delivered.comments += 1 }
    case .profile(let profile): isStored = try store(profile, origin)
    case .hashtag(let hashtag): isStored = try store(hashtag, origin)
    case .audio(let audio): isStored = try audioNumber(audio, origin) != nil
    case .demographics(let bucket): isStored = try store(bucket, origin)
    case .insight(let insight): isStored = try store(insight, origin)
    case .trend(let entry): isStored = try store(entry, origin)
    }
    if isStored { delivered.records += 1 }
  }

  private func settle(_ settlement: Settlement) throws(StoreError) {
    if let unsent = settlement.unsent { return try giveBack(unsent, usage: settlement.usage) }
    let statement = try connection.statement(.settle)
    statement.bind(settlement.failure == nil)
    statement.bind(settlement.failure?.name)
    statement.bind(settlement.status.map { Int64($0) })
    statement.bind(settlement.latencyMs)
    statement.bind(settlement.bytes)
    statement.bind(settlement.records)
    statement.bind(settlement.message)
    statement.bind(settlement.remaining)
    statement.bind(settlement.moment.microseconds)
    statement.bind(settlement.usage)
    try statement.run()
  }

  /// Adds to what the job delivered.
  private func note(_ delivered: Delivered, _ origin: Origin) throws(StoreError) {
    guard delivered.records > 0 else { return }
    let statement = try connection.statement(.addToJob)
    statement.bind(Int64(delivered.newPosts + delivered.knownPosts))
    statement.bind(delivered.comments)
    statement.bind(delivered.records)
    statement.bind(origin.job)
    try statement.run()
  }

  private func keep(_ raw: PreparedRaw, _ origin: Origin) throws(StoreError) {
    let insert = try connection.statement(.insertBody)
    insert.bind(raw.entry.hash)
    insert.bind(Int64(raw.entry.size))
    insert.bind(raw.entry.compressed)
    try insert.run()
    let statement = try connection.statement(.insertRaw)
    statement.bind(raw.entry.hash)
    statement.bind(origin.job)
    statement.bind(origin.platform)
    statement.bind(origin.provider)
    statement.bind(raw.request)
    statement.bind(Int64(raw.status))
    statement.bind(raw.headers)
    statement.bind(origin.moment.microseconds)
    try statement.run()
  }
}

/// What an answer delivered.
private struct Delivered {
  var newPosts = 0
  var knownPosts = 0
  var comments: Int64 = 0
  var records: Int64 = 0
}

extension Query {
  static let settle = Query(
    """
    UPDATE social_api_usage SET success = ?, failure_class = ?, http_status = ?, latency_ms = ?,
      bytes = ?, records = ?, error_message = ?, remaining = ?, settled_at = ?
    WHERE id = ?
    """)
  static let addToJob = Query(
    """
    UPDATE social_fetch_jobs SET posts_fetched = posts_fetched + ?,
      comments_fetched = comments_fetched + ?, records_fetched = records_fetched + ?
    WHERE id = ?
    """)
  static let insertBody = Query(
    "INSERT INTO raw_bodies (hash, size, compressed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
  static let insertRaw = Query(
    """
    INSERT INTO raw_answers (body_id, job_id, platform, provider_name, request, status, headers,
      fetched_at)
    VALUES ((SELECT id FROM raw_bodies WHERE hash = ?), ?, ?, ?, ?, ?, ?, ?)
    """)
}
