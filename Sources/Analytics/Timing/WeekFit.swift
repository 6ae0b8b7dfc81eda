/// What is expected of each hour of the week.
struct WeekFit {
  private static let hours = 168

  let slots: [PostingWeek.Slot]
  /// The indices of the slots to post in, the best first.
  let recommended: [Int]

  init(_ scores: PostScores, earlierOnly: Bool, by settings: BestTime) {
    let cells = (0..<Self.hours).map { scores.group([$0], earlierOnly: earlierOnly) }
    let expected = Self.expectations(scores, cells, earlierOnly, settings.shrinkage)
    let smooth = Self.smoothed(expected, deviation: settings.smoothing)
    slots = (0..<Self.hours).map { cell in
      PostingWeek.Slot(
        weekday: cell / 24 + 1, hour: cell % 24, posts: cells[cell].count,
        thin: cells[cell].count < settings.thinBelow, median: cells[cell].median,
        score: smooth[cell])
    }
    let good = slots.indices.filter { [slots] in !slots[$0].thin && slots[$0].score > 0 }
    let best = good.sorted { [slots] in (-slots[$0].score, $0) < (-slots[$1].score, $1) }
    recommended = Array(best.prefix(settings.slots))
  }

  /// Each cell drawn toward the sum of its day's and its hour's effect, which are drawn toward none.
  private static func expectations(
    _ scores: PostScores, _ cells: [PostScores.Group], _ earlierOnly: Bool, _ shrinkage: Double
  ) -> [Double] {
    let centre = scores.group(0..<hours, earlierOnly: earlierOnly).median ?? 0
    func drawn(_ group: PostScores.Group, toward prior: Double) -> Double {
      guard let median = group.median else { return prior }
      let count = Double(group.count)
      return (count * (median - centre) + shrinkage * prior) / (count + shrinkage)
    }
    let days = (0..<7).map { day in
      drawn(scores.group(day * 24..<day * 24 + 24, earlierOnly: earlierOnly), toward: 0)
    }
    let times = (0..<24).map { hour in
      drawn(
        scores.group(stride(from: hour, to: hours, by: 24), earlierOnly: earlierOnly), toward: 0)
    }
    return (0..<hours).map { drawn(cells[$0], toward: days[$0 / 24] + times[$0 % 24]) }
  }

  /// The values averaged with their neighbours around the week, by a normal curve.
  private static func smoothed(_ values: [Double], deviation: Double) -> [Double] {
    guard deviation > 0 else { return values }
    let weights = (0..<hours).map { hour in
      let distance = Double(min(hour, hours - hour)) / deviation
      return exp(-0.5 * distance * distance)
    }
    let total = weights.reduce(0, +)
    return (0..<hours).map { cell in
      (0..<hours).reduce(0) { $0 + weights[$1] * values[(cell + $1) % hours] } / total
    }
  }
}
