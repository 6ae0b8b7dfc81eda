/// Statistics of samples drawn with replacement from a sample (the bootstrap, Efron 1979).
enum Resampling {
  /// The medians of `rounds` samples as large as `values`, sorted; `values` must be sorted and not empty.
  ///
  /// Only how often each place was drawn is kept, so that no sample has to be sorted: `rounds` times the number of values.
  static func medians(
    ofSorted values: [Double], rounds: Int, using generator: inout SeededGenerator
  ) -> [Double] {
    let count = values.count
    var drawn = [Int32](repeating: 0, count: count)
    var medians: [Double] = []
    medians.reserveCapacity(rounds)
    for _ in 0..<rounds {
      for _ in 0..<count { drawn[Int.random(in: 0..<count, using: &generator)] += 1 }
      medians.append(median(values, drawn))
      for place in 0..<count { drawn[place] = 0 }
    }
    return medians.sorted()
  }

  /// The median of the sample that holds each of the sorted `values` as often as `drawn` says.
  private static func median(_ values: [Double], _ drawn: [Int32]) -> Double {
    let count = values.count
    var (place, passed) = (0, Int(drawn[0]))
    while passed <= (count - 1) / 2 {
      place += 1
      passed += Int(drawn[place])
    }
    let lower = values[place]
    while passed <= count / 2 {
      place += 1
      passed += Int(drawn[place])
    }
    return lower / 2 + values[place] / 2
  }
}
