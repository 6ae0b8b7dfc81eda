import Testing

@testable import Analytics

@Suite("One content on several platforms")
struct CrossPlatformTests {
  /// A content `c` with so many views on each account, each of which has ten other posts with the given median.
  private func makePosts(_ accounts: [(String, views: Int64?, usual: Int64)]) -> [ContentPost] {
    var posts: [ContentPost] = []
    for (account, views, usual) in accounts {
      for offset: Int64 in [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5] {
        posts.append(makePost("\(account).\(offset)", account, views: usual + offset))
      }
      posts.append(makePost("\(account).c", account, views: views) { $0.content = "c" })
    }
    return posts
  }

  @Test("the platform that is most above its own usual did best, not that with the most views")
  func best() throws {
    let posts = makePosts([("tiktok.alice", 2000, 1000), ("bluesky.bob", 50, 10)])
    let found = try #require(CrossPlatform.of("c", among: posts).value)
    #expect(found.entries.map(\.platform) == ["bluesky", "tiktok"])
    #expect(found.entries.map { try? $0.multiple.get() } == [5, 2])
    #expect(found.entries[0].others == 10)
    #expect(try found.best.get().platform == "bluesky")
    #expect(
      found.reasons[0]
        == "It did best on bluesky: 5 times the account's usual views, by 10 other posts.")
  }

  @Test("a multiple does not depend on the unit: all views of an account times a hundred")
  func scale() throws {
    let posts = makePosts([("tiktok.alice", 2000, 1000), ("bluesky.bob", 50, 10)])
    let scaled = posts.map { post in
      var post = post
      if post.platform == "bluesky" { post.views = post.views.map { $0 * 100 } }
      return post
    }
    let pair = [posts, scaled].map {
      CrossPlatform.of("c", among: $0).value?.entries.map(\.multiple)
    }
    #expect(pair[0] == pair[1])
  }

  @Test("plays are judged by plays where a post reports no views")
  func plays() throws {
    let posts =
      makePosts([("tiktok.alice", 2000, 1000)])
      + (0..<9).map { index in makePost("i\(index)", "instagram.bob", views: 5) { $0.plays = 30 } }
      + [
        makePost("i", "instagram.bob") {
          ($0.content, $0.plays) = ("c", 90)
        }
      ]
    let found = try #require(CrossPlatform.of("c", among: posts).value)
    #expect(found.entries[0].metric == .plays)
    #expect(found.entries[0].multiple == .success(3))
    #expect(found.entries[1].metric == .views)
    #expect(try found.best.get().platform == "instagram")
  }

  @Test("YouTube is neither judged nor compared until its amendment is accepted")
  func youTube() throws {
    let posts = makePosts([("tiktok.alice", 2000, 1000), ("youtube.bob", 50, 10)])
    let apart = try #require(CrossPlatform.of("c", among: posts).value)
    #expect(apart.entries[1].value == 50)
    guard case .failure(let reason) = apart.entries[1].multiple else {
      return #expect(Bool(false), "YouTube was judged")
    }
    #expect(reason.kind == .outOfRange)
    guard case .failure = apart.best else { return #expect(Bool(false), "one platform was best") }
    #expect(apart.reasons[0].hasPrefix("Which platform did best is unknown, because there are 1"))
    let merged = try #require(
      CrossPlatform.of("c", among: posts, youTube: .derivedMetricsAccepted).value)
    #expect(try merged.best.get().platform == "youtube")
  }

  @Test("too few other posts, a usual of nothing, and no number each have their reason")
  func reasons() throws {
    let zero = makePosts([("tiktok.alice", 2000, 1000)]).map { post in
      var post = post
      if post.content == nil { post.views = 0 }
      return post
    }
    let posts =
      zero + [
        makePost("b", "bluesky.bob", views: 3) { $0.content = "c" },
        makePost("i", "instagram.carol") { $0.content = "c" },
      ]
    let found = try #require(CrossPlatform.of("c", among: posts).value)
    let kinds = found.entries.map { entry -> Unknown.Kind? in
      guard case .failure(let unknown) = entry.multiple else { return nil }
      return unknown.kind
    }
    #expect(kinds == [.noData, .noData, .noDenominator])
    guard case .failure(let few) = found.entries[0].multiple else { return }
    #expect(
      few.because == "there are 0 other posts of the account that report it, where 8 are needed")
    #expect(CrossPlatform.of("none", among: posts).unknown?.kind == .noData)
  }
}
