import Analytics
import MetricSchema

/// Noon of a day, counted from that on which 1970 began.
private func noon(of number: Int) -> Timestamp { midnight(Double(number) + 0.5) }

/// The moment so many days, or parts of them, after 1970 began.
func midnight(_ number: Double) -> Timestamp { Timestamp(Int64(number * 86_400_000_000)) }

extension AudiencePoint {
  /// Followers by day, from day 0 on, one count at noon of each day; `nil` is a day without a count.
  static func daily(_ followers: [Int64?], platform: String = "one") -> [Self] {
    followers.enumerated().compactMap { number, count in
      count.map {
        AudiencePoint(platform: platform, time: noon(of: number), followers: $0)
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
