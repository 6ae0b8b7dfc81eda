public import MetricSchema

/// The interactions with one post, as far as they are reported.
public struct Engagement: Equatable, Sendable {
  /// The terms that are known.
  public let terms: EngagementTerms
  private let counts: SIMD8<Double>

  /// Reads the interactions that `metrics` reports, of those that `wanted` names. Linear in the number of metrics.
  ///
  /// A count that is negative, or marked as hidden or not reported, is unknown whatever it says: a platform that hides likes
  /// may well answer 0. Reactions count only where likes are not known, because they contain them.
  public init(_ metrics: Metrics, counting wanted: EngagementTerms = .all) {
    var terms: EngagementTerms = []
    var counts = SIMD8<Double>.zero
    for measure in metrics.measures {
      guard let index = Self.index(of: measure.metric), let count = measure.known else { continue }
      let term = EngagementTerms(rawValue: 1 << index)
      guard wanted.contains(term) else { continue }
      terms.insert(term)
      counts[index] = count
    }
    if terms.contains(.likes), terms.contains(.reactions) {
      terms.remove(.reactions)
      counts[1] = 0
    }
    self.terms = terms
    self.counts = counts
  }

  /// All known interactions together; 0 where no term is known.
  public var total: Double { counts.sum() }

  /// The count of one term; `nil` where it is not known.
  public subscript(term: EngagementTerms) -> Double? {
    guard terms.contains(term), term.rawValue.nonzeroBitCount == 1 else { return nil }
    return counts[term.rawValue.trailingZeroBitCount]
  }

  /// The known interactions, each times its weight.
  public func weighted(_ weights: EngagementWeights) -> Double { (counts * weights.values).sum() }

  /// Those of several posts whose terms most of them have; of equally frequent ones those with more terms.
  static func mostFrequentKind(of posts: [Self]) -> [Self] {
    var counts = [Int](repeating: 0, count: 1 << EngagementTerms.count)
    for post in posts where !post.terms.isEmpty { counts[Int(post.terms.rawValue)] += 1 }
    let best = counts.indices.max { a, b in
      (counts[a], a.nonzeroBitCount, b) < (counts[b], b.nonzeroBitCount, a)
    }
    return posts.filter { !$0.terms.isEmpty && Int($0.terms.rawValue) == best }
  }

  private static func index(of metric: Metric) -> Int? {
    switch metric {
    case .likes: 0
    case .reactions: 1
    case .comments: 2
    case .shares: 3
    case .reposts: 4
    case .quotes: 5
    case .saves: 6
    default: nil
    }
  }
}
