import MetricSchema

/// Which metrics have a column of their own, and in which order the columns and the bits of provenance stand.
///
/// The order is part of the schema: provenance that was stored is read by it.
struct MetricLayout: Sendable {
  /// The metrics, in order.
  let metrics: [Metric]
  /// The columns, in the same order.
  let columns: [String]
  /// The place of a metric by its number; 255 where it has no column.
  private let places: [UInt8]

  init(_ pairs: KeyValuePairs<Metric, String>) {
    metrics = pairs.map(\.key)
    columns = pairs.map(\.value)
    var places = [UInt8](repeating: 255, count: Metric.allCases.count)
    for (place, metric) in metrics.enumerated() { places[Int(metric.rawValue)] = UInt8(place) }
    self.places = places
  }

  /// The place of a metric; `nil` where it has no column.
  func place(of metric: Metric) -> Int? {
    let place = places[Int(metric.rawValue)]
    return place == 255 ? nil : Int(place)
  }

  /// The columns as a list, each with something before it.
  func list(prefix: String = "") -> String {
    columns.map { prefix + $0 }.joined(separator: ", ")
  }

  static let post = MetricLayout([
    .likes: "likes_count", .comments: "comments_count", .views: "views_count",
    .plays: "plays_count", .shares: "shares_count", .saves: "saves_count",
    .reposts: "retweets_count", .quotes: "quote_tweets_count", .reactions: "reactions_count",
    .replies: "replies_count", .impressions: "impressions", .reach: "reach",
    .uniqueViewers: "unique_viewers", .watchTime: "watch_time_seconds",
    .completionRate: "completion_ratio", .averageWatchRatio: "average_watch_ratio",
    .linkClicks: "link_clicks", .profileVisits: "profile_visits",
    .followsFromPost: "follows_from_post", .downloads: "downloads_count",
    .pins: "repins_count", .listeners: "listeners_count",
    .playlistAdds: "playlist_adds_count", .popularity: "popularity",
    .concurrentViewers: "concurrent_viewers",
  ])

  static let account = MetricLayout([
    .followers: "followers_count", .following: "following_count", .posts: "posts_count",
    .subscribers: "subscribers_count", .likes: "total_likes", .views: "total_views",
    .plays: "total_plays", .comments: "total_comments", .shares: "total_shares",
    .saves: "total_saves", .reposts: "retweets_count", .reactions: "reactions_count",
    .impressions: "total_impressions", .reach: "reach", .watchTime: "watch_time_seconds",
    .profileVisits: "profile_visits", .pins: "pins_count", .boards: "boards_count",
    .connections: "connections_count", .listeners: "listeners_count",
    .popularity: "popularity", .likesGiven: "likes_given",
  ])

  static let comment = MetricLayout([.likes: "likes_count", .replies: "replies_count"])

  static let hashtag = MetricLayout([.posts: "posts_count", .views: "views_count"])

  static let audio = MetricLayout([
    .posts: "posts_count", .plays: "plays_count", .popularity: "popularity",
  ])
}

extension Metric {
  /// Whether the metric is a fraction; all others are counts.
  var isRatio: Bool { self == .completionRate || self == .averageWatchRatio }
}
