public import MetricSchema

/// Keeps what every provider used, durably and for all processes on one database.
public protocol Ledger: Sendable {
  /// Takes the units of a request from every limit that applies, or from none.
  ///
  /// A limit per day or month counts those of its own zone; limits of different zones count apart.
  /// Durable when it returns: a request may be sent only after `granted`.
  func reserve(_ reservation: Reservation) throws(StoreError) -> ReservationOutcome

  /// Takes several reservations in one transaction; the outcomes stand in the same order.
  func reserve(_ reservations: [Reservation]) throws(StoreError) -> [ReservationOutcome]

  /// Settles requests that belong to no job, such as those for tokens, in one transaction.
  func settle(_ settlements: [Settlement]) throws(StoreError)

  /// Usage per provider, key and call since `since`.
  func usage(since: Timestamp?) throws(StoreError) -> [UsageSummary]
}

/// A request that is about to be sent.
public struct Reservation: Hashable, Sendable {
  /// The provider's id.
  public var provider: String
  /// The platform.
  public var platform: String
  /// The call, as the manifest names it.
  public var call: String
  /// Which of several keys of the provider, from 0; each has limits of its own.
  public var key: Int
  /// What the request costs in the vendor's units.
  public var units: Int64
  /// The limits that apply.
  public var limits: [Limit]
  /// Now.
  public var moment: Timestamp

  /// Creates a reservation.
  public init(
    provider: String, platform: String, call: String, key: Int = 0, units: Int64 = 1,
    limits: [Limit] = [], moment: Timestamp
  ) {
    self.provider = provider
    self.platform = platform
    self.call = call
    self.key = key
    self.units = units
    self.limits = limits
    self.moment = moment
  }
}

/// Whether a request may be sent.
public enum ReservationOutcome: Hashable, Sendable {
  /// Yes; the number settles it.
  case granted(usage: Int64)
  /// Not before this limit's window ends.
  case refused(limit: Limit, used: Int64, until: Timestamp)
}

/// How a reserved request ended.
public struct Settlement: Hashable, Sendable {
  /// The number of the reservation.
  public var usage: Int64
  /// `nil` for success.
  public var failure: FailureClass?
  /// The HTTP status; `nil` where there was no answer.
  public var status: Int?
  /// From sending to the last byte, in milliseconds.
  public var latencyMs: Int64
  /// Bytes received.
  public var bytes: Int64
  /// Records delivered.
  public var records: Int64
  /// What went wrong, in words, without secrets.
  public var message: String?
  /// What the upstream said is left of its quota.
  public var remaining: Int64?
  /// The reservation of a request of which nothing left the host: its units go back to the limits, and it is not counted
  /// as usage. `nil` where it was sent.
  public var unsent: Reservation?
  /// Now.
  public var moment: Timestamp

  /// Creates a settlement of a success.
  public init(usage: Int64, moment: Timestamp) {
    self.usage = usage
    self.moment = moment
    latencyMs = 0
    bytes = 0
    records = 0
  }
}

/// What one call of one provider used.
public struct UsageSummary: Hashable, Sendable {
  /// The provider's id.
  public var provider = ""
  /// The platform.
  public var platform = ""
  /// The call, as the manifest names it.
  public var call = ""
  /// Which of several keys.
  public var key = 0
  /// Requests reserved, which are those sent but for what was in flight when a process was killed.
  public var requests: Int64 = 0
  /// Requests that were answered well.
  public var successes: Int64 = 0
  /// Requests that failed, by class.
  public var failures: [FailureCount] = []
  /// Requests whose end nobody saw.
  public var unsettled: Int64 = 0
  /// Units billed by the vendor's price list.
  public var units: Int64 = 0
  /// Bytes received.
  public var bytes: Int64 = 0
  /// Records delivered.
  public var records: Int64 = 0
  /// Mean time of an answer, in milliseconds; `nil` where none came.
  public var meanLatencyMs: Double?
  /// What the upstream last said is left of its quota.
  public var remaining: Int64?

  /// Creates an empty summary.
  public init() {}
}

/// How often a call failed in one way.
public struct FailureCount: Hashable, Sendable {
  /// The way.
  public var failure: FailureClass
  /// How often.
  public var count: Int64

  /// Creates one.
  public init(_ failure: FailureClass, _ count: Int64) {
    self.failure = failure
    self.count = count
  }
}
