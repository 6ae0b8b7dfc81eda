public import MetricSchema

extension Definition {
  /// Which hours of the week to post in.
  public static let bestTimeToPost = Definition("best_time_to_post", .structure)
}

/// The best time to post: how posts of each hour of the week did against what their account was used to.
///
/// Each post counts as ln(1 + engagement) less the rolling median of the account's posts before it, so that a large
/// account, a growing one and one viral post weigh no more than others. Each hour of the week is the median of its
/// posts, drawn toward what its day and its hour of the day are like by as much as `shrinkage` posts would, and smoothed
/// over its neighbours around the week.
public struct BestTime: Hashable, Sendable {
  /// A post as far as its timing goes.
  public struct Entry: Hashable, Sendable {
    /// A number for each account, of the caller's choice.
    public var account: Int
    /// When it was posted.
    public var postedAt: Timestamp
    /// Its engagement at an age that is the same for all, such as 24 hours; `nil` where unknown.
    public var engagement: Double?

    /// Creates one.
    public init(account: Int, postedAt: Timestamp, engagement: Double?) {
      (self.account, self.postedAt, self.engagement) = (account, postedAt, engagement)
    }
  }

  /// The largest ``window``: with more, an account is held against what it was long ago.
  static let largestWindow = 64

  /// How many of the account's posts before a post tell what it was used to, at most; 1 to 64.
  public var window = 30
  /// How many of them are needed; a post with fewer is not used.
  public var history = 8
  /// How many posts the expectation from day and hour weighs as much as; 0 and above.
  public var shrinkage = 8.0
  /// The standard deviation of the smoothing, in hours; 0 for none.
  public var smoothing = 1.0
  /// How few posts make an hour thin.
  public var thinBelow = 5
  /// How many hours are recommended at most.
  public var slots = 3
  /// How many posts have to be usable.
  public var minimum = 50
  /// Which part of all posts, the earlier, the hold-out recommendation is made from; 0 to 1.
  public var fitted = 0.7

  /// Creates the analysis with the settings that its definition gives; each result carries those it was made with.
  public init() {}

  /// These settings with each one moved into its range.
  var valid: Self {
    var settings = self
    settings.window = min(max(window, 1), Self.largestWindow)
    settings.history = min(max(history, 1), settings.window)
    settings.shrinkage = shrinkage > 0 ? min(shrinkage, 1e9) : 0
    settings.smoothing = smoothing > 0 ? min(smoothing, 1e9) : 0
    settings.slots = max(slots, 0)
    settings.minimum = max(minimum, 1)
    settings.fitted = fitted > 0 ? min(fitted, 1) : 0
    return settings
  }

  /// Judges the hours of the week in `zone`.
  ///
  /// The order of `posts` has no meaning. Unknown where fewer than ``minimum`` posts can be used. Cost: linear in the posts.
  public func week(of posts: [Entry], in zone: TimeZoneRules) -> Finding<PostingWeek> {
    Finding(.bestTimeToPost) { () throws(Unknown) in
      let settings = valid
      let scores = PostScores(of: posts, in: zone, by: settings)
      guard scores.count >= settings.minimum else {
        throw .tooFew(scores.count, needed: settings.minimum, of: "posts that can be used")
      }
      let fit = WeekFit(scores, earlierOnly: false, by: settings)
      return PostingWeek(
        slots: fit.slots, recommended: fit.recommended, posts: scores.count,
        leftOut: posts.count - scores.count, holdOut: scores.holdOut(by: settings),
        zone: zone.name, settings: settings)
    }
  }
}
