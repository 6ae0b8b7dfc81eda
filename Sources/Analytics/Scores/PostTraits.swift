public import MetricSchema

/// What can be seen of a post when it is published, with how it did.
public struct PostTraits: Equatable, Sendable {
  /// Its engagement rate.
  public var rate: EngagementRate
  /// 1 for Monday to 7 for Sunday, where its audience lives.
  public var weekday: Int?
  /// The hour of the day, 0 to 23, where its audience lives.
  public var hour: Int?
  /// Its length in seconds.
  public var seconds: Double?
  /// Its hashtags, with or without "#", as written; `nil` where they are not known.
  public var hashtags: [String]?
  /// The id or name of the sound it uses.
  public var sound: String?
  /// What it shows.
  public var kind: MediaKind?

  /// Creates a post of which only the rate is known.
  public init(rate: EngagementRate) { self.rate = rate }
}

/// One thing that a post can be, such as published on a Monday.
struct PostTrait {
  /// What kind of thing, such as `weekday`.
  let feature: String
  /// What it is, such as `Monday`.
  let value: String

  /// The features and, for each, what a post is of it: nothing where that is unknown, several things for hashtags.
  static let features: [(name: String, read: @Sendable (PostTraits) -> Set<String>?)] = [
    ("weekday", { post in one(post.weekday, in: 1...7) { CivilDay.weekdayNames[$0 - 1] } }),
    ("hours", { post in one(post.hour, in: 0...23) { "\($0 / 4 * 4) to \($0 / 4 * 4 + 4)" } }),
    ("length", { post in post.seconds.flatMap(length) }),
    ("number of hashtags", { post in hashtags(post).map { [hashtagCount($0.count)] } }),
    ("hashtag", { post in hashtags(post) }),
    ("sound", { post in post.sound.map { [$0] } }),
    ("kind", { post in post.kind.flatMap { $0 == .unspecified ? nil : [$0.name] } }),
  ]

  private static func one(
    _ number: Int?, in range: ClosedRange<Int>, _ name: (Int) -> String
  ) -> Set<String>? {
    guard let number, range.contains(number) else { return nil }
    return [name(number)]
  }

  private static func length(_ seconds: Double) -> Set<String>? {
    guard let index = LengthRange.index(of: seconds) else { return nil }
    let from = Int(LengthRange.starts[index])
    return [
      LengthRange.end(of: index).map { "\(from) to \(Int($0)) seconds" }
        ?? "\(from) seconds and more"
    ]
  }

  /// Each hashtag once, whatever its spelling.
  private static func hashtags(_ post: PostTraits) -> Set<String>? {
    post.hashtags.map { Set($0.map(TopicKind.hashtags.name)).subtracting([""]) }
  }

  private static func hashtagCount(_ count: Int) -> String {
    switch count {
    case 0: "none"
    case 1...3: "1 to 3"
    case 4...7: "4 to 7"
    default: "8 and more"
    }
  }
}
