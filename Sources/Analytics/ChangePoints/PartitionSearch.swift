/// The state of the search for the best partition: the best partition of every beginning, and the places where the last
/// piece may still begin.
struct PartitionSearch: ~Copyable {
  private struct Candidate {
    /// Where the last piece begins.
    let start: Int
    /// The least cost of what lies before, less the squares there: what a comparison at any end needs of it.
    let offset: Double
    /// The sum of what lies before.
    let head: Double
    /// The cost at the end before this one, without what all candidates share.
    var total: Double
    /// The first end at which a better candidate can take its place.
    var leaves: Int
  }

  private let penalty: Double
  private let least: Int
  private let count: Int
  /// Sums of the values and of their squares before each index.
  private var sums: [Double] = [0]
  private var squares: [Double] = [0]
  /// 1 / n for the lengths of pieces.
  private let perLength: [Double]
  /// The least cost of the values before each end, infinite where they are too few for a piece.
  private var best: [Double]
  private var lastStart: [Int]
  private let candidates: UnsafeMutablePointer<Candidate>
  private var admitted = 0
  private var bound = Double.infinity

  init(_ values: [Double], penalty: Double, least: Int) {
    (self.penalty, self.least, count) = (penalty, least, values.count)
    // Sums of squares lose digits to a common offset, which a cost does not depend on.
    let centre = values.reduce(0) { $0 + $1 / Double(values.count) }
    sums.reserveCapacity(count + 1)
    squares.reserveCapacity(count + 1)
    for (index, value) in values.enumerated() {
      let centred = value - centre
      sums.append(sums[index] + centred)
      squares.append(squares[index] + centred * centred)
    }
    perLength = [0] + (1...count).map { 1 / Double($0) }
    best = [Double](repeating: .infinity, count: count + 1)
    best[0] = 0
    lastStart = [Int](repeating: 0, count: count + 1)
    candidates = .allocate(capacity: count + 1)
  }

  deinit { candidates.deallocate() }

  /// Finds the best partition of the values before `end`, which rises by one from the least length of a piece.
  mutating func advance(to end: Int) {
    admit(end - least)
    let (cost, start) = perLength.withUnsafeBufferPointer { compare(end, $0) }
    best[end] = cost + squares[end] + penalty
    lastStart[end] = start
    bound = cost + penalty
  }

  /// The index of the first value of every piece but the first of the whole series.
  func changes() -> [Int] {
    var changes: [Int] = []
    var end = lastStart[count]
    while end > 0 {
      changes.append(end)
      end = lastStart[end]
    }
    return changes.reversed()
  }

  private mutating func admit(_ start: Int) {
    guard best[start].isFinite else { return }
    (candidates + admitted).initialize(
      to: Candidate(
        start: start, offset: best[start] - squares[start], head: sums[start],
        total: -.infinity, leaves: .max))
    admitted += 1
  }

  /// The least cost with its candidate; candidates that can no longer be the best are dropped on the way.
  private mutating func compare(
    _ end: Int, _ perLength: UnsafeBufferPointer<Double>
  ) -> (cost: Double, start: Int) {
    let sum = sums[end]
    var (cost, start, kept) = (Double.infinity, 0, 0)
    for slot in 0..<admitted {
      let candidate = candidates + slot
      // Beaten at the end before: from there on the piece had better begin at that end, once it is long enough.
      if candidate.pointee.total > bound {
        candidate.pointee.leaves = min(candidate.pointee.leaves, end - 1 + least)
      }
      guard candidate.pointee.leaves > end else { continue }
      let rest = sum - candidate.pointee.head
      let share = perLength[end - candidate.pointee.start]
      let total = candidate.pointee.offset - rest * rest * share
      candidate.pointee.total = total
      if total < cost { (cost, start) = (total, candidate.pointee.start) }
      if kept != slot { candidates[kept] = candidate.pointee }
      kept += 1
    }
    admitted = kept
    return (cost, start)
  }
}
