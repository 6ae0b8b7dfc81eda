import Foundation
import HostCore
import MetricSchema
import StoreTesting
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

  @Test("What never left goes back to all limits and is no usage", arguments: Conformer.all)
  func givesBack(_ conformer: Conformer) throws {
    let store = try conformer.make()
    // Two of them share a window.
    let limits = [
      Limit(10, per: .day), Limit(12, per: .day), Limit(10, per: .ever, call: "posts.list"),
    ]
    let reservation = Reservation(
      provider: "tiktok.one", platform: "tiktok", call: "posts.list", units: 4, limits: limits,
      moment: at(0))
    guard case .granted(let sent) = try store.reserve(reservation),
      case .granted(let unsent) = try store.reserve(reservation)
    else {
      Issue.record("refused too early")
      return
    }
    var settlement = Settlement(usage: unsent, moment: at(1))
    settlement.failure = .transient
    settlement.unsent = reservation
    try store.settle([Settlement(usage: sent, moment: at(1)), settlement])
    let usage = try store.usage(since: nil)
    #expect(usage.map(\.requests) == [1])
    #expect(usage.map(\.units) == [4])
    #expect(usage.map(\.failures) == [[]])
    var next = reservation
    next.units = 6
    guard case .granted = try store.reserve(next) else {
      Issue.record("the units did not go back")
      return
    }
    next.units = 1
    guard case .refused(_, let used, _) = try store.reserve(next) else {
      Issue.record("too many went back")
      return
    }
    #expect(used == 10)
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

  private func pacific() throws -> TimeZoneRules {
    let file = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/America/Los_Angeles"))
    return try TimeZoneRules(name: "America/Los_Angeles", file: [UInt8](file))
  }

  @Test("A day of a zone ends at the zone's midnight", arguments: Conformer.all)
  func ofZone(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let day = Limit(1, per: .day, zone: try pacific())
    // 07:45 is a quarter to midnight in Los Angeles.
    guard case .granted = try store.usage(limits: [day]) else {
      Issue.record("refused too early")
      return
    }
    #expect(try store.usage(limits: [day]) == .refused(limit: day, used: 1, until: at(900)))
    #expect(try store.usage(limits: [day], 899) == .refused(limit: day, used: 1, until: at(900)))
    guard case .granted = try store.usage(limits: [day], 900) else {
      Issue.record("the next day was refused")
      return
    }
    #expect(
      try store.usage(limits: [day], 901)
        == .refused(limit: day, used: 1, until: at(900 + days(1))))
    // The next clock change is in March: a month of winter time.
    let month = Limit(2, per: .month, zone: try pacific())
    #expect(
      try store.usage(limits: [month], 902)
        == .refused(limit: month, used: 2, until: at(900 + days(11))))
  }

  @Test(
    "Days of two zones count apart, also where they begin together", arguments: Conformer.all)
  func twoZones(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let (utc, pacific) = (Limit(3, per: .day), Limit(2, per: .day, zone: try pacific()))
    let utcAgain = Limit(3, per: .day, zone: try TimeZoneRules(name: "Test/UTC", file: plainZone))
    let all = [utc, utcAgain, pacific]
    for second: Int64 in [0, 1] {
      guard case .granted = try store.usage(limits: all, second) else {
        Issue.record("refused too early")
        return
      }
    }
    #expect(
      try store.usage(limits: all, 2) == .refused(limit: pacific, used: 2, until: at(900)))
    guard case .granted = try store.usage(limits: all, 900) else {
      Issue.record("the next day in Los Angeles was refused")
      return
    }
    #expect(
      try store.usage(limits: all, 901) == .refused(limit: utc, used: 3, until: at(58_500)))
    #expect(
      try store.usage(limits: [utcAgain], 902)
        == .refused(limit: utcAgain, used: 3, until: at(58_500)))
  }

  /// A TZif file of the first version with one type of time, whose offset is 0.
  private var plainZone: [UInt8] {
    Array("TZif".utf8) + [UInt8](repeating: 0, count: 35) + [1, 0, 0, 0, 1]
      + [UInt8](repeating: 0, count: 7)
  }

  @Test("A zone that is new to a limit counts what was used on its day", arguments: Conformer.all)
  func newZone(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let pacific = Limit(2, per: .day, zone: try pacific())
    _ = try store.usage(limits: [Limit(9, per: .day)], -days(1) + 899)  // the day before yesterday
    _ = try store.usage(limits: [Limit(9, per: .day)], -days(1) + 900)
    _ = try store.usage(limits: [Limit(9, per: .day)], 899)
    #expect(
      try store.usage(limits: [pacific], 899) == .refused(limit: pacific, used: 2, until: at(900)))
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

  @Test("Requests of no job are settled by themselves, all or none", arguments: Conformer.all)
  func withoutJob(_ conformer: Conformer) throws {
    let store = try conformer.make()
    var settlements: [Settlement] = []
    for failure in [nil, FailureClass.auth] {
      guard case .granted(let usage) = try store.usage("oauth.token", units: 0) else { return }
      var settlement = Settlement(usage: usage, moment: at(1))
      (settlement.failure, settlement.status) = (failure, failure == nil ? 200 : 401)
      (settlement.latencyMs, settlement.bytes) = (40, 500)
      settlements.append(settlement)
    }
    _ = try store.usage("oauth.token", units: 0)
    try store.settle([])
    #expect(try store.usage(since: nil).map(\.unsettled) == [3])
    try store.settle(settlements)
    let usage = try store.usage(since: nil)
    #expect(usage.map(\.call) == ["oauth.token"])
    #expect(usage.first?.requests == 3)
    #expect(usage.first?.units == 0)
    #expect(usage.first?.successes == 1)
    #expect(usage.first?.failures == [FailureCount(.auth, 1)])
    #expect(usage.first?.unsettled == 1)
    #expect(usage.first?.bytes == 1000)
  }
}
