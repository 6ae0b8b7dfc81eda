/// The partition of a series into pieces of constant mean with the least penalised cost: PELT (Killick, Fearnhead and
/// Eckley, "Optimal Detection of Changepoints With a Linear Computational Cost", 2012).
///
/// The cost of a piece is the sum of the squared differences from its mean (L2); each piece adds the penalty. The result
/// is the exact optimum. Cost: O(n) where changes are many, O(n²) where there are none.
enum OptimalPartition {
  /// The index of the first value of every piece but the first, ascending.
  ///
  /// - Parameters:
  ///   - values: finite values.
  ///   - penalty: what a further piece costs, at least 0.
  ///   - least: values of a piece at least.
  static func changes(in values: [Double], penalty: Double, least: Int) -> [Int] {
    let least = max(least, 1)
    guard values.count >= 2 * least else { return [] }
    var search = PartitionSearch(values, penalty: penalty, least: least)
    for end in least...values.count { search.advance(to: end) }
    return search.changes()
  }

  /// The penalised cost of a partition, by its definition.
  static func cost(of changes: [Int], in values: [Double], penalty: Double) -> Double {
    let ends = changes + [values.count]
    var start = 0
    var cost = 0.0
    for end in ends {
      let piece = values[start..<end]
      let mean = piece.reduce(0) { $0 + $1 / Double(piece.count) }
      cost += piece.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } + penalty
      start = end
    }
    return cost
  }
}

/// The state of the search: the best partition of every beginning, and the places where the last piece may begin.
private struct PartitionSearch {
  private let penalty: Double
  private let least: Int
  /// Sums of the values and of their squares before each index.
  private var sums: [Double]
  private var squares: [Double]
  /// 1 / n for the lengths of pieces.
  private let perLength: [Double]
  /// The least cost of the first n values, infinite where there is no partition of them.
  private var best: [Double]
  private var lastStart: [Int]
  private var candidates: [Int] = []
  /// `best` less `squares` at each candidate, and `sums` there.
  private var offsets: [Double] = []
  private var heads: [Double] = []
  /// The end at which a candidate was found to be beaten; it leaves when every later end can use the one that beat it.
  private var beatenAt: [Int] = []

  init(_ values: [Double], penalty: Double, least: Int) {
    (self.penalty, self.least) = (penalty, least)
    let count = values.count
    // Sums of squares lose digits to a common offset; a cost does not depend on it.
    let centre = values.reduce(0) { $0 + $1 / Double(count) }
    (sums, squares) = ([0], [0])
    for value in values {
      sums.append(sums[sums.count - 1] + (value - centre))
      squares.append(squares[squares.count - 1] + (value - centre) * (value - centre))
    }
    perLength = [0] + (1...count).map { 1 / Double($0) }
    best = [Double](repeating: .infinity, count: count + 1)
    best[0] = 0
    lastStart = [Int](repeating: 0, count: count + 1)
  }

  mutating func advance(to end: Int) {
    admit(end - least)
    var (cost, start) = (Double.infinity, 0)
    for slot in candidates.indices {
      let total = bare(slot, end)
      if total < cost { (cost, start) = (total, candidates[slot]) }
    }
    best[end] = cost + squares[end] + penalty
    lastStart[end] = start
    prune(end, above: cost + penalty)
  }

  func changes() -> [Int] {
    var changes: [Int] = []
    var end = lastStart[best.count - 1]
    while end > 0 {
      changes.append(end)
      end = lastStart[end]
    }
    return changes.reversed()
  }

  private mutating func admit(_ start: Int) {
    guard best[start].isFinite else { return }
    candidates.append(start)
    offsets.append(best[start] - squares[start])
    heads.append(sums[start])
    beatenAt.append(.max)
  }

  /// The cost of the values before `end` with the last piece from a candidate, without what all candidates share.
  private func bare(_ slot: Int, _ end: Int) -> Double {
    let sum = sums[end] - heads[slot]
    return offsets[slot] - sum * sum * perLength[end - candidates[slot]]
  }

  private mutating func prune(_ end: Int, above bound: Double) {
    var kept = 0
    for slot in candidates.indices {
      if beatenAt[slot] == .max && bare(slot, end) > bound { beatenAt[slot] = end }
      if beatenAt[slot] <= end - least + 1 && beatenAt[slot] != .max { continue }
      candidates[kept] = candidates[slot]
      offsets[kept] = offsets[slot]
      heads[kept] = heads[slot]
      beatenAt[kept] = beatenAt[slot]
      kept += 1
    }
    let extra = candidates.count - kept
    candidates.removeLast(extra)
    offsets.removeLast(extra)
    heads.removeLast(extra)
    beatenAt.removeLast(extra)
  }
}
