public import MetricSchema

/// Remembers, from one run to the next, when plugins died, and which are in quarantine.
///
/// All members may be called from any thread.
public protocol DeathLog: Sendable {
  /// Notes a death of a provider, and forgets those that are not after `since`, whichever library they were of.
  ///
  /// - Returns: When it died before, after `since` and not after `moment`, in this run and others; oldest first.
  func noteDeath(
    of provider: String, _ library: LibraryStamp, at moment: Timestamp, since: Timestamp
  ) throws(StoreError) -> [Timestamp]

  /// Keeps a provider from running with a library; where it is in quarantine already, that stays as it is.
  func quarantine(_ quarantine: Quarantine) throws(StoreError)

  /// Why a provider must not run with a library; `nil` where it may.
  func quarantine(
    of provider: String, _ library: LibraryStamp
  ) throws(StoreError) -> Quarantine?

  /// All quarantines, by provider and time.
  func quarantines() throws(StoreError) -> [Quarantine]

  /// Lets a provider run again with every library, and forgets how often it died.
  ///
  /// - Returns: What was lifted; empty where there was nothing.
  func liftQuarantines(of provider: String) throws(StoreError) -> [Quarantine]
}

/// What tells one build of a plugin's library from every other.
public struct LibraryStamp: Hashable, Sendable {
  /// SHA-256 of the file, 64 hexadecimal digits in lower case.
  public var sha256: String
  /// The ABI's major version that it was built for.
  public var abi: Int64

  /// Creates a stamp.
  public init(sha256: String, abi: Int64) {
    self.sha256 = sha256
    self.abi = abi
  }
}

/// A provider that must not run with one library, since it died too often.
public struct Quarantine: Hashable, Sendable, CustomStringConvertible {
  /// The provider's id.
  public var provider: String
  /// The library. Another build of it may run.
  public var library: LibraryStamp
  /// What happened, to follow "it": "died 5 times within 10 minutes; the last time it aborted".
  public var reason: String
  /// When it died last.
  public var since: Timestamp

  /// Creates a quarantine.
  public init(provider: String, library: LibraryStamp, reason: String, since: Timestamp) {
    self.provider = provider
    self.library = library
    self.reason = reason
    self.since = since
  }

  /// Since when and why: "in quarantine since 2026-11-20T07:45:00Z: it died …".
  public var description: String {
    let second = Timestamp(since.microseconds - since.microseconds % 1_000_000)
    return "in quarantine since \(second): it \(reason)"
  }

  /// The command that lifts it.
  public var remedy: String { "patchbay plugin unquarantine \(provider)" }
}
