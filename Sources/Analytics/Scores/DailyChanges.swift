/// How an audience changed on each day of a period.
struct DailyChanges: Equatable {
  /// The change of followers plus half that of listeners from each day to the next.
  let changes: [Double]
  /// For each of them, whether everything was counted on both days; the others are shares of the change around them.
  let isCounted: [Bool]
  /// The most of these days that lie between two counts that follow one another.
  let longestGap: Int
  /// The followers on the first of these days.
  let firstFollowers: Double
  /// How many platforms' followers or listeners were left out because they are known for a shorter time.
  let leftOut: Int

  /// The changes that were counted, in their order.
  var counted: [Double] { zip(changes, isCounted).filter(\.1).map(\.0) }

  /// Adds up the changes over the days on which all platforms are known, so that one that was connected later does not look
  /// like growth. What is known for less than three quarters of the longest time is left out.
  init(_ history: AudienceHistory, _ period: Period) {
    let all =
      history.daily(period) { $0.followers }.map { Line($0, weight: 1) }
      + history.daily(period) { $0.listeners }.map { Line($0, weight: 0.5) }
    let known = all.filter { !$0.days.isEmpty }
    let longest = known.map(\.length).max() ?? 0
    let kept = known.filter { $0.length > 0 && $0.length * 4 >= longest * 3 }
    let first = kept.map(\.first).max() ?? 0
    let days = max((kept.map(\.last).min() ?? 0) - first, 0)
    let used = days > 0 ? kept : []
    var changes = [Double](repeating: 0, count: Int(days))
    var isCounted = [Bool](repeating: true, count: changes.count)
    var gap = 0
    for line in used { gap = max(gap, line.add(to: &changes, &isCounted, from: first)) }
    (self.changes, self.isCounted, longestGap) = (changes, isCounted, gap)
    firstFollowers = used.filter { $0.weight == 1 }.reduce(0) { $0 + $1.value(on: first) }
    leftOut = known.count - used.count
  }
}

/// One platform's followers or listeners by day.
private struct Line {
  let days: [(day: Int64, value: Double)]
  let weight: Double

  init(_ days: [(day: Int64, value: Double)], weight: Double) {
    (self.days, self.weight) = (days, weight)
  }

  var first: Int64 { days[0].day }
  var last: Int64 { days[days.count - 1].day }
  var length: Int64 { last - first }

  /// The value on a day of the line; between two counts as if it had changed evenly.
  func value(on day: Int64) -> Double {
    var value = days[0].value
    for (from, to) in zip(days, days.dropFirst()) where from.day < day {
      let part = Double(min(day, to.day) - from.day) / Double(to.day - from.day)
      value = from.value + (to.value - from.value) * part
    }
    return value
  }

  /// Adds the change of each day, times the weight, to those of the days from `start` on, and marks those between counts
  /// that are not of successive days.
  ///
  /// - Returns: The most of these days between two counts.
  func add(
    to changes: inout [Double], _ isCounted: inout [Bool], from start: Int64
  ) -> Int {
    var longest = 0
    for (from, to) in zip(days, days.dropFirst()) {
      let daily = (to.value - from.value) / Double(to.day - from.day) * weight
      let begin = max(from.day, start)
      let days = begin..<max(min(to.day, start + Int64(changes.count)), begin)
      longest = max(longest, days.count)
      for day in days {
        changes[Int(day - start)] += daily
        if to.day - from.day > 1 { isCounted[Int(day - start)] = false }
      }
    }
    return longest
  }
}
