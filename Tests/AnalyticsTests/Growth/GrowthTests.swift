import MetricSchema
import Testing

@testable import Analytics

/// A moment that many days after 2026-01-01.
func moment(_ days: Double) -> Timestamp {
  Timestamp(1_767_225_600_000_000 + Int64((days * 86_400_000_000).rounded()))
}

/// Counts on days that follow each other.
func daily(_ counts: [Int64], step: Int64 = 1) -> CountSeries {
  CountSeries(
    counts.enumerated().map { CountSnapshot(moment(Double($0)), $1, step: step) })
}

@Suite("Growth between two snapshots")
struct GrowthTests {
  @Test("from 1000 to 1210 in two days: 21 %, 105 a day, 10 % a day, doubled in 7.27 days")
  func known() throws {
    let series = CountSeries([
      CountSnapshot(moment(2), 1210), CountSnapshot(moment(0), 1000),
    ])
    #expect(Growth.simple(series).value == 0.21)
    #expect(Growth.perDay(series).value == 105)
    #expect(abs(try #require(Growth.dailyCompound(series).value) - 0.1) < 1e-15)
    #expect(abs(try #require(Growth.doublingTime(series).value) - 7.272540897341713) < 1e-12)
  }

  @Test("a loss has growth below zero and no doubling time")
  func loss() throws {
    let series = daily([200, 100])
    #expect(Growth.simple(series).value == -0.5)
    #expect(abs(try #require(Growth.dailyCompound(series).value) + 0.5) < 1e-15)
    #expect(Growth.doublingTime(series).unknown?.kind == .outOfRange)
    #expect(Growth.dailyCompound(daily([200, 0])).value == -1)
  }

  @Test("a first count of 0 is no denominator, fewer than two snapshots are too few")
  func unknown() {
    #expect(Growth.simple(daily([0, 5])).unknown?.kind == .noDenominator)
    #expect(Growth.dailyCompound(daily([0, 5])).unknown?.kind == .noDenominator)
    #expect(Growth.perDay(daily([0, 5])).value == 5)
    #expect(Growth.simple(daily([7])).unknown?.kind == .tooFew)
    #expect(Growth.simple(daily([])).unknown?.kind == .noData)
    #expect(Growth.simple(daily([-5, 5])).unknown?.kind == .tooFew)
  }

  @Test("a change below one step of a rounded count is below the resolution, one step is growth")
  func resolution() {
    let still = daily([133_000, 133_000], step: 1000)
    for kind in [
      Growth.simple(still).unknown?.kind, Growth.perDay(still).unknown?.kind,
      Growth.dailyCompound(still).unknown?.kind, Growth.doublingTime(still).unknown?.kind,
    ] { #expect(kind == .belowResolution) }
    #expect(Growth.simple(daily([100_000, 101_000], step: 1000)).value == 0.01)
    // The coarser of the two steps decides, whichever end it is at.
    for (first, last) in [(1000, 10), (10, 1000)] as [(Int64, Int64)] {
      let mixed = CountSeries([
        CountSnapshot(moment(0), 100_000, step: first),
        CountSnapshot(moment(1), 100_500, step: last),
      ])
      #expect(Growth.simple(mixed).unknown?.kind == .belowResolution)
    }
    #expect(Growth.simple(daily([100_000, 100_000])).value == 0)
  }

  @Test("a measure brings the step of its rounding, and none without a count")
  func measure() {
    let rounded = CountSnapshot(
      moment(0), Measure(.subscribers, 1_200_000, .rounded(step: 100_000)))
    #expect(rounded == CountSnapshot(moment(0), 1_200_000, step: 100_000))
    #expect(CountSnapshot(moment(0), Measure(.views, 5))?.step == 1)
    #expect(CountSnapshot(moment(0), Measure(.views, nil, .hidden)) == nil)
    #expect(CountSnapshot(moment(0), Measure(.likes, 0, .hidden)) == nil)
    #expect(CountSnapshot(moment(0), Measure(.likes, 0, .notReported)) == nil)
    #expect(CountSnapshot(moment(0), Measure(.likes, -1)) == nil)
    #expect(CountSnapshot(moment(0), 5, step: -3).step == 1)
  }

  @Test("a negative count, as some platforms answer for what they hide, is no fall and no rise")
  func negative() {
    let series = daily([100, -1, 120])
    #expect(series.snapshots.map(\.count) == [100, 120])
    #expect(Growth.perDay(series).value == 10)
    #expect(Growth.rates(series).value?.corrections.isEmpty == true)
    #expect(Growth.rates(series).value?.gained == 20)
    let same = CountSeries([CountSnapshot(moment(0), 7), CountSnapshot(moment(0), -1)])
    #expect(same.snapshots.map(\.count) == [7])
  }

  @Test("the order of snapshots does not matter, and of two at one moment the last given stays")
  func order() {
    let snapshots = [
      CountSnapshot(moment(3), 9), CountSnapshot(moment(1), 4), CountSnapshot(moment(3), 8),
    ]
    #expect(CountSeries(snapshots).snapshots.map(\.count) == [4, 8])
    let week = daily([1, 2, 3, 4, 5]).within(moment(1)...moment(3))
    #expect(week.snapshots.map(\.count) == [2, 3, 4])
  }

  @Test("the largest counts and spans give a number or a reason, never a trap")
  func extremes() {
    let counts: [Int64] = [.min, -1, 0, 1, .max]
    let times: [Int64] = [.min, -1, 0, 1, .max]
    for a in counts {
      for b in counts {
        for (start, end) in zip(times, times.dropFirst()) {
          let series = CountSeries([
            CountSnapshot(Timestamp(start), a, step: .max), CountSnapshot(Timestamp(end), b),
          ])
          let exact = CountSeries(series.snapshots.map { CountSnapshot($0.time, $0.count) })
          for series in [series, exact] {
            for value in [
              Growth.simple(series), Growth.perDay(series), Growth.dailyCompound(series),
              Growth.doublingTime(series),
            ].compactMap(\.value) { #expect(value.isFinite) }
            #expect(Growth.dailyGains(series).value?.days.isEmpty != true || a > b)
          }
        }
      }
    }
  }
}
