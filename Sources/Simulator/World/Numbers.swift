import MetricSchema

/// The counters of a post at a moment.
struct Numbers: Hashable, Sendable {
  var views: Int64 = 0
  var likes: Int64 = 0
  var comments: Int64 = 0
  var shares: Int64 = 0
  var saves: Int64 = 0
  var downloads: Int64 = 0
  var reposts: Int64 = 0
  var quotes: Int64 = 0
}

/// How a post grows: a counter reaches `peak × age / (age + half)`, so half of its peak after `half` seconds.
///
/// The law is smooth, never falls, needs no state, and can be turned round to tell when the n-th like or comment came.
struct Growth: Sendable {
  /// What the views come near to in the end.
  let views: Double
  /// Seconds until half of that.
  let half: Double
  private let draw: Draw
  private let isViewed: Bool

  init(of post: Post) {
    draw = post.ownDraw["growth"]
    let audience = post.creator.followers(on: post.platform, at: post.postedAt)
    let luck = draw["viral"].isOne(in: 20) ? draw["luck"].between(5, 30) : 1
    let time = Self.attention(at: post.postedAt)
    views = Double(audience) * draw["reach"].between(0.1, 2) * luck * time
    half = draw["half"].between(0.5, 6) * 86_400
    isViewed = post.platform != .bluesky
  }

  /// The counters at an age in seconds.
  func numbers(atAge age: Double) -> Numbers {
    let share = age <= 0 ? 0 : age / (age + half)
    func part(_ name: String, _ low: Double, _ high: Double) -> Int64 {
      Int64(views * draw[name].between(low, high) * share)
    }
    var numbers = Numbers()
    // Bluesky counts no views.
    numbers.views = isViewed ? Int64(views * share) : 0
    numbers.likes = part("likes", 0.03, 0.14)
    numbers.comments = Int64(comments * share)
    numbers.shares = part("shares", 0.001, 0.02)
    numbers.saves = part("saves", 0.002, 0.03)
    numbers.downloads = part("downloads", 0.0005, 0.008)
    numbers.reposts = part("reposts", 0.002, 0.02)
    numbers.quotes = part("quotes", 0.0002, 0.003)
    return numbers
  }

  /// What the comments come near to in the end, replies included; never more than 20,000.
  var comments: Double { min(views * draw["comments"].between(0.0005, 0.004), 20_000) }

  /// The age in seconds at which the comment with a number from 0 is there, or `nil` where it never comes.
  func age(ofComment number: Int) -> Double? {
    let share = Double(number + 1) / comments
    // The law reaches its peak at no age.
    guard share < 1 else { return nil }
    return half * share / (1 - share)
  }

  /// More people look in the evening and at the weekend, UTC.
  private static func attention(at time: Timestamp) -> Double {
    let hour = Int(time.timeOfDay / Span.hour)
    let evening = 1 - Double(min(abs(hour - 19), 24 - abs(hour - 19))) / 12
    // 1970-01-01 was a Thursday.
    let isWeekend = (time.day + 4) % 7 % 6 == 0
    return (0.7 + 0.8 * evening) * (isWeekend ? 1.25 : 1)
  }
}

extension Post {
  /// The counters at a moment; those of a deleted post stand still from its deletion on.
  func numbers(at now: Timestamp) -> Numbers {
    let end = deletedAt.map { min($0, now) } ?? now
    return Growth(of: self).numbers(
      atAge: Double(end.microseconds - postedAt.microseconds) / Double(Span.second))
  }
}

extension Creator {
  /// The sums over all posts there have been, deleted ones included, so that they never shrink.
  func totals(on platform: Platform, at now: Timestamp) -> Numbers {
    (0..<postCount(on: platform, at: now)).reduce(into: Numbers()) { sum, number in
      let numbers = Post(number, of: self, on: platform).numbers(at: now)
      sum.views += numbers.views
      sum.likes += numbers.likes
    }
  }

  /// How many posts can be seen.
  func visiblePosts(on platform: Platform, at now: Timestamp) -> Int {
    (0..<postCount(on: platform, at: now))
      .count { !Post($0, of: self, on: platform).isDeleted(at: now) }
  }
}
