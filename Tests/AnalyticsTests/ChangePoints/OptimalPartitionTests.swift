import Testing

@testable import Analytics

@Suite("Optimal partitions")
struct OptimalPartitionTests {
  /// The optimum by trying every partition's last piece, without leaving any out.
  private func plain(_ values: [Double], penalty: Double, least: Int) -> Double {
    var best = [Double](repeating: .infinity, count: values.count + 1)
    best[0] = -penalty
    for end in stride(from: least, through: values.count, by: 1) {
      for start in 0...(end - least) where best[start].isFinite {
        let piece = OptimalPartition.cost(of: [], in: Array(values[start..<end]), penalty: 0)
        best[end] = min(best[end], best[start] + piece + penalty)
      }
    }
    return best[values.count]
  }

  @Test("the Nile changed once, in 1899", arguments: [1, 2, 7])
  func nile(least: Int) {
    let noise = OptimalPartition.noise(of: KnownSeries.nile)
    let penalty = OptimalPartition.penalty(noise: noise, count: 100)
    #expect(OptimalPartition.changes(in: KnownSeries.nile, penalty: penalty, least: least) == [28])
  }

  @Test("the cost is that of the best of all partitions", arguments: [1, 2, 5])
  func optimum(least: Int) {
    let seed = UInt64(40 + least)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      var mean = 0.0
      let values = (0..<Int.random(in: 10...60, using: &generator)).map { index in
        if Int.random(in: 0...12, using: &generator) == 0 {
          mean = Double.random(in: -4...4, using: &generator)
        }
        return mean + Double.random(in: -1...1, using: &generator)
      }
      let penalty = Double.random(in: 0...8, using: &generator)
      let found = OptimalPartition.changes(in: values, penalty: penalty, least: least)
      let cost = OptimalPartition.cost(of: found, in: values, penalty: penalty)
      #expect(abs(cost - plain(values, penalty: penalty, least: least)) < 1e-9)
      let bounds = [0] + found + [values.count]
      #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $1 - $0 >= least })
    }
  }

  @Test("long series are divided at best, without a change and with one every few values")
  func long() {
    print("seed 50")
    var generator = SeededGenerator(seed: 50)
    let calm = (0..<300).map { _ in Double.random(in: -1...1, using: &generator) }
    #expect(OptimalPartition.changes(in: calm, penalty: 30) == [])
    let steps = calm.enumerated().map { Double($0 / 7 % 3) * 20 + $1 }
    let found = OptimalPartition.changes(in: steps, penalty: 10)
    #expect(found == Array(stride(from: 7, to: 300, by: 7)))
    for penalty in [0.5, 2, 8] {
      for least in [1, 2, 9] {
        let some = Array(steps[..<90])
        let found = OptimalPartition.changes(in: some, penalty: penalty, least: least)
        let cost = OptimalPartition.cost(of: found, in: some, penalty: penalty)
        #expect(abs(cost - plain(some, penalty: penalty, least: least)) < 1e-9 * cost)
      }
    }
  }

  @Test("a constant is never divided, and no place is lost where many cost the same")
  func ties() {
    let flat = [Double](repeating: 0, count: 40)
    #expect(OptimalPartition.changes(in: flat, penalty: 0) == [])
    #expect(OptimalPartition.changes(in: flat + [9, 9] + flat, penalty: 1) == [40, 42])
  }

  @Test("a cost counts each piece once, and no index that begins none")
  func cost() {
    let values = [1.0, 3, 8, 10]
    #expect(OptimalPartition.cost(of: [2], in: values, penalty: 5) == 9)
    #expect(OptimalPartition.cost(of: [], in: values, penalty: 5) == 53)
    #expect(OptimalPartition.cost(of: [3, 1], in: values, penalty: 5) == 22.5)
    let odd = [Int.min, -1, 0, 2, 2, 4, 5, .max]
    #expect(OptimalPartition.cost(of: odd, in: values, penalty: 5) == 9)
    #expect(OptimalPartition.cost(of: odd, in: [], penalty: 5) == 0)
  }

  @Test("a common offset and scale change nothing but the penalty's")
  func invariance() {
    let values = KnownSeries.nile
    let moved = values.map { $0 * 4 + 1e9 }
    let noise = OptimalPartition.noise(of: values)
    #expect(abs(OptimalPartition.noise(of: moved) - 4 * noise) < 1e-5)
    let penalty = OptimalPartition.penalty(noise: 4 * noise, count: 100)
    #expect(OptimalPartition.changes(in: moved, penalty: penalty) == [28])
  }

  @Test("a larger penalty never gives more changes")
  func monotone() {
    let counts = [0, 1e3, 1e4, 1e5, 1e6, 1e7].map {
      OptimalPartition.changes(in: KnownSeries.nile, penalty: $0).count
    }
    #expect(counts == counts.sorted(by: >) && counts.last == 0)
  }

  @Test("the noise of steps and of constants is what the differences say")
  func noise() {
    #expect(OptimalPartition.noise(of: []) == 0)
    #expect(OptimalPartition.noise(of: [4]) == 0)
    #expect(OptimalPartition.noise(of: [4, 4, 4]) == 0)
    #expect(OptimalPartition.noise(of: [1, 2, 3, 4]) == 0)
    #expect(OptimalPartition.noise(of: [1e308, -1e308, 1e308, -1e308]) == 0)
    let step = [Double](repeating: 1, count: 50) + [Double](repeating: 2, count: 50)
    #expect(abs(OptimalPartition.noise(of: step) - (1 / 99.0 / 2).squareRoot()) < 1e-15)
    // Of 100 differences 26 are 1 and −1, and the others alike but for a trace.
    let gains = (0..<101).map { $0 % 8 == 1 ? 1 : 1e-9 * Double($0 % 2) }
    #expect(abs(OptimalPartition.noise(of: gains) - 0.13.squareRoot()) < 1e-8)
  }

  @Test("nothing to divide, bad values and bad penalties give no change")
  func nothing() {
    #expect(OptimalPartition.changes(in: [], penalty: 1) == [])
    #expect(OptimalPartition.changes(in: [1, 2, 3], penalty: 0) == [])
    #expect(OptimalPartition.changes(in: [1, .nan, 3, 9], penalty: 0) == [])
    #expect(OptimalPartition.changes(in: [1, 1e200, 3, 9], penalty: 0) == [])
    #expect(OptimalPartition.changes(in: [1, 1, 9, 9], penalty: .nan) == [])
    #expect(OptimalPartition.changes(in: [1, 1, 9, 9], penalty: 1, least: .max) == [])
    #expect(OptimalPartition.changes(in: [1, 1, 9, 9], penalty: 1, least: .min) == [2])
  }
}
