import HostCore
import MetricSchema

extension Writer {
  /// Stores one bucket of an audience; `false` where the account, dimension or bucket is missing.
  func store(_ bucket: Demographics, _ origin: Origin) throws(StoreError) -> Bool {
    guard let dimension = bucket.dimension, let label = bucket.bucket,
      let account = try account(ofOwner: bucket.ownerID, origin)
    else { return false }
    let statement = try connection.statement(.writeDemographics)
    statement.bind(account)
    statement.bind(origin.moment.dateText)
    statement.bind(dimension)
    statement.bind(label)
    statement.bind(origin.provider)
    statement.bind(bucket.share.flatMap { $0.isFinite ? $0 : nil })
    statement.bind(bucket.count)
    statement.bind(bucket.periodStart)
    statement.bind(bucket.periodEnd)
    statement.bind(origin.moment.microseconds)
    try statement.run()
    return true
  }

  /// The account that an owner's record is about: the one that it names, or the one that the job asked for.
  private func account(ofOwner id: String?, _ origin: Origin) throws(StoreError) -> Int64? {
    var claim = AccountClaim(origin.platform, id: id, handle: nil, identities: [])
    if claim.identities.isEmpty {
      guard let subject = try jobSubject(origin.job) else { return nil }
      claim = AccountClaim(
        origin.platform, id: nil, handle: subject.text, identities: subject.identities)
    }
    return try account(claim, at: origin.moment)
  }

  /// Stores the numbers of a period; `false` where nothing says of what.
  func store(_ insight: Insight, _ origin: Origin) throws(StoreError) -> Bool {
    let kind = insight.ownerKind ?? "profile"
    guard let owner = try owner(of: insight, kind, origin) else { return false }
    // What counts from the beginning is kept once a day.
    let start = insight.periodStart ?? 0
    let end = insight.periodEnd ?? origin.moment.day * 86_400_000_000
    for measure in insight.metrics.measures where measure.metric != .unspecified {
      let statement = try connection.statement(.writeInsight)
      statement.bind(kind)
      statement.bind(owner)
      statement.bind(measure.metric.name)
      statement.bind(start)
      statement.bind(end)
      statement.bind(origin.provider)
      statement.bind(Number(measure).real)
      statement.bind(Int64(ProvenanceCode.code(of: measure.provenance)))
      statement.bind(insight.final ?? false)
      statement.bind(origin.moment.microseconds)
      try statement.run()
    }
    return true
  }

  private func owner(
    of insight: Insight, _ kind: String, _ origin: Origin
  ) throws(StoreError) -> Int64? {
    if kind == "profile" { return try account(ofOwner: insight.ownerID, origin) }
    guard let id = insight.ownerID, !id.isEmpty else { return nil }
    if kind == "post" { return try postNumber(id, origin) }
    guard kind == "audio" else { return nil }
    var audio = Audio()
    audio.id = id
    return try audioNumber(audio, origin)
  }
}

extension Number {
  fileprivate var real: Double? {
    switch self {
    case .unknown: nil
    case .count(let count): Double(count)
    case .ratio(let ratio): ratio
    }
  }
}

extension Query {
  static let writeDemographics = Query(
    """
    INSERT INTO social_audience_demographics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET share = coalesce(excluded.share, share),
      count = coalesce(excluded.count, count),
      period_start = coalesce(excluded.period_start, period_start),
      period_end = coalesce(excluded.period_end, period_end), observed_at = excluded.observed_at
    WHERE excluded.observed_at >= observed_at
    """)
  /// A number that is final is not taken back.
  static let writeInsight = Query(
    """
    INSERT INTO social_insights (owner_kind, owner_id, metric, period_start, period_end,
      provider_name, value, provenance, final, observed_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET value = coalesce(excluded.value, value),
      provenance = CASE WHEN excluded.value IS NULL AND value IS NOT NULL THEN provenance
        ELSE excluded.provenance END,
      final = excluded.final, observed_at = excluded.observed_at
    WHERE excluded.observed_at >= observed_at AND excluded.final >= final
    """)
}
