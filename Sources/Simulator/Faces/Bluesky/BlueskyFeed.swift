import MetricSchema

/// What stands in somebody's feed: own posts, and posts of others that they reposted.
struct BlueskyFeed {
  /// A line of the feed.
  struct Item {
    let post: Post
    /// Who reposted it, and when; `nil` for own posts.
    var repost: (person: Int, time: Timestamp)?
    var isPin = false

    /// Where it stands in the feed.
    var time: Timestamp { repost?.time ?? post.postedAt }
  }

  private let items: [Item]
  private let pins: [Item]

  init(of creator: Creator, filter: String?, at now: Timestamp) {
    let posts = creator.posts(on: .bluesky, at: now)
    let all = posts.map { Item(post: $0) } + Self.reposts(by: creator, at: now)
    items = all.filter { Self.passes($0, filter) }.sorted { $0.time > $1.time }
    pins = posts.filter(\.isPinned).map { Item(post: $0, isPin: true) }
  }

  /// The items older than a moment, and the moment of the last where there are more.
  func page(before: Timestamp?, limit: Int, withPins: Bool) -> (items: [Item], next: Timestamp?) {
    var rest = items.filter { item in before.map { item.time < $0 } ?? true }
    if withPins { rest = pins + rest.filter { !$0.post.isPinned || $0.repost != nil } }
    let page = Array(rest.prefix(limit))
    return (page, rest.count > limit ? page.last?.time : nil)
  }

  /// `bob` and `carol` repost some posts of `alice`, two hours after she has posted them.
  private static func reposts(by creator: Creator, at now: Timestamp) -> [Item] {
    guard creator.number == 1 || creator.number == 2, let alice = creator.world.creator(0) else {
      return []
    }
    return alice.posts(on: .bluesky, at: now)
      .filter { $0.number % 9 == 3 + creator.number && $0.postedAt + 2 * Span.hour <= now }
      .map { Item(post: $0, repost: (creator.number, $0.postedAt + 2 * Span.hour)) }
  }

  private static func passes(_ item: Item, _ filter: String?) -> Bool {
    switch filter {
    case "posts_with_media": item.post.embed.isMedia && item.repost == nil
    case "posts_with_video": item.post.embed == .video && item.repost == nil
    default: true
    }
  }
}

/// What stands below the text of a post.
enum BlueskyEmbed: Hashable {
  case none
  case images(Int)
  case video
  case link

  var isMedia: Bool {
    switch self {
    case .none, .link: false
    case .images, .video: true
    }
  }
}

extension Post {
  var embed: BlueskyEmbed {
    if case .photos(let count) = clip.kind { return .images(min(count, 4)) }
    return switch ownDraw["embed"].below(10) {
    case 0..<4: .none
    case 4..<6: .images(1)
    case 6..<8: .video
    default: .link
    }
  }
}
