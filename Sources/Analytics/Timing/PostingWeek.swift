/// How the hours of a week did, and which of them to post in.
public struct PostingWeek: Hashable, Sendable {
  /// One hour of the week, on local clocks.
  public struct Slot: Hashable, Sendable {
    /// 1 for Monday to 7 for Sunday, as in ISO 8601.
    public let weekday: Int
    /// 0 to 23.
    public let hour: Int
    /// How many posts it was judged by.
    public let posts: Int
    /// Whether those are too few to say anything about this hour by itself; such an hour is never recommended.
    public let thin: Bool
    /// The median of the posts' scores; `nil` where there is no post.
    public let median: Double?
    /// What is expected of a post here, on the scale of ln(1 + engagement), against the median of all posts.
    public let score: Double

    /// What is expected of a post here, as a ratio above or below the usual: 0.2 is a fifth more.
    public var lift: Double { relative(score) }

    /// The slot for a person, such as `Tuesday 18:00`.
    public var name: String { "\(weekdays[weekday - 1]) \(hour < 10 ? "0" : "")\(hour):00" }
  }

  /// What the recommendation would have brought: fitted to the earlier posts, measured on the later.
  public struct HoldOut: Hashable, Sendable {
    /// The later posts in slots recommended from the earlier.
    public let inside: Int
    /// The other later posts.
    public let outside: Int
    /// How much more engagement those inside got than those outside, as a ratio of geometric means less 1.
    public let lift: Double
    /// The interval that holds the lift in 95 of 100 such cases (Welch 1947).
    public let interval: ClosedRange<Double>
  }

  /// The hours of the week, Monday from 00:00 first: 168.
  public let slots: [Slot]
  /// The indices of the slots to post in, the best first; empty where none stands out.
  public let recommended: [Int]
  /// How many posts were used.
  public let posts: Int
  /// How many were not, because their time or engagement is unknown or they were the first of their account.
  public let leftOut: Int
  /// How the recommendation fares on posts that it was not made from, or why that is unknown.
  public let holdOut: Result<HoldOut, Unknown>
  /// The recommendation for a person, with its reasons.
  public let sentence: String
}

/// A difference of logarithms as a ratio less 1, finite for every finite difference.
func relative(_ difference: Double) -> Double { exp(min(difference, 700)) - 1 }

/// A ratio as a person reads it, with a sign and without decimals: `+12 %`.
func percent(_ ratio: Double) -> String {
  let rounded = min(max((ratio * 100).rounded(), -1e15), 1e15)
  return "\(rounded < 0 ? "" : "+")\(Int(rounded)) %"
}
