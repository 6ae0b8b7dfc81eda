/// What is known of a creator for a comparison with another; what is unknown stays `nil` or empty.
///
/// A number that is negative, not finite, or beyond the range given counts as unknown.
public struct CreatorTraits: Sendable, Equatable {
  /// Followers.
  public var followers: Int64?
  /// What the creator posts about, such as `gaming`; empty where it is unknown.
  public var categories: Set<String> = []
  /// The likes of a post, on average.
  public var likesPerPost: Double?
  /// Comments for each like.
  public var commentsPerLike: Double?
  /// Shares for each view.
  public var sharesPerView: Double?
  /// The length of a video, on average, in seconds.
  public var length: Double?
  /// Posts a week.
  public var postsPerWeek: Double?
  /// Posts by hour of the day, 24 counts in the same time zone for both; anything else is unknown.
  public var postsByHour: [Int] = []
  /// The standard deviation of the length of videos, divided by its mean.
  public var lengthVariation: Double?
  /// The share of posts with a sound that was trending, 0 to 1.
  public var trendingSounds: Double?
  /// The growth of followers a day, as a ratio; may be negative.
  public var growthPerDay: Double?

  /// Creates one of which nothing is known.
  public init() {}
}

/// How alike two values of a trait are, 0 to 1; `nil` where one of them is unknown.
///
/// All of them are symmetric.
enum TraitLikeness {
  /// 1 for equal values, less by 0.2 for each unit of the difference of the natural logarithms, which is a factor of e: 0 from a
  /// factor of 148 on, and where one of two different values is 0.
  static func scale(_ a: Double?, _ b: Double?) -> Double? {
    guard let a = a.known, let b = b.known else { return nil }
    if a == b { return 1 }
    if a == 0 || b == 0 { return 0 }
    return max(0, 1 - 0.2 * abs(log(a) - log(b)))
  }

  /// 1 less the difference, from 0.
  static func level(_ a: Double?, _ b: Double?, upTo limit: Double = .infinity) -> Double? {
    guard let a = a.known, let b = b.known, a <= limit, b <= limit else { return nil }
    return max(0, 1 - abs(a - b))
  }

  /// The part of all members that both have.
  static func members(_ a: Set<String>, _ b: Set<String>) -> Double? {
    if a.isEmpty || b.isEmpty { return nil }
    return Double(a.intersection(b).count) / Double(a.union(b).count)
  }

  /// The part of posts that are at the same hours.
  static func hours(_ a: [Int], _ b: [Int]) -> Double? {
    guard let a = shares(a), let b = shares(b) else { return nil }
    return min(1, zip(a, b).reduce(0) { $0 + min($1.0, $1.1) })
  }

  /// Growth of less than this a day, up or down, is hardly any: 3 % a month.
  static let steadyGrowth = 0.001

  /// 1 for equal growth, less by the difference relative to both together: 0 where one grows and the other shrinks, but not for
  /// what is hardly any growth, of which the noise would decide.
  static func growth(_ a: Double?, _ b: Double?) -> Double? {
    guard let a, let b, a.isFinite, b.isFinite else { return nil }
    // Halves, so that the sum of two large values stays finite.
    let both = max(abs(a / 2) + abs(b / 2), steadyGrowth)
    return 1 - min(1, abs(a / 2 - b / 2) / both)
  }

  /// The mean of the known values.
  static func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap { $0 }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  private static func shares(_ counts: [Int]) -> [Double]? {
    guard counts.count == 24, counts.allSatisfy({ $0 >= 0 }) else { return nil }
    let sum = counts.reduce(0.0) { $0 + Double($1) }
    return sum > 0 ? counts.map { Double($0) / sum } : nil
  }
}
