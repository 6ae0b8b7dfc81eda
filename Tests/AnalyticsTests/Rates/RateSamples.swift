import Analytics
import MetricSchema

extension Metrics {
  /// Numbers of a post, as counted.
  init(counts: KeyValuePairs<Metric, Int64>) {
    self.init()
    for (metric, count) in counts { set(metric, count) }
  }
}

extension EngagementRate {
  /// A rate by reach of likes alone.
  static func sample(_ likes: Int64, of reach: Int64) throws -> Self {
    try EngagementRate.of(Metrics(counts: [.likes: likes, .reach: reach]), per: .reach).result.get()
  }
}

extension ViewTrack {
  /// A video with one hundred times its factor of views after an hour, and as many times more as hours went by.
  static func sample(postedAt: Int64, factor: Double = 1, kind: MediaKind = .video) -> Self {
    ViewTrack(
      kind: kind, postedAt: Timestamp(postedAt),
      snapshots: [1.0, 2, 4].map { Snapshot(age: $0 * 3600, views: $0 * 100 * factor) })
  }
}
