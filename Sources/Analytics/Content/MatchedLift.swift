/// How much more posts of a group got than others of the same accounts: least squares on ln(1 + number) with an effect of
/// each account and one of the group.
struct MatchedLift {
  private struct Account {
    var posts = 0
    var mean = 0.0
    /// The sum of squares around the mean.
    var squares = 0.0
    /// The posts of the group in question, and the sum of their distances from the mean.
    var inside = 0
    var sum = 0.0
  }

  /// With fewer degrees of freedom an interval says nothing.
  private static let neededFreedom = 6

  private var accounts: [Account]
  /// For each post the number of its account.
  private let numbers: [Int]
  /// For each post the distance from its account's mean; `nil` where the post's number is unknown.
  private var distances: [Double?]
  private let minimum: Int
  private var touched: [Int] = []

  /// Creates lifts of posts with these numbers, each of the account with that number, from 0.
  init(_ values: [Double?], accounts numbers: [Int], minimum: Int) {
    self.minimum = max(minimum, 2)
    self.numbers = numbers
    accounts = Array(repeating: Account(), count: (numbers.max() ?? -1) + 1)
    distances = values.map { $0.map { log(1 + $0) } }
    for (account, value) in zip(numbers, distances) {
      guard let value else { continue }
      accounts[account].posts += 1
      accounts[account].mean += value
    }
    for index in accounts.indices { accounts[index].mean /= Double(max(accounts[index].posts, 1)) }
    for (post, account) in numbers.enumerated() {
      guard let value = distances[post] else { continue }
      let distance = value - accounts[account].mean
      distances[post] = distance
      accounts[account].squares += distance * distance
    }
  }

  /// How many accounts these posts are of.
  mutating func accounts(of group: ArraySlice<Int>) -> Int {
    defer { forget() }
    for post in group { touch(numbers[post]) }
    return touched.count
  }

  /// The lift of the group of these posts.
  mutating func lift(of group: ArraySlice<Int>) -> Result<TopicPerformance.Lift, Unknown> {
    defer { forget() }
    for post in group {
      guard let distance = distances[post] else { continue }
      touch(numbers[post])
      accounts[numbers[post]].sum += distance
    }
    let matched = touched.map { accounts[$0] }.filter { $0.inside < $0.posts }
    return Result { () throws(Unknown) in try lift(matched) }
  }

  private mutating func touch(_ account: Int) {
    if accounts[account].inside == 0 { touched.append(account) }
    accounts[account].inside += 1
  }

  private mutating func forget() {
    for account in touched { (accounts[account].inside, accounts[account].sum) = (0, 0) }
    touched.removeAll(keepingCapacity: true)
  }

  private func lift(_ matched: [Account]) throws(Unknown) -> TopicPerformance.Lift {
    let inside = matched.reduce(0) { $0 + $1.inside }
    let total = matched.reduce(0) { $0 + $1.posts }
    let least = min(inside, total - inside)
    guard least >= minimum else {
      let which = inside <= total - inside ? "with it" : "without it"
      throw .tooFew(least, needed: minimum, of: "posts \(which) of accounts that have both")
    }
    let freedom = total - matched.count - 1
    guard freedom >= Self.neededFreedom else {
      throw .tooFew(freedom, needed: Self.neededFreedom, of: "degrees of freedom")
    }
    // With the account's mean taken off, the group's effect is a slope through zero (Frisch and Waugh 1933).
    let weight = matched.reduce(0) { sum, account in
      sum + Double(account.inside) * Double(account.posts - account.inside) / Double(account.posts)
    }
    let slope = matched.reduce(0) { $0 + $1.sum } / weight
    let squares = matched.reduce(0) { $0 + $1.squares } - slope * slope * weight
    let error = (max(squares, 0) / Double(freedom) / weight).squareRoot()
    let margin = StudentDistribution.reach95(freedom: Double(freedom)) * error
    return TopicPerformance.Lift(
      ratio: relative(slope), interval: relative(slope - margin)...relative(slope + margin),
      probability: Self.probability(slope, error, freedom), adjusted: 1,
      accounts: matched.count, posts: inside, others: total - inside)
  }

  /// How likely an effect as large is by chance; without noise, none is.
  private static func probability(_ slope: Double, _ error: Double, _ freedom: Int) -> Double {
    if slope == 0 { return 1 }
    if error == 0 { return 0 }
    return min(1, 2 * StudentDistribution.tail(abs(slope) / error, freedom: Double(freedom)))
  }
}
