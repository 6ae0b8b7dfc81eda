public import HostCore
import MetricSchema

extension SQLiteStore {
  public func reserve(_ reservation: Reservation) throws(StoreError) -> ReservationOutcome {
    try reserve([reservation])[0]
  }

  public func reserve(
    _ reservations: [Reservation]
  ) throws(StoreError) -> [ReservationOutcome] {
    guard !reservations.isEmpty else { return [] }
    return try write { (writer) throws(StoreError) in try writer.reserve(reservations) }
  }
}

extension Writer {
  func reserve(_ reservations: [Reservation]) throws(StoreError) -> [ReservationOutcome] {
    try transaction { () throws(StoreError) in
      var outcomes: [ReservationOutcome] = []
      for reservation in reservations { outcomes.append(try reserve(reservation)) }
      return outcomes
    }
  }

  private func reserve(_ reservation: Reservation) throws(StoreError) -> ReservationOutcome {
    let windows = reservation.windows
    for (limit, window) in windows {
      let used = try used(in: window)
      let (sum, overflow) = used.addingReportingOverflow(reservation.units)
      guard !overflow, sum <= limit.units else {
        let until = limit.end(of: reservation.moment)
        return .refused(limit: limit, used: used, until: until)
      }
    }
    try take(reservation.units, from: windows)
    let insert = try connection.statement(.insertUsage)
    insert.bind(reservation.provider)
    insert.bind(reservation.platform)
    insert.bind(reservation.call)
    insert.bind(Int64(reservation.key))
    insert.bind(reservation.units)
    insert.bind(reservation.moment.microseconds)
    try insert.run()
    return .granted(usage: connection.lastID)
  }

  /// Units reserved in a window. One that was not counted so far, since its limit is new, is counted from the requests.
  private func used(in window: UsageWindow) throws(StoreError) -> Int64 {
    let select = try connection.statement(.windowUsed)
    window.bindKey(to: select)
    if let used = try select.first({ (row) in row.integer() }) ?? nil { return used }
    let count = try connection.statement(.countWindow)
    count.bind(window.start)
    count.bind(window.end)
    count.bind(window.provider)
    count.bind(window.key)
    count.bind(window.call)
    let used = try count.first { (row) in row.integer() } ?? nil
    let insert = try connection.statement(.insertWindow)
    window.bindKey(to: insert)
    insert.bind(used ?? 0)
    try insert.run()
    try forgetWindows(before: window)
    return used ?? 0
  }

  /// Windows of a second would pile up; those of a day and a month are few and tell a history.
  private func forgetWindows(before window: UsageWindow) throws(StoreError) {
    guard [.second, .minute, .hour].contains(window.limit) else { return }
    let delete = try connection.statement(.deleteWindows)
    window.bindKey(to: delete)
    try delete.run()
  }

  /// Undoes a reservation whose request never left: nobody else will count it.
  func giveBack(_ reservation: Reservation, usage: Int64) throws(StoreError) {
    try take(-reservation.units, from: reservation.windows)
    let delete = try connection.statement(.deleteUsage)
    delete.bind(usage)
    try delete.run()
  }

  /// Adds to every window, once where several limits share it.
  private func take(
    _ units: Int64, from windows: [(limit: Limit, window: UsageWindow)]
  ) throws(StoreError) {
    var taken: [UsageWindow] = []
    for (_, window) in windows where !taken.contains(window) {
      taken.append(window)
      let update = try connection.statement(.addToWindow)
      window.bindKey(to: update)
      update.bind(units)
      try update.run()
    }
  }
}

extension Reservation {
  /// The limits that apply, and what each counts in.
  fileprivate var windows: [(limit: Limit, window: UsageWindow)] {
    limits.filter { $0.call == nil || $0.call == call }.map { ($0, UsageWindow($0, self)) }
  }
}

/// What a limit counts in at a moment.
private struct UsageWindow: Equatable {
  var provider: String
  var key: Int64
  /// Empty for all calls together.
  var call: String
  var limit: LimitWindow
  /// The window's name, with the zone where it is not UTC: days of two zones may begin together and end apart.
  var name: String
  var start: Int64
  var end: Int64

  init(_ limit: Limit, _ reservation: Reservation) {
    provider = reservation.provider
    key = Int64(reservation.key)
    call = limit.call ?? ""
    self.limit = limit.window
    name = limit.windowText
    start = limit.start(of: reservation.moment).microseconds
    end = limit.end(of: reservation.moment).microseconds
  }

  func bindKey(to statement: Statement) {
    statement.bind(provider)
    statement.bind(key)
    statement.bind(call)
    statement.bind(name)
    statement.bind(start)
  }
}

extension Query {
  private static let key =
    "provider_name = ?1 AND key_number = ?2 AND endpoint = ?3 AND window = ?4"

  static let windowUsed = Query("SELECT used FROM usage_windows WHERE \(key) AND window_start = ?5")
  static let countWindow = Query(
    """
    SELECT sum(units) FROM social_api_usage
    WHERE requested_at >= ?1 AND requested_at < ?2 AND provider_name = ?3 AND key_number = ?4
      AND endpoint = coalesce(nullif(?5, ''), endpoint)
    """)
  static let insertWindow = Query("INSERT INTO usage_windows VALUES (?, ?, ?, ?, ?, ?)")
  static let deleteWindows = Query("DELETE FROM usage_windows WHERE \(key) AND window_start < ?5")
  static let addToWindow = Query(
    "UPDATE usage_windows SET used = used + ?6 WHERE \(key) AND window_start = ?5")
  static let deleteUsage = Query("DELETE FROM social_api_usage WHERE id = ?")
  static let insertUsage = Query(
    """
    INSERT INTO social_api_usage (provider_name, platform, endpoint, key_number, units, requested_at)
    VALUES (?, ?, ?, ?, ?, ?)
    """)
}
