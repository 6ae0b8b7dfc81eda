public import MetricSchema

/// A number of a post that content is judged by.
public enum ContentMetric: String, Sendable, CaseIterable {
  /// Times seen, as the platform counts a view.
  case views
  /// Times playback began; never added to views.
  case plays
  /// Likes.
  case likes
  /// Comments.
  case comments
  /// Times passed on.
  case shares
  /// Saves and bookmarks.
  case saves
  /// Likes, comments, shares and saves together, as far as each is reported.
  case engagements
}

/// Which posts are meant.
public enum Placement: String, Sendable, CaseIterable {
  /// All posts.
  case total
  /// Posts that are known not to be advertisements.
  case organic
  /// Posts that are known to be advertisements.
  case ads

  /// Whether a post counts; one of which it is unknown whether it is an advertisement counts in the total only.
  func holds(ad: Bool?) -> Bool {
    switch self {
    case .total: true
    case .organic: ad == false
    case .ads: ad == true
    }
  }
}

/// Whether numbers of YouTube may be merged with those of other platforms.
///
/// The terms of YouTube's API forbid it, and most metrics that are derived from its data, unless the operator has
/// accepted the amendment on derived metrics.
public enum YouTubeTerms: String, Sendable, CaseIterable {
  /// The amendment is not accepted: YouTube's numbers stand for themselves.
  case apart
  /// The amendment is accepted.
  case derivedMetricsAccepted = "derived_metrics_accepted"

  /// Whether posts of a platform may be merged with those of others.
  func merges(_ platform: String) -> Bool {
    self == .derivedMetricsAccepted || platform != "youtube"
  }
}

/// A post, as far as the analytics of content need it. Every number that is `nil` is unknown, and never counts as zero.
public struct ContentPost: Hashable, Sendable {
  /// An id that no other post has, of whichever platform.
  public var id: String
  /// The account's id, which no other account has, of whichever platform.
  public var account: String
  /// The platform's name in lower case, such as `tiktok`.
  public var platform: String
  /// The id of the content that the post publishes, where it is on several platforms.
  public var content: String?
  /// When it was posted.
  public var postedAt: Timestamp?
  /// Its length in seconds.
  public var duration: Double?
  /// Whether it is an advertisement.
  public var ad: Bool?
  /// The id of the sound in it, which no other sound has, of whichever platform.
  public var sound: String?
  /// Its hashtags, with or without "#", as written.
  public var hashtags: [String] = []
  /// The handles named in it, with or without "@".
  public var mentions: [String] = []
  /// Times seen.
  public var views: Int64?
  /// Times playback began.
  public var plays: Int64?
  /// Likes.
  public var likes: Int64?
  /// Comments.
  public var comments: Int64?
  /// Times passed on.
  public var shares: Int64?
  /// Saves and bookmarks.
  public var saves: Int64?

  /// Creates a post of which nothing else is known.
  public init(id: String, account: String, platform: String) {
    (self.id, self.account, self.platform) = (id, account, platform)
  }

  /// The number of a metric; `nil` where it is unknown, or negative, which some platforms say where it is hidden.
  public subscript(metric: ContentMetric) -> Double? { exact(metric).map(\.number) }

  /// The number of a metric without rounding, so that sums of it do not depend on the order of posts.
  func exact(_ metric: ContentMetric) -> Int128? {
    let count: Int64? =
      switch metric {
      case .views: views
      case .plays: plays
      case .likes: likes
      case .comments: comments
      case .shares: shares
      case .saves: saves
      case .engagements: nil
      }
    if metric == .engagements { return engagements }
    return count.flatMap { $0 < 0 ? nil : Int128($0) }
  }

  /// Which interactions are known.
  var engagementTerms: EngagementTerms {
    var terms: EngagementTerms = []
    if isKnown(likes) { terms.insert(.likes) }
    if isKnown(comments) { terms.insert(.comments) }
    if isKnown(shares) { terms.insert(.shares) }
    if isKnown(saves) { terms.insert(.saves) }
    return terms
  }

  /// The interactions that are known, together; `nil` where none is.
  private var engagements: Int128? {
    var (sum, known) = (Int128(0), false)
    for count in [likes, comments, shares, saves] {
      guard let count, count >= 0 else { continue }
      (sum, known) = (sum + Int128(count), true)
    }
    return known ? sum : nil
  }

  private func isKnown(_ count: Int64?) -> Bool { (count ?? -1) >= 0 }
}

extension Int128 {
  /// The nearest floating-point number; quick for all that an `Int64` can hold, unlike the conversion of any integer.
  var number: Double {
    let small = Int64(truncatingIfNeeded: self)
    return Int128(small) == self ? Double(small) : Double(self)
  }
}
