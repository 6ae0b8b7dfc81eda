import MetricSchema
import Testing

@testable import Analytics

@Suite("Daily series")
struct DailySeriesTests {
  @Test("values are put in order, the last of a day counts, and gaps lie on the line")
  func order() throws {
    let days = KnownSeries.days([10, nil, nil, 16, 20])
    let later = (time: Timestamp(days[4].time.microseconds + 5_000_000), value: Double?(25))
    let series = try DailySeries([later] + days.reversed())
    #expect(series.values == [10, 12, 14, 16, 25])
    #expect(series.bridged == 2)
    #expect(series.time(of: 5).description == "2026-01-06T00:00:00Z")
  }

  @Test("of several values at one time the largest counts, whatever the order")
  func duplicates() throws {
    let time = Timestamp(0)
    let one = try DailySeries([(time, 3), (time, 9), (time, 5)])
    #expect(one == (try DailySeries([(time, 9), (time, 5), (time, 3)])))
    #expect(one.values == [9])
  }

  @Test("what lies before a gap of more than a week is left out; a week is bridged")
  func gap() throws {
    let week: [Double?] = [1] + [Double?](repeating: nil, count: 7) + [9]
    #expect(try DailySeries(KnownSeries.days(week)).values.count == 9)
    let more: [Double?] = [1] + [Double?](repeating: nil, count: 8) + [9]
    #expect(try DailySeries(KnownSeries.days(more)).values == [9])
  }

  @Test("days are those of the zone, from midnight to midnight, 23 or 25 hours where clocks change")
  func zone() throws {
    let berlin = try makeBerlin()
    // 23:30 and 00:30 in Berlin are one day in UTC and two in Berlin.
    let late = [
      (time: moment(2026, 6, 1, 21, 30), value: Double?(4)),
      (time: moment(2026, 6, 1, 22, 30), value: Double?(6)),
    ]
    #expect(try DailySeries(late).values == [6])
    let local = try DailySeries(late, in: berlin)
    #expect(local.values == [4, 6])
    #expect(local.time(of: 0) == moment(2026, 5, 31, 22))
    #expect(local.time(of: 1) == moment(2026, 6, 1, 22))
    // Clocks go forward on 29 March and back on 25 October.
    for (start, length) in [(moment(2026, 3, 28, 12), 23), (moment(2026, 10, 24, 12), 25)] {
      let series = try DailySeries([(time: start, value: 1)], in: berlin)
      let hours = series.time(of: 2).microseconds - series.time(of: 1).microseconds
      #expect(hours == Int64(length) * 3_600_000_000)
    }
    let far = try makeZone("Far", "<+14>-14", offset: 14 * 3600)
    let early = try DailySeries([(time: moment(2026, 1, 1, 11), value: 1)], in: far)
    #expect(early.time(of: 0) == moment(2026, 1, 1, 10))
    let forecast = Forecast.daily(
      KnownSeries.days(KnownSeries.week(60, seed: 4)), days: 7, counts: true, in: berlin)
    #expect(try forecast.result.get().points[0].time == moment(2026, 3, 1, 23))
  }

  @Test("a day far beyond the series is kept within the years that are counted")
  func far() throws {
    let series = try DailySeries([(time: Timestamp(0), value: 1)])
    #expect(series.time(of: .max).description.hasPrefix("9999-12-31"))
    #expect(series.time(of: .min).description.hasPrefix("0001-01-01"))
  }

  @Test("no value, a value that is not finite and a time beyond the years are unknown")
  func unknown() {
    #expect(throws: Unknown.self) { try DailySeries([]) }
    #expect(throws: Unknown.self) { try DailySeries([(Timestamp(0), nil)]) }
    #expect(throws: Unknown.self) { try DailySeries([(Timestamp(0), .nan)]) }
    #expect(throws: Unknown.self) { try DailySeries([(Timestamp(0), 1e308)]) }
    #expect(throws: Unknown.self) { try DailySeries([(Timestamp(.max), 1)]) }
    #expect(throws: Unknown.self) { try DailySeries([(Timestamp(.min), 1)]) }
  }
}
