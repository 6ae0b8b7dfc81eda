import MetricSchema
import Testing

@testable import Analytics

@Suite("Gains of a counter")
struct CounterTests {
  @Test("gains are for each day, and a fall is a correction that is counted")
  func rates() throws {
    let series = CountSeries([
      CountSnapshot(moment(0), 100), CountSnapshot(moment(0.5), 150), CountSnapshot(moment(1), 140),
      CountSnapshot(moment(3), 240, step: 10),
    ])
    let rates = try #require(Growth.rates(series).value)
    #expect(rates.gains.map(\.perDay) == [100, 50])
    #expect(rates.gains.map(\.resolution) == [0, 5])
    #expect(rates.corrections.map(\.change) == [-10])
    #expect(rates.gained == 150)
    #expect(rates.takenBack == 10)
    #expect(Growth.rates(daily([5])).unknown?.kind == .tooFew)
  }

  @Test("a day's gain is what was interpolated from midnight to midnight")
  func days() throws {
    let series = CountSeries([
      CountSnapshot(moment(0.5), 100), CountSnapshot(moment(1.5), 200),
      CountSnapshot(moment(3.5), 600),
    ])
    let gains = try #require(Growth.dailyGains(series).value)
    #expect(gains.days.map(\.gain) == [150, 200])
    #expect(gains.days.map(\.count) == [300, 500])
    #expect(gains.days.map(\.day.number) == [20455, 20456])
    #expect(gains.corrected == 0)
    // At UTC+12 the days begin where the snapshots lie.
    let east = try #require(
      Growth.dailyGains(series, in: makeZone("+12", "<+12>-12", offset: 43_200)).value)
    #expect(east.days.map(\.gain) == [100, 200, 200])
  }

  @Test("a day on which the clocks change gains in 23 or 25 hours")
  func summerTime() throws {
    // One an hour, over the nights in which summer time begins and ends in Berlin.
    for (month, last, gains) in [(3, 29, [24.0, 23, 24]), (10, 25, [24, 25, 24])] {
      let start = moment(2026, month, last - 2, 12)
      let series = CountSeries(
        (0...96).map {
          CountSnapshot(Timestamp(start.microseconds + Int64($0) * 3_600_000_000), Int64($0))
        })
      let found = try #require(Growth.dailyGains(series, in: makeBerlin()).value)
      #expect(found.days.map(\.day.date.day) == [last - 1, last, last + 1])
      for (day, gain) in zip(found.days, gains) { #expect(abs(day.gain - gain) < 1e-9) }
    }
  }

  @Test("days that a correction touches are left out and counted")
  func corrected() throws {
    let series = CountSeries([
      CountSnapshot(moment(0), 100), CountSnapshot(moment(1), 200),
      CountSnapshot(moment(1.25), 190),
      CountSnapshot(moment(4), 1000),
    ])
    let gains = try #require(Growth.dailyGains(series).value)
    #expect(gains.days.map(\.day.number) == [20454, 20456, 20457])
    #expect(gains.corrected == 1)
    // A long fall touches each day that it spans.
    let fall = try #require(
      Growth.dailyGains(
        CountSeries([
          CountSnapshot(moment(0), 100), CountSnapshot(moment(1), 200),
          CountSnapshot(moment(4), 100),
          CountSnapshot(moment(5), 150),
        ])
      ).value)
    #expect(fall.days.map(\.gain) == [100, 50])
    #expect(fall.corrected == 3)
  }

  @Test("no whole day, and a span beyond a century, are unknown")
  func unknown() {
    let short = CountSeries([CountSnapshot(moment(0.1), 1), CountSnapshot(moment(0.9), 2)])
    #expect(Growth.dailyGains(short).unknown?.kind == .noData)
    let long = CountSeries([CountSnapshot(Timestamp(.min), 1), CountSnapshot(Timestamp(.max), 2)])
    #expect(Growth.dailyGains(long).unknown?.kind == .outOfRange)
  }

  @Test("averages are over whole days and over weeks from Monday to Sunday")
  func averages() throws {
    // 2026-01-01 is a Thursday: 4 days, one whole week, 1 day.
    let counts = (0...12).map { Int64($0 * $0) }
    let gains = try #require(Growth.dailyGains(daily(counts)).value)
    let averages = try #require(Growth.averages(gains).value)
    #expect(averages.daily.periods == 12)
    #expect(abs(averages.daily.gain - 12) < 1e-12)
    #expect(abs(averages.daily.count - 650.0 / 12) < 1e-12)
    #expect(averages.weekly?.periods == 1)
    #expect(averages.weekly?.gain == 105)
    #expect(averages.weekly?.count == 121)
    let few = try #require(Growth.dailyGains(daily([1, 2, 4])).value)
    #expect(Growth.averages(few).value?.weekly == nil)
  }

  @Test("a period is compared with the same weekdays before it")
  func comparison() throws {
    // Gains of 10 a day, on weekends 100; then twice as much.
    let counts = (0..<28).reduce(into: [Int64(0)]) { counts, day in
      let gain: Int64 = day % 7 == 2 || day % 7 == 3 ? 100 : 10
      counts.append(counts[counts.count - 1] + gain * (day >= 18 ? 2 : 1))
    }
    let gains = try #require(Growth.dailyGains(daily(counts)).value)
    let ten = try #require(Growth.comparison(of: gains, lastDays: 10).value)
    #expect(ten.shift == 14)
    #expect(ten.matchedDays == 10)
    #expect(ten.change == 1)
    let week = try #require(Growth.comparison(of: gains, lastDays: 7).value)
    #expect(week.shift == 7)
    #expect(abs(week.current - 500.0 / 7) < 1e-12)
  }

  @Test("what one step of a rounded count can make is stated, and is no difference of periods")
  func rounded() throws {
    let start = (0..<8).map { Int64($0) * 1000 }
    let gains = try #require(Growth.dailyGains(daily(start + [8000, 9000], step: 1000)).value)
    #expect(gains.resolution == 1000)
    #expect(try #require(Growth.averages(gains).value).resolution == 1000)
    #expect(Growth.comparison(of: gains, lastDays: 1).unknown?.kind == .belowResolution)
    let more = try #require(Growth.dailyGains(daily(start + [8000, 10_000], step: 1000)).value)
    #expect(Growth.comparison(of: more, lastDays: 1).value?.change == 1)
    #expect(try #require(Growth.dailyGains(daily(start)).value).resolution == 0)
    #expect(
      Growth.comparison(of: DailyGains(days: gains.days, corrected: 0), lastDays: 1).value?.change
        == 0)
  }

  @Test("days whose partner is missing are left out on both sides")
  func partners() throws {
    func day(_ number: Int64, _ gain: Double) -> DailyGains.Day {
      DailyGains.Day(day: CivilDay(number), gain: gain, count: 0)
    }
    let gains = DailyGains(
      days: [day(1, 10), day(3, 30), day(8, 20), day(9, 999), day(10, 30)], corrected: 0)
    let found = try #require(Growth.comparison(of: gains, lastDays: 3).value)
    #expect(found.matchedDays == 2)
    #expect(found.previous == 20)
    #expect(found.change == 0.25)
    // The days before the period do not count, even where days in it are missing.
    let gaps = DailyGains(days: [day(2, 50), day(9, 100), day(16, 10)], corrected: 0)
    #expect(Growth.comparison(of: gaps, lastDays: 7).value?.matchedDays == 1)
    #expect(Growth.comparison(of: gaps, lastDays: 7).value?.previous == 100)
    #expect(Growth.comparison(of: gains, lastDays: 14).unknown?.kind == .tooFew)
    #expect(Growth.comparison(of: gains, lastDays: 0).unknown?.kind == .outOfRange)
    let nothing = DailyGains(days: [day(1, 0), day(8, 5)], corrected: 0)
    #expect(Growth.comparison(of: nothing, lastDays: 1).unknown?.kind == .noDenominator)
  }
}
