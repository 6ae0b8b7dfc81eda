extension Definition {
  /// How many posts lie how far above the median.
  public static let viralityDistribution = Definition("virality_distribution", .structure)
}

/// How far above its account's median a post lies. The lower bound belongs to a bucket, the upper does not.
public enum ViralityBucket: Int, Sendable, CaseIterable {
  /// Below the median.
  case below1x
  /// 1 to 5 times.
  case from1xTo5x
  /// 5 to 10 times.
  case from5xTo10x
  /// 10 to 25 times.
  case from10xTo25x
  /// 25 to 50 times.
  case from25xTo50x
  /// 50 to 100 times.
  case from50xTo100x
  /// 100 times and more.
  case above100x

  static let lowerBounds: [Double] = [0, 1, 5, 10, 25, 50, 100]
  private static let names = [
    "below_1x", "1x_to_5x", "5x_to_10x", "10x_to_25x", "25x_to_50x", "50x_to_100x", "above_100x",
  ]

  /// The bucket of a multiple of the median; what is not a number or negative lies below.
  public init(multiple: Double) {
    let index = Self.lowerBounds.lastIndex { multiple >= $0 } ?? 0
    self = Self.allCases[index]
  }

  /// The name in the HTTP interface, such as `1x_to_5x`.
  public var name: String { Self.names[rawValue] }
}

/// The posts of a window, counted by how far above their median they lie.
public struct ViralityDistribution: Equatable, Sendable {
  /// The upper middle of the sorted views.
  public let median: Double
  /// The number of posts in each bucket, in the order of ``ViralityBucket``.
  public let counts: [Int]
  /// The posts without a known number of views, which no bucket counts.
  public let withoutViews: Int

  /// The number of posts in a bucket.
  public subscript(bucket: ViralityBucket) -> Int { counts[bucket.rawValue] }

  /// What stands out.
  public var reasons: [String] {
    let known = counts.reduce(0, +)
    let far = counts.dropFirst(2).reduce(0, +)
    var lines = [
      "\(far) of \(Prose.count(known, "post")) \(far == 1 ? "has" : "have") 5 times the median of \(Prose.number(median, 0)) views or more."
    ]
    if withoutViews > 0 {
      lines.append("\(Prose.count(withoutViews, "post")) without a known number of views left out.")
    }
    return lines
  }

  /// Counts posts by the multiple of their median; sorts them once.
  ///
  /// - Returns: The counts; unknown without known views, or where the median is 0.
  public static func of(_ views: [Int64?]) -> Finding<Self> {
    Finding(.viralityDistribution) { () throws(Unknown) in
      let known = views.compactMap(\.known).sorted()
      guard !known.isEmpty else { throw .tooFew(0, needed: 1, of: "posts with known views") }
      let median = known[known.count / 2]
      guard median > 0 else { throw Unknown(.noDenominator, "the median of the views is 0") }
      var counts = [Int](repeating: 0, count: ViralityBucket.allCases.count)
      for value in known { counts[ViralityBucket(multiple: value / median).rawValue] += 1 }
      return Self(median: median, counts: counts, withoutViews: views.count - known.count)
    }
  }
}
