import HostCore
import MetricSchema

extension Writer {
  /// The number of a sound, stored as far as it is known; `nil` where it has no id.
  func audioNumber(_ audio: Audio, _ origin: Origin) throws(StoreError) -> Int64? {
    guard let id = allIdentities(audio.id, audio.identities).first?.value else { return nil }
    let key = KnownRows.Key(platform: origin.platform, name: id)
    if let known = known.audio[key], known.audio == audio { return known.number }
    var number = try insert(audio, id, origin)
    if number == nil { number = try update(audio, id, origin) }
    guard let number else { throw StoreError(.bug, "\(connection.path): a sound is not found") }
    let numbers = Numbers(audio.metrics, .audio)
    if numbers.isKnown { try store(numbers, ofAudio: number.id, origin) }
    // Numbers are written with the time of each answer, and what is older than what is stored was not written.
    known.audio[key] = number.isNewest && !numbers.isKnown ? (number.id, audio) : nil
    return number.id
  }

  /// The number of a new sound, which is as it was written now; `nil` where it is known.
  private func insert(
    _ audio: Audio, _ id: String, _ origin: Origin
  ) throws(StoreError) -> (id: Int64, isNewest: Bool)? {
    let statement = try connection.statement(.insertAudio)
    bind(audio, to: statement)
    statement.bind(origin.platform)
    statement.bind(id)
    statement.bind(origin.moment.microseconds)
    try statement.run()
    return connection.changes == 1 ? (connection.lastID, true) : nil
  }

  private func update(
    _ audio: Audio, _ id: String, _ origin: Origin
  ) throws(StoreError) -> (id: Int64, isNewest: Bool)? {
    let select = try connection.statement(.audioNumber)
    select.bind(origin.platform)
    select.bind(id)
    let found = try select.first { (row) in
      (id: row.integer() ?? 0, updated: row.integer() ?? .min)
    }
    guard let found else { return nil }
    let statement = try connection.statement(.updateAudio)
    bind(audio, to: statement)
    statement.bind(origin.moment.microseconds)
    statement.bind(found.id)
    try statement.run()
    return (found.id, found.updated <= origin.moment.microseconds)
  }

  private func bind(_ audio: Audio, to statement: Statement) {
    statement.bind(audio.title)
    statement.bind(audio.authorName)
    statement.bind(audio.authorID)
    statement.bind(audio.album)
    statement.bind(audio.durationMs)
    statement.bind(audio.original)
    statement.bind(audio.playURL)
    statement.bind(audio.coverURL)
    statement.bind(audio.url)
    statement.bind(json(audio.extras))
  }

  private func store(
    _ numbers: Numbers, ofAudio number: Int64, _ origin: Origin
  ) throws(StoreError) {
    let statement = try connection.statement(.updateAudioNumbers)
    for place in MetricLayout.audio.metrics.indices { statement.bind(numbers[place]) }
    statement.bind(numbers.others.json)
    statement.bind(origin.moment.microseconds)
    statement.bind(number)
    try statement.run()
  }
}

extension Query {
  private static let columns = [
    "title", "author_name", "author_external_id", "album", "duration_ms", "is_original", "play_url",
    "cover_url", "url", "extras",
  ]
  private static let latest = [
    "latest_posts_count", "latest_plays_count", "latest_popularity", "latest_other_counts",
  ]

  static let audioNumber = Query(
    "SELECT id, updated_at FROM social_audio WHERE platform = ? AND external_id = ?")
  static let insertAudio = Query(
    """
    INSERT INTO social_audio (\(columns.joined(separator: ", ")), platform, external_id, created_at,
      updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13)
    ON CONFLICT (platform, external_id) DO NOTHING
    """)
  static let updateAudio = Query(
    """
    UPDATE social_audio SET \(overwriting(columns)), updated_at = ?11
    WHERE id = ?12 AND updated_at <= ?11 AND (\(differing(columns)))
    """)
  static let updateAudioNumbers = Query(
    """
    UPDATE social_audio SET \(overwriting(latest)), latest_observed_at = ?5
    WHERE id = ?6 AND coalesce(latest_observed_at, ?5) <= ?5
    """)
}
