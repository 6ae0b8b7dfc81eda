import MetricSchema
import Testing

@testable import Analytics

@Suite("Momentum index")
struct MomentumIndexTests {
  private func index(_ followers: [Int64?], likes: [Int64] = []) -> Finding<MomentumIndex> {
    MomentumIndex.of(
      posts: Engagement.likes(likes), audience: .init(AudiencePoint.daily(followers)),
      in: Period(end: midnight(Double(followers.count)), days: followers.count))
  }

  @Test(
    "velocity: the corners of the scale, by hand",
    arguments: [
      (-1.0, 0.0), (-0.003, 0), (-0.001, 2), (0, 3), (0.0005, 4), (0.001, 5), (0.003, 6),
      (0.005, 7), (0.0075, 8.5), (0.01, 10), (1, 10),
    ])
  func velocity(ratio: Double, score: Double) {
    #expect(abs(MomentumSignals.velocityScale(ratio) - score) < 1e-12)
  }

  @Test(
    "acceleration: the corners of the scale, by hand; a step below −20 %, and 0 from −30 % on",
    arguments: [
      (-9.0, 0.0), (-0.4, 0), (-0.3, 0), (-0.25, 0.5), (-0.21, 0.9), (-0.2, 3), (-0.1, 4), (0, 5),
      (0.1, 6), (0.2, 7),
      (0.35, 8.5), (0.5, 10), (9, 10),
    ])
  func acceleration(ratio: Double, score: Double) {
    #expect(abs(MomentumSignals.accelerationScale(ratio) - score) < 1e-12)
  }

  @Test(
    "consistency: the corners of the scale, by hand",
    arguments: [
      (0.0, 10.0), (0.2, 10), (0.35, 8.5), (0.5, 7), (0.75, 5.5), (1, 4), (2, 2), (3, 0), (99, 0),
    ])
  func consistency(variation: Double, score: Double) {
    #expect(abs(MomentumSignals.consistencyScale(variation) - score) < 1e-12)
    for corner in MomentumSignals.consistencyScale.corners {
      #expect(abs(MomentumSignals.consistencyScale(corner.x + 1e-9) - corner.y) < 1e-6)
      #expect(abs(MomentumSignals.consistencyScale(corner.x - 1e-9) - corner.y) < 1e-6)
    }
  }

  @Test(
    "viral posts: each class at its bound and below",
    arguments: [
      (0.3, 5.0, 10.0), (0.3, 4.9, 8), (0.29, 5, 8), (0.2, 0, 8), (0, 3, 8), (0.19, 2.9, 6),
      (0.1, 0, 6), (0, 1.5, 6), (0.09, 1.4, 5), (0, 0.5, 5), (0, 0.49, 3), (0, 0.01, 3),
      (0, 0, 5),
    ])
  func viral(share: Double, spike: Double, score: Double) {
    #expect(MomentumSignals.viralScale(share: share, spike: spike) == score)
  }

  @Test("ten followers more each day, and posts that are all alike")
  func golden() throws {
    let found = try index((0..<11).map { 1000 + 10 * $0 }, likes: Array(repeating: 4, count: 6))
      .result.get()
    // Velocity 1 % of 1000: 10. No acceleration: 5. No variation: 10. All posts alike: 5.
    #expect(found.score.components.map(\.score) == [10, 5, 10, 5])
    #expect(abs(found.score.value - 7.75) < 1e-12)  // 3.5 + 1.5 + 2 + 0.75
    #expect(found.status == .rapidGrowth)
    #expect(found.status.trend == "strong_upward")
    #expect(
      found.reasons[0]
        == "Velocity 10: a mean change of 1 % of the first followers a day over 10 days.")
  }

  @Test("growth that doubles has an acceleration of 100 %")
  func accelerates() throws {
    let found = try index([0, 1, 2, 3, 4, 6, 8, 10, 12].map { 100 + $0 }).result.get()
    #expect(found.signals.acceleration == 1)
    #expect(found.signals.velocity == 0.015)
    // A deviation of 0.5 around a mean of 1.5.
    #expect(try abs(#require(found.signals.variation) - 1.0 / 3) < 1e-12)
    #expect(abs(found.score.coverage - 0.85) < 1e-12)
  }

  @Test("a loss that slows down is getting better, and its variation has no sign")
  func losses() throws {
    let found = try index([20, 18, 16, 14, 12, 11, 10, 9, 8].map { 100 + $0 }).result.get()
    #expect(found.signals.acceleration == 0.5)  // from −2 to −1 a day
    #expect(try abs(#require(found.signals.variation) - 1.0 / 3) < 1e-12)
  }

  @Test("a stand-still has a velocity and no acceleration or variation to speak of")
  func still() throws {
    let found = index(Array(repeating: 500, count: 20))
    #expect(found.unknown?.kind == .tooFew)  // 0.35 of the weight
    let posts = try index(Array(repeating: 500, count: 20), likes: [1, 1, 1, 1, 1, 9]).result.get()
    #expect(posts.score.components.map(\.score) == [3, nil, nil, 6])
    #expect(posts.score.coverage == 0.5)
    #expect(posts.signals.viralShare == 1.0 / 6)
  }

  @Test("the spike is how far the best post lies above the mean")
  func spike() throws {
    let found = try index((0..<8).map { 100 + $0 }, likes: [2, 2, 2, 2, 2, 14]).result.get()
    #expect(found.signals.spike == 2.5)  // the mean is 4
    #expect(found.signals.viralShare == 1.0 / 6)  // 14 > 4 + 2 · √20
  }

  @Test("less than a week, or fewer than six posts, gives no part, never a 5")
  func tooLittle() throws {
    #expect(index((0..<7).map { 100 + $0 }).unknown?.kind == .noData)
    let found = try index((0..<8).map { 100 + $0 }, likes: [1, 2, 3, 4, 5]).result.get()
    #expect(found.score["viral"]?.score == nil)
    #expect(found.score["viral"]?.reason == "5 posts with known engagement, where 6 are needed")
    #expect(index([]).unknown?.kind == .noData)
  }

  @Test("days without a count are spread over, and do not look like jumps")
  func gaps() throws {
    let whole = try index((0..<15).map { 1000 + 10 * $0 }).result.get()
    let gaps = try index((0..<15).map { [3, 4, 9].contains($0) ? nil : 1000 + 10 * $0 }).result
      .get()
    #expect(gaps.score.components.map(\.score) == whole.score.components.map(\.score))
    #expect(gaps.signals.velocity == whole.signals.velocity && gaps.signals.acceleration == 0)
  }

  @Test(
    "days that nobody counted tell nothing of consistency, and many in a row nothing of acceleration"
  )
  func imputed() throws {
    // 1000 followers on the first day, 1290 on the thirtieth, and nothing in between.
    let ends = try index(
      (0..<30).map { [0, 29].contains($0) ? 1000 + 10 * $0 : nil },
      likes: Array(repeating: 4, count: 6)
    )
    .result.get()
    #expect(ends.score.components.map(\.score) == [10, nil, nil, 5])
    #expect(ends.score["acceleration"]?.reason == "29 of 29 days lie between two counts")
    #expect(
      ends.score["consistency"]?.reason
        == "0 changes between counts of successive days known, where 7 are needed")
    // Every other day: the halves are known, the changes of single days are not.
    let other = try index((0..<31).map { $0 % 2 == 0 ? 1000 + 10 * $0 : nil }).result.get()
    #expect(other.score.components.map(\.score) == [10, 5, nil, nil])
  }

  @Test("a gap of a quarter of the days leaves the acceleration known, a longer one does not")
  func longestGap() {
    func acceleration(without days: ClosedRange<Int64>) -> Double? {
      index((0..<17).map { days.contains($0) ? nil : 1000 + 10 * $0 }).value?.signals.acceleration
    }
    #expect(acceleration(without: 6...8) == 0)  // 4 of 16 days
    #expect(acceleration(without: 6...9) == nil)  // 5 of 16
  }

  @Test("a platform known for three quarters of the time is kept, for less it is left out")
  func threeQuarters() {
    let long = AudiencePoint.daily((0..<9).map { 100 + $0 }, platform: "long")
    func leftOut(first: Int64) -> Int {
      let short = AudiencePoint.daily((0..<9).map { $0 < first ? nil : 50 + $0 }, platform: "short")
      return DailyChanges(AudienceHistory(long + short), Period(end: midnight(9), days: 9)).leftOut
    }
    #expect(leftOut(first: 2) == 0)  // 6 of 8 days
    #expect(leftOut(first: 3) == 1)
  }

  @Test("a platform that was connected later does not look like growth")
  func connected() throws {
    let old = AudiencePoint.daily((0..<20).map { 1000 + 10 * $0 }, platform: "old")
    let new = AudiencePoint.daily(
      (0..<20).map { $0 < 12 ? nil : 50_000 + 900 * $0 }, platform: "new")
    let period = Period(end: midnight(20), days: 20)
    let alone = try MomentumIndex.of(posts: [], audience: old, in: period).result.get()
    let both = try MomentumIndex.of(posts: [], audience: new + old, in: period).result.get()
    #expect(both.score.value == alone.score.value)
    #expect(both.reasons[0].hasSuffix("without 1 series known for a shorter time."))
  }

  @Test("two platforms and half of the listeners add up over the days they share")
  func addsUp() throws {
    let a = AudiencePoint.daily((0..<10).map { 100 + $0 }, platform: "a")
    let b = AudiencePoint.daily((0..<10).map { $0 < 2 ? nil : 900 + 2 * $0 }, platform: "b")
    let listeners = (0..<10).map {
      AudiencePoint(platform: "c", time: midnight(Double($0)), listeners: 50 + 4 * Int64($0))
    }
    let changes = DailyChanges(
      AudienceHistory(a + b + listeners), Period(end: midnight(10), days: 10))
    #expect(changes.changes == Array(repeating: 5, count: 7))
    #expect(changes.firstFollowers == 102 + 904)
    #expect(changes.leftOut == 0)
  }

  @Test(
    "a status begins at its bound",
    arguments: [
      (9.0, MomentumIndex.Status.viral), (8.99, .rapidGrowth), (7, .rapidGrowth), (5, .growing),
      (3, .stable), (2.99, .declining), (0, .declining),
    ])
  func status(value: Double, status: MomentumIndex.Status) {
    #expect(MomentumIndex.Status(value) == status)
  }

  @Test("random data gives an index from 0 to 10 or a reason; scaling all counts changes nothing")
  func random() {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<300 {
      let days = Int.random(in: 0...40, using: &generator)
      let followers = (0..<days).map { _ in
        Bool.random(using: &generator) ? Int64.random(in: 0...5000, using: &generator) : nil
      }
      let likes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        Int64.random(in: 0...100, using: &generator)
      }
      guard let found = index(followers, likes: likes).value else { continue }
      #expect((0...10).contains(found.score.value), "seed 22")
      let scaled = index(followers.map { $0.map { $0 * 1024 } }, likes: likes.map { $0 * 1024 })
      #expect(abs((scaled.value?.score.value ?? .nan) - found.score.value) < 1e-9, "seed 22")
    }
    #expect(
      index([0, .max, 0, .max, 0, .max, 0, .max, 1], likes: Array(repeating: .max, count: 9)).value?
        .score.value.isFinite ?? true)
  }
}
