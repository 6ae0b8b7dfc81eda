import MetricSchema
import Testing

@testable import Analytics

@Suite("Fan Value Score")
struct FanValueScoreTests {
  private let period = Period(end: midnight(20), days: 10)

  private func post(
    _ counts: KeyValuePairs<Metric, Int64>, followers: Int64? = 1000, day: Int64 = 15
  ) -> FanValueScore.Post {
    FanValueScore.Post(
      postedAt: Timestamp(day * 86_400_000_000), metrics: Metrics(counts: counts),
      followersAtPosting: followers)
  }

  @Test(
    "engagement: the corners of the scale, by hand",
    arguments: [
      (0.0, 0.0), (0.005, 20), (0.01, 40), (0.015, 50), (0.02, 60), (0.035, 80), (0.05, 100),
      (0.9, 100),
    ])
  func engagement(rate: Double, score: Double) {
    #expect(abs(FanValueScore.engagementScale(rate) - score) < 1e-12)
  }

  @Test(
    "growth: the corners of the scale, by hand",
    arguments: [
      (-0.3, 0.0), (-0.25, 0), (-0.1, 15), (0, 25), (0.025, 37.5), (0.05, 50), (0.075, 62.5),
      (0.10, 75), (0.15, 87.5), (0.20, 100), (3, 100),
    ])
  func growth(ratio: Double, score: Double) {
    #expect(abs(FanValueScore.growthScale(ratio) - score) < 1e-12)
  }

  @Test(
    "reach: the corners of the scale, by hand",
    arguments: [
      (0.0, 0.0), (5000, 20), (10_000, 40), (55_000, 55), (100_000, 70), (550_000, 80),
      (1_000_000, 90), (6_000_000, 95), (11_000_000, 100), (1e12, 100),
    ])
  func reach(count: Double, score: Double) {
    #expect(abs(FanValueScore.reachScale(count) - score) < 1e-12)
  }

  @Test(
    "conversion: the corners of the scale, by hand",
    arguments: [
      (0.0, 0.0), (0.005, 25), (0.01, 50), (0.015, 60), (0.02, 70), (0.035, 85), (0.05, 100),
    ])
  func conversion(ratio: Double, score: Double) {
    #expect(abs(FanValueScore.conversionScale(ratio) - score) < 1e-12)
  }

  @Test("no scale jumps or falls: a hair to either side of a corner changes a hair")
  func continuity() {
    let scales = [
      FanValueScore.engagementScale, FanValueScore.growthScale, FanValueScore.reachScale,
      FanValueScore.conversionScale, MomentumSignals.velocityScale,
      MomentumSignals.steadyScale,
    ]
    for scale in scales {
      for corner in scale.corners {
        let hair = max(abs(corner.x), 1e-3) * 1e-9
        #expect(scale(corner.x) == corner.y)
        #expect(abs(scale(corner.x - hair) - corner.y) < 1e-4)
        #expect(abs(scale(corner.x + hair) - corner.y) < 1e-4)
      }
      #expect(scale.corners.map(\.y) == scale.corners.map(\.y).sorted())
    }
  }

  @Test("the score adds the weighted parts")
  func golden() throws {
    // 35 of 1000 followers engaged: 80. From 1000 to 1100 followers: 75. 1100 followers: 4.4. 15 of 1000 views kept: 60.
    let posts = [post([.likes: 20, .comments: 5, .shares: 10, .saves: 5, .views: 1000])]
    let audience = AudiencePoint.daily(
      Array(repeating: 1000, count: 10) + Array(repeating: 1100, count: 10))
    let score = try FanValueScore.of(posts: posts, audience: audience, in: period).result.get()
    let parts = score.components.map { ($0.score ?? .nan) }
    for (part, expected) in zip(parts, [80, 75, 4.4, 60]) { #expect(abs(part - expected) < 1e-9) }
    #expect(abs(score.value - 61.38) < 1e-9)  // 32 + 22.5 + 0.88 + 6
    #expect(score.coverage == 1)
    let sum = score.components.reduce(0) { $0 + ($1.contribution ?? 0) }
    #expect(abs(sum - score.value) < 1e-12)
    #expect(score.reasons.count == 4)
    #expect(score.reasons[1] == "Growth 75: followers changed by 10 % against the 10 days before.")
  }

  @Test("reposts and quotes are shares, and reactions stand in for likes")
  func terms() throws {
    let posts = [post([.reactions: 10, .comments: 5, .reposts: 12, .quotes: 8, .views: 1000])]
    let audience = AudiencePoint.daily(Array(repeating: 1000, count: 20))
    let score = try FanValueScore.of(posts: posts, audience: audience, in: period).result.get()
    #expect(abs(try #require(score["engagement"]?.score) - 80) < 1e-9)  // 35 of 1000 followers
    #expect(abs(try #require(score["conversion"]?.score) - 70) < 1e-9)  // 20 of 1000 views
  }

  @Test("an unknown part is not a middling score: the others share its weight")
  func coverage() throws {
    let posts = [post([.likes: 20, .comments: 5, .shares: 10, .views: 0])]
    let audience = AudiencePoint.daily(Array(repeating: nil, count: 19) + [10_000])
    let score = try FanValueScore.of(posts: posts, audience: audience, in: period).result.get()
    #expect(score["growth"]?.score == nil)
    #expect(score["conversion"]?.score == nil)
    #expect(abs(score.coverage - 0.6) < 1e-12)
    #expect(abs(score.value - 40 / 0.6) < 1e-9)  // (0.4 · 80 + 0.2 · 40) / 0.6
    #expect(score.reasons.last == "Parts of 60 % of the weight are known and share all of it.")
  }

  @Test("with less than half of the weight there is no score, and the reason says what is missing")
  func unknown() throws {
    let audience = AudiencePoint.daily(Array(repeating: 5, count: 20))
    let found = FanValueScore.of(posts: [], audience: [], in: period)
    #expect(found.unknown?.kind == .noData)
    let half = FanValueScore.of(posts: [], audience: audience, in: period)
    #expect(half.value?.coverage == 0.5)
    let less = FanValueScore.of(posts: [], audience: [audience[19]], in: period)
    #expect(less.unknown?.kind == .tooFew)
    #expect(
      try #require(less.unknown).because.contains("growth (no platform's audience is known both"))
    let posts = [post([.likes: 3, .saves: 2, .views: 100])]
    #expect(FanValueScore.of(posts: posts, audience: [], in: period).value?.coverage == 0.5)
  }

  @Test("reach takes the newest count of each platform, not their sum over time")
  func newest() throws {
    let audience =
      AudiencePoint.daily(Array(repeating: 50_000, count: 20), platform: "a")
      + AudiencePoint.daily([70_000], platform: "b")
      + [AudiencePoint(platform: "c", time: midnight(0), listeners: 20_000)]
      + [AudiencePoint(platform: "a", time: midnight(30), followers: 9_000_000)]
    let score = try FanValueScore.of(posts: [], audience: audience, in: period).result.get()
    // 120 000 followers and half of 20 000 listeners: 70 + 30/900 · 20.
    #expect(abs(try #require(score["reach"]?.score) - (70 + 2.0 / 3)) < 1e-9)
    // Those of platform c are from before the period, and the reason says so.
    #expect(
      score["reach"]?.reason
        == "120000 followers and 20000 listeners, the newest known of each platform, the oldest of 1970-01-01T00:00:00Z"
    )
  }

  @Test(
    "growth is the mean over followers and listeners, and days count once however often they are counted"
  )
  func growthMean() throws {
    var audience = AudiencePoint.daily(
      Array(repeating: 1000, count: 10) + Array(repeating: 1200, count: 10))
    for day in 0..<20 {
      audience.append(
        AudiencePoint(platform: "one", time: midnight(Double(day)), listeners: day < 10 ? 100 : 110)
      )
    }
    let once = try FanValueScore.of(posts: [], audience: audience, in: period).result.get()
    #expect(abs(try #require(once["growth"]?.score) - 87.5) < 1e-9)  // (20 % + 10 %) / 2
    audience += (0..<50).map {
      AudiencePoint(
        platform: "one", time: Timestamp(midnight(9.5).microseconds + $0), followers: 1000)
    }
    #expect(
      try FanValueScore.of(posts: [], audience: audience.shuffled(), in: period).result.get()[
        "growth"] == once["growth"])
  }

  @Test("an audience that began with nobody has no growth, not an endless one")
  func fromNobody() throws {
    let audience = AudiencePoint.daily(
      Array(repeating: 0, count: 10) + Array(repeating: 1000, count: 10))
    let posts = [post([.likes: 20])]
    let score = try FanValueScore.of(posts: posts, audience: audience, in: period).result.get()
    #expect(score["growth"]?.score == nil && score.coverage == 0.6)
  }

  @Test("a count at the end of a period belongs to the next, and one at its start to it")
  func ends() throws {
    #expect(period.contains(period.start) && !period.contains(period.end))
    let audience = [
      AudiencePoint(platform: "one", time: period.start, followers: 10_000),
      AudiencePoint(platform: "one", time: period.end, followers: 100_000),
    ]
    let posts = [post([.likes: 20])]
    let score = try FanValueScore.of(posts: posts, audience: audience, in: period).result.get()
    #expect(score["reach"]?.score == 40)
  }

  @Test("the counts of one day are averaged, and the day counts once")
  func days() {
    let counts: [(Double, Int64?)] = [(10.1, 10), (10.5, 20), (10.7, nil), (10.9, 60), (11.2, 5)]
    let points = counts.map {
      AudiencePoint(platform: "one", time: Timestamp(midnight($0).microseconds | 1), followers: $1)
    }
    let days = AudienceHistory.daily(points, period) { $0.followers }
    #expect(days.map(\.day) == [10, 11] && days.map(\.value) == [30, 5])
    let means = AudienceHistory(points).means(period, period) { $0.followers }
    #expect(means?.first == 17.5)
  }

  @Test("a trend scores each period from its own data")
  func trend() {
    let posts = [post([.likes: 50], day: 5), post([.likes: 10], day: 15)]
    let audience = AudiencePoint.daily((0..<20).map { 1000 + $0 })
    let found = FanValueScore.trend(
      posts: posts, audience: audience, in: [period.preceding, period])
    #expect(found[0].value?["engagement"]?.score == 100)
    #expect(found[1].value?["engagement"]?.score == 40)
  }

  @Test("a post cannot engage more than everyone, and impossible counts do not count")
  func hostile() throws {
    let posts = [
      post([.likes: .max], followers: 1), post([.likes: 0], followers: 1000),
      post([.likes: 5], followers: 0), post([.likes: -5]), post([.likes: 5], followers: nil),
    ]
    let audience =
      AudiencePoint.daily([.max, 0, -1, .min])
      + AudiencePoint.daily(Array(repeating: .max, count: 20), platform: "b")
    let score = try FanValueScore.of(posts: posts, audience: audience, in: period).result.get()
    #expect(score["engagement"]?.reason == "2 posts with a mean of 50 % of the followers (likes)")
    #expect(score.value.isFinite && score.value <= 100)
    for end in [Int64.min, -1, 0, .max] {
      #expect(
        FanValueScore.of(
          posts: posts, audience: audience, in: Period(end: Timestamp(end), days: .max)
        ).value?
        .value.isFinite ?? true)
    }
  }

  @Test("random data gives a score from 0 to 100 or a reason, the same in any order")
  func random() {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<200 {
      let posts = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
        post(
          [
            .likes: .random(in: -5...50, using: &generator),
            .shares: .random(in: 0...9, using: &generator),
            .views: .random(in: 0...2000, using: &generator),
          ],
          followers: .random(in: 0...2000, using: &generator),
          day: .random(in: 0...25, using: &generator))
      }
      let audience = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        AudiencePoint(
          platform: ["a", "b"].randomElement(using: &generator) ?? "a",
          time: midnight(.random(in: 0...21, using: &generator)),
          followers: .random(in: -1...90_000, using: &generator))
      }
      let found = FanValueScore.of(posts: posts, audience: audience, in: period)
      guard let score = found.value else { continue }
      #expect((0...100).contains(score.value), "seed 21")
      let other = FanValueScore.of(
        posts: posts.reversed(), audience: audience.reversed(), in: period)
      #expect(abs((other.value?.value ?? .nan) - score.value) < 1e-9, "seed 21")
    }
  }
}
