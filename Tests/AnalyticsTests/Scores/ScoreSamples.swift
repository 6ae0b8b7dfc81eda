import Analytics
import MetricSchema

/// Microseconds in a day.
let scoreDay: Int64 = 86_400_000_000

extension AudiencePoint {
  /// Followers by day, from day 0 on, one count at noon of each day; `nil` is a day without a count.
  static func daily(_ followers: [Int64?], platform: String = "one") -> [Self] {
    followers.enumerated().compactMap { day, count in
      count.map {
        AudiencePoint(platform: platform, at: Int64(day) * scoreDay + scoreDay / 2, followers: $0)
      }
    }
  }
}

extension Engagement {
  /// Posts with these numbers of likes.
  static func likes(_ counts: [Int64]) -> [Self] {
    counts.map { Engagement(Metrics(counts: [.likes: $0])) }
  }
}
