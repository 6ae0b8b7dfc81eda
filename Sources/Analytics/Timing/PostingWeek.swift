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
    public var name: String {
      "\(CivilDay.weekdayNames[weekday - 1]) \(hour < 10 ? "0" : "")\(hour):00"
    }
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
  /// The name of the zone.
  public let zone: String
  /// How it was made, with each setting in its range; weeks of different settings are not compared.
  public let settings: BestTime
}

extension PostingWeek {
  /// What is recommended and why, and whether such advice held.
  public var reasons: [String] {
    guard let first = recommended.first else {
      return [
        "No hour of the week (\(zone)) stands out: none with enough posts did better than usual."
      ]
    }
    let best = slots[first]
    let others = recommended.dropFirst().map { slots[$0].name }
    return [
      "Post on \(best.name) (\(zone)): \(Prose.change(best.lift)) engagement is expected against the usual, judged by "
        + "\(Prose.count(best.posts, "post")) of that hour and by its day and hour."
    ] + (others.isEmpty ? [] : ["Next: \(Prose.list(others))."]) + [proof]
  }

  private var proof: String {
    switch holdOut {
    case .failure(let unknown): "Whether such advice holds on later posts is \(unknown)."
    case .success(let proof):
      "Advice made from the earlier posts \(proof.verdict) the later ones: \(Prose.change(proof.lift)) "
        + "(95 % interval \(Prose.change(proof.interval.lowerBound)) to \(Prose.change(proof.interval.upperBound)), "
        + "\(proof.inside) posts against \(proof.outside))."
    }
  }
}

extension PostingWeek.HoldOut {
  fileprivate var verdict: String {
    if interval.lowerBound > 0 { return "held on" }
    return interval.upperBound < 0 ? "failed on" : "is not confirmed by"
  }
}
