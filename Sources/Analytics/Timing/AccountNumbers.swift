/// Numbers from 0 for the accounts of many posts, in a table where their own are close together.
struct AccountNumbers {
  private let least: Int
  /// How many numbers there may be.
  let count: Int
  private let far: [Int: Int]

  init(_ posts: [BestTime.Entry]) {
    var (least, greatest) = (Int.max, Int.min)
    for post in posts {
      (least, greatest) = (min(least, post.account), max(greatest, post.account))
    }
    let (width, overflow) = greatest.subtractingReportingOverflow(least)
    if posts.isEmpty || !overflow && width < 4 * posts.count {
      (self.least, count, far) = (least, posts.isEmpty ? 0 : width + 1, [:])
    } else {
      var far: [Int: Int] = [:]
      for post in posts where far[post.account] == nil { far[post.account] = far.count }
      (self.least, count, self.far) = (0, far.count, far)
    }
  }

  /// The number of an account that was among the posts.
  @inline(__always) subscript(account: Int) -> Int {
    far.isEmpty ? account &- least : far[account] ?? 0
  }
}
