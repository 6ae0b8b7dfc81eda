/// What a momentum index is scored from; `nil` is unknown.
public struct MomentumSignals: Equatable, Sendable {
  /// The mean daily change as a share of the followers on the first day.
  public let velocity: Double?
  /// The growth per day of the second half against that of the first, as a share of the first; the middle one of an odd
  /// number of days belongs to neither. Unknown where more than a quarter of the days lie
  /// between two counts.
  public let acceleration: Double?
  /// The standard deviation of the daily changes as a multiple of their mean, without its sign; of those alone that lie
  /// between counts of successive days, for a change that is shared out evenly has no deviation.
  public let variation: Double?
  /// The share of posts with engagement above mean plus two standard deviations.
  public let viralShare: Double?
  /// How far the most engaging post lies above the mean, as a multiple of it.
  public let spike: Double?

  private let dayCount: Int
  private let countedDays: Int
  private let longestGap: Int
  private let leftOut: Int
  private let postCount: Int

  init(changes daily: DailyChanges, posts: [Engagement]) {
    let changes = daily.changes
    dayCount = changes.count
    leftOut = daily.leftOut
    let enough = dayCount >= MomentumIndex.minimumDays
    (countedDays, longestGap) = (daily.counted.count, daily.longestGap)
    let mean = Moments(changes).mean
    velocity = enough && daily.firstFollowers > 0 ? mean / daily.firstFollowers : nil
    acceleration = enough && longestGap * 4 <= dayCount ? Self.acceleration(changes) : nil
    let counted = Moments(daily.counted)
    variation =
      countedDays >= MomentumIndex.minimumDays
        && !Self.isNothing(counted.mean, among: daily.counted)
      ? counted.wholeDeviation / abs(counted.mean) : nil
    let posts = Engagement.mostFrequentKind(of: posts).map(\.total)
    postCount = posts.count
    let engagement = Moments(posts)
    let usual = engagement.mean
    guard postCount >= MomentumIndex.minimumPosts, usual > 0, usual.isFinite else {
      (viralShare, spike) = (nil, nil)
      return
    }
    let limit = usual + 2 * engagement.wholeDeviation
    viralShare = Double(posts.count { $0 > limit }) / Double(postCount)
    spike = ((posts.max() ?? usual) - usual) / usual
  }

  private static func acceleration(_ changes: [Double]) -> Double? {
    let half = changes.count / 2
    let first = Moments(changes.prefix(half)).mean
    let second = Moments(changes.suffix(half)).mean
    return isNothing(first, among: changes) ? nil : (second - first) / abs(first)
  }

  /// Whether a mean is 0 but for the rounding of the sum.
  private static func isNothing(_ mean: Double, among values: [Double]) -> Bool {
    abs(mean) <= 1e-9 * values.reduce(0) { max($0, abs($1)) }
  }
}

extension MomentumSignals {
  // Ratios in, scores out. The corners are the definition.
  static let velocityScale = PiecewiseLinear(
    (-0.003, 0), (0, 3), (0.001, 5), (0.005, 7), (0.01, 10))
  static let steadyScale = PiecewiseLinear((-0.2, 3), (0, 5), (0.2, 7), (0.5, 10))
  static let consistencyScale = PiecewiseLinear((0.2, 10), (0.5, 7), (1, 4), (3, 0))

  /// The score of a growth that changes by a ratio; it has a step below −20 %.
  static func accelerationScale(_ ratio: Double) -> Double {
    // A ratio of −20 % may be off by its last digits.
    ratio < -0.2 - 1e-9 ? max(0, 3 + 10 * ratio) : steadyScale(ratio)
  }

  /// The score of outstanding posts: classes, so that it has steps. Posts that are all alike have a spike of 0.
  static func viralScale(share: Double, spike: Double) -> Double {
    if share >= 0.3, spike >= 5 { return 10 }
    if share >= 0.2 || spike >= 3 { return 8 }
    if share >= 0.1 || spike >= 1.5 { return 6 }
    return spike >= 0.5 || spike == 0 ? 5 : 3
  }

  var components: [ScoreComponent] {
    [
      ScoreComponent("velocity", weight: 0.35, velocityPart),
      ScoreComponent("acceleration", weight: 0.30, accelerationPart),
      ScoreComponent("consistency", weight: 0.20, consistencyPart),
      ScoreComponent("viral", weight: 0.15, viralPart),
    ]
  }

  private var tooShort: ScoreComponent.Part? {
    dayCount >= MomentumIndex.minimumDays
      ? nil
      : .unknown(
        "\(Prose.count(dayCount, "daily change")) known, where \(MomentumIndex.minimumDays) are needed"
      )
  }

  private var velocityPart: ScoreComponent.Part {
    if let tooShort { return tooShort }
    guard let velocity else { return .unknown("no followers are known at the start") }
    let gaps = leftOut == 0 ? "" : ", without \(leftOut) series known for a shorter time"
    return .known(
      Self.velocityScale(velocity),
      "a mean change of \(Prose.percent(velocity, 3)) of the first followers a day over \(Prose.count(dayCount, "day"))\(gaps)"
    )
  }

  private var accelerationPart: ScoreComponent.Part {
    if let tooShort { return tooShort }
    guard longestGap * 4 <= dayCount else {
      return .unknown("\(longestGap) of \(Prose.count(dayCount, "day")) lie between two counts")
    }
    guard let acceleration else { return .unknown("the first half did not change") }
    return .known(
      Self.accelerationScale(acceleration),
      "growth changed by \(Prose.percent(acceleration)) from the first half to the second")
  }

  private var consistencyPart: ScoreComponent.Part {
    if let tooShort { return tooShort }
    guard countedDays >= MomentumIndex.minimumDays else {
      return .unknown(
        "\(Prose.count(countedDays, "change")) between counts of successive days known, where \(MomentumIndex.minimumDays) are needed"
      )
    }
    guard let variation else { return .unknown("the mean change is 0") }
    return .known(
      Self.consistencyScale(variation),
      "daily changes deviate by \(Prose.number(variation)) times their mean")
  }

  private var viralPart: ScoreComponent.Part {
    guard let viralShare, let spike else {
      return .unknown(
        postCount < MomentumIndex.minimumPosts
          ? "\(Prose.count(postCount, "post")) with known engagement, where \(MomentumIndex.minimumPosts) are needed"
          : "the posts have no engagement")
    }
    return .known(
      Self.viralScale(share: viralShare, spike: spike),
      "\(Prose.percent(viralShare)) of \(Prose.count(postCount, "post")) stand out, the best lies \(Prose.percent(spike, 0)) above the mean"
    )
  }
}
