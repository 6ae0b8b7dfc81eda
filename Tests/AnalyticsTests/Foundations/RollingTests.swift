import Testing

@testable import Analytics

@Suite("Rolling windows")
struct RollingTests {
  @Test("median, quantiles, least and largest are those of the window sorted anew")
  func agree() {
    let seed: UInt64 = 5
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for window in [1, 2, 3, 7, 8, 9, 17, 30, 64, 100] {
      for distinct in [2, 1_000_000] as [UInt64] {
        var order = RollingOrder(window: window)
        var range = RollingRange(window: window)
        var all: [Double] = []
        for _ in 0..<300 {
          all.append(Double(generator.next() % distinct) - 10)
          order.push(all[all.count - 1])
          range.push(all[all.count - 1])
          let sorted = all.suffix(window).sorted()
          #expect(order.count == sorted.count)
          #expect(order.median == Order.quantile(sorted: sorted, 0.5))
          #expect(order.quantile(0.1) == Order.quantile(sorted: sorted, 0.1))
          #expect(order.quantile(1) == sorted.last && order[0] == sorted.first)
          #expect(range.smallest == sorted.first && range.largest == sorted.last)
        }
      }
    }
  }

  @Test("a window that was cleared holds only what came after")
  func cleared() {
    var order = RollingOrder(window: 30)
    for value in 0..<40 { order.push(Double(value)) }
    order.clear()
    #expect(order.median == nil)
    for value in [3.0, 1, 2] { order.push(value) }
    #expect(order.count == 3 && order.median == 2 && order[0] == 1 && order.quantile(1) == 3)
  }

  @Test("an empty window has no median, and its size is kept within bounds")
  func bounds() {
    #expect(RollingOrder(window: 5).median == nil)
    var order = RollingOrder(window: -4)
    order.push(1)
    order.push(2)
    #expect(order.count == 1 && order.median == 2)
  }
}
