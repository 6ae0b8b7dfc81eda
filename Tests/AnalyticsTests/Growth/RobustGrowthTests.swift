import MetricSchema
import Testing

@testable import Analytics

@Suite("Robust growth")
struct RobustGrowthTests {
  @Test("the published example: 2.25882 % a day, with the interval of scipy.stats.theilslopes")
  func golden() throws {
    let growth = try #require(Growth.robust(daily([100, 102, 101, 105, 110, 108, 115])).value)
    #expect(abs(growth.perDay - 0.022588239926177492) < 1e-15)
    #expect(abs(growth.interval.lowerBound - 0.014185105674220159) < 1e-15)
    #expect(abs(growth.interval.upperBound - 0.039603960396039056) < 1e-15)
    #expect(growth.snapshots == 7)
  }

  @Test("equal counts narrow the interval as they do in scipy.stats.theilslopes")
  func ties() throws {
    let days = [1.5, 2.5, 4.5, 6, 6.5, 7.5, 8, 8.5, 10.5, 12.5]
    let counts: [Int64] = [104, 100, 121, 100, 100, 104, 104, 104, 104, 100]
    let series = CountSeries(zip(days, counts).map { CountSnapshot(moment($0), $1) })
    let growth = try #require(Growth.robust(series).value)
    #expect(growth.perDay == 0)
    #expect(abs(growth.interval.lowerBound + 0.00781345762878037) < 1e-12)
    #expect(abs(growth.interval.upperBound - 0.006558196936559176) < 1e-12)
  }

  @Test("one absurd count in nine does not move growth of 10 % a day far")
  func robust() throws {
    var counts = (0..<9).map { Int64(1e6 * exp(Double($0) * log(1.1))) }
    counts[4] = 5
    let growth = try #require(Growth.robust(daily(counts)).value)
    #expect(abs(growth.perDay - 0.1) < 0.001)
  }

  @Test("multiplying all counts changes nothing, and shuffling them neither")
  func invariant() throws {
    let seed: UInt64 = 7
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let counts = (0..<40).map { Int64(1000 + $0 * 10) + Int64(generator.next() % 50) }
    let series = daily(counts)
    let growth = try #require(Growth.robust(series).value)
    let scaled = try #require(Growth.robust(daily(counts.map { $0 * 1024 })).value)
    #expect(abs(growth.perDay - scaled.perDay) < 1e-15)
    let shuffled = CountSeries(series.snapshots.shuffled(using: &generator))
    #expect(Growth.robust(shuffled).value == growth)
    #expect(growth.interval.contains(growth.perDay))
  }

  @Test("too few, too many, zeros, a bad confidence and growth below a step are unknown")
  func unknown() {
    #expect(Growth.robust(daily([1, 2])).unknown?.kind == .tooFew)
    #expect(Growth.robust(daily([1, 0, 2])).unknown?.kind == .outOfRange)
    let many = daily(Array(repeating: 3, count: Growth.robustLimit + 1))
    #expect(Growth.robust(many).unknown?.kind == .outOfRange)
    #expect(Growth.robust(daily([1, 2, 3]), confidence: 1).unknown?.kind == .outOfRange)
    let rounded = daily([1000, 1000, 1100, 1000, 1000], step: 100)
    #expect(Growth.robust(rounded).unknown?.kind == .belowResolution)
    // The coarsest step decides: 40 more of about 1000 are less than one step of 100.
    let mixed = CountSeries(
      (0..<5).map {
        CountSnapshot(moment(Double($0)), 1000 + Int64($0) * 10, step: $0 == 2 ? 100 : 10)
      })
    #expect(Growth.robust(mixed).unknown?.kind == .belowResolution)
    #expect(Growth.robust(daily([5, 5, 5, 5])).value?.perDay == 0)
  }

  @Test("growth too fast for a daily figure is unknown, not infinite")
  func tooFast() {
    let series = CountSeries((0..<3).map { CountSnapshot(Timestamp($0), 1 + $0 * 1_000_000_000) })
    #expect(Growth.robust(series).unknown?.kind == .outOfRange)
    #expect(Growth.dailyCompound(series).unknown?.kind == .outOfRange)
  }

  @Test("selection agrees with sorting, whatever the order and the ties")
  func selection() {
    let seed: UInt64 = 11
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for count in [1, 2, 31, 33, 34, 100, 1001] {
      for distinct in [1, 2, 10, 1_000_000] as [UInt64] {
        var values = (0..<count).map { _ in Double(generator.next() % distinct) }
        let sorted = values.sorted()
        for index in [0, count / 3, count / 2, count - 1] {
          let found = values.withUnsafeMutableBufferPointer { Selection.select(index, in: $0) }
          #expect(found == sorted[index])
        }
        let median = values.withUnsafeMutableBufferPointer { Selection.median($0) }
        #expect(median == Order.quantile(sorted: sorted, 0.5))
      }
    }
  }
}
