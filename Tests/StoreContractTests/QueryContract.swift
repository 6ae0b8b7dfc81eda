import HostCore
import MetricSchema
import StoreTesting
import Testing

@Suite("Queries")
struct QueryContract {
  @Test("A post shows what was said of it, and what was known stays", arguments: Conformer.all)
  func post(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit(
      [
        StoreTesting.post("1", views: 7) {
          $0.url = "https://tiktok.example/1"
          $0.caption = "a walk"
          $0.mediaKind = .video
          $0.postedAt = at(-60).microseconds
        }
      ], 0)
    try store.commit([StoreTesting.post("1", likes: 2)], 5, provider: "tiktok.two")
    var expected = PostRow()
    expected.platform = "tiktok"
    expected.handle = "alice"
    expected.id = "1"
    expected.url = "https://tiktok.example/1"
    expected.caption = "a walk"
    expected.mediaKind = .video
    expected.postedAt = at(-60)
    expected.metrics.set(.likes, 2)
    expected.metrics.set(.views, 7)
    expected.provider = "tiktok.two"
    expected.observedAt = at(5)
    #expect(try store.allPosts() == [expected])
  }

  @Test("Accounts come with ids and numbers, most followed first", arguments: Conformer.all)
  func accounts(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit([
      profile("bob", followers: 5), profile("erin"),
      profile("alice", id: "500", followers: 9) {
        $0.name = "Alice"
        $0.url = "https://tiktok.example/@alice"
      }, profile("carol") { $0.metrics.set(.subscribers, 7) },
    ])
    let rows = try store.accounts(platform: "tiktok")
    #expect(rows.map(\.handle) == ["alice", "carol", "bob", "erin"])
    #expect(rows[0].name == "Alice")
    #expect(rows[0].url == "https://tiktok.example/@alice")
    #expect(rows[0].identities == [Identity("id", "500")])
    #expect(rows[0].provider == "tiktok.one")
    #expect(rows[0].observedAt == at(0))
    #expect(rows[3].observedAt == nil)
    #expect(rows[3].metrics == Metrics())
    #expect(try store.accounts(platform: "youtube").isEmpty)
  }

  @Test("Posts come in each order, unknown numbers last", arguments: Conformer.all)
  func orders(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let numbers: [(String, Int64?, Int64?)] = [
      ("1", 50, 3), ("2", nil, 9), ("3", 70, nil), ("4", 0, 0), ("5", nil, nil),
    ]
    for (id, views, likes) in numbers {
      try store.commit([
        StoreTesting.post(id, views: views, likes: likes, by: author("by\(id)")) {
          $0.metrics.set(.comments, likes)
          $0.metrics.set(.shares, likes.map { -$0 })
          $0.postedAt = views.map { at($0).microseconds }
        }
      ])
    }
    #expect(try store.allPosts(.views).map(\.id).prefix(3) == ["3", "1", "4"])
    #expect(try store.allPosts(.likes).map(\.id).prefix(3) == ["2", "1", "4"])
    #expect(try store.allPosts(.comments).map(\.id).prefix(3) == ["2", "1", "4"])
    #expect(try store.allPosts(.shares).map(\.id).prefix(3) == ["4", "1", "2"])
    #expect(try store.allPosts(.date).map(\.id).prefix(3) == ["3", "1", "4"])
    for order in PostFilter.Order.allCases {
      let all = try store.allPosts(order)
      #expect(Set(all.map(\.id)) == ["1", "2", "3", "4", "5"])
      for limit in 1...5 {
        #expect(try store.allPosts(order) { $0.limit = Int64(limit) }.count == limit)
      }
    }
    #expect(try store.allPosts(.views) { $0.limit = 0 }.isEmpty)
    #expect(try store.allPosts(.views) { $0.limit = .max }.count == 5)
  }

  @Test("Plays stand in where a platform has no views", arguments: Conformer.all)
  func plays(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit([
      StoreTesting.post("1", views: 10),
      StoreTesting.post("2") { $0.metrics.set(.plays, 20) },
      StoreTesting.post("3", views: 5) { $0.metrics.set(.plays, 90) },
    ])
    #expect(try store.allPosts(.views).map(\.id) == ["2", "1", "3"])
  }

  @Test("Any order with any filter equals sorting everything", arguments: Conformer.all)
  func model(_ conformer: Conformer) throws {
    let store = try conformer.make()
    var random = Random(seed: 7)
    var all: [(id: String, handle: String, views: Int64, posted: Int64)] = []
    for index in 0..<300 {
      let item = (
        id: "\(index)", handle: "user\(random.next(12))", views: Int64(random.next(1 << 20)),
        posted: Int64(random.next(1000))
      )
      all.append(item)
      try store.commit(
        [
          StoreTesting.post(
            item.id, views: item.views,
            by: item.handle == "user0" ? nil : author(item.handle)
          ) {
            $0.postedAt = at(item.posted).microseconds
          }
        ], 0)
    }
    for limit in [1, 7, 50, 1000] {
      for since in [nil, 500, 990, 2000] as [Int64?] {
        for handle in [nil, "user3"] {
          let wanted = all.filter {
            (handle == nil || $0.handle == handle) && (since == nil || $0.posted >= since!)
          }
          for order in [PostFilter.Order.views, .date] {
            let key = { (item: (id: String, handle: String, views: Int64, posted: Int64)) in
              order == .views ? item.views : item.posted
            }
            let expected = wanted.map(key).sorted(by: >).prefix(limit)
            let rows = try store.allPosts(order) {
              $0.limit = Int64(limit)
              $0.since = since.map { at($0) }
              $0.handle = handle
            }
            let found = rows.map { row in
              order == .views ? row.metrics[.views]!.count! : row.postedAt!.microseconds
            }
            #expect(
              found == expected.map { order == .views ? $0 : at($0).microseconds },
              "seed 7, \(order), limit \(limit), since \(String(describing: since))")
          }
        }
      }
    }
  }

  @Test("Filters by platform, account and time", arguments: Conformer.all)
  func filters(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let at0 = { (post: inout Post) in post.postedAt = at(0).microseconds }
    try store.commit([
      StoreTesting.post("1") { $0.postedAt = at(-5).microseconds },
      StoreTesting.post("2", at0), StoreTesting.post("3"),
      StoreTesting.post("4", by: author("bob"), at0),
    ])
    let job = try store.job("x").id
    try store.commit([StoreTesting.post("5", at0)], job: job, platform: "youtube")
    let ids = { (change: (inout PostFilter) -> Void) in
      try Set(store.allPosts(.date, change).map(\.id))
    }
    #expect(try ids { _ in } == ["1", "2", "3", "4", "5"])
    #expect(try ids { $0.platform = "youtube" } == ["5"])
    #expect(try ids { $0.handle = "alice" } == ["1", "2", "3", "5"])
    #expect(try ids { ($0.platform, $0.handle) = ("tiktok", "alice") } == ["1", "2", "3"])
    #expect(try ids { $0.since = at(0) } == ["2", "4", "5"])
    #expect(try ids { $0.since = at(1) } == [])
    #expect(try ids { $0.handle = "nobody" } == [])
    for order in PostFilter.Order.allCases {
      #expect(try Set(store.allPosts(order) { $0.since = at(0) }.map(\.id)) == ["2", "4", "5"])
    }
  }

  @Test(
    "A deleted post is no longer shown, and shown again once it is seen", arguments: Conformer.all)
  func deleted(_ conformer: Conformer) throws {
    let store = try conformer.make()
    for (second, presence) in [Presence.visible, .deleted, .missing, .visible].enumerated() {
      try store.commit([StoreTesting.post("1") { $0.presence = presence }], Int64(second))
      let isShown = presence == .visible
      for order in PostFilter.Order.allCases {
        #expect(try store.allPosts(order).count == (isShown ? 1 : 0))
      }
    }
  }

  @Test("Nothing is known of nothing", arguments: Conformer.all)
  func empty(_ conformer: Conformer) throws {
    let store = try conformer.make()
    #expect(try store.accounts(platform: nil).isEmpty)
    #expect(try store.allPosts(.views).isEmpty)
    #expect(try store.history(platform: "tiktok", handle: "alice").isEmpty)
    #expect(try store.watchedAccounts(platform: nil).isEmpty)
    #expect(try store.usage(since: nil).isEmpty)
  }
}

/// Numbers that are the same for the same seed.
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 11) % bound
  }
}
