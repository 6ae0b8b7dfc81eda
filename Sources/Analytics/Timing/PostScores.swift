internal import MetricSchema

/// How posts did against what their account was used to, in order for each hour of the week.
struct PostScores {
  /// Two lists of ordered keys for each hour of the week: the later posts' scores, and the earlier posts'.
  private(set) var lists: [Range<Int>] = []
  private(set) var keys: [UInt64] = []

  /// How many posts have a score.
  var count: Int { keys.count }

  private typealias Row = PostRow

  static let listCount = 336

  init(of posts: [BestTime.Entry], in zone: TimeZoneRules, by settings: BestTime) {
    var (rows, accounts) = Self.byAccount(posts)
    let boundary = Self.boundary(rows, part: settings.fitted)
    var scorer = AccountScorer(zone: zone, boundary: boundary, settings: settings)
    var order = RadixOrder<Row>()
    rows.withUnsafeMutableBufferPointer { rows in
      for range in accounts {
        let account = UnsafeMutableBufferPointer(rebasing: rows[range])
        order.sort(account)
        Self.settle(account)
        scorer.score(account)
      }
    }
    fill(rows, scorer.counts)
  }

  /// Posts of which all is known, each account's together, and where each account's are.
  private static func byAccount(_ posts: [BestTime.Entry]) -> ([Row], [Range<Int>]) {
    let numbers = AccountNumbers(posts)
    var ends = [Int](repeating: 0, count: numbers.count)
    for post in posts where isKnown(post) { ends[numbers[post.account]] += 1 }
    var (total, accounts) = (0, [Range<Int>]())
    for account in ends.indices {
      accounts.append(total..<total + ends[account])
      (ends[account], total) = (total, total + ends[account])
    }
    let rows = [Row](unsafeUninitializedCapacity: total) { rows, count in
      ends.withUnsafeMutableBufferPointer { ends in
        for post in posts where isKnown(post) {
          let account = numbers[post.account]
          let row = Row(
            key: UInt64(ordering: post.postedAt.microseconds), value: log(1 + post.engagement!))
          rows.initializeElement(at: ends[account], to: row)
          ends[account] += 1
        }
      }
      count = total
    }
    return (rows, accounts.filter { !$0.isEmpty })
  }

  @inline(__always) private static func isKnown(_ post: BestTime.Entry) -> Bool {
    guard let value = post.engagement else { return false }
    return value >= 0 && value.isFinite && WallClock.believable.contains(post.postedAt)
  }

  /// The key of the moment before which lies that part of the rows.
  private static func boundary(_ rows: [Row], part: Double) -> UInt64 {
    let rank = Int(Double(rows.count) * part)
    guard rank < rows.count else { return .max }
    // Counting by the leading digits leaves few among which that rank is.
    let ends = rows.reduce(into: (least: UInt64.max, greatest: UInt64.min)) { ends, row in
      ends = (min(ends.least, row.key), max(ends.greatest, row.key))
    }
    let bits = UInt64.bitWidth - (ends.greatest - ends.least).leadingZeroBitCount
    let shift = UInt64(max(bits - 12, 0))
    var counts = [Int](repeating: 0, count: 1 << 12)
    for row in rows { counts[Int((row.key &- ends.least) &>> shift)] += 1 }
    var (digit, before) = (0, 0)
    while before + counts[digit] <= rank { (before, digit) = (before + counts[digit], digit + 1) }
    var near: [UInt64] = []
    for row in rows where Int((row.key &- ends.least) &>> shift) == digit { near.append(row.key) }
    var order = RadixOrder<UInt64>()
    near.withUnsafeMutableBufferPointer { order.sort($0) }
    return near[rank - before]
  }

  /// Orders rows of one moment by their value, so that the order given never matters.
  private static func settle(_ rows: UnsafeMutableBufferPointer<Row>) {
    var start = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, rows[end].key == rows[start].key { end += 1 }
      if end - start > 1 { rows[start..<end].sort { $0.value < $1.value } }
      start = end
    }
  }

  /// Fills the lists, of which the lengths are known, and orders each.
  private mutating func fill(_ rows: [Row], _ counts: [Int]) {
    var ends = counts
    var total = 0
    for list in ends.indices {
      lists.append(total..<total + ends[list])
      (ends[list], total) = (total, total + ends[list])
    }
    keys = [UInt64](unsafeUninitializedCapacity: total) { keys, count in
      ends.withUnsafeMutableBufferPointer { ends in
        for row in rows where row.key != Row.unscored {
          keys.initializeElement(at: ends[Int(row.key)], to: UInt64(ordering: row.value))
          ends[Int(row.key)] += 1
        }
      }
      count = total
      var order = RadixOrder<UInt64>()
      for list in lists { order.sort(UnsafeMutableBufferPointer(rebasing: keys[list])) }
    }
  }
}
