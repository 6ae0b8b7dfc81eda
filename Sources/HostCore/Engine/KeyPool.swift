import MetricSchema

/// The keys of a provider, and since when each may be used: keys rest where a limit or the upstream says so.
///
/// A pure value; its caller passes the time in. A rest is of one call, or of all calls of a key.
struct KeyPool {
  /// Until when a key rests, and what to say where nobody waits for it.
  struct Rest: Hashable {
    var until: Timestamp
    var failure: OperationFailure
  }

  /// By key, then by call; "" for all calls.
  private var rests: [[String: Rest]]

  init(count: Int) { rests = Array(repeating: [:], count: count) }

  var count: Int { rests.count }

  /// The key that may be used first for a call, and since when; of several the one with the lowest number.
  func next(for call: String?) -> (key: Int, from: Timestamp) {
    var best = (key: 0, from: Timestamp(.max))
    for key in rests.indices {
      let from = rest(of: key, call)?.until ?? Timestamp(.min)
      if from < best.from { best = (key, from) }
    }
    return best
  }

  /// The rest that ends first, where every key rests.
  func shortestRest(for call: String?) -> Rest? { rest(of: next(for: call).key, call) }

  /// Lets a key rest for one call, `nil` for all; a longer rest stays.
  mutating func rest(_ key: Int, for call: String?, _ rest: Rest) {
    let known = rests[key][call ?? ""]
    if known.map({ $0.until < rest.until }) ?? true { rests[key][call ?? ""] = rest }
  }

  private func rest(of key: Int, _ call: String?) -> Rest? {
    guard !rests[key].isEmpty else { return nil }
    let both = [rests[key][""], call.flatMap { rests[key][$0] }].compactMap { $0 }
    return both.max { $0.until < $1.until }
  }
}
