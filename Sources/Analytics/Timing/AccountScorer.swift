internal import MetricSchema

/// A post; first with its time as key and its value, then with its list as key and its score.
struct PostRow: Keyed {
  /// The key of a post that has no score.
  static let unscored = UInt64.max

  var key: UInt64
  var value: Double
}

/// Scores the posts of one account after the other.
struct AccountScorer: ~Copyable {
  private let boundary: UInt64
  private let history: Int
  private var clock: WallClock
  private var usual: RollingOrder
  /// How many scores each list has.
  private(set) var counts: [Int]

  /// Creates a scorer that takes posts with keys below `boundary` for the earlier part.
  init(zone: TimeZoneRules, boundary: UInt64, settings: BestTime) {
    self.boundary = boundary
    history = settings.history
    clock = WallClock(zone)
    usual = RollingOrder(window: settings.window)
    counts = Array(repeating: 0, count: PostScores.listCount)
  }

  /// Replaces the posts of an account, in the order of time, by their lists and scores.
  mutating func score(_ account: UnsafeMutableBufferPointer<PostRow>) {
    usual.clear()
    for index in account.indices {
      let row = account[index]
      account[index] = PostRow(key: PostRow.unscored, value: 0)
      if usual.count >= history, let median = usual.median {
        let list = list(of: row.key)
        counts[list] += 1
        account[index] = PostRow(key: UInt64(list), value: row.value - median)
      }
      usual.push(row.value)
    }
  }

  /// The list of a post: the hour of the week times two, plus one for the earlier part.
  private mutating func list(of key: UInt64) -> Int {
    let hour = clock.hourOfWeek(at: Timestamp(Int64(bitPattern: key ^ (1 << 63))))
    return hour * 2 + (key < boundary ? 1 : 0)
  }
}
