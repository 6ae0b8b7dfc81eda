import MetricSchema
import Testing

@testable import Analytics

@Suite("Multiples of the usual views")
struct ViralityTests {
  @Test("the multiplier is against the mean or the median, and says which")
  func multipliers() throws {
    let window: [Int64?] = [100, 100, 100, 700, nil, -3]
    let mean = try PerformanceMultiplier.of(500, among: window).result.get()
    let median = try PerformanceMultiplier.of(500, among: window, against: .median).result.get()
    #expect(mean.value == 2)
    #expect(median.value == 5)
    #expect(mean.posts == 4)
    #expect(median.reasons == ["5 times the median of 100 views over 4 posts."])
    #expect(
      PerformanceMultiplier.of(1, among: window, against: .median).definition.id
        == "robust_performance_multiplier")
  }

  @Test("nothing to compare gives no multiplier, not 1")
  func noMultiplier() {
    #expect(PerformanceMultiplier.of(5, among: [0, 0]).unknown?.kind == .noDenominator)
    #expect(PerformanceMultiplier.of(5, among: [nil]).unknown?.kind == .noData)
    #expect(PerformanceMultiplier.of(nil, among: [5]).unknown?.kind == .noData)
    #expect(PerformanceMultiplier.of(.max, among: [.max, .max]).value?.value == 1)
  }

  @Test("a bucket holds its lower bound and not its upper")
  func bounds() {
    for (index, bound) in ViralityBucket.lowerBounds.enumerated() {
      #expect(ViralityBucket(multiple: bound).rawValue == index)
      #expect(ViralityBucket(multiple: bound.nextDown).rawValue == max(0, index - 1))
    }
    #expect(ViralityBucket(multiple: .nan) == .below1x)
    #expect(ViralityBucket(multiple: .infinity) == .above100x)
    #expect(ViralityBucket.from25xTo50x.name == "25x_to_50x")
  }

  @Test("posts are counted by the multiple of the upper middle")
  func distribution() throws {
    let views: [Int64?] = [50, 10, 100, 20, nil, 1000, 2000]
    let found = try ViralityDistribution.of(views).result.get()
    #expect(found.median == 100)  // of 10 20 50 | 100 1000 2000
    #expect(found.counts == [3, 1, 0, 2, 0, 0, 0])
    #expect(found[.from10xTo25x] == 2)
    #expect(found.withoutViews == 1)
    #expect(found.reasons[0] == "2 of 6 posts have 5 times the median of 100 views or more.")
    #expect(ViralityDistribution.of([0, 0, 9]).unknown?.kind == .noDenominator)
    #expect(ViralityDistribution.of([]).unknown?.kind == .noData)
  }

  @Test("neither order nor scale changes the distribution")
  func invariance() throws {
    var generator = SeededGenerator(seed: 12)
    let views = (0..<200).map { _ -> Int64? in Int64.random(in: 1...10_000, using: &generator) }
    let counts = try ViralityDistribution.of(views).result.get().counts
    #expect(
      try ViralityDistribution.of(views.shuffled(using: &generator)).result.get().counts == counts)
    #expect(
      try ViralityDistribution.of(views.map { $0.map { $0 * 1024 } }).result.get().counts == counts)
    #expect(counts.reduce(0, +) == 200)
  }

  @Test("a rank counts equals by half")
  func rank() throws {
    #expect(PercentileRank.of(2, among: [1, 2, 2, 3]).value?.value == 0.5)
    #expect(PercentileRank.of(9, among: [1, 2, .nan]).value?.value == 1)
    #expect(PercentileRank.of(0, among: [.nan]).unknown?.kind == .noData)
    #expect(PercentileRank.of(.infinity, among: [1]).unknown?.kind == .outOfRange)
    let bands = [0.9, 0.75, 0.5, 0.48].map { share in
      PercentileRank.of(share, among: (0..<100).map { Double($0) / 100 - 0.005 }).value?.band
    }
    #expect(bands == ["Top 10 %", "Top 25 %", "Top 50 %", nil])
  }

  @Test("bands begin above their bound")
  func bands() throws {
    #expect(AudienceBand.of(followers: 50_000_000).value == .macro)
    #expect(AudienceBand.of(followers: 50_000_001).value == .mega)
    #expect(AudienceBand.of(followers: 10_000_000).value == .mid)
    #expect(AudienceBand.of(followers: 1_000_000).value == .micro)
    #expect(AudienceBand.of(followers: nil).unknown?.kind == .noData)
    #expect(ViewsBand.of(views: 1_000_000).value == .high)
    #expect(ViewsBand.of(views: 1_000_001).value == .viral)
    #expect(ViewsBand.of(views: 100_000).value == .usual)
    #expect(ViewsBand.of(views: -1).unknown?.kind == .noData)
  }

  @Test(
    "a rate by views has a band; 5 % is good and more is excellent",
    arguments: [
      (51, EngagementRateBand.excellent), (50, .good), (30, .good), (29, .average), (10, .average),
      (9, .low),
    ])
  func rateBands(likes: Int, band: EngagementRateBand) throws {
    let post = Metrics(counts: [.likes: Int64(likes), .views: 1000, .reach: 1000])
    #expect(
      EngagementRateBand.of(try EngagementRate.of(post, per: .views).result.get()).value == band)
    #expect(
      EngagementRateBand.of(try EngagementRate.of(post, per: .reach).result.get()).unknown?.kind
        == .outOfRange)
  }
}
