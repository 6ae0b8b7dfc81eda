import MetricSchema
import Testing

@testable import Analytics

@Suite("What a spike watch is made of")
struct WatchPartsTests {
  @Test(
    "one period ago lies between its two neighbours in proportion, and only where both are kept")
  func prediction() {
    var memory = PeriodMemory(window: 4, period: 100)
    for index in 0..<6 {
      memory.remember(Double(index * index), at: Double(index) * 10, predicted: nil)
    }
    let found = [132.5, 150, 151].map { memory.prediction(at: $0) }
    #expect(found == [9 + 0.25 * 7, 25, nil])  // between 9 at 30 and 16 at 40; the last; after it
    var small = PeriodMemory(window: 4, period: 100)
    for index in 0..<6 { small.remember(Double(index), at: Double(index) * 10, predicted: nil) }
    // The first two were forgotten.
    #expect([119, 120].map { small.prediction(at: $0) } == [nil, 2])
  }

  @Test(
    "a prediction serves from fifty comparisons on, where it halves the distance from the average")
  func useful() {
    for (error, isUseful) in [(0.4, true), (0.6, false)] {
      var memory = PeriodMemory(window: 1000, period: 1)
      for index in 0..<200 {
        let value = index % 2 == 0 ? 1.0 : -1
        #expect(!memory.isUseful || index >= PeriodMemory.leastCompared)
        memory.remember(value, at: Double(index), predicted: value + error)
      }
      #expect(memory.isUseful == isUseful)
    }
  }

  @Test("a value is remembered no farther out than one width of the range")
  func remembered() {
    let range = ExpectedRange(low: 10, high: 30)
    #expect([9, 70, -70, 20].map(range.remembered) == [9, 50, -10, 20])
    #expect(ExpectedRange(low: 5, high: 5).remembered(99) == 99)
  }

  @Test("a view expects nothing before its warm-up, and a record does not widen it without bound")
  func record() {
    var view = RecordView(window: 100, warmUp: 3)
    let early = [1.0, 3, 2].map { view.observe($0) == nil }
    #expect(early == [true, true, true])
    let (first, second) = (view.observe(100), view.observe(2))
    #expect(first?.low == 1 && first?.high == 3)
    #expect(second?.high == 5)  // 100 was remembered as 3 + 2
  }

  @Test("a value surprises from the margin on")
  func margin() {
    func isSurprise(_ value: Double) -> Bool {
      var watch = SpikeWatch(.snapshots)
      for index in 0..<20 { _ = watch.observe(Double(index % 2) * 8, at: Double(index)) }
      return watch.observe(value, at: 20) != nil
    }
    #expect(isSurprise(12))  // half of the range of 8 above it
    #expect(!isSurprise(11.99))
  }

  @Test(
    "the quiet after a surprise lasts its share of all observations, and at least its least number")
  func quiet() {
    func surprises(_ share: Double, _ least: Int) -> [Int] {
      var settings = SpikeSettings.stream
      (settings.average, settings.spread, settings.period) = (0, 0, nil)
      (settings.quietShare, settings.leastQuiet) = (share, least)
      var watch = SpikeWatch(settings)
      return (0..<140).filter { index in
        // Each value from the hundredth on is far above all before it.
        let value =
          index < 100 ? Double(index % 2) : (100..<index).reduce(100) { value, _ in value * 10 }
        return watch.observe(value, at: Double(index)) != nil
      }
    }
    #expect(surprises(0, 0) == Array(100..<140))
    #expect(surprises(0, 10) == [100, 111, 122, 133])
    #expect(surprises(0.1, 0) == [100, 112, 125, 139])
  }

  /// A counter that gains 1000 a day twice daily, with more in some intervals.
  private func series(_ extra: [Int: Int64]) -> CountSeries {
    var count: Int64 = 0
    return CountSeries(
      (0...60).map { index in
        defer { count += 500 + Int64(index % 2) + (extra[index] ?? 0) }
        return CountSnapshot(moment(Double(index) / 2), count)
      })
  }

  @Test("spikes within the time that is asked for are one, which has the numbers of the larger")
  func merging() throws {
    let counter = series([40: 5_000, 42: 50_000])
    let apart = try #require(Spikes.ofCounter(counter, mergeWithin: 43_199).value).spikes
    #expect(apart.map(\.perDay) == [11_000, 101_000])
    let together = try #require(Spikes.ofCounter(counter, mergeWithin: 43_200).value).spikes
    #expect(together.map(\.perDay) == [101_000])
    #expect(together[0].start == moment(20) && together[0].end == moment(21.5))
  }

  @Test("a counter that hardly varies is held against the least deviation")
  func leastDeviation() throws {
    let counts = [100, 103, 97, 100, 101, 99, 120].reduce(into: [Int64(0)]) { counts, gain in
      counts.append(counts[counts.count - 1] + gain)
    }
    let test = try #require(Spikes.latest(in: [daily(counts)]).value?.tests.first)
    #expect(abs(test.probability - 0.010182379099154468) < 1e-12)
  }

  @Test("a century of days is the longest span")
  func century() {
    func span(_ days: Double) -> Finding<DailyGains> {
      Growth.dailyGains(CountSeries([CountSnapshot(moment(0), 1), CountSnapshot(moment(days), 2)]))
    }
    #expect(span(36_525).value?.days.count == 36_525)
    #expect(span(36_526).unknown?.kind == .outOfRange)
  }
}
