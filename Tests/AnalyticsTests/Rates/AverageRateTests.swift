import MetricSchema
import Testing

@testable import Analytics

@Suite("Averages and shrinkage of rates")
struct AverageRateTests {
  @Test("the mean of posts and the pooled rate are two numbers")
  func both() throws {
    let rates = [try EngagementRate.sample(10, of: 100), try .sample(10, of: 1000)]
    let average = try AverageEngagementRate.of(rates).result.get()
    #expect(average.perPost == 0.055)
    #expect(average.pooled == 20.0 / 1100)
    #expect(average.posts == 2)
    #expect(
      average.reasons == [
        "The 2 posts came to 1.82 % by reach together, and to 5.5 % on average (likes)."
      ])
  }

  @Test("only rates of the most frequent kind are averaged")
  func alike() throws {
    let other = try EngagementRate.of(
      Metrics(counts: [.likes: 1, .saves: 9, .reach: 10]), per: .reach
    ).result.get()
    let rates = [try EngagementRate.sample(1, of: 10), other, try .sample(3, of: 10)]
    for order in [rates, rates.reversed()] {
      let average = try AverageEngagementRate.of(order).result.get()
      #expect(average.perPost == 0.2)
      #expect(average.leftOut == 1)
      #expect(average.reasons.last == "1 post left out: its rate counts other things.")
    }
    let byViews = try EngagementRate.of(Metrics(counts: [.likes: 1, .views: 2]), per: .views).result
      .get()
    for order in [[rates[0], byViews], [byViews, rates[0]]] {
      #expect(AverageEngagementRate.of(order).value?.basis == .views)  // the earlier basis
    }
    #expect(AverageEngagementRate.of([]).unknown?.kind == .noData)
    #expect(AverageEngagementRate.of([rates[0], other]).value?.terms == [.likes, .saves])
  }

  @Test("the prior of known posts is what the formula gives by hand")
  func prior() throws {
    // Eight posts of 100 reached: rates 0.1 and 0.3 in turns, so p = 0.2, S = 8 · 100 · 0.01 = 8, p(1 − p) = 0.16, and
    // ρ = (8 − 0.16 · 7) / (0.16 · (800 − 100 − 7)) = 6.88 / 110.88.
    let rates = try (0..<8).map { try EngagementRate.sample($0 % 2 == 0 ? 10 : 30, of: 100) }
    let prior = try EngagementRatePrior.fit(rates).result.get()
    #expect(abs(prior.mean - 0.2) < 1e-15)
    #expect(abs(prior.strength - (110.88 - 6.88) / 6.88) < 1e-9)
    #expect(prior.posts == 8)
  }

  @Test("posts that differ no more than by chance, or too few, fit no prior")
  func noPrior() throws {
    let same = try (0..<9).map { _ in try EngagementRate.sample(10, of: 100) }
    #expect(EngagementRatePrior.fit(same).unknown?.kind == .noVariation)
    #expect(EngagementRatePrior.fit(Array(same.prefix(7))).unknown?.kind == .tooFew)
    let none = try (0..<9).map { _ in try EngagementRate.sample(0, of: 100) }
    #expect(EngagementRatePrior.fit(none).unknown?.kind == .noVariation)
    let views = try EngagementRate.of(Metrics(counts: [.likes: 1, .views: 10]), per: .views).result
      .get()
    #expect(EngagementRatePrior.fit(same + [views]).unknown?.kind == .outOfRange)
  }

  @Test("posts that are all or nothing fit a prior of no strength, and rates above 1 are left out")
  func extremes() throws {
    var rates = try (0..<8).map { try EngagementRate.sample($0 % 2 == 0 ? 0 : 100, of: 100) }
    rates.append(try .sample(200, of: 100))
    let prior = try EngagementRatePrior.fit(rates).result.get()
    #expect(prior.strength == 0)
    #expect(prior.leftOut == 1)
  }

  @Test("the less a rate rests on, the more it moves toward the prior")
  func shrunk() throws {
    let prior = try #require(EngagementRatePrior(mean: 0.1, strength: 90))
    let small = try EngagementRate.sample(10, of: 10).shrunk(toward: prior).result.get()
    #expect(small.value == 0.19)
    #expect(
      small.reasons == [
        "100 % by reach became 19 %: 10 % of it are the post's own 10, the rest is the platform's 10 %."
      ])
    let large = try EngagementRate.sample(910, of: 910).shrunk(toward: prior).result.get()
    #expect(large.value == 0.919)
    #expect(EngagementRatePrior(mean: .nan, strength: 1) == nil)
    #expect(EngagementRatePrior(mean: 0.1, strength: -1) == nil)
    let views = try EngagementRate.of(Metrics(counts: [.likes: 5, .views: 10]), per: .views).result
      .get()
    #expect(views.shrunk(toward: prior).value != nil)
    let fitted = try EngagementRatePrior.fit(
      (0..<8).map { try EngagementRate.sample($0 % 2 == 0 ? 10 : 30, of: 100) }
    ).result.get()
    #expect(views.shrunk(toward: fitted).unknown?.kind == .outOfRange)
    #expect(try EngagementRate.sample(5, of: 10).shrunk(toward: fitted).value != nil)
    let huge = try #require(EngagementRatePrior(mean: 1e300, strength: 1e300))
    #expect(try EngagementRate.sample(1, of: 2).shrunk(toward: huge).unknown?.kind == .outOfRange)
  }
}
