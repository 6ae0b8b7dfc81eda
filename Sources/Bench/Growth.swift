import HostCore
import MetricSchema
import SQLiteStore

extension Bench {
  /// What a post costs in a small database and, by turns, in a large one, both filled by the store itself, and how much
  /// memory the host holds that then collects into the large one.
  func growth() throws -> [Row] {
    let few = min(10_000, options.posts)
    let database = try freshDatabase("growth")
    var large = try Filler(SQLiteStore(database))
    try large.fill(to: options.posts)
    var small = try Filler(SQLiteStore(freshDatabase("growth-small")))
    try small.fill(to: few)
    var costs: (small: [Double], large: [Double]) = ([], [])
    for _ in 0..<10 {
      costs.small += try small.costsOfPosts(pages: 20)
      costs.large += try large.costsOfPosts(pages: 20)
    }
    let (before, after) = (median(costs.small), median(costs.large))
    return [
      Row(name: "at \(few) stored posts", value: before, unit: "µs/post"),
      Row(
        name: "at \(options.posts) stored posts", value: after, unit: "µs/post",
        comparison: "\(times(after, before)) that at \(few)", target: "≤ 1.5 ×"),
      Row(
        name: "host that collects at \(options.posts) stored posts, peak",
        value: try peakOfHost(database), unit: "MB", comparison: "\(options.accounts) accounts",
        target: "≤ 60"),
    ]
  }
}

/// Commits page after page of invented posts.
private struct Filler {
  private static let postsOfAPage = 35
  private static let postsOfAnAccount = 105

  private let store: SQLiteStore
  private let job: Int64
  private var posts = 0
  private var random: UInt64 = 7

  init(_ store: SQLiteStore) throws {
    self.store = store
    let stored = StoredJob(
      platform: "tiktok", provider: provider, job: FetchJob(.posts, [Subject("everybody")]),
      moment: wallClock())
    job = try store.begin(stored, requests: []).id
  }

  mutating func fill(to count: Int) throws {
    while posts < count {
      if posts % 1_000_000 < Self.postsOfAPage, posts > 0 { say("growth: \(posts) posts") }
      _ = try commitPage()
    }
  }

  /// The mean cost of a post of each of some pages, in microseconds.
  mutating func costsOfPosts(pages: Int) throws -> [Double] {
    var costs: [Double] = []
    for _ in 0..<pages { costs.append(try commitPage() / Double(Self.postsOfAPage) * 1e6) }
    return costs
  }

  /// Reserves, commits an answer of one page, and returns what the commit took, in seconds.
  private mutating func commitPage() throws -> Double {
    let moment = wallClock()
    let reservation = Reservation(
      provider: provider, platform: "tiktok", call: "user.posts", limits: [], moment: moment)
    guard case .granted(let usage) = try store.reserve(reservation) else {
      throw Failure("a reservation without limits was refused")
    }
    var commit = AnswerCommit(
      job: job, answered: nil, platform: "tiktok", provider: provider,
      settlement: Settlement(usage: usage, moment: moment), moment: moment)
    for _ in 0..<Self.postsOfAPage { commit.records.append(.post(nextPost())) }
    let (store, ready) = (store, commit)
    return try timed { _ = try store.commit([ready]) }
  }

  /// A post of its own. Ids follow from times, and accounts were active at different times, so that rows enter most
  /// indexes all over.
  private mutating func nextPost() -> Post {
    let account = posts / Self.postsOfAnAccount
    var post = Post()
    let second = 1_600_000_000 + Int64(next() % 190_000_000)
    post.id = String(UInt64(second) << 32 | next() & 0xFFFF_FFFF)
    post.postedAt = second * 1_000_000
    post.author = author(account)
    post.url = "https://www.tiktok.com/@account\(account)/video/\(post.id ?? "")"
    post.caption = "Three ingredients, ten minutes, one pan #tag\(next() % 5000) #tag\(next() % 50)"
    post.hashtags = post.caption.map { CaptionTags($0).hashtags } ?? []
    post.mediaKind = .video
    post.thumbnailURL = "https://media.example/cover/\(next())~photomode.jpeg"
    post.mediaURLs = ["https://media.example/play/\(next())/?mime_type=video_mp4"]
    post.durationMs = Int64(next() % 60_000)
    post.region = "DE"
    var sound = Audio()
    sound.id = "\(7_000_000_000_000_000_000 + next() % 20_000)"
    sound.title = "original sound"
    post.audio = sound
    let views = Int64(next() >> (44 + next() % 16))
    post.metrics.set(.views, views)
    post.metrics.set(.likes, views / 10)
    post.metrics.set(.comments, views / 300)
    post.metrics.set(.shares, views / 100)
    post.metrics.set(.saves, views / 50)
    posts += 1
    return post
  }

  private func author(_ account: Int) -> Author {
    var author = Author()
    author.id = "\(6_900_000_000_000_000_000 + account)"
    author.handle = "account\(account)"
    author.name = "Account \(account)"
    return author
  }

  /// The next of some repeatable random numbers (Steele, Lea, Flood 2014).
  private mutating func next() -> UInt64 {
    random &+= 0x9E37_79B9_7F4A_7C15
    var z = random
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
