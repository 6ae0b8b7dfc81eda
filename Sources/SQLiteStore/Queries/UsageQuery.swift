public import HostCore
public import MetricSchema

extension SQLiteStore {
  public func usage(since: Timestamp?) throws(StoreError) -> [UsageSummary] {
    try read { (connection) throws(StoreError) in
      var summaries: [UsageSummary] = []
      let statement = try connection.statement(.usage)
      statement.bind(since?.microseconds ?? .min)
      defer { statement.reset() }
      var latency = Latency()
      while try statement.step() {
        var row = Columns(statement)
        let key = UsageSummary(&row)
        if summaries.last.map({ $0.isOfSameCall(as: key) }) != true {
          summaries.append(key)
          latency = Latency()
        }
        summaries[summaries.count - 1].add(&row, &latency)
      }
      for index in summaries.indices {
        summaries[index].remaining = try connection.remaining(of: summaries[index], since)
      }
      return summaries
    }
  }
}

/// The parts of a mean.
private struct Latency {
  var sum: Int64 = 0
  var count: Int64 = 0
}

extension UsageSummary {
  fileprivate init(_ row: inout Columns) {
    self.init()
    provider = row.text() ?? ""
    platform = row.text() ?? ""
    key = Int(row.integer() ?? 0)
    call = row.text() ?? ""
  }

  fileprivate func isOfSameCall(as other: UsageSummary) -> Bool {
    (provider, platform, key, call) == (other.provider, other.platform, other.key, other.call)
  }

  /// Adds the requests that ended in one way.
  fileprivate mutating func add(_ row: inout Columns, _ latency: inout Latency) {
    let success = row.integer()
    let failure = row.text()
    let count = row.integer() ?? 0
    requests += count
    units += row.integer() ?? 0
    bytes += row.integer() ?? 0
    records += row.integer() ?? 0
    latency.sum += row.integer() ?? 0
    latency.count += row.integer() ?? 0
    meanLatencyMs = latency.count > 0 ? Double(latency.sum) / Double(latency.count) : nil
    switch success {
    case nil: unsettled += count
    case 1: successes += count
    default:
      let failure = failure.flatMap { FailureClass(name: $0) } ?? .unspecified
      failures.append(FailureCount(failure, count))
    }
  }
}

extension Connection {
  fileprivate func remaining(
    of usage: UsageSummary, _ since: Timestamp?
  ) throws(StoreError) -> Int64? {
    let statement = try self.statement(.remaining)
    statement.bind(since?.microseconds ?? .min)
    statement.bind(usage.provider)
    statement.bind(usage.platform)
    statement.bind(Int64(usage.key))
    statement.bind(usage.call)
    return try statement.first { (row) in row.integer() } ?? nil
  }
}

extension Query {
  static let usage = Query(
    """
    SELECT provider_name, platform, key_number, endpoint, success, failure_class, count(*),
      sum(units), sum(bytes), sum(records), sum(latency_ms) FILTER (WHERE http_status IS NOT NULL),
      count(http_status)
    FROM social_api_usage WHERE requested_at >= ?
    GROUP BY provider_name, platform, key_number, endpoint, success, failure_class
    ORDER BY provider_name, platform, key_number, endpoint, success, failure_class
    """)
  static let remaining = Query(
    """
    SELECT remaining FROM social_api_usage
    WHERE requested_at >= ? AND provider_name = ? AND platform = ? AND key_number = ?
      AND endpoint = ? AND remaining IS NOT NULL
    ORDER BY requested_at DESC, id DESC LIMIT 1
    """)
}
