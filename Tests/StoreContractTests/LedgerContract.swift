import HostCore
import MetricSchema
import Testing

@Suite("The ledger of usage")
struct LedgerContract {
  @Test("Grants until a limit is reached, and says until when it refuses", arguments: Conformer.all)
  func refuses(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let limit = Limit(2, per: .hour)
    for _ in 0..<2 {
      guard case .granted = try store.usage(limits: [limit]) else {
        Issue.record("refused too early")
        return
      }
    }
    // The hour of 07:45 ends fifteen minutes later.
    #expect(try store.usage(limits: [limit]) == .refused(limit: limit, used: 2, until: at(900)))
    guard case .granted = try store.usage(limits: [limit], 900) else {
      Issue.record("the next hour was refused")
      return
    }
    #expect(try store.usage(since: nil).map(\.requests) == [3])
  }

  @Test("Takes from all limits or from none", arguments: Conformer.all)
  func allOrNone(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let (wide, narrow) = (Limit(10, per: .day), Limit(1, per: .minute))
    _ = try store.usage(limits: [wide, narrow])
    for _ in 0..<3 {
      #expect(
        try store.usage(limits: [wide, narrow])
          == .refused(limit: narrow, used: 1, until: at(60)))
    }
    let nine = Limit(2, per: .day)
    guard case .granted = try store.usage(limits: [nine]) else {
      Issue.record("the refused ones were counted")
      return
    }
  }

  @Test("A limit of one call counts that call only", arguments: Conformer.all)
  func ofCall(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let limits = [Limit(1, per: .day, call: "comment.list"), Limit(3, per: .day)]
    for (call, isGranted) in [
      ("posts.list", true), ("comment.list", true), ("comment.list", false), ("posts.list", true),
      ("posts.list", false),
    ] {
      let outcome = try store.usage(call, limits: limits)
      if case .granted = outcome {
        #expect(isGranted, "\(call)")
      } else {
        #expect(!isGranted, "\(call)")
      }
    }
  }

  @Test("Keys and providers have limits of their own", arguments: Conformer.all)
  func ofKey(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let limit = Limit(1, per: .month)
    for (provider, key) in [("tiktok.one", 0), ("tiktok.one", 1), ("tiktok.two", 0)] {
      guard case .granted = try store.usage(provider: provider, key: key, limits: [limit]) else {
        Issue.record("\(provider) \(key) was refused")
        return
      }
      guard case .refused = try store.usage(provider: provider, key: key, limits: [limit]) else {
        Issue.record("\(provider) \(key) was granted")
        return
      }
    }
  }

  @Test("Units are counted, not requests", arguments: Conformer.all)
  func units(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let limit = Limit(100, per: .day)
    _ = try store.usage(units: 60, limits: [limit])
    let midnight = at(days(1) - (7 * 3600 + 45 * 60))
    #expect(
      try store.usage(units: 41, limits: [limit])
        == .refused(limit: limit, used: 60, until: midnight))
    _ = try store.usage(units: 40, limits: [limit])
    #expect(try store.usage(since: nil).map(\.units) == [100])
    #expect(
      try store.usage(units: .max, limits: [limit])
        == .refused(limit: limit, used: 100, until: midnight))
  }

  @Test("A limit that is new counts what was used in its window before", arguments: Conformer.all)
  func newLimit(_ conformer: Conformer) throws {
    let store = try conformer.make()
    _ = try store.usage("other", -3600 * 8)  // yesterday
    _ = try store.usage("other")
    _ = try store.usage()
    #expect(
      try store.usage(limits: [Limit(2, per: .day)], 1)
        == .refused(limit: Limit(2, per: .day), used: 2, until: at(58_500)))
    #expect(
      try store.usage(limits: [Limit(1, per: .day, call: "posts.list")], 1)
        == .refused(
          limit: Limit(1, per: .day, call: "posts.list"), used: 1, until: at(58_500)))
  }

  @Test("Several reservations are decided one after the other", arguments: Conformer.all)
  func several(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let limit = Limit(2, per: .ever)
    let one = Reservation(
      provider: "tiktok.one", platform: "tiktok", call: "posts.list", limits: [limit], moment: at(0)
    )
    let outcomes = try store.reserve([one, one, one])
    let granted = outcomes.compactMap { if case .granted(let usage) = $0 { usage } else { nil } }
    #expect(Set(granted).count == 2)
    #expect(outcomes[2] == .refused(limit: limit, used: 2, until: Timestamp(.max)))
    #expect(try store.reserve([]).isEmpty)
  }

  @Test(
    "Usage tells successes, failures by class, and what nobody saw the end of",
    arguments: Conformer.all)
  func summary(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let ends: [(FailureClass?, Int?, Int64)] = [
      (nil, 200, 100), (nil, 200, 300), (.rateLimited, 429, 20), (.transient, nil, 5000),
      (.rateLimited, 429, 30),
    ]
    let job = try store.job().id
    for (index, end) in ends.enumerated() {
      guard case .granted(let usage) = try store.usage(units: 2, Int64(index)) else { return }
      try store.commit([], job: job) {
        $0.settlement = Settlement(usage: usage, moment: at(10))
        ($0.settlement.failure, $0.settlement.status, $0.settlement.latencyMs) = end
        $0.settlement.bytes = 1000
        $0.settlement.records = end.0 == nil ? 30 : 0
        $0.settlement.remaining = 99 - Int64(index)
      }
    }
    _ = try store.usage("posts.list", 5)
    _ = try store.usage("user.info", key: 1, 6)
    let usage = try store.usage(since: nil)
    #expect(usage.map(\.call) == ["posts.list", "user.info"])
    #expect(usage.map(\.key) == [0, 1])
    let posts = try #require(usage.first)
    #expect(posts.provider == "tiktok.one")
    #expect(posts.platform == "tiktok")
    #expect(posts.requests == 6)
    #expect(posts.units == 11)
    #expect(posts.successes == 2)
    #expect(posts.failures == [FailureCount(.rateLimited, 2), FailureCount(.transient, 1)])
    #expect(posts.unsettled == 1)
    #expect(posts.bytes == 5000)
    #expect(posts.records == 60)
    // Only answers have a latency: 100, 300, 20 and 30 ms.
    #expect(posts.meanLatencyMs == 112.5)
    #expect(posts.remaining == 95)
    #expect(usage[1].unsettled == 1)
    #expect(usage[1].meanLatencyMs == nil)
    #expect(usage[1].remaining == nil)
    #expect(try store.usage(since: at(3)).map(\.requests) == [3, 1])
    #expect(try store.usage(since: at(7)).isEmpty)
  }
}
