/// The median of a few last values that were pushed, kept in order as they come and go.
///
/// For windows so small that comparing with all of them at once beats searching, as ``RollingOrder`` does for large ones.
struct RollingMedian: ~Copyable {
  /// The most values that a window can have.
  static let limit = 64

  private typealias Lanes = SIMD8<Double>

  /// The window's values in order, infinity after them, and then the values in the order they came.
  private let lanes: UnsafeMutablePointer<Lanes>
  private let sorted: UnsafeMutablePointer<Double>
  private let recent: UnsafeMutablePointer<Double>
  private let window: Int
  private var next = 0
  private(set) var count = 0

  /// Creates an empty window of at most `window` values, 1 to ``limit``.
  init(window: Int) {
    self.window = min(max(window, 1), Self.limit)
    let count = Self.limit / Lanes.scalarCount
    lanes = .allocate(capacity: 2 * count)
    lanes.initialize(repeating: Lanes(repeating: .infinity), count: 2 * count)
    sorted = UnsafeMutableRawPointer(lanes).assumingMemoryBound(to: Double.self)
    recent = sorted + Self.limit
  }

  deinit { lanes.deallocate() }

  /// The median; the window must not be empty.
  var median: Double { (sorted[(count - 1) / 2] + sorted[count / 2]) / 2 }

  /// Forgets everything.
  mutating func clear() {
    sorted.update(repeating: .infinity, count: Self.limit)
    (count, next) = (0, 0)
  }

  /// Takes in a finite value, in place of the oldest where the window is full.
  mutating func push(_ value: Double) {
    let to = place(of: value)
    if count < window {
      (sorted + to + 1).update(from: sorted + to, count: count - to)
      sorted[to] = value
      count += 1
    } else {
      replace(at: place(of: recent[next]), with: value, before: to)
    }
    recent[next] = value
    next = next + 1 == window ? 0 : next + 1
  }

  /// The first place whose value is not less, by comparing all: no branch could be predicted, and no step has to wait for
  /// another.
  private func place(of value: Double) -> Int {
    var less = SIMD8<Int64>.zero
    for index in 0..<(window + Lanes.scalarCount - 1) / Lanes.scalarCount {
      less.replace(with: less &+ 1, where: lanes[index] .< Lanes(repeating: value))
    }
    return Int(less.wrappedSum())
  }

  /// Overwrites the value at a place with one that belongs before another place.
  private func replace(at from: Int, with value: Double, before to: Int) {
    if to > from {
      (sorted + from).update(from: sorted + from + 1, count: to - 1 - from)
      sorted[to - 1] = value
    } else {
      (sorted + to + 1).update(from: sorted + to, count: from - to)
      sorted[to] = value
    }
  }
}
