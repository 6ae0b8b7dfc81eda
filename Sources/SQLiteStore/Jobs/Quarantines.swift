public import HostCore
public import MetricSchema

extension SQLiteStore {
  public func noteDeath(
    of provider: String, _ library: LibraryStamp, at moment: Timestamp, since: Timestamp
  ) throws(StoreError) -> [Timestamp] {
    try write { (writer) throws(StoreError) in
      try writer.transaction { () throws(StoreError) in
        try writer.connection.noteDeath(of: provider, library, at: moment, since: since)
      }
    }
  }

  public func quarantine(_ quarantine: Quarantine) throws(StoreError) {
    try write { (writer) throws(StoreError) in
      try writer.transaction { () throws(StoreError) in
        let insert = try writer.connection.statement(.insertQuarantine)
        insert.bind(quarantine.provider, quarantine.library)
        insert.bind(quarantine.reason)
        insert.bind(quarantine.since.microseconds)
        try insert.run()
      }
    }
  }

  public func quarantine(
    of provider: String, _ library: LibraryStamp
  ) throws(StoreError) -> Quarantine? {
    try read { (connection) throws(StoreError) in
      let select = try connection.statement(.quarantineOf)
      select.bind(provider, library)
      return try select.first { (row) in Quarantine(&row) }
    }
  }

  public func quarantines() throws(StoreError) -> [Quarantine] {
    try read { (connection) throws(StoreError) in
      try connection.statement(.quarantines).all { (row) in Quarantine(&row) }
    }
  }

  public func liftQuarantines(of provider: String) throws(StoreError) -> [Quarantine] {
    try write { (writer) throws(StoreError) in
      try writer.transaction { () throws(StoreError) in
        try writer.connection.liftQuarantines(of: provider)
      }
    }
  }
}

extension Connection {
  fileprivate func noteDeath(
    of provider: String, _ library: LibraryStamp, at moment: Timestamp, since: Timestamp
  ) throws(StoreError) -> [Timestamp] {
    let forget = try statement(.forgetDeaths)
    forget.bind(provider)
    forget.bind(since.microseconds)
    try forget.run()
    let select = try statement(.deathsOf)
    select.bind(provider, library)
    select.bind(moment.microseconds)
    let earlier = try select.all { (row) in Timestamp(row.integer() ?? 0) }
    let insert = try statement(.insertDeath)
    insert.bind(provider, library)
    insert.bind(moment.microseconds)
    try insert.run()
    return earlier
  }

  fileprivate func liftQuarantines(of provider: String) throws(StoreError) -> [Quarantine] {
    let select = try statement(.quarantinesOfProvider)
    select.bind(provider)
    let lifted = try select.all { (row) in Quarantine(&row) }
    for query in [Query.deleteQuarantines, .deleteDeaths] {
      let delete = try statement(query)
      delete.bind(provider)
      try delete.run()
    }
    return lifted
  }
}

extension Statement {
  /// Binds what quarantine is keyed by.
  fileprivate func bind(_ provider: String, _ library: LibraryStamp) {
    bind(provider)
    bind(library.sha256)
    bind(library.abi)
  }
}

extension Quarantine {
  fileprivate init(_ row: inout Columns) {
    self.init(
      provider: row.text() ?? "",
      library: LibraryStamp(sha256: row.text() ?? "", abi: row.integer() ?? 0),
      reason: row.text() ?? "", since: Timestamp(row.integer() ?? 0))
  }
}

extension Query {
  private static let key = "provider_name = ?1 AND library_sha256 = ?2 AND abi = ?3"
  private static let columns = "provider_name, library_sha256, abi, reason, quarantined_at"

  static let forgetDeaths = Query(
    "DELETE FROM plugin_deaths WHERE provider_name = ? AND died_at <= ?")
  static let deathsOf = Query(
    "SELECT died_at FROM plugin_deaths WHERE \(key) AND died_at <= ?4 ORDER BY died_at")
  static let insertDeath = Query("INSERT INTO plugin_deaths VALUES (?, ?, ?, ?)")
  static let insertQuarantine = Query(
    "INSERT INTO plugin_quarantine VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
  static let quarantineOf = Query("SELECT \(columns) FROM plugin_quarantine WHERE \(key)")
  static let quarantinesOfProvider = Query(
    """
    SELECT \(columns) FROM plugin_quarantine WHERE provider_name = ?
    ORDER BY quarantined_at, library_sha256, abi
    """)
  static let quarantines = Query(
    """
    SELECT \(columns) FROM plugin_quarantine
    ORDER BY provider_name, quarantined_at, library_sha256, abi
    """)
  static let deleteQuarantines = Query("DELETE FROM plugin_quarantine WHERE provider_name = ?")
  static let deleteDeaths = Query("DELETE FROM plugin_deaths WHERE provider_name = ?")
}
