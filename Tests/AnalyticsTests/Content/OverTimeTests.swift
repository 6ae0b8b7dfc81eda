import MetricSchema
import Testing

@testable import Analytics

@Suite("Content over time")
struct OverTimeTests {
  private let period = moment(2026, 11, 1)..<moment(2026, 11, 5)

  @Test("views add up by the day of posting, over days without posts too")
  func cumulative() throws {
    let posts = [(1, 10), (1, 5), (3, 7), (9, 100)].map { day, views in
      makePost("p", views: Int64(views)) { $0.postedAt = moment(2026, 11, day, 9) }
    }
    let lost = makePost("p") { $0.postedAt = moment(2026, 11, 2) }
    let found = try #require(
      ViewsOverTime.cumulative(posts + [lost], within: period, in: .utc).value)
    #expect(
      found.days.map { "\($0.day)" } == ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"])
    #expect(found.days.map(\.added) == [15, 0, 7, 0])
    #expect(found.days.map(\.cumulative) == [15, 15, 22, 22])
    #expect(found.days.map(\.posts) == [2, 0, 1, 0])
    #expect(found.missing == 1)
    #expect(found.undated == 0)
    #expect(found.youTube.isEmpty)
    #expect(
      found.reasons == [
        "Posts of 4 days have 22 views, as 3 posts report.",
        "Posts that do not report them: 1; posts of an unknown day: 0.",
      ])
  }

  @Test("posts on YouTube have days of their own, and posts without a time are counted")
  func youTubeOverTime() throws {
    let posts = [("tiktok.alice", 10), ("youtube.bob", 90)].map { account, views in
      makePost("p", account, views: Int64(views)) { $0.postedAt = moment(2026, 11, 2, 9) }
    }
    let apart = try #require(
      ViewsOverTime.cumulative(posts + [makePost("q", views: 7)], within: period, in: .utc).value)
    #expect(apart.days.map(\.added) == [0, 10, 0, 0])
    #expect(apart.youTube.map(\.cumulative) == [0, 90, 90, 90])
    #expect(apart.undated == 1)
    #expect(apart.missing == 0)
    let merged = ViewsOverTime.cumulative(
      posts, within: period, in: .utc, youTube: .derivedMetricsAccepted)
    #expect(merged.value?.days[1].added == 100)
    #expect(merged.value?.youTube.isEmpty == true)
  }

  @Test("sums do not depend on the order of posts, however large the numbers are")
  func exactSums() throws {
    let views: [Int64] = [.max] + Array(repeating: 1, count: 999)
    let posts = views.map { views in
      makePost("p", views: views) { $0.postedAt = moment(2026, 11, 2, 9) }
    }
    let sum = Double(UInt64(Int64.max) + 999)
    for posts in [posts, posts.reversed()] {
      let found = ViewsOverTime.cumulative(posts, within: period, in: .utc).value
      #expect(found?.days.last?.cumulative == sum)
    }
  }

  @Test("days are those of the zone")
  func zones() throws {
    let post = makePost("p", views: 4) { $0.postedAt = moment(2026, 11, 2, 23, 30) }
    let found = try #require(
      ViewsOverTime.cumulative([post], within: period, in: try makeBerlin()).value)
    #expect(found.days.first { $0.added > 0 }?.day == CivilDay(year: 2026, month: 11, day: 3))
    #expect(found.days.last?.day == CivilDay(year: 2026, month: 11, day: 5))
  }

  @Test("periods of no length, of more than ten years and beyond the calendar are refused")
  func refused() {
    let start = moment(2000, 1, 1)
    for (end, kind) in [(start, Unknown.Kind.noData), (moment(2020, 1, 1), .outOfRange)] {
      let views = ViewsOverTime.cumulative([], within: start..<end, in: .utc)
      #expect(views.unknown?.kind == kind)
      let growth = HistoricalGrowth.daily([], within: start..<end, in: .utc)
      #expect(growth.unknown?.kind == kind)
    }
    let beyond = ViewsOverTime.cumulative([], within: start..<Timestamp(.max), in: .utc)
    #expect(beyond.unknown?.kind == .outOfRange)
  }

  private func makeSnapshots(_ id: String, _ values: [(Int, Int, Int64?)]) -> [HistoricalGrowth
    .Snapshot]
  {
    values.map { .init(id: id, time: moment(2026, 11, $0, $1), count: $2) }
  }

  @Test("growth is spread over the time between snapshots, whenever they were taken")
  func spread() throws {
    let snapshots = makeSnapshots("a", [(1, 12, 100), (2, 12, 148), (2, 18, 160), (4, 0, 190)])
    let found = try #require(
      HistoricalGrowth.daily(snapshots, within: period, in: .utc).value)
    #expect(found.days.map(\.growth) == [24, 24 + 12 + 6, 24, nil])
    #expect(found.days.map(\.counters) == [1, 1, 1, 0])
    #expect(found.corrections == 0)
  }

  @Test("a counter that fell was corrected: it did not grow, and others are not touched")
  func corrections() throws {
    let fell = makeSnapshots("a", [(1, 0, 100), (2, 0, 40), (3, 0, 50)])
    let grew = makeSnapshots("b", [(1, 0, 0), (2, 0, 5)])
    let found = try #require(
      HistoricalGrowth.daily(fell + grew, within: period, in: .utc).value)
    #expect(found.days.map(\.growth) == [5, 10, nil, nil])
    #expect(found.corrections == 1)
    #expect(
      found.reasons == [
        "The counters grew by 15 on 2 of 4 days; the others are unknown.",
        "A counter fell 1 time: its platform corrected it, and how much it grew meanwhile is unknown.",
      ])
    #expect(found.days.map(\.counters) == [1, 1, 0, 0])
  }

  @Test("a day in which a counter only fell is unknown, and falls outside the period do not count")
  func fell() throws {
    let counts: [Int64] = [900, 100, 200, 150, 250]
    let snapshots = counts.enumerated().map { day, count in
      let time = Timestamp(moment(2026, 10, 31).microseconds + Int64(day) * Timestamp.dayLength)
      return HistoricalGrowth.Snapshot(id: "a", time: time, count: count)
    }
    let found = try #require(HistoricalGrowth.daily(snapshots, within: period, in: .utc).value)
    #expect(found.days.map(\.growth) == [100, nil, 100, nil])
    #expect(found.corrections == 1)
    #expect(
      found.reasons[0] == "The counters grew by 200 on 2 of 4 days; the others are unknown.")
  }

  @Test("a day of 25 hours has as much more of an even growth")
  func summerTime() throws {
    let berlin = try makeBerlin()
    let snapshots = [
      HistoricalGrowth.Snapshot(id: "a", time: moment(2026, 10, 20), count: 0),
      .init(id: "a", time: moment(2026, 10, 30), count: 240),
    ]
    let days = moment(2026, 10, 24)..<moment(2026, 10, 27)
    let found = try #require(HistoricalGrowth.daily(snapshots, within: days, in: berlin).value)
    #expect(found.days.first?.day == CivilDay(year: 2026, month: 10, day: 24))
    #expect(found.days.map { ($0.growth ?? -1).rounded() } == [24, 25, 24, 24])
  }

  @Test(
    "the growth of all days is that of the counters, in any order of snapshots", arguments: 1...8)
  func sum(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let snapshots = (0..<5).flatMap { id in
      var value: Int64 = 0
      return (0..<12).map { index in
        value += Int64(generator.next() % 1000)
        let hours = Int64(24 + index * 5) * 3_600_000_000
        return HistoricalGrowth.Snapshot(
          id: "\(id)", time: Timestamp(moment(2026, 10, 31).microseconds + hours), count: value)
      }
    }
    let expected = (0..<5).reduce(0.0) { sum, id in
      sum + Double(snapshots[id * 12 + 11].count! - snapshots[id * 12].count!)
    }
    let found = HistoricalGrowth.daily(snapshots, within: period, in: .utc)
    let total = try #require(found.value).days.reduce(0) { $0 + ($1.growth ?? 0) }
    #expect(abs(total - expected) < 1e-6)
    let shuffled = snapshots.shuffled(using: &generator)
    #expect(HistoricalGrowth.daily(shuffled, within: period, in: .utc) == found)
  }

  @Test("organic growth and that of advertisements are told apart, and add up where all is known")
  func split() {
    let snapshots =
      makeSnapshots("a", [(1, 0, 0), (2, 0, 10)]).map { snapshot in
        var snapshot = snapshot
        snapshot.ad = true
        return snapshot
      } + makeSnapshots("b", [(1, 0, 0), (2, 0, 3)])
    func growth(_ placement: Placement) -> Finding<HistoricalGrowth> {
      HistoricalGrowth.daily(snapshots, within: period, in: .utc, placement: placement)
    }
    #expect(growth(.total).value?.days[0].growth == 13)
    #expect(growth(.ads).value?.days[0].growth == 10)
    #expect(growth(.organic).unknown?.kind == .noData)
  }

  @Test(
    "of snapshots at one time the largest counts, and unknown, negative and huge ones do no harm")
  func strange() throws {
    let twice = makeSnapshots("a", [(1, 0, 5), (1, 0, 9), (2, 0, 10), (2, 0, nil), (2, 6, -4)])
    let found = try #require(HistoricalGrowth.daily(twice, within: period, in: .utc).value)
    #expect(found.days[0].growth == 1)
    let huge = [
      HistoricalGrowth.Snapshot(id: "a", time: moment(1, 1, 1), count: 0),
      .init(id: "a", time: moment(9999, 12, 31), count: .max),
      .init(id: "a", time: Timestamp(.max), count: 5),
    ]
    let spread = try #require(HistoricalGrowth.daily(huge, within: period, in: .utc).value)
    #expect(spread.days.allSatisfy { $0.growth.map { $0.isFinite && $0 > 0 } ?? false })
    let single = makeSnapshots("a", [(1, 0, 5)])
    #expect(HistoricalGrowth.daily(single, within: period, in: .utc).unknown?.kind == .tooFew)
  }
}
