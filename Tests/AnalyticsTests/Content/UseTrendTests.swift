import MetricSchema
import Testing

@testable import Analytics

@Suite("Trends of use")
struct UseTrendTests {
  private let end = moment(2026, 11, 15)

  private func makeUses(before: Int, recent: Int) -> [Timestamp] {
    (0..<before).map { moment(2026, 11, 1 + $0 % 7, 3) }
      + (0..<recent).map { moment(2026, 11, 8 + $0 % 7, 3) }
  }

  @Test("more uses than chance explains are rising, fewer are falling, and the rest is steady")
  func directions() throws {
    let cases = [(10, 40, UseTrend.Direction.rising), (40, 10, .falling), (20, 25, .steady)]
    for (before, recent, direction) in cases {
      let uses = makeUses(before: before, recent: recent)
      let trend = try #require(UseTrend.of(uses, until: end).value)
      #expect(trend.before == before)
      #expect(trend.recent == recent)
      #expect(trend.multiple == Double(recent) / Double(before))
      #expect(trend.direction == direction)
      #expect(trend.daily.reduce(0, +) == before + recent)
      #expect(trend.daily.count == 14)
    }
  }

  @Test("half of ten is between 0.31 and 3.23 times: Wilson's interval as odds")
  func interval() throws {
    let trend = try #require(UseTrend.of(makeUses(before: 5, recent: 5), until: end).value)
    #expect(abs(trend.least - 0.236593 / 0.763407) < 1e-5)
    #expect(abs(try #require(trend.greatest) - 0.763407 / 0.236593) < 1e-4)
    #expect(
      trend.reasons == [
        "Used 5 times in the last 7 days, against 5 in the 7 days before: 1 times as many, steady (95 % interval 0.31 to 3.23 times)."
      ])
  }

  @Test("a sound that is new has no multiple and no bound, and rises; one that is gone falls")
  func ends() throws {
    let new = try #require(UseTrend.of(makeUses(before: 0, recent: 12), until: end).value)
    #expect(new.multiple == nil)
    #expect(new.greatest == nil)
    #expect(new.direction == .rising)
    #expect(new.reasons[0].contains("none before, rising (95 % interval 3.12 to any number times)"))
    let gone = try #require(UseTrend.of(makeUses(before: 12, recent: 0), until: end).value)
    #expect(gone.multiple == 0)
    #expect(gone.least == 0)
    #expect(gone.direction == .falling)
  }

  @Test("later and much earlier uses do not count, and too few give a reason")
  func outside() {
    let uses =
      makeUses(before: 4, recent: 4) + [end, moment(2027, 1, 1), Timestamp(.min), Timestamp(.max)]
    let unknown = UseTrend.of(uses, until: end).unknown
    #expect(unknown.map { "\($0)" } == "unknown, because there are 8 uses, where 10 are needed")
    #expect(UseTrend.of(uses, until: Timestamp(.max)).unknown?.kind == .outOfRange)
    #expect(UseTrend.of(uses, until: end, days: .max).value?.daily.count == nil)
    #expect(UseTrend.of(uses, until: end, days: .max, minimum: 8).value?.daily.count == 732)
  }
}
