/// What a model of breakouts looks at; `nil` is unknown.
public struct BreakoutFeatures: Equatable, Sendable {
  /// The mean daily change as a share of the followers on the first day.
  public var velocity: Double?
  /// The change of growth from the first half of the period to the second, as a share of the first.
  public var acceleration: Double?
  /// How far daily changes deviate, as a multiple of their mean.
  public var variation: Double?
  /// The part of the interactions that pass a post on, 0 to 1.
  public var shareRatio: Double?
  /// How far the best post lies above the mean, as a multiple of it.
  public var spike: Double?

  /// The names of the features, in the order of ``values``.
  public static let names = ["velocity", "acceleration", "variation", "share_ratio", "spike"]

  /// Creates features of which nothing is known.
  public init() {}

  /// Takes features from a momentum index and the interactions with the posts of its period.
  ///
  /// Posts of which no share is reported do not count for the share ratio.
  public init(_ momentum: MomentumIndex, posts: [Engagement]) {
    velocity = momentum.signals.velocity
    acceleration = momentum.signals.acceleration
    variation = momentum.signals.variation
    spike = momentum.signals.spike
    let shared = posts.filter { !$0.terms.isDisjoint(with: .passedOn) }
    let total = shared.reduce(0) { $0 + $1.total }
    let passedOn = shared.reduce(0) { $0 + $1.passedOn }
    shareRatio = total > 0 ? passedOn / total : nil
  }

  /// The features in a fixed order; `nil` where one of them is unknown or not finite.
  public var values: [Double]? {
    let all = [velocity, acceleration, variation, shareRatio, spike]
    let known = all.compactMap { $0 }.filter(\.isFinite)
    return known.count == all.count ? known : nil
  }

  /// The names of those that are unknown or not finite.
  var missing: [String] {
    zip(Self.names, [velocity, acceleration, variation, shareRatio, spike])
      .filter { $0.1?.isFinite != true }.map(\.0)
  }
}

extension Engagement {
  /// The known interactions that pass a post on.
  fileprivate var passedOn: Double {
    [EngagementTerms.shares, .reposts, .quotes].reduce(0) { $0 + (self[$1] ?? 0) }
  }
}
