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
