extension Definition {
  /// Views against the mean of a window of posts.
  public static let performanceMultiplier = Definition("performance_multiplier", .ratio)
  /// Views against the median of a window of posts.
  public static let robustPerformanceMultiplier = Definition(
    "robust_performance_multiplier", .ratio)
}

/// How many times the usual views a post has.
public struct PerformanceMultiplier: Equatable, Sendable {
  /// What is usual.
  public enum Centre: String, Sendable, CaseIterable {
    /// The mean, which one very successful post moves.
    case mean
    /// The median, which it does not.
    case median
  }

  /// Views divided by ``usual``, from 0.
  public let value: Double
  /// The mean or median of the window.
  public let usual: Double
  /// Which of them it is.
  public let centre: Centre
  /// How many posts of the window have a known number of views.
  public let posts: Int

  /// What the multiplier comes from.
  public var reasons: [String] {
    [
      "\(Prose.number(value)) times the \(centre.rawValue) of \(Prose.number(usual, 0)) views over \(Prose.count(posts, "post"))."
    ]
  }

  /// Compares the views of a post with those of a window of posts, which may hold the post itself. Sorts for the median.
  ///
  /// - Returns: The multiplier; unknown where the post's views are, where the window has none, or where they centre on 0.
  public static func of(
    _ views: Int64?, among window: [Int64?], against centre: Centre = .mean
  ) -> Finding<Self> {
    Finding(centre == .mean ? .performanceMultiplier : .robustPerformanceMultiplier) {
      () throws(Unknown) in
      guard let views = views.known else {
        throw Unknown(.noData, "the post's number of views is not known")
      }
      let known = window.compactMap(\.known)
      guard !known.isEmpty else { throw .tooFew(0, needed: 1, of: "posts with known views") }
      let usual =
        centre == .mean
        ? known.reduce(0, +) / Double(known.count) : Order.median(known)
      guard usual > 0 else {
        throw Unknown(.noDenominator, "the \(centre.rawValue) of the views is 0")
      }
      return Self(
        value: views / usual, usual: usual, centre: centre, posts: known.count)
    }
  }
}
