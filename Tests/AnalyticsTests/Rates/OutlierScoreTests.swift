import MetricSchema
import Testing

@testable import Analytics

@Suite("Outliers at the same age")
struct OutlierScoreTests {
  private func score(
    _ track: ViewTrack, _ others: [ViewTrack], atAge age: Double? = nil, limit: Int = 30
  ) -> Finding<OutlierScore> {
    var generator = SeededGenerator(seed: 5)
    return OutlierScore.of(track, among: others, atAge: age, limit: limit, using: &generator)
  }

  private let earlier = (0..<9).map {
    ViewTrack.sample(postedAt: Int64($0), factor: Double($0 + 1))
  }

  @Test("views between counts grow by the same factor in each second")
  func interpolation() throws {
    let track = ViewTrack.sample(postedAt: 0)
    #expect(track.views(atAge: 3600) == 100)
    #expect(track.views(atAge: 4 * 3600) == 400)
    let between = try #require(track.views(atAge: 3 * 3600))
    #expect(abs(between - (200.0 * 400).squareRoot()) < 1e-9)
    #expect(track.views(atAge: 3599) == nil)
    #expect(track.views(atAge: 4 * 3600 + 1) == nil)
    #expect(track.views(atAge: .nan) == nil)
  }

  @Test("from no views on they grow evenly")
  func fromNothing() {
    let track = ViewTrack(
      kind: .video, postedAt: Timestamp(0),
      snapshots: [.init(age: 0, views: 0), .init(age: 10, views: 50)])
    #expect(track.views(atAge: 4) == 20)
  }

  @Test("snapshots are sorted, once each, and impossible ones left out")
  func snapshots() {
    let track = ViewTrack(
      kind: .video, postedAt: Timestamp(0),
      snapshots: [
        .init(age: 9, views: 3), .init(age: 1, views: 2), .init(age: 9, views: 4),
        .init(age: -1, views: 1), .init(age: .nan, views: 1), .init(age: 2, views: .infinity),
      ])
    #expect(track.snapshots == [.init(age: 1, views: 2), .init(age: 9, views: 4)])
  }

  @Test("the score is the multiple of the median at the same age")
  func golden() throws {
    let found = try score(.sample(postedAt: 100, factor: 15), earlier).result.get()
    #expect(found.value == 3)  // the factors 1 to 9 have the median 5
    #expect(found.median == 2000)
    #expect(found.posts == 9)
    #expect(found.bucket == .from1xTo5x)
    let upper = try #require(found.upper)
    #expect(found.lower <= 3 && upper >= 3 && found.lower >= 15.0 / 9 && upper <= 15)
    #expect(
      found.reasons[0]
        == "After 4 hours it had 6000 views; the median of 9 earlier posts of its kind was 2000.")
    #expect(
      try score(.sample(postedAt: 100, factor: 15), earlier, atAge: 3600).result.get().value == 3)
  }

  @Test("the interval is that of the 10th to the 90th percentile of the resampled medians")
  func interval() throws {
    let found = try score(.sample(postedAt: 100, factor: 15), earlier).result.get()
    var generator = SeededGenerator(seed: 5)
    let usual = (1...9).map { Double($0) * 400 }
    let medians = Resampling.medians(ofSorted: usual, rounds: 1000, using: &generator)
    #expect(medians[99] < medians[900])
    #expect(found.lower == 6000 / Order.quantile(sorted: medians, 0.9))
    #expect(found.upper == 6000 / Order.quantile(sorted: medians, 0.1))
  }

  @Test("later posts, other kinds and posts of another age do not count")
  func comparable() {
    let track = ViewTrack.sample(postedAt: 9)
    let late = ViewTrack.sample(postedAt: 10)
    let image = ViewTrack.sample(postedAt: 1, kind: .image)
    let young = ViewTrack(
      kind: .video, postedAt: Timestamp(2), snapshots: [.init(age: 60, views: 1)])
    let seven = Array(earlier.prefix(7))
    let found = score(track, seven + [late, image, young, track])
    #expect(found.unknown == .tooFew(7, needed: 8, of: "earlier posts counted at that age"))
    #expect(score(track, earlier).value != nil)
  }

  @Test("only the newest posts count")
  func newest() {
    #expect(score(.sample(postedAt: 100, factor: 11), earlier, limit: 8).value?.value == 2)
    #expect(score(.sample(postedAt: 100), earlier, limit: 0).unknown?.kind == .noData)
    #expect(score(.sample(postedAt: 100), earlier, limit: -1).unknown?.kind == .noData)
  }

  @Test("neither the scale of all views nor the order of posts changes the score")
  func invariance() throws {
    let track = ViewTrack.sample(postedAt: 100, factor: 7)
    let scaled = earlier.map { other in
      ViewTrack(
        kind: .video, postedAt: other.postedAt,
        snapshots: other.snapshots.map { .init(age: $0.age, views: $0.views * 1024) })
    }
    let first = try score(track, earlier).result.get()
    let second = try score(.sample(postedAt: 100, factor: 7 * 1024), scaled).result.get()
    #expect(
      first.value == second.value && first.lower == second.lower && first.upper == second.upper)
    #expect(try score(track, earlier.reversed()).result.get() == first)
  }

  @Test("the same seed gives the same interval, and the generator moves on")
  func seeds() throws {
    let track = ViewTrack.sample(postedAt: 100)
    var generator = SeededGenerator(seed: 1)
    let before = generator.next()
    let a = OutlierScore.of(track, among: earlier, using: &generator)
    var again = SeededGenerator(seed: 1)
    #expect(again.next() == before)
    #expect(OutlierScore.of(track, among: earlier, using: &again) == a)
    #expect(generator.next() == again.next())
    var fresh = SeededGenerator(seed: 1)
    #expect(generator.next() != fresh.next())
  }

  @Test("earlier posts without views give no score, and half of them no upper limit")
  func zeros() throws {
    let track = ViewTrack.sample(postedAt: 100)
    let none = (0..<8).map { ViewTrack.sample(postedAt: Int64($0), factor: 0) }
    #expect(score(track, none).unknown?.kind == .noDenominator)
    let half = Array(none.prefix(4)) + earlier.prefix(5)
    let found = try score(track, half).result.get()
    #expect(found.upper == nil)
    #expect(found.reasons[1].hasSuffix("it has no upper limit."))
    let empty = ViewTrack(kind: .video, postedAt: Timestamp(100), snapshots: [])
    #expect(score(empty, earlier).unknown?.kind == .noData)
    #expect(score(track, earlier, atAge: 1e9).unknown?.kind == .outOfRange)
  }

  @Test("a few samples whose median is 0 give no score, and never one that is no number")
  func fewRounds() {
    let earlier = (0..<8).map { ViewTrack.sample(postedAt: Int64($0), factor: $0 < 4 ? 0 : 10) }
    let found = [1, 2, 5].flatMap { rounds in
      (0..<UInt64(40)).map { seed in
        var generator = SeededGenerator(seed: seed)
        return OutlierScore.of(
          .sample(postedAt: 100), among: earlier, rounds: rounds, using: &generator)
      }
    }
    #expect(found.allSatisfy { $0.value?.lower.isFinite ?? ($0.unknown?.kind == .noDenominator) })
    #expect(found.contains { $0.value == nil } && found.contains { $0.value != nil })
  }

  @Test("any number of rounds is moved into its range")
  func rounds() {
    var generator = SeededGenerator(seed: 1)
    for rounds in [Int.min, 0, 1, .max] {
      let found = OutlierScore.of(
        .sample(postedAt: 100), among: earlier, rounds: rounds, using: &generator)
      #expect(found.value?.value == 0.2)
    }
  }

  @Test("the median of a resample is that of its values")
  func medians() {
    var generator = SeededGenerator(seed: 3)
    var copy = generator
    for count in 1...9 {
      let values = (0..<count).map { Double($0 * $0) }
      let found = Resampling.medians(ofSorted: values, rounds: 50, using: &generator)
      let expected = (0..<50).map { _ in
        Order.median((0..<count).map { _ in values[Int.random(in: 0..<count, using: &copy)] })
      }
      #expect(found == expected.sorted())
    }
  }
}
