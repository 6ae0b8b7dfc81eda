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
      let contents = Dictionary(grouping: meant, by: Key.init)
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

  /// What a post is counted under: its content, or itself where it names none. The ids of the two are never the same thing.
  private struct Key: Hashable, Comparable {
    let id: String
    let isPost: Bool

    init(_ post: ContentPost) {
      let content = post.content ?? ""
      (id, isPost) = content.isEmpty ? (post.id, true) : (content, false)
    }

    static func < (a: Self, b: Self) -> Bool { (a.id, a.isPost ? 1 : 0) < (b.id, b.isPost ? 1 : 0) }
  }

  private static func places(
    _ contents: [Key: [ContentPost]], _ metric: ContentMetric, _ limit: Int
  ) -> [Place] {
    let unranked = contents.compactMap { key, posts -> (key: Key, place: Place)? in
      let known = posts.compactMap { post in post.exact(metric).map { (post.platform, $0) } }
      guard !known.isEmpty else { return nil }
      let parts = Dictionary(known, uniquingKeysWith: +)
        .map { Part(name: $0.key, value: $0.value.number) }
      return (
        key,
        Place(
          rank: 0, content: key.id, value: known.reduce(0) { $0 + $1.1 }.number,
          platforms: parts.sorted { $0.name < $1.name }, missing: posts.count - known.count)
      )
    }
    let ordered = unranked.sorted {
      $0.place.value == $1.place.value ? $0.key < $1.key : $0.place.value > $1.place.value
    }
    var places: [Place] = []
    for (index, place) in ordered.map(\.place).prefix(max(limit, 0)).enumerated() {
      let tied = places.last.flatMap { $0.value == place.value ? $0.rank : nil }
      places.append(
        Place(
          rank: tied ?? index + 1, content: place.content, value: place.value,
          platforms: place.platforms, missing: place.missing))
    }
    return places
  }

  /// What is first in each list, and what has no place.
  public var reasons: [String] {
    let first = [places, youTube].compactMap(\.first).map { place in
      "First is \(Prose.quoted(place.content)) with \(Prose.number(place.value, 0)) \(metric.rawValue), most of it on "
        + "\(Prose.quoted(place.largest ?? "")); \(Prose.count(place.missing, "post")) of it report none."
    }
    if unknown == 0 { return first }
    return first + ["Contents without a place, because none of their posts reports it: \(unknown)."]
  }
}
