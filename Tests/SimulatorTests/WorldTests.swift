import struct MetricSchema.Timestamp
import Testing

@testable import Simulator

@Suite("World")
struct WorldTests {
  static let time = SimulatorOptions.usualTime
  let world = World(seed: 7, accounts: 20, start: Self.time)

  @Test("Mixing can be undone")
  func mixing() {
    var draw = Draw(seed: 99)
    for _ in 0..<1000 {
      let bits = draw.bits
      #expect(unmix64(mix64(bits)) == bits)
      #expect(unmix32(mix32(UInt32(truncatingIfNeeded: bits))) == UInt32(truncatingIfNeeded: bits))
      #expect(unmix52(mix52(bits)) == bits & (1 << 52 - 1))
      let text = Alphabet.base64.text(bits, count: 11)
      #expect(Alphabet.base64.number(text) == bits)
      #expect(Alphabet.base32.number(Alphabet.base32.text(bits, count: 13)) == bits)
      draw = draw["next"]
    }
  }

  @Test("A text that no number gives stands for none")
  func foreignText() {
    #expect(Alphabet.base64.number("!!!!!!!!!!!") == nil)
    // The last digit of eleven holds four bits.
    #expect(Alphabet.base64.number("AAAAAAAAAAB") == nil)
    #expect(Alphabet.base32.number(String(repeating: "a", count: 14)) == nil)
  }

  @Test("The same seed gives the same world, another seed another")
  func determinism() throws {
    func sample(_ seed: UInt64) throws -> [String] {
      let world = World(seed: seed, accounts: 20, start: Self.time)
      return try (0..<27).map { number in
        let creator = try #require(world.creator(number))
        let posts = creator.posts(on: .youtube, at: Self.time)
        return "\(creator.followers(on: .tiktok, at: Self.time)) \(posts.map(\.postedAt)) "
          + "\(posts.map { $0.clip.pieces }) \(posts.map { $0.numbers(at: Self.time) })"
      }
    }
    #expect(try sample(7) == sample(7))
    #expect(try sample(7) != sample(8))
  }

  @Test("Every named account and every numbered one exists, and no other")
  func names() {
    for name in World.names + ["user0", "user19", "ALICE"] {
      #expect(world.creator(named: name, at: Self.time) != nil, "\(name)")
    }
    for name in ["user20", "user-1", "user01", "user", "nobody", "", "erin_studio"] {
      #expect(world.creator(named: name, at: Self.time) == nil, "\(name)")
    }
  }

  @Test("One account changes its name and stays the same account")
  func rename() throws {
    let later = Self.time + 11 * Span.day
    #expect(world.creator(named: "erin", at: later) == nil)
    let after = try #require(world.creator(named: "erin_studio", at: later))
    let before = try #require(world.creator(named: "erin", at: Self.time))
    #expect(after.number == before.number)
    #expect(after.name(at: Self.time) == "erin" && after.name(at: later) == "erin_studio")
  }

  @Test(
    "An account has as many posts as asked for at the start, in the order of time",
    arguments: [1, 7, 60, 1000])
  func postCount(count: Int) throws {
    let world = World(seed: 3, postsPerAccount: count, start: Self.time)
    for number in 0..<7 {
      let creator = try #require(world.creator(number))
      for platform in Platform.allCases {
        #expect(creator.postCount(on: platform, at: Self.time) == count)
        let times = (0..<count).map { Post($0, of: creator, on: platform).postedAt }
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
        #expect(times.allSatisfy { $0 <= Self.time })
      }
    }
  }

  @Test("Posts appear one by one as time goes on, and none twice")
  func newPosts() throws {
    let creator = try #require(world.creator(2))
    var last = creator.postCount(on: .tiktok, at: Self.time)
    for hour in 1...240 {
      let now = Self.time + Int64(hour) * Span.hour
      let count = creator.postCount(on: .tiktok, at: now)
      #expect(count == last || count == last + 1)
      if count > last { #expect(Post(count - 1, of: creator, on: .tiktok).postedAt <= now) }
      last = count
    }
    #expect(last >= 62)
  }

  @Test("Numbers never shrink, and followers and views grow", arguments: Platform.allCases)
  func growth(platform: Platform) throws {
    for number in 0..<10 {
      let creator = try #require(world.creator(number))
      let post = Post(40, of: creator, on: platform)
      var before = Numbers()
      var totals = Numbers()
      var followers: Int64 = 0
      for day in 0..<60 {
        let now = post.postedAt + Int64(day) * Span.day
        let numbers = post.numbers(at: now)
        for path: KeyPath<Numbers, Int64> in [
          \.views, \.likes, \.comments, \.shares, \.saves, \.downloads, \.reposts, \.quotes,
        ] { #expect(numbers[keyPath: path] >= before[keyPath: path]) }
        let sums = creator.totals(on: platform, at: now)
        #expect(sums.likes >= totals.likes && sums.views >= totals.views)
        #expect(creator.followers(on: platform, at: now) >= followers)
        (before, totals, followers) = (numbers, sums, creator.followers(on: platform, at: now))
      }
      #expect(before.likes > 0)
      #expect(platform == .bluesky ? before.views == 0 : before.views > before.likes)
    }
  }

  @Test("There are as many comments and replies as the counter says")
  func comments() throws {
    for number in 0..<10 {
      let creator = try #require(world.creator(number))
      for post in creator.posts(on: .tiktok, at: Self.time).prefix(20) {
        let answers = post.comments(from: 0, count: 100_000, at: Self.time)
        let replies = answers.flatMap { $0.replies(at: Self.time) }
        #expect(answers.count + replies.count == Int(post.numbers(at: Self.time).comments))
        #expect((answers + replies).allSatisfy { $0.writtenAt > post.postedAt })
        #expect(replies.filter(\.isByOwner).allSatisfy { $0.person == creator.number })
      }
    }
  }

  @Test("A deleted post vanishes from the listing and its numbers stand still")
  func deletion() throws {
    let posts = (0..<27).compactMap { world.creator($0) }
      .flatMap { creator in (0..<60).map { Post($0, of: creator, on: .tiktok) } }
    let deleted = posts.filter { $0.deletedAt != nil }
    // One of forty of 1,620.
    #expect((15...75).contains(deleted.count))
    let post = try #require(deleted.first)
    let time = try #require(post.deletedAt)
    let before = Timestamp(time.microseconds - 1)
    #expect(post.creator.posts(on: .tiktok, at: before).contains { $0.number == post.number })
    #expect(!post.creator.posts(on: .tiktok, at: time).contains { $0.number == post.number })
    #expect(post.numbers(at: time) == post.numbers(at: time + 90 * Span.day))
  }

  @Test("Every id leads back to what it stands for")
  func ids() throws {
    let tikTok = TikTokIDs(world: world)
    let youTube = YouTubeIDs(world: world)
    let bluesky = BlueskyIDs(world: world)
    for number in 0..<world.creatorCount {
      let creator = try #require(world.creator(number))
      #expect(tikTok.creator(id: tikTok.user(number))?.number == number)
      #expect(tikTok.creator(secUID: tikTok.secUID(number))?.number == number)
      #expect(tikTok.sound(id: tikTok.sound(.original(number))) == .original(number))
      #expect(youTube.creator(channel: youTube.channel(number))?.number == number)
      #expect(bluesky.creator(actor: bluesky.did(number), at: Self.time)?.number == number)
      for post in creator.posts(on: .tiktok, at: Self.time) {
        #expect(tikTok.post(tikTok.post(post), at: Self.time)?.number == post.number)
        for comment in post.comments(from: 0, count: 2, at: Self.time) {
          let found = tikTok.comment(tikTok.comment(comment), at: Self.time)
          #expect(found?.number == comment.number && found?.post.number == post.number)
        }
      }
      for post in creator.posts(on: .youtube, at: Self.time) {
        #expect(youTube.video(youTube.video(post), at: Self.time)?.number == post.number)
        for comment in post.comments(from: 0, count: 2, at: Self.time) {
          #expect(
            youTube.comment(youTube.comment(comment), at: Self.time)?.number == comment.number)
        }
      }
      for post in creator.posts(on: .bluesky, at: Self.time) {
        #expect(bluesky.post(bluesky.uri(post), at: Self.time)?.number == post.number)
      }
    }
    #expect(tikTok.tag(id: tikTok.tag("cats")) == "cats")
    #expect(tikTok.sound(id: tikTok.sound(.song(3))) == .song(3))
  }

  @Test("Ids have the form of their platform, and invented ones stand for nothing")
  func idForms() throws {
    let creator = try #require(world.creator(0))
    let post = Post(5, of: creator, on: .tiktok)
    let tikTok = TikTokIDs(world: world)
    let id = try #require(UInt64(tikTok.post(post)))
    #expect(String(id).count == 19)
    #expect(Int64(id >> 32) == post.postedAt.seconds)
    #expect(tikTok.post(String(id + 1), at: Self.time) == nil)
    #expect(tikTok.post("7", at: Self.time) == nil)
    let youTube = YouTubeIDs(world: world)
    #expect(youTube.video(post).count == 11 && youTube.channel(0).count == 24)
    #expect(youTube.video("AAAAAAAAAAA", at: Self.time) == nil)
    #expect(youTube.creator(channel: "UC" + String(repeating: "A", count: 22)) == nil)
    let bluesky = BlueskyIDs(world: world)
    #expect(bluesky.did(0).count == 32)
    let uri = bluesky.uri(Post(5, of: creator, on: .bluesky))
    #expect(uri.hasPrefix("at://\(bluesky.did(0))/app.bsky.feed.post/"))
    #expect(uri.split(separator: "/").last?.count == 13)
    #expect(bluesky.post(uri.dropLast() + (uri.hasSuffix("2") ? "3" : "2"), at: Self.time) == nil)
  }

  @Test("The clock stands, jumps and runs as told, and stays on the calendar")
  func clock() {
    let clock = SimulatedClock(now: Self.time)
    #expect(clock.now == Self.time && clock.standsStill)
    clock.advance(days: 1.5)
    #expect(clock.now == Self.time + 36 * Span.hour)
    clock.set(Self.time)
    clock.daysPerSecond = 1000
    #expect(!clock.standsStill)
    while clock.now == Self.time {}
    clock.advance(days: 1e12)
    #expect(clock.now.description == "9999-12-31T23:59:59Z")
  }

  @Test("Reads moments as RFC 3339 writes them")
  func moments() {
    let cases: [(String, String?)] = [
      ("2026-11-20", "2026-11-20T00:00:00Z"), ("2026-11-20T08:05", "2026-11-20T08:05:00Z"),
      ("2026-11-20T08:05:01.25Z", "2026-11-20T08:05:01.250Z"),
      ("2026-11-20T08:00:00+02:00", "2026-11-20T06:00:00Z"),
      ("2026-11-20T08:00:00.1234567-01:30", "2026-11-20T09:30:00.123456Z"),
      ("2026-02-30", nil), ("2026-11-20T08", nil), ("2026-11-20T08:00:00X", nil), ("", nil),
      ("2026-11-20T08:00:00Z ", nil),
    ]
    for (text, expected) in cases { #expect(moment(text)?.description == expected, "\(text)") }
  }
}
