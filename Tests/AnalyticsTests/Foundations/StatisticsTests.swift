import MetricSchema
import Testing

@testable import Analytics

@Suite("Statistics that several metrics use")
struct StatisticsTests {
  @Test("quantiles interpolate between neighbours")
  func quantiles() {
    #expect(Order.median([3, 1, 2]) == 2)
    #expect(Order.median([4, 1, 2, 3]) == 2.5)
    #expect(Order.quantile(sorted: [0, 10], 0.3) == 3)
    #expect(Order.quantile(sorted: [7], 0.99) == 7)
    #expect(Order.medianAbsoluteDeviation([1, 2, 3, 4, 100]) == 1)
  }

  @Test("adjusted values are those of Benjamini and Hochberg, by hand")
  func adjusted() {
    #expect(
      FalseDiscovery.adjusted([0.01, 0.04, 0.03, 0.5]) == [
        0.04, 0.04 * (4.0 / 3), 0.04 * (4.0 / 3), 0.5,
      ])
    #expect(FalseDiscovery.adjusted([]) == [])
    #expect(FalseDiscovery.adjusted([0.9, 1]) == [1, 1])
  }

  @Test("moments keep a small spread beside a large mean, and the mean of the largest numbers")
  func moments() {
    let moments = Moments([1e9 + 1, 1e9 + 2, 1e9 + 3])
    #expect(moments.mean == 1e9 + 2)
    #expect(moments.variance == 1)
    #expect(abs(moments.wholeDeviation - (2.0 / 3).squareRoot()) < 1e-15)
    #expect(Moments([.greatestFiniteMagnitude, .greatestFiniteMagnitude]).mean.isFinite)
    #expect(Moments([]).mean == 0)
    #expect(Moments([0.1, 0.1, 0.1]).mean == 0.1 && Moments([0.1, 0.1, 0.1]).squares == 0)
    #expect(Moments([4]).variance == 0)
  }

  @Test("bisection finds the first element that does not stand before")
  func bisection() {
    let values = [1, 3, 3, 7]
    #expect((0...8).map { n in values.bisect { $0 < n } } == [0, 0, 1, 1, 3, 3, 3, 3, 4])
    #expect(values[1..<3].bisect { $0 < 9 } == 3)
    #expect([Int]().bisect { $0 < 1 } == 0)
  }

  @Test("a heap gives its elements in order")
  func heap() {
    var generator = SeededGenerator(seed: 11)
    var heap = Heap<Int>(by: <)
    let values = (0..<200).map { _ in Int.random(in: 0..<50, using: &generator) }
    for value in values { heap.insert(value) }
    var ordered: [Int] = []
    while let first = heap.first {
      ordered.append(first)
      heap.removeFirst()
    }
    #expect(ordered == values.sorted(), "seed 11")
    heap.removeFirst()
    #expect(heap.first == nil)
  }

  @Test("differences of the farthest integers have a number")
  func differences() {
    #expect(Int64.max.difference(from: .min) == 0x1p64)
    #expect(Int64.max.difference(from: .max - 1) == 1)
    #expect(Timestamp(.min).days(since: Timestamp(.max)) < -2e8)
    #expect(Timestamp(90_000_000).seconds(since: Timestamp(0)) == 90)
  }

  @Test("what is negative or no number is not known")
  func known() {
    #expect([5, -1, nil].map(\Int64?.known) == [5, nil, nil])
    #expect([0, -0.1, .nan, .infinity, nil].map(\Double?.known) == [0, nil, nil, nil, nil])
  }

  @Test("pooling gives the closest list that never falls")
  func pooling() {
    let items = [1.0, 4, 2, 3, 9, 8].map { Pooling.Pool(sum: $0, weight: 1) }
    let pools = Pooling.rising(items)
    #expect(pools.map(\.mean) == [1, 3, 8.5])
    #expect(pools.map(\.count) == [1, 3, 2])
    #expect(Pooling.rising([]).isEmpty)
  }

  @Test("the hash is FNV-1a's")
  func hash() {
    var hash = StableHash()
    hash.add("foobar")
    #expect(hash.value == 0x8594_4171_F739_67E8)
  }

  @Test("what comes together by chance has a lift of 1 and no information")
  func association() {
    #expect(Association.lift(2, first: 4, second: 5, of: 10) == 1)
    #expect(Association.information(lift: 8) == 3)
    #expect(Association.information(lift: 0.5) == 0)
  }
}
