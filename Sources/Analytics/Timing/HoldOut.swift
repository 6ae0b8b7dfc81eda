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
    var (inside, outside) = (Moments(), Moments())
    for hour in 0..<fit.slots.count {
      let scores = keys[lists[hour * 2]].lazy.map { Double(ordered: $0) }
      if chosen.contains(hour) {
        for score in scores { inside.add(score) }
      } else {
        for score in scores { outside.add(score) }
      }
    }
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
}

/// The count, mean and spread of values, taken one by one (Welford 1962).
struct Moments {
  private(set) var count = 0
  private(set) var mean = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    let before = value - mean
    mean += before / Double(count)
    squares += before * (value - mean)
  }

  /// The variance of a sample; 0 for fewer than two values.
  var variance: Double { count < 2 ? 0 : squares / Double(count - 1) }

  /// The difference of two means, and half the width of its interval of 95 % (Welch 1947).
  static func welch(_ a: Moments, _ b: Moments) -> (difference: Double, margin: Double) {
    let (first, second) = (a.variance / Double(a.count), b.variance / Double(b.count))
    let error = first + second
    guard error > 0 else { return (a.mean - b.mean, 0) }
    let freedom =
      error * error / (first * first / Double(a.count - 1) + second * second / Double(b.count - 1))
    return (a.mean - b.mean, studentQuantile(freedom: freedom) * error.squareRoot())
  }
}

/// The 97.5 % quantile of Student's distribution, by the expansion at the normal quantile (Abramowitz and Stegun 1964,
/// 26.7.5): off by less than 0.001 from 6 degrees of freedom on, which is the fewest that are asked for.
func studentQuantile(freedom: Double) -> Double {
  let z = 1.959963984540054
  let z2 = z * z
  let first = z * (z2 + 1) / 4
  let second = z * ((5 * z2 + 16) * z2 + 3) / 96
  let third = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384
  let fourth = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92_160
  let v = max(freedom, 1)
  return z + (first + (second + (third + fourth / v) / v) / v) / v
}
