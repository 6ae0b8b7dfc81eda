/// The closest list that never falls, by pooling adjacent violators (Ayer and others 1955).
enum Pooling {
  /// Neighbours that share a mean.
  struct Pool {
    /// Their values, each times its weight, together.
    var sum: Double
    /// Their weights together, above 0.
    var weight: Double
    /// How many there are.
    var count = 1

    var mean: Double { sum / weight }
  }

  /// Pools neighbours whose means do not rise. Linear.
  static func rising(_ items: some Sequence<Pool>) -> [Pool] {
    var pools: [Pool] = []
    for item in items {
      var pool = item
      while let last = pools.last, last.mean >= pool.mean {
        pool = Pool(
          sum: last.sum + pool.sum, weight: last.weight + pool.weight,
          count: last.count + pool.count)
        pools.removeLast()
      }
      pools.append(pool)
    }
    return pools
  }
}
