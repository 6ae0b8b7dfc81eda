import Testing

@testable import Analytics

@Suite("Orders by digits")
struct RadixOrderTests {
  private func sorted(_ values: [UInt64]) -> [UInt64] {
    var values = values
    var order = RadixOrder<UInt64>()
    values.withUnsafeMutableBufferPointer { order.sort($0) }
    return values
  }

  @Test("numbers of every spread come in order", arguments: [0, 1, 16, 17, 300, 20_000])
  func spreads(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    for bits: UInt64 in [1, 8, 21, 45, 64] {
      let values = (0..<count).map { _ in generator.next() >> (64 - bits) }
      #expect(sorted(values) == values.sorted(), "\(bits) bits")
      #expect(sorted(values.sorted().reversed()) == values.sorted())
    }
  }

  @Test("numbers that differ only in their last digits come in order, however many")
  func crowded() {
    var generator = SeededGenerator(seed: 9)
    let crowd = (0..<5000).map { _ in generator.next() & 0xFFFF }
    let values = crowd + [UInt64.max]
    #expect(sorted(values) == values.sorted())
  }

  @Test("numbers in bursts come in order", arguments: [2, 12, 60])
  func bursts(size: Int) {
    var generator = SeededGenerator(seed: UInt64(size))
    for _ in 0..<20 {
      let values = (0..<600 / size).flatMap { _ in
        let start = generator.next() >> 3
        return (0..<size).map { _ in start + generator.next() % 5000 }
      }
      #expect(sorted(values) == values.sorted())
    }
  }

  @Test("keys order as the numbers do, and give them back")
  func keys() {
    let numbers = [
      -Double.greatestFiniteMagnitude, -1.5, -Double.leastNormalMagnitude / 2, 0,
      .leastNonzeroMagnitude, 1, 1e300,
    ]
    #expect(numbers.map { UInt64(ordering: $0) } == numbers.map { UInt64(ordering: $0) }.sorted())
    #expect(numbers.map { Double(ordered: UInt64(ordering: $0)) } == numbers)
    #expect(UInt64(ordering: -0.0) == UInt64(ordering: 0.0))
    #expect([Int64.min, -1, 0, 1, .max].map { UInt64(ordering: $0) }.isRising)
  }
}

extension [UInt64] {
  fileprivate var isRising: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
