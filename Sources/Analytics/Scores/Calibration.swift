/// A correction that turns the score of a model into a probability that comes true as often as it says.
public enum Calibration: Equatable, Sendable {
  /// A logistic curve: 1 / (1 + exp(−(slope · score + intercept))) (Platt 1999).
  case platt(slope: Double, intercept: Double)
  /// A rising line through points by rising score, flat beyond them.
  case isotonic([Point])

  /// One point of a rising line.
  public struct Point: Equatable, Sendable {
    /// The score.
    public let score: Double
    /// The probability there.
    public let probability: Double

    /// Creates a point.
    public init(score: Double, probability: Double) {
      (self.score, self.probability) = (score, probability)
    }
  }

  /// The probability of a score, 0 to 1; `nil` where the score is not finite. Logarithmic in the number of points.
  public func probability(_ score: Double) -> Double? {
    guard score.isFinite else { return nil }
    switch self {
    case .platt(let slope, let intercept):
      let z = slope * score + intercept
      return z.isNaN ? nil : logistic(z)
    case .isotonic(let points): return Self.interpolated(points, at: score)
    }
  }

  /// Fits a logistic curve to outcomes, with Platt's targets (n + 1)/(n + 2) and 1/(n + 2) in place of 1 and 0, so that few
  /// examples do not make it certain.
  ///
  /// - Throws: ``Unknown`` where scores or outcomes are all alike, or there are none.
  public static func platt(_ scores: [Double], outcomes: [Bool]) throws(Unknown) -> Self {
    let positive = Double(outcomes.count { $0 })
    let negative = Double(outcomes.count) - positive
    guard positive > 0, negative > 0 else { throw Unknown(.noVariation, "all outcomes are alike") }
    let (high, low) = ((positive + 1) / (positive + 2), 1 / (negative + 2))
    let fit = try LogisticRegression.fit(
      scores.map { [$0] }, targets: outcomes.map { $0 ? high : low }, penalty: 0)
    return .platt(slope: fit.coefficients[0], intercept: fit.intercept)
  }

  /// Fits a rising line by pooling neighbours that fall (Ayer and others 1955); sorts, then linear.
  ///
  /// - Throws: ``Unknown`` without scores, or where they are not finite or not as many as outcomes.
  public static func isotonic(_ scores: [Double], outcomes: [Bool]) throws(Unknown) -> Self {
    guard !scores.isEmpty else { throw .tooFew(0, needed: 1, of: "scores") }
    guard scores.count == outcomes.count, scores.allSatisfy(\.isFinite) else {
      throw Unknown(.outOfRange, "each finite score needs an outcome")
    }
    let groups = groups(scores, outcomes)
    var (points, next): ([Point], Int) = ([], 0)
    for pool in Pooling.rising(groups.map(\.pool)) {
      let ends = [groups[next].score, groups[next + pool.count - 1].score]
      points += ends.prefix(pool.count).map { Point(score: $0, probability: pool.mean) }
      next += pool.count
    }
    return .isotonic(points)
  }

  // MARK: - Private

  /// The outcomes of each distinct score, by rising score.
  private static func groups(
    _ scores: [Double], _ outcomes: [Bool]
  ) -> [(score: Double, pool: Pooling.Pool)] {
    var groups: [(score: Double, pool: Pooling.Pool)] = []
    for (score, outcome) in zip(scores, outcomes).sorted(by: { $0.0 < $1.0 }) {
      if groups.last?.score != score { groups.append((score, Pooling.Pool(sum: 0, weight: 0))) }
      groups[groups.count - 1].pool.weight += 1
      groups[groups.count - 1].pool.sum += outcome ? 1 : 0
    }
    return groups
  }

  private static func interpolated(_ points: [Point], at score: Double) -> Double? {
    guard let first = points.first, let last = points.last else { return nil }
    guard score > first.score else { return first.probability }
    guard score < last.score else { return last.probability }
    let place = points.bisect { $0.score < score }
    let (left, right) = (points[max(0, place - 1)], points[place])
    guard right.score > left.score else { return right.probability }
    let part = (score - left.score) / (right.score - left.score)
    return left.probability + part * (right.probability - left.probability)
  }
}
