import HostCore
import MetricSchema
import StoreTesting
import Testing

@Suite("Numbers, and why they are absent")
struct MetricContract {
  @Test("Every provenance comes back as it went in", arguments: Conformer.all)
  func provenance(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let measures = [
      Measure(.likes, 0), Measure(.comments, nil, .hidden),
      Measure(.views, 1_200_000, .rounded(step: 100_000)),
      Measure(.plays, nil, .notReported), Measure(.shares, nil, .unsupported),
      Measure(.saves, nil, .notSynced),
      Measure(.impressions, 5_000_000_000, .rounded(step: 10_000_000_000)),
      Measure(.completionRate, nil, ratio: 0.25), Measure(.downloads, 7, .rounded(step: 10)),
      Measure(.followsFromPost, nil, .hidden), Measure(.reactionLove, 12),
    ]
    try store.commit([post("1") { for measure in measures { $0.metrics.set(measure) } }])
    let metrics = try #require(try store.allPosts().first).metrics
    for measure in measures { #expect(metrics[measure.metric] == measure) }
    #expect(metrics.measures.count == measures.count)
  }

  @Test("Every metric of posts and accounts comes back", arguments: Conformer.all)
  func everyMetric(_ conformer: Conformer) throws {
    let store = try conformer.make()
    var metrics = Metrics()
    for (index, metric) in Metric.allCases.dropFirst().enumerated() {
      let isRatio = metric == .completionRate || metric == .averageWatchRatio
      metrics.set(
        Measure(metric, isRatio ? nil : Int64(index) << 40, ratio: isRatio ? 0.5 : nil))
    }
    let sent = metrics
    try store.commit([post("1") { $0.metrics = sent }, profile("alice") { $0.metrics = sent }])
    let row = try #require(try store.allPosts().first)
    let account = try #require(try store.accounts(platform: nil).first)
    let day = try #require(try store.history(platform: "tiktok", handle: "alice").first)
    for measure in sent.measures {
      #expect(row.metrics[measure.metric] == measure)
      #expect(account.metrics[measure.metric] == measure)
      #expect(day.metrics[measure.metric] == measure)
    }
  }

  @Test("What is hidden or not reported does not overwrite what is known", arguments: Conformer.all)
  func keepsKnown(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit([post("1", views: 10, likes: 5), profile("alice", followers: 100)], 0)
    try store.commit(
      [
        post("1") {
          $0.metrics.set(Measure(.views, nil, .hidden))
          $0.metrics.set(Measure(.likes, nil, .notReported))
        },
        profile("alice") { $0.metrics.set(Measure(.followers, nil, .hidden)) },
      ], 10)
    let row = try #require(try store.allPosts().first)
    #expect(row.metrics[.views] == Measure(.views, 10))
    #expect(row.metrics[.likes] == Measure(.likes, 5))
    #expect(try store.accounts(platform: nil).first?.metrics[.followers]?.count == 100)
    try store.commit([post("1", likes: 0)], 20)
    #expect(try store.allPosts().first?.metrics[.likes] == Measure(.likes, 0))
  }

  @Test(
    "A rounding of the number that is known exactly does not replace it", arguments: Conformer.all)
  func keepsExact(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let rounded = { (count: Int64) in
      post("1") { $0.metrics.set(Measure(.views, count, .rounded(step: 100_000))) }
    }
    try store.commit([post("1", views: 1_234_567)], 0)
    try store.commit([rounded(1_200_000)], 1, provider: "tiktok.two")
    #expect(try store.allPosts().first?.metrics[.views] == Measure(.views, 1_234_567))
    try store.commit([rounded(1_400_000)], 2, provider: "tiktok.two")
    #expect(
      try store.allPosts().first?.metrics[.views]
        == Measure(.views, 1_400_000, .rounded(step: 100_000)))
  }

  @Test("An older answer does not replace newer numbers or words", arguments: Conformer.all)
  func older(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit(
      [post("1", views: 50) { $0.caption = "new" }, profile("alice", followers: 9)], days(1))
    try store.commit(
      [
        post("1", views: 40, likes: 4) { ($0.caption, $0.title) = ("old", "a title") },
        profile("alice", followers: 5) { $0.name = "Alice" },
      ], 0)
    let row = try #require(try store.allPosts().first)
    #expect(row.metrics[.views]?.count == 50)
    #expect(row.caption == "new")
    #expect(row.observedAt == at(days(1)))
    let account = try #require(try store.accounts(platform: nil).first)
    #expect(account.metrics[.followers]?.count == 9)
    #expect(account.name == "Alice")
    #expect(
      try store.history(platform: "tiktok", handle: "alice").map { $0.metrics[.followers]?.count }
        == [5, 9])
  }

  @Test(
    "A day's numbers are those of its end, filled from earlier answers of the day",
    arguments: Conformer.all)
  func day(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit(
      [profile("alice", followers: 5) { $0.metrics.set(.posts, 3) }], 0, provider: "tiktok.one")
    try store.commit([profile("alice", followers: 7)], 60, provider: "tiktok.two")
    try store.commit([profile("alice", followers: 8)], days(1))
    let history = try store.history(platform: "tiktok", handle: "alice")
    #expect(history.map(\.date) == ["2026-11-20", "2026-11-21"])
    #expect(history.map { $0.metrics[.followers]?.count } == [7, 8])
    #expect(history.map { $0.metrics[.posts]?.count } == [3, nil])
    #expect(history.map(\.provider) == ["tiktok.two", "tiktok.one"])
  }

  @Test("The claims of an upstream break no sum", arguments: Conformer.all)
  func extremes(_ conformer: Conformer) throws {
    let store = try conformer.make()
    for (second, count) in [Int64.max, .min, 0, .max].enumerated() {
      try store.commit(
        [
          post("1", views: count, likes: count) {
            $0.hashtags = ["tag"]
            $0.postedAt = count
            $0.durationMs = count
          }, post("\(second)x", views: count), profile("alice", followers: count),
        ], Int64(second))
      #expect(try store.allPosts(.views).contains { $0.metrics[.views]?.count == count })
      #expect(try store.accounts(platform: nil).first?.metrics[.followers]?.count == count)
    }
  }
}
