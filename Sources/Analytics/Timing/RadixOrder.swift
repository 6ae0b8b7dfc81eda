/// What has a whole number that it is ordered by.
protocol Keyed: BitwiseCopyable {
  var key: UInt64 { get }
}

extension UInt64: Keyed {
  var key: UInt64 { self }

  /// A key that orders as the integer does.
  init(ordering value: Int64) { self = UInt64(bitPattern: value) ^ (1 << 63) }

  /// A key that orders as the number does, which must not be NaN.
  init(ordering value: Double) {
    // Adding zero makes a negative zero positive, so that equal numbers have equal keys.
    let bits = (value + 0).bitPattern
    self = bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }
}

extension Double {
  /// The number that a key was made from.
  init(ordered key: UInt64) { self.init(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key) }
}

/// Orders by whole numbers in time linear in how many there are: comparing them would cost more than all the rest of an
/// analysis.
struct RadixOrder<Item: Keyed> {
  /// The most bits of a digit: as many counters as the nearest cache holds.
  private static var widest: Int { 11 }

  private var scratch: [Item] = []

  /// Orders `items` by rising key; the order of equal keys is not kept.
  mutating func sort(_ items: UnsafeMutableBufferPointer<Item>) {
    guard items.count > 16 else { return _ = Self.insert(items, atMost: .max) }
    var (least, greatest, ordered) = (UInt64.max, UInt64.min, true)
    for item in items {
      ordered = ordered && item.key >= greatest
      least = min(least, item.key)
      greatest = max(greatest, item.key)
    }
    if ordered { return }
    if scratch.count < items.count {
      scratch = Array(repeating: items[0], count: max(items.count, scratch.count * 2))
    }
    let bits = UInt64.bitWidth - (greatest - least).leadingZeroBitCount
    // So many leading bits tell nearly all apart; the few others are put right one by one.
    let telling = 2 * (Int.bitWidth - items.count.leadingZeroBitCount) + 2
    let rounds = (min(telling, bits) + Self.widest - 1) / Self.widest
    let digit = (min(telling, bits) + rounds - 1) / rounds
    let skipped = max(bits - rounds * digit, 0)
    passes(items, from: skipped, to: bits, digit: digit, least: least)
    if skipped > 0, !Self.insert(items, atMost: items.count * 4) {
      passes(items, from: 0, to: bits, digit: digit, least: least)
    }
  }

  /// Orders by insertion; gives up where that takes more moves than `limit`.
  private static func insert(_ items: UnsafeMutableBufferPointer<Item>, atMost limit: Int) -> Bool {
    var moves = 0
    for next in items.indices.dropFirst() {
      let item = items[next]
      var place = next
      while place > 0, items[place - 1].key > item.key {
        items[place] = items[place - 1]
        place -= 1
      }
      items[place] = item
      moves += next - place
      if moves > limit { return false }
    }
    return true
  }

  private mutating func passes(
    _ items: UnsafeMutableBufferPointer<Item>, from: Int, to: Int, digit: Int, least: UInt64
  ) {
    scratch.withUnsafeMutableBufferPointer { scratch in
      var (source, target) = (items, UnsafeMutableBufferPointer(rebasing: scratch[..<items.count]))
      for shift in stride(from: from, to: to, by: digit) {
        Self.pass(source, target, least: least, shift: UInt64(shift), digit: digit)
        swap(&source, &target)
      }
      if source.baseAddress != items.baseAddress { _ = items.update(from: source) }
    }
  }

  private static func pass(
    _ source: UnsafeMutableBufferPointer<Item>, _ target: UnsafeMutableBufferPointer<Item>,
    least: UInt64, shift: UInt64, digit: Int
  ) {
    let mask = UInt64(1 << digit) - 1
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << digit) { starts in
      starts.initialize(repeating: 0)
      for item in source { starts[Int(((item.key &- least) &>> shift) & mask)] &+= 1 }
      var start = 0
      for index in starts.indices { (starts[index], start) = (start, start &+ starts[index]) }
      for item in source {
        let digit = Int(((item.key &- least) &>> shift) & mask)
        target[starts[digit]] = item
        starts[digit] &+= 1
      }
    }
  }
}
