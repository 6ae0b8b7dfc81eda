extension Definition {
  /// Contents in the order of one number.
  public static let contentLeaderboard = Definition("content_leaderboard", .structure)
}

/// Contents in the order of one number, added up over the posts that publish them.
public struct ContentLeaderboard: Hashable, Sendable {
  /// One content.
  public struct Place: Hashable, Sendable {
    /// From 1; contents with equal numbers have equal ranks, and the next rank is as much higher.
    public let rank: Int
    /// The content's id; that of the post where it names none.
    public let content: String
    /// The number, over the posts that report it.
    public let value: Double
    /// The number on each platform where it is reported, in the order of the platforms' names.
    public let platforms: [Part]
    /// How many posts of the content do not report the number.
    public let missing: Int

    /// The platform with the largest part; the first by name where several have it.
    public var largest: String? {
      platforms.max { ($0.value, $1.name) < ($1.value, $0.name) }?.name
    }
  }

  /// What a platform has of a number.
  public struct Part: Hashable, Sendable {
    /// The platform's name.
    public let name: String
    /// The number.
    public let value: Double
  }

  /// The number that orders.
  public let metric: ContentMetric
  /// The places, the best first; without YouTube where its numbers may not be merged.
  public let places: [Place]
  /// The places on YouTube where its numbers may not be merged.
  public let youTube: [Place]
  /// How many contents have no place because none of their posts reports the number.
  public let unknown: Int

  /// Ranks contents by one number, which is never a sum of views and plays.
  ///
  /// The order of `posts` has no meaning. Unknown where no post reports the number. Cost: that of sorting.
  public static func ranked(
    _ posts: [ContentPost], by metric: ContentMetric, limit: Int = 20,
    placement: Placement = .total, youTube terms: YouTubeTerms = .apart
  ) -> Finding<ContentLeaderboard> {
    Finding(.contentLeaderboard) { () throws(Unknown) in
      let meant = posts.filter { placement.holds(ad: $0.ad) }
      let contents = Dictionary(grouping: meant) { $0.content ?? $0.id }
      let known = contents.filter { $0.value.contains { $0[metric] != nil } }
      guard !known.isEmpty else {
        throw Unknown(.noData, "no post reports \(metric.rawValue)")
      }
      func places(_ isMeant: (ContentPost) -> Bool) -> [Place] {
        Self.places(known.mapValues { $0.filter(isMeant) }, metric, limit)
      }
      return ContentLeaderboard(
        metric: metric, places: places { terms.merges($0.platform) },
        youTube: places { !terms.merges($0.platform) }, unknown: contents.count - known.count)
    }
  }

  private static func places(
    _ contents: [String: [ContentPost]], _ metric: ContentMetric, _ limit: Int
  ) -> [Place] {
    let unranked = contents.compactMap { content, posts -> Place? in
      let known = posts.compactMap { post in post[metric].map { (post.platform, $0) } }
      guard !known.isEmpty else { return nil }
      let parts = Dictionary(known, uniquingKeysWith: +).map { Part(name: $0.key, value: $0.value) }
      return Place(
        rank: 0, content: content, value: known.reduce(0) { $0 + $1.1 },
        platforms: parts.sorted { $0.name < $1.name }, missing: posts.count - known.count)
    }
    let ordered = unranked.sorted { (-$0.value, $0.content) < (-$1.value, $1.content) }
    var places: [Place] = []
    for (index, place) in ordered.prefix(max(limit, 0)).enumerated() {
      let tied = places.last.flatMap { $0.value == place.value ? $0.rank : nil }
      places.append(
        Place(
          rank: tied ?? index + 1, content: place.content, value: place.value,
          platforms: place.platforms, missing: place.missing))
    }
    return places
  }
}
