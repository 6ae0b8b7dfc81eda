public import MetricSchema

/// The size of one platform's audience at one time.
public struct AudiencePoint: Equatable, Sendable {
  /// The platform, or the account where there are several on one.
  public var platform: String
  /// When it was counted.
  public var time: Timestamp
  /// Followers or subscribers.
  public var followers: Int64?
  /// Listeners in the platform's own window, such as a month.
  public var listeners: Int64?

  /// Creates a point.
  public init(platform: String, time: Timestamp, followers: Int64? = nil, listeners: Int64? = nil) {
    (self.platform, self.time) = (platform, time)
    (self.followers, self.listeners) = (followers, listeners)
  }
}

/// What the sizes of an audience say when platforms are kept apart: one that is counted more often weighs no more, and one
/// that is connected later makes no jump.
struct AudienceHistory {
  /// Which number of a point is meant.
  typealias Count = @Sendable (AudiencePoint) -> Int64?

  static let counts: [(name: String, count: Count)] = [
    ("followers", { $0.followers }), ("listeners", { $0.listeners }),
  ]

  private let byPlatform: [[AudiencePoint]]

  /// Sorts points: by platform, then time.
  init(_ points: [AudiencePoint]) {
    var platforms: [String: [AudiencePoint]] = [:]
    for point in points { platforms[point.platform, default: []].append(point) }
    byPlatform = platforms.keys.sorted().map { key in
      platforms[key, default: []].sorted { $0.time < $1.time }
    }
  }

  /// The newest known count of each platform before `moment`, with its time.
  func newest(before moment: Timestamp, _ count: Count) -> [(time: Timestamp, value: Double)] {
    byPlatform.compactMap { points in
      guard let point = points.last(where: { $0.time < moment && count($0).known != nil })
      else { return nil }
      return count(point).known.map { (point.time, $0) }
    }
  }

  /// The sum over platforms of the mean counts of two periods, over those platforms that are known in both.
  func means(_ first: Period, _ second: Period, _ count: Count) -> (first: Double, second: Double)?
  {
    var sums = (first: 0.0, second: 0.0)
    var found = false
    for points in byPlatform {
      guard let a = Self.mean(points, first, count), let b = Self.mean(points, second, count) else {
        continue
      }
      sums = (sums.first + a, sums.second + b)
      found = true
    }
    return found ? sums : nil
  }

  /// The mean of the known counts of a period, each day counting once.
  private static func mean(_ points: [AudiencePoint], _ period: Period, _ count: Count) -> Double? {
    let days = daily(points, period, count)
    guard !days.isEmpty else { return nil }
    return days.reduce(0) { $0 + $1.value } / Double(days.count)
  }

  /// The known counts of each day of a period, averaged within the day.
  static func daily(
    _ points: [AudiencePoint], _ period: Period, _ count: Count
  ) -> [(day: Int64, value: Double)] {
    var days: [(day: Int64, value: Double, n: Double)] = []
    for point in points where period.contains(point.time) {
      guard let value = count(point).known else { continue }
      let day = point.time.day
      if let last = days.last, last.day == day {
        days[days.count - 1] = (day, last.value + value, last.n + 1)
      } else {
        days.append((day, value, 1))
      }
    }
    return days.map { ($0.day, $0.value / $0.n) }
  }

  /// Every platform's daily counts in a period.
  func daily(_ period: Period, _ count: Count) -> [[(day: Int64, value: Double)]] {
    byPlatform.map { Self.daily($0, period, count) }
  }
}
