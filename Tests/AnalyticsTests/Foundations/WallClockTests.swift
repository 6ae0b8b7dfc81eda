import MetricSchema
import Testing

@testable import Analytics

@Suite("Wall clocks")
struct WallClockTests {
  @Test("the hour that summer time skips is never read, and the one that it repeats is read twice")
  func changes() throws {
    var clock = WallClock(try makeBerlin())
    let sunday = 6 * 24
    #expect(clock.hourOfWeek(at: moment(2026, 3, 29, 0, 59)) == sunday + 1)
    #expect(clock.hourOfWeek(at: moment(2026, 3, 29, 1, 30)) == sunday + 3)
    #expect(clock.hourOfWeek(at: moment(2026, 10, 25, 0, 30)) == sunday + 2)
    #expect(clock.hourOfWeek(at: moment(2026, 10, 25, 1, 30)) == sunday + 2)
    #expect(clock.hourOfWeek(at: moment(2026, 10, 25, 2, 30)) == sunday + 3)
  }

  @Test("the hours of a week begin on Monday, before 1970 too")
  func weeks() {
    var clock = WallClock(.utc)
    #expect(clock.hourOfWeek(at: Timestamp(0)) == 72)
    #expect(clock.hourOfWeek(at: Timestamp(-1)) == 71)
    #expect(clock.hourOfWeek(at: moment(2026, 11, 16)) == 0)
    #expect(clock.hourOfWeek(at: moment(2026, 11, 22, 23, 59)) == 167)
    #expect(clock.hourOfWeek(at: moment(1, 1, 1)) == 0)
    #expect(clock.hourOfWeek(at: WallClock.believable.upperBound) == 4 * 24 + 23)
  }

  @Test("reading in any order gives what reading one by one gives")
  func memory() throws {
    var generator = SeededGenerator(seed: 5)
    let zone = try makeBerlin()
    var clock = WallClock(zone)
    for _ in 0..<2000 {
      let second = Int64(generator.next() % 4_000_000_000) - 1_000_000_000
      let local = zone.local(at: Timestamp(second * 1_000_000))
      let expected = (local.weekday - 1) * 24 + local.hour
      #expect(clock.hourOfWeek(at: Timestamp(second * 1_000_000)) == expected)
    }
  }

  @Test("a local day has 23 hours when summer time begins and 25 when it ends")
  func days() throws {
    let zone = try makeBerlin()
    let days = try DayCalendar(moment(2026, 3, 28, 12)..<moment(2026, 3, 30, 12), in: zone).days
    #expect(days.map { "\($0.day)" } == ["2026-03-28", "2026-03-29", "2026-03-30"])
    #expect(days[1].time == moment(2026, 3, 28, 23)..<moment(2026, 3, 29, 22))
    let autumn = try DayCalendar(moment(2026, 10, 25, 12)..<moment(2026, 10, 25, 13), in: zone)
    #expect(autumn.days.map(\.time) == [moment(2026, 10, 24, 22)..<moment(2026, 10, 25, 23)])
  }

  @Test("an offset stays from one change of the clocks to the next, or for ever")
  func steady() throws {
    let summer = try makeBerlin().steady(at: moment(2026, 7, 1))
    #expect(summer.offset == 7200)
    #expect(summer.during == moment(2026, 3, 29, 1)..<moment(2026, 10, 25, 1))
    let always = TimeZoneRules.utc.steady(at: moment(2026, 7, 1))
    #expect(always.offset == 0)
    #expect(always.during == Timestamp(.min)..<Timestamp(.max))
  }
}
