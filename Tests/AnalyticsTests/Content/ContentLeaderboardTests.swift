import Testing

@testable import Analytics

@Suite("Leaderboards of content")
struct ContentLeaderboardTests {
  private func makeContent(
    _ id: String, _ content: String?, _ account: String, views: Int64?
  ) -> ContentPost {
    makePost(id, account, views: views) { $0.content = content }
  }

  @Test("contents are ranked by one number over their posts, and ties share a rank")
  func ranks() throws {
    let posts = [
      makeContent("1", "b", "tiktok.alice", views: 60),
      makeContent("2", "b", "bluesky.bob", views: 40),
      makeContent("3", "a", "tiktok.alice", views: 100),
      makeContent("4", nil, "tiktok.alice", views: 7),
      makeContent("5", "b", "bluesky.bob", views: nil),
      makeContent("6", "d", "tiktok.alice", views: nil),
    ]
    let board = try #require(ContentLeaderboard.ranked(posts, by: .views).value)
    #expect(board.places.map(\.content) == ["a", "b", "4"])
    #expect(board.places.map(\.rank) == [1, 1, 3])
    #expect(board.places[1].value == 100)
    #expect(board.places[1].missing == 1)
    #expect(board.places[1].platforms.map(\.name) == ["bluesky", "tiktok"])
    #expect(board.places[1].largest == "tiktok")
    #expect(board.unknown == 1)
    #expect(board.youTube.isEmpty)
  }

  @Test("a content that is on YouTube too has a place in each list until the amendment is accepted")
  func youTube() throws {
    let posts = [
      makeContent("1", "a", "tiktok.alice", views: 10),
      makeContent("2", "a", "youtube.bob", views: 90),
    ]
    let apart = try #require(ContentLeaderboard.ranked(posts, by: .views).value)
    #expect(apart.places.map(\.value) == [10])
    #expect(apart.youTube.map(\.value) == [90])
    let merged = try #require(
      ContentLeaderboard.ranked(posts, by: .views, youTube: .derivedMetricsAccepted).value)
    #expect(merged.places.map(\.value) == [100])
    #expect(merged.places[0].largest == "youtube")
  }

  @Test(
    "a post is not taken for the content that has its id, nor posts without one for one content")
  func ids() throws {
    let posts = [
      makeContent("1", "9", "tiktok.alice", views: 5),
      makeContent("9", nil, "tiktok.bob", views: 7),
      makeContent("2", "", "tiktok.alice", views: 3),
      makeContent("3", "", "tiktok.alice", views: 3),
    ]
    let board = try #require(ContentLeaderboard.ranked(posts, by: .views).value)
    #expect(board.places.map(\.value) == [7, 5, 3, 3])
    #expect(board.places.map(\.content) == ["9", "9", "2", "3"])
  }

  @Test("the first place and what has none are told")
  func reasons() throws {
    let posts = [
      makeContent("1", "a", "tiktok.alice", views: 5),
      makeContent("2", "a", "tiktok.alice", views: nil),
      makeContent("3", "b", "tiktok.alice", views: nil),
    ]
    #expect(
      ContentLeaderboard.ranked(posts, by: .views).value?.reasons == [
        "First is a with 5 views, most of it on tiktok; 1 post of it report none.",
        "Contents without a place, because none of their posts reports it: 1.",
      ])
  }

  @Test("the first platform by name is the largest among equals")
  func equals() throws {
    let posts = [
      makeContent("1", "a", "tiktok.alice", views: 5),
      makeContent("2", "a", "bluesky.bob", views: 5),
    ]
    let board = try #require(ContentLeaderboard.ranked(posts, by: .views).value)
    #expect(board.places[0].largest == "bluesky")
  }

  @Test("a limit cuts the list, and a number that nobody reports gives a reason")
  func limits() {
    let posts = [makeContent("1", "a", "tiktok.alice", views: 5)]
    #expect(ContentLeaderboard.ranked(posts, by: .views, limit: -3).value?.places.isEmpty == true)
    let unknown = ContentLeaderboard.ranked(posts, by: .plays).unknown
    #expect(unknown.map { "\($0)" } == "unknown, because no post reports plays")
  }

  @Test("the order of posts has no meaning", arguments: [1, 2, 3])
  func permutation(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let posts = makeStrangePosts(80, &generator)
    let shuffled = posts.shuffled(using: &generator)
    #expect(
      ContentLeaderboard.ranked(posts, by: .views)
        == ContentLeaderboard.ranked(shuffled, by: .views))
  }
}
