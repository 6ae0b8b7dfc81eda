import struct MetricSchema.Timestamp
import Testing

@testable import Simulator

@Suite("World")
struct WorldTests {
  static let time = SimulatorOptions.usualTime
  let world = World(seed: 7, accounts: 20, start: Self.time)

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
}
