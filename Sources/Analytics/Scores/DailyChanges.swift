/// How an audience changed on each day of a period.
struct DailyChanges: Equatable {
  /// The change of followers plus half that of listeners from each day to the next.
  let changes: [Double]
  /// The followers on the first of these days.
  let firstFollowers: Double
  /// How many platforms' followers or listeners were left out because they are known for a shorter time.
  let leftOut: Int

  init(changes: [Double], firstFollowers: Double, leftOut: Int = 0) {
    (self.changes, self.firstFollowers, self.leftOut) = (changes, firstFollowers, leftOut)
  }

  /// Adds up the changes over the days on which all platforms are known, so that one that was connected later does not look
  /// like growth. What is known for less than three quarters of the longest time is left out.
  init(_ history: AudienceHistory, _ period: Period) {
    let all =
      history.daily(period) { $0.followers }.map { Line($0, weight: 1) }
      + history.daily(period) { $0.listeners }.map { Line($0, weight: 0.5) }
    let known = all.filter { !$0.days.isEmpty }
    let longest = known.map(\.length).max() ?? 0
    let kept = known.filter { $0.length > 0 && $0.length * 4 >= longest * 3 }
    guard let first = kept.map(\.first).max(), let last = kept.map(\.last).min(), first < last
    else {
      self.init(changes: [], firstFollowers: 0, leftOut: known.count)
      return
    }
    var changes = [Double](repeating: 0, count: Int(last - first))
    for line in kept { line.add(to: &changes, from: first) }
    let followers = kept.filter { $0.weight == 1 }.reduce(0) { $0 + $1.value(on: first) }
    self.init(
      changes: changes, firstFollowers: followers, leftOut: known.count - kept.count)
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

  /// Adds the change of each day, times the weight, to those of the days from `start` on.
  func add(to changes: inout [Double], from start: Int64) {
    for (from, to) in zip(days, days.dropFirst()) {
      let daily = (to.value - from.value) / Double(to.day - from.day) * weight
      let end = min(to.day, start + Int64(changes.count))
      for day in max(from.day, start)..<max(end, max(from.day, start)) {
        changes[Int(day - start)] += daily
      }
    }
  }
}
