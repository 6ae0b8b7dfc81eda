import MetricSchema

/// A request that waits to be sent.
struct Pending {
  var outstanding: OutstandingRequest
  var attempt = 1
  var notBefore = Timestamp(.min)
  /// Where a redirect pointed, and how many were followed.
  var hop: Hop?
  var hops = 0
  /// How many keys were given up for it.
  var spentKeys = 0
  /// Whether a token was refused for it, and a new one was asked for.
  var hasNewToken = false

  /// What follows a redirect; it bears the secrets of one key.
  struct Hop {
    var request: HTTPRequest
    var key: Int
  }

  var request: ProviderRequest { outstanding.request }
  var isDetail: Bool { request.role == .detail }
}

/// A request that was sent.
struct Flight {
  /// The run's number.
  let number: Int
  let run: Run
  let runtime: ProviderRuntime
  var pending: Pending
  let usage: Int64
  let reservation: Reservation
  /// The place of the key that it bears among those of the runtime.
  let key: Int
  let sent: HTTPRequest
  var answer: HTTPAnswer?
}
