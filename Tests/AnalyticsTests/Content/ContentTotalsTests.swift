import MetricSchema
import Testing

@testable import Analytics

@Suite("Totals and overviews of content")
struct ContentTotalsTests {
  private let period = moment(2026, 11, 8)..<moment(2026, 11, 15)

  private func makeDated(_ id: String, _ account: String, _ day: Int, views: Int64?) -> ContentPost
  {
    makePost(id, account, views: views) { $0.postedAt = moment(2026, 11, day, 12) }
  }

  @Test("unknown and hidden numbers are missing, not zero, and plays are not views")
  func totals() throws {
    let posts = [
      makePost("1", views: 100, likes: 10), makePost("2", views: nil, likes: -1),
      makePost("3", "instagram.bob") { $0.plays = 50 },
    ]
    let totals = try #require(CollectionTotals.of(posts).value?.merged)
    #expect(totals.posts == 3)
    #expect(totals.accounts == 2)
    #expect(totals.platforms == ["instagram", "tiktok"])
    #expect(totals[.views] == .init(sum: 100, posts: 1, missing: 2))
    #expect(totals[.plays] == .init(sum: 50, posts: 1, missing: 2))
    #expect(totals[.likes] == .init(sum: 10, posts: 1, missing: 2))
    #expect(totals[.saves] == nil)
    #expect(totals.engagementRate == 0.1)
    #expect(totals.engagementMask.some == .likes)
    #expect(
      totals.reasons == [
        "3 posts of 2 accounts on instagram and tiktok.", "Views: 100, which 1 of 3 posts report.",
        "Plays: 50, which 1 of 3 posts report.", "Likes: 10, which 1 of 3 posts report.",
        "Engagements: 10, which 1 of 3 posts report.",
        "Engagements are 10 % of views. They are likes.",
      ])
  }

  @Test("a rate names what its engagements are made of, and what not every post reports")
  func mask() throws {
    let posts = [
      makePost("1", views: 100, likes: 10) { ($0.comments, $0.saves) = (5, 1) },
      makePost("2", views: 100) { ($0.likes, $0.comments) = (-1, 4) },
      makePost("3", views: nil) { $0.shares = 3 },
    ]
    let totals = try #require(CollectionTotals.of(posts).value?.merged)
    #expect(totals.engagementRate == 0.1)
    #expect(totals.engagementMask.some == [.likes, .comments, .saves])
    #expect(totals.engagementMask.every == .comments)
    #expect(
      totals.reasons.last
        == "Engagements are 10 % of views. They are likes, comments and saves, of which not every post reports likes and saves."
    )
  }

  @Test("YouTube stands apart until its amendment is accepted")
  func youTube() throws {
    let posts = [makePost("1", views: 100), makePost("2", "youtube.bob", views: 900)]
    let apart = try #require(CollectionTotals.of(posts).value)
    #expect(apart.merged?[.views]?.sum == 100)
    #expect(apart.youTube?[.views]?.sum == 900)
    let merged = try #require(
      CollectionTotals.of(posts, youTube: .derivedMetricsAccepted).value)
    #expect(merged.merged?[.views]?.sum == 1000)
    #expect(merged.youTube == nil)
  }

  @Test("advertisements and organic posts are told apart only where that is known")
  func placement() {
    let posts = [true, false, nil].enumerated().map { index, ad in
      makePost("\(index)", views: Int64(1 << index)) { $0.ad = ad }
    }
    func views(_ placement: Placement) -> Double? {
      CollectionTotals.of(posts, placement: placement).value?.merged?[.views]?.sum
    }
    #expect(views(.ads) == 1)
    #expect(views(.organic) == 2)
    #expect(views(.total) == 7)
    #expect(CollectionTotals.of([], placement: .ads).unknown?.kind == .noData)
  }

  @Test("an overview compares with as long a time before, for all and for each platform")
  func overview() throws {
    let posts = [
      makeDated("1", "tiktok.alice", 9, views: 300), makeDated("2", "tiktok.alice", 3, views: 200),
      makeDated("3", "bluesky.bob", 10, views: 60), makeDated("4", "youtube.carol", 9, views: 5000),
      makePost("5", views: 1),
    ]
    let accounts = [
      ContentAccount(id: "tiktok.alice", platform: "tiktok", followers: 70),
      ContentAccount(id: "bluesky.bob", platform: "bluesky", followers: nil),
      ContentAccount(id: "bluesky.dave", platform: "bluesky", followers: -1),
    ]
    let overview = try #require(
      ContentOverview.of(posts, accounts: accounts, within: period).value)
    #expect(overview.previous == moment(2026, 11, 1)..<moment(2026, 11, 8))
    let merged = try #require(overview.merged)
    #expect(merged.platforms == ["bluesky", "tiktok"])
    #expect(merged.accounts == 3)
    #expect(merged.followers == 70)
    #expect(merged.withoutFollowers == 2)
    #expect(merged[.views] == .init(now: 360, before: 200))
    #expect(merged[.views].relative == 0.8)
    #expect(merged.posts.relative == 1)
    #expect(merged[.likes].now == nil)
    #expect(overview.platforms.map(\.platforms) == [["bluesky"], ["tiktok"], ["youtube"]])
    #expect(overview.platforms[0][.views].before == 0)
    #expect(overview.platforms[0][.views].relative == nil)
    #expect(overview.platforms[2][.views].now == 5000)
    #expect(overview.undated == 1)
    #expect(
      overview.reasons == [
        "On bluesky and tiktok: posts 2, against 1 in the period before: +100 %.",
        "On bluesky and tiktok: views 360, against 200 in the period before: +80 %.",
        "On youtube: posts 1, against 0 in the period before.",
        "On youtube: views 5000, against 0 in the period before.",
        "When 1 post came out is unknown: in neither period they count.",
      ])
  }

  @Test("many platforms are told apart in time linear in the posts")
  func manyPlatforms() throws {
    let posts = (0..<20_000).map { makeDated("\($0)", "p\($0).alice", 9, views: 1) }
    let overview = ContentOverview.of(posts, accounts: [], within: period)
    #expect(overview.value?.platforms.count == 20_000)
  }

  @Test("a period without length, and nothing at all, are refused")
  func refused() {
    let now = moment(2026, 1, 1)
    let posts = [makePost("1")]
    #expect(ContentOverview.of(posts, accounts: [], within: now..<now).unknown?.kind == .noData)
    #expect(ContentOverview.of([], accounts: [], within: period).unknown?.kind == .noData)
    let endless = Timestamp(.min)..<Timestamp(.max)
    #expect(
      ContentOverview.of(posts, accounts: [], within: endless).unknown?.kind == .outOfRange)
  }

  @Test("the order of posts has no meaning, and strange posts make no number that is not finite")
  func strange() {
    for seed in 1...20 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let posts = makeStrangePosts(60, &generator)
      let totals = CollectionTotals.of(posts)
      for metric in ContentMetric.allCases {
        for part in [totals.value?.merged, totals.value?.youTube] {
          #expect(part?[metric]?.sum.isFinite ?? true, "seed \(seed)")
        }
      }
      #expect(totals == CollectionTotals.of(posts.shuffled(using: &generator)), "seed \(seed)")
      let overview = ContentOverview.of(posts, accounts: [], within: period)
      #expect(overview.value?.platforms.count == Set(posts.map(\.platform)).count)
    }
  }
}
