import MetricSchema
import Testing

@testable import Analytics

@Suite("Engagement rates")
struct EngagementRateTests {
  private let post = Metrics(counts: [
    .views: 32_092, .likes: 4043, .comments: 31, .shares: 7, .saves: 9, .reach: 20_000,
    .impressions: 40_000,
  ])

  @Test("each basis divides the same engagement by its own denominator")
  func bases() throws {
    func rate(_ basis: EngagementRate.Basis) -> Double? {
      EngagementRate.of(post, per: basis, followersAtPosting: 1500).value?.value
    }
    #expect(rate(.views) == 4090.0 / 32_092)
    #expect(rate(.followers) == 4090.0 / 1500)
    #expect(rate(.reach) == 4090.0 / 20_000)
    #expect(rate(.impressions) == 4090.0 / 40_000)
  }

  @Test("the basis names the definition", arguments: EngagementRate.Basis.allCases)
  func definitions(basis: EngagementRate.Basis) {
    let found = EngagementRate.of(post, per: basis, followersAtPosting: 1).definition
    #expect(found.id == "engagement_rate_by_\(basis.rawValue)")
    #expect(found.unit == .ratio)
  }

  @Test("the terms wanted decide the rate: 12.60 % by likes, 12.72 % without saves")
  func variants() throws {
    let likes = EngagementRate.of(post, per: .views, counting: .likes).value
    let three = EngagementRate.of(post, per: .views, counting: .withoutSaves).value
    #expect(likes?.value == 4043.0 / 32_092)
    #expect(three?.value == 4081.0 / 32_092)
    #expect(likes?.terms == .likes)
    #expect(three?.terms == [.likes, .comments, .shares])
    #expect(try !#require(likes).isComparable(to: #require(three)))
  }

  @Test("what is not reported is not counted, and not 0")
  func terms() throws {
    var hidden = post
    hidden.set(Measure(.likes, 0, .hidden))
    hidden.set(Measure(.saves, nil, .notReported))
    hidden.set(Measure(.shares, -1))
    let rate = try EngagementRate.of(hidden, per: .views).result.get()
    #expect(rate.terms == .comments)
    #expect(rate.value == 31.0 / 32_092)
    #expect(rate.reasons == ["31 interactions (comments) for 32092 views."])
  }

  @Test("reactions stand in for likes and never count beside them")
  func reactions() throws {
    let both = Metrics(counts: [.views: 10, .likes: 2, .reactions: 3])
    let one = Metrics(counts: [.views: 10, .reactions: 3])
    #expect(EngagementRate.of(both, per: .views).value?.value == 0.2)
    #expect(EngagementRate.of(one, per: .views).value?.value == 0.3)
    #expect(EngagementRate.of(one, per: .views).value?.terms == .reactions)
  }

  @Test("a missing or empty denominator gives no rate, and says which")
  func denominators() {
    let bare = Metrics(counts: [.likes: 1, .views: 0])
    #expect(
      EngagementRate.of(bare, per: .views).unknown
        == Unknown(.noDenominator, "its number of views is 0"))
    #expect(
      EngagementRate.of(bare, per: .reach).unknown
        == Unknown(.noDenominator, "its reach is not known"))
    #expect(EngagementRate.of(bare, per: .followers).unknown?.kind == .noDenominator)
    #expect(
      EngagementRate.of(bare, per: .followers, followersAtPosting: -5).unknown?.kind
        == .noDenominator)
    #expect(EngagementRate.of(Metrics(), per: .views).unknown?.kind == .noData)
  }

  @Test("weights make a factored rate, which compares with no other")
  func factored() throws {
    let weights = EngagementWeights(likes: 1, comments: 2, passedOn: 3, saves: 4)
    let rate = try EngagementRate.factored(post, per: .reach, weights: weights).result.get()
    #expect(rate.value == 4162.0 / 20_000)
    #expect(rate.interval == nil)
    #expect(try !rate.isComparable(to: EngagementRate.of(post, per: .reach).result.get()))
    let other = Metrics(counts: [.reactions: 1, .reposts: 10, .quotes: 100, .reach: 1000])
    #expect(EngagementRate.factored(other, per: .reach, weights: weights).value?.engagement == 331)
    let odd = EngagementWeights(likes: .nan, comments: -1, passedOn: .infinity, saves: 1)
    #expect(EngagementRate.factored(post, per: .reach, weights: odd).value?.engagement == 9)
  }

  @Test("an interval stands beside proportions only")
  func intervals() throws {
    let rate = try EngagementRate.sample(5, of: 10)
    let interval = try #require(rate.interval)
    #expect(abs(interval.lowerBound - 0.236593) < 1e-6)
    #expect(abs(interval.upperBound - 0.763407) < 1e-6)
    #expect(EngagementRate.of(post, per: .views).value?.interval == nil)
    #expect(try EngagementRate.sample(11, of: 10).interval == nil)
  }

  @Test("the largest counts give a finite rate")
  func largest() throws {
    let most = Metrics(counts: [.views: 1, .likes: .max, .comments: .max, .saves: .max])
    let rate = try EngagementRate.of(most, per: .views).result.get()
    #expect(rate.value == 3 * Double(Int64.max))
  }

  @Test("the names of terms are those of a sentence")
  func names() {
    #expect(
      EngagementTerms.all.description
        == "likes, reactions, comments, shares, reposts, quotes and saves")
    #expect(EngagementTerms().description == "nothing")
    #expect(EngagementTerms(rawValue: 0xFF).names.count == 7)
  }
}
