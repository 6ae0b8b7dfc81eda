import MetricSchema
import Testing

@testable import Analytics

@Suite("Viral score and follower score")
struct ViralScoreTests {
  private let engagement = Engagement(
    Metrics(counts: [.likes: 40, .comments: 10, .shares: 5, .saves: 5]))

  @Test("the score weighs audience, format and time")
  func golden() throws {
    let post = ViralScore.Post(
      views: 500, engagement: engagement, followers: 1000, ageHours: 10, format: .instagramReel)
    let score = try ViralScore.of(post).result.get()
    // Expected are 500 views and 25 interactions. Audience: 0.3 · 1 + 0.7 · (40 + 20 + 15 + 10)/25 = 2.68, so 268.
    #expect(abs(try #require(score["audience"]?.score) - 268) < 1e-9)
    // Format: a rate of 60/500 = 0.12 is 2.4 times the usual: (2.4 − 0.5) · 100 = 190, at most 100.
    #expect(score["format"]?.score == 100)
    // Time: 60/100 = 0.6, divided by 0.9 for the first day.
    #expect(try #require(score["time"]?.score) == 0.6 / 0.9)
    #expect(score.value == 100)
    #expect(score.coverage == 1)
  }

  @Test("a part in the middle is weighed as it is")
  func middle() throws {
    let post = ViralScore.Post(
      views: 100, engagement: Engagement(Metrics(counts: [.likes: 3])), followers: 1000, ageHours: 0
    )
    let score = try ViralScore.of(post).result.get()
    // Audience 0.3 · 100/200 + 0.7 · 3/6 = 0.5; format 0.03/0.03 − 0.5 = 0.5; time 0.03.
    #expect(abs(score.value - 37.5075) < 1e-9)
  }

  @Test(
    "age divides the time part by 1, 0.9, 0.7, 0.5 and 0.3",
    arguments: [
      (0.0, 1.0), (5.99, 1), (6, 0.9), (23.9, 0.9), (24, 0.7), (48, 0.5), (72, 0.3), (1e9, 0.3),
    ])
  func decay(hours: Double, decay: Double) throws {
    let post = ViralScore.Post(
      views: 500, engagement: engagement, followers: 1000, ageHours: hours)
    #expect(try ViralScore.of(post).result.get()["time"]?.score == 0.6 / decay)
  }

  @Test("the time part counts 10 000 interactions at the most, and format ends at 100")
  func caps() throws {
    let many = Engagement(Metrics(counts: [.likes: 2_000_000]))
    let post = ViralScore.Post(views: 4_000_000, engagement: many, followers: nil, ageHours: 30)
    let score = try ViralScore.of(post).result.get()
    #expect(score["time"]?.score == 100 / 0.7)
    #expect(score["format"]?.score == 100)
  }

  @Test("an unknown part leaves its weight to the others, down to a coverage of 0.6")
  func coverage() throws {
    var post = ViralScore.Post(views: 500, engagement: engagement, followers: nil, ageHours: 1)
    let score = try ViralScore.of(post).result.get()
    #expect(abs(score.coverage - 0.6) < 1e-12)
    #expect(abs(score.value - 35.15 / 0.6) < 1e-9)
    #expect(score["audience"]?.contribution == nil)
    #expect(score.reasons.count == 4)
    #expect(score.reasons[0] == "Audience unknown: the followers are not known, or there are none.")
    post.ageHours = nil
    #expect(ViralScore.of(post).unknown?.kind == .tooFew)
    post.engagement = Engagement(Metrics())
    #expect(ViralScore.of(post).unknown?.kind == .noData)
  }

  @Test("values beyond all bounds give no trap and no infinity")
  func hostile() {
    for value in [Double.nan, .infinity, -1, 0, 1e308, .leastNonzeroMagnitude] {
      let post = ViralScore.Post(
        views: value, engagement: engagement, followers: value, ageHours: value)
      let score = ViralScore.of(post).value
      #expect(score?.value.isFinite ?? true)
      #expect(score?.components.allSatisfy { $0.contribution?.isFinite ?? true } ?? true)
    }
  }

  @Test("a follower's points are those of the interactions that are reported")
  func follower() throws {
    var did = FollowerScore.Interactions()
    #expect(FollowerScore.of(did).unknown?.kind == .noData)
    did.comments = 2
    let part = try FollowerScore.of(did).result.get()
    #expect(part.value == 10)
    #expect(part.tier == .lurker)
    #expect(part.unknown == ["likes", "shares", "saves", "profile visits", "link clicks"])
    #expect(part.reasons[1].hasPrefix("A lower limit: likes, shares, saves"))
    (did.likes, did.shares, did.saves, did.profileVisits, did.linkClicks) = (1, 2, 3, 4, 5)
    let whole = try FollowerScore.of(did).result.get()
    #expect(whole.value == 142)  // 10 + 1 + 20 + 24 + 12 + 75
    #expect(whole.reasons.count == 1)
  }

  @Test(
    "a tier begins at its bound",
    arguments: [
      (9, FollowerScore.Tier.inactive), (10, .lurker), (99, .lurker), (100, .active),
      (499, .active),
      (500, .superFan), (.max, .superFan),
    ])
  func tiers(likes: Int, tier: FollowerScore.Tier) {
    var did = FollowerScore.Interactions()
    (did.likes, did.comments) = (Int64(likes), -4)
    #expect(FollowerScore.of(did).value?.tier == tier)
  }
}
