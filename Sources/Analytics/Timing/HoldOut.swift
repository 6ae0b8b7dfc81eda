extension PostScores {
  /// How many later posts there have to be in the recommended hours, and how many outside of them.
  static let neededLater = 10

  /// Fits the earlier posts, and measures the recommendation on the later.
  func holdOut(by settings: BestTime) -> Result<PostingWeek.HoldOut, Unknown> {
    let fit = WeekFit(self, earlierOnly: true, by: settings)
    guard !fit.recommended.isEmpty else {
      return .failure(Unknown(.tooFew, "no hour stands out among the earlier posts"))
    }
    let chosen = Set(fit.recommended)
    let hours = fit.slots.indices
    let inside = Moments(later(hours.filter(chosen.contains)))
    let outside = Moments(later(hours.filter { !chosen.contains($0) }))
    let least = min(inside.count, outside.count)
    guard least >= Self.neededLater else {
      let side = inside.count <= outside.count ? "in the recommended hours" : "in other hours"
      return .failure(.tooFew(least, needed: Self.neededLater, of: "later posts \(side)"))
    }
    let (difference, margin) = Moments.welch(inside, outside)
    return .success(
      PostingWeek.HoldOut(
        inside: inside.count, outside: outside.count, lift: relative(difference),
        interval: relative(difference - margin)...relative(difference + margin)))
  }

  /// The scores of the later posts in some hours.
  private func later(_ hours: [Int]) -> [Double] {
    hours.flatMap { keys[lists[$0 * 2]].lazy.map { Double(ordered: $0) } }
  }
}

extension Moments {
  /// The difference of two means, and half the width of its interval of 95 % (Welch 1947).
  static func welch(_ a: Moments, _ b: Moments) -> (difference: Double, margin: Double) {
    let (first, second) = (a.variance / Double(a.count), b.variance / Double(b.count))
    let error = first + second
    guard error > 0 else { return (a.mean - b.mean, 0) }
    let freedom =
      error * error / (first * first / Double(a.count - 1) + second * second / Double(b.count - 1))
    return (a.mean - b.mean, StudentDistribution.reach95(freedom: freedom) * error.squareRoot())
  }
}
