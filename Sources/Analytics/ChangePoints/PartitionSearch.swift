/// The state of the search for the best partition: the best partition of every beginning, and the places where the last
/// piece may still begin.
///
/// Places are compared eight at a time, and given up eight at a time. Squares of values count for nothing in a comparison:
/// all partitions have the same. What is left of a cost is the offset that its beginning has, less a square for its last
/// piece.
struct PartitionSearch: ~Copyable {
  private typealias Lanes = SIMD8<Double>

  /// Eight neighbouring places where the last piece may begin.
  private struct Group {
    /// The first of them, as a number of groups.
    let number: Int
    /// The least cost at the end before this one.
    var cost: Double
    /// The first end at which better places can stand in for these.
    var leaves: Int
  }

  private let penalty: Double
  private let least: Int
  private let count: Int
  /// The sum of the values before each index.
  private let sums: UnsafeMutablePointer<Lanes>
  /// For each index, the least cost of what lies before; infinite where no piece may begin yet, or ever.
  private let offsets: UnsafeMutablePointer<Lanes>
  /// 1 / n for lengths n of pieces, the longest first; 0 for none.
  private let shares: UnsafeMutablePointer<Lanes>
  /// The least cost of the values before each end, infinite where they are too few for a piece.
  private var best: [Double]
  private var lastStart: [Int]
  private var groups: [Group] = []

  init(_ values: [Double], penalty: Double, least: Int) {
    (self.penalty, self.least, count) = (penalty, least, values.count)
    let room = values.count / Lanes.scalarCount + 2
    sums = .allocate(capacity: room)
    offsets = .allocate(capacity: room)
    shares = .allocate(capacity: room)
    sums.initialize(repeating: .zero, count: room)
    offsets.initialize(repeating: Lanes(repeating: .infinity), count: room)
    shares.initialize(repeating: .zero, count: room)
    best = [Double](repeating: .infinity, count: values.count + 1)
    best[0] = 0
    lastStart = [Int](repeating: 0, count: values.count + 1)
    // A cost does not depend on a common offset, but sums lose digits to it.
    let centre = values.reduce(0) { $0 + $1 / Double(values.count) }
    var sum = 0.0
    for (index, value) in values.enumerated() {
      sum += value - centre
      Self.set(sums, index + 1, sum)
      Self.set(shares, index, 1 / Double(values.count - index))
    }
  }

  deinit {
    sums.deallocate()
    offsets.deallocate()
    shares.deallocate()
  }

  /// Finds the best partition of the values before `end`, which rises by one from the least length of a piece.
  mutating func advance(to end: Int) {
    admit(end - least)
    let (cost, start) = compare(end)
    best[end] = cost + penalty
    lastStart[end] = start
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
    Self.set(offsets, start, best[start])
    if start % Lanes.scalarCount == 0 {
      groups.append(
        Group(number: start / Lanes.scalarCount, cost: -.infinity, leaves: .max))
    }
  }

  /// The least cost with the place that has it; groups that can no longer hold the best are dropped on the way.
  private mutating func compare(_ end: Int) -> (cost: Double, start: Int) {
    let (sum, bound) = (Self.get(sums, end), best[end - 1])
    let shares = UnsafeRawPointer(shares) + (count - end) * MemoryLayout<Double>.stride
    var (cost, start, kept) = (Double.infinity, 0, 0)
    for slot in groups.indices {
      var group = groups[slot]
      // All beaten at the end before: from there on the piece had better begin at that end, once it is long enough.
      if group.cost > bound, isWhole(group, end - 1) {
        group.leaves = min(group.leaves, end - 1 + least)
      }
      guard group.leaves > end else { continue }
      let rest = sum - sums[group.number]
      let share = shares.loadUnaligned(
        fromByteOffset: group.number &* MemoryLayout<Lanes>.stride, as: Lanes.self)
      let costs = offsets[group.number] - rest * rest * share
      group.cost = Self.least(of: costs)
      if group.cost < cost {
        cost = group.cost
        start = group.number * Lanes.scalarCount + Self.place(of: cost, in: costs)
      }
      groups[kept] = group
      kept += 1
    }
    groups.removeLast(groups.count - kept)
    return (cost, start)
  }

  /// Whether pieces up to `end` may begin at all places of a group.
  private func isWhole(_ group: Group, _ end: Int) -> Bool {
    (group.number + 1) * Lanes.scalarCount <= end - least + 1
  }

  /// The least of eight numbers, by halves so that no comparison waits for another. (The library's `min` looks for NaN.)
  @inline(__always) private static func least(of costs: Lanes) -> Double {
    let (low, high) = (costs.lowHalf, costs.highHalf)
    let pair = smaller(smaller(low.lowHalf, low.highHalf), smaller(high.lowHalf, high.highHalf))
    return min(pair[0], pair[1])
  }

  @inline(__always)
  private static func smaller(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> SIMD2<Double> {
    a.replacing(with: b, where: b .< a)
  }

  private static func place(of cost: Double, in costs: Lanes) -> Int {
    costs.indices.first { costs[$0] == cost } ?? 0
  }

  private static func get(_ numbers: UnsafeMutablePointer<Lanes>, _ index: Int) -> Double {
    numbers[index / Lanes.scalarCount][index % Lanes.scalarCount]
  }

  private static func set(_ numbers: UnsafeMutablePointer<Lanes>, _ index: Int, _ value: Double) {
    numbers[index / Lanes.scalarCount][index % Lanes.scalarCount] = value
  }
}
