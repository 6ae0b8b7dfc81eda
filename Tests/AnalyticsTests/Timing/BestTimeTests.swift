import MetricSchema
import Testing

@testable import Analytics

@Suite("Best time to post")
struct BestTimeTests {
  private let hour: Int64 = 3_600_000_000
  private let week: Int64 = 168 * 3_600_000_000

  /// Two posts a day of each of three accounts, with more engagement at `good`.
  private func makePosts(good: Int, days: Int = 120, seed: UInt64 = 1) -> [BestTime.Entry] {
    var generator = SeededGenerator(seed: seed)
    return (0..<3 * 2 * days).map { index in
      let time = Int64(index / 6) * 24 + Int64(generator.next() % 24)
      let better = Int(time + 72) % 168 == good ? 9.0 : 1
      let usual = Double([10, 1000, 100_000][index % 3])
      return BestTime.Entry(
        account: index % 3, postedAt: Timestamp(moment(2026, 1, 1).microseconds + time * hour),
        engagement: (better * usual * (1 + Double(generator.next() % 100) / 400)).rounded())
    }
  }

  @Test("the hour in which posts do better is recommended, and proves itself on later posts")
  func found() throws {
    let posts = makePosts(good: 40, days: 700)
    let week = try #require(BestTime().week(of: posts, in: .utc).value)
    #expect(week.recommended.first == 40)
    #expect(week.slots[40].name == "Tuesday 16:00")
    #expect(week.slots[40].lift > 1)
    #expect(week.slots.count == 168)
    #expect(week.posts == posts.count - 24)
    #expect(week.leftOut == 24)
    #expect(week.settings == BestTime())
    let proof = try week.holdOut.get()
    #expect(proof.interval.lowerBound > 0)
    #expect(proof.interval.contains(proof.lift))
    #expect(week.reasons[0].hasPrefix("Post on Tuesday 16:00 (UTC): +"))
    #expect(week.reasons.last?.contains("held on the later ones") == true)
  }

  @Test("engagement that has nothing to do with the hour is not advice that holds")
  func chance() throws {
    let week = try #require(BestTime().week(of: makePosts(good: -1, days: 700), in: .utc).value)
    #expect(week.slots.allSatisfy { abs($0.score) < 0.1 })
    if case .success(let proof) = week.holdOut { #expect(proof.interval.contains(0)) }
  }

  /// One post every Tuesday at 12:00 and every Monday at 10:00, which does e times as well: 8 scores of 1 and 8 of −1.
  private func makeAlternating() -> (settings: BestTime, posts: [BestTime.Entry]) {
    var settings = BestTime()
    (settings.window, settings.history, settings.minimum) = (1, 1, 16)
    let tuesday = moment(2026, 1, 6, 12).microseconds
    let posts = (0..<9).flatMap { index in
      [(tuesday, 0), (tuesday + 142 * hour, 1.718281828459045)].map { time, engagement in
        BestTime.Entry(
          account: 1, postedAt: Timestamp(time + Int64(index) * week), engagement: engagement)
      }
    }
    return (settings, Array(posts.dropLast()))
  }

  @Test("a cell is drawn by eight posts toward its day and hour, which are drawn toward the usual")
  func shrinkage() throws {
    var (settings, posts) = makeAlternating()
    settings.smoothing = 0
    let slots = try #require(settings.week(of: posts, in: .utc).value).slots
    // Monday and 10:00 are 8 · 1 / 16 each; Monday at 10:00 is (8 · 1 + 8 · (0.5 + 0.5)) / 16.
    for (cell, score) in [(10, 1), (9, 0.5), (12, 0), (36, -1), (58, 0.5), (60, -0.5), (30, -0.5)] {
      #expect(abs(slots[cell].score - score) < 1e-12, "cell \(cell)")
    }
    #expect(slots[10].median == 1 && slots[10].posts == 8 && slots[9].median == nil)
  }

  @Test("cells are smoothed by a normal curve of one hour, around the end of the week too")
  func smoothing() throws {
    let (settings, posts) = makeAlternating()
    let slots = try #require(settings.week(of: posts, in: .utc).value).slots
    let expected = [
      (10, 0.6724756560212783), (0, 0.3497355695667154), (167, 0.15026443043328455),
      (36, -0.6724756560212783),
    ]
    for (cell, score) in expected {
      #expect(abs(slots[cell].score - score) < 1e-12, "cell \(cell)")
    }
  }

  @Test("the hold-out measures later posts only: an hour that was good and no longer is fails")
  func noLongerGood() throws {
    let days = 700
    let turn = moment(2026, 1, 1).microseconds + Int64(days * 7 / 10) * 24 * hour
    let posts = makePosts(good: 40, days: days).map { post in
      var post = post
      let cell =
        Int((post.postedAt.microseconds - moment(2026, 1, 1).microseconds) / hour + 72) % 168
      if post.postedAt.microseconds >= turn, cell == 40 { post.engagement! /= 81 }
      return post
    }
    let week = try #require(BestTime().week(of: posts, in: .utc).value)
    let proof = try week.holdOut.get()
    #expect(proof.interval.upperBound < 0)
    #expect(week.reasons.last?.contains("failed on the later ones") == true)
    #expect(abs(proof.inside + proof.outside - posts.count * 3 / 10) <= 6)
  }

  @Test("the posts of a repeated hour both count for it, and those of a skipped hour do not exist")
  func summerTime() throws {
    var posts = makePosts(good: 3)
    for account in 0..<3 {
      for time in [moment(2026, 10, 25, 0, 30), moment(2026, 10, 25, 1, 30)] {
        posts.append(.init(account: account, postedAt: time, engagement: 5))
      }
    }
    let berlin = try makeBerlin()
    let before = try #require(
      BestTime().week(of: Array(posts.dropLast(6)), in: berlin).value)
    let after = try #require(BestTime().week(of: posts, in: berlin).value)
    let cell = 6 * 24 + 2
    #expect(after.slots[cell].posts == before.slots[cell].posts + 6)
    let night = (0..<200).map { index in
      BestTime.Entry(
        account: 1, postedAt: Timestamp(moment(2026, 3, 29, 1, 0).microseconds + Int64(index)),
        engagement: 4)
    }
    let skipped = try #require(BestTime().week(of: night, in: berlin).value)
    #expect(skipped.slots[cell].posts == 0)
    #expect(skipped.slots[cell + 1].posts == 192)
  }

  @Test("the order of the posts has no meaning, with ties in time too", arguments: [1, 2, 3])
  func permutation(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let posts = makePosts(good: 10, seed: seed)
    let berlin = try makeBerlin()
    let shuffled = posts.shuffled(using: &generator)
    #expect(BestTime().week(of: posts, in: berlin) == BestTime().week(of: shuffled, in: berlin))
  }

  @Test("whole weeks make no difference where clocks do not change")
  func shift() {
    let posts = makePosts(good: 77)
    let shifted = posts.map { post in
      var post = post
      post.postedAt.microseconds += 26 * week
      return post
    }
    #expect(BestTime().week(of: posts, in: .utc) == BestTime().week(of: shifted, in: .utc))
  }

  @Test("an account that is so many times as large weighs the same")
  func scale() throws {
    let posts = makePosts(good: 20)
    let scaled = posts.map { post in
      var post = post
      if post.account == 1 { post.engagement = (1 + post.engagement!) * 1000 - 1 }
      return post
    }
    let (a, b) = (BestTime().week(of: posts, in: .utc), BestTime().week(of: scaled, in: .utc))
    let pairs = zip(try #require(a.value).slots, try #require(b.value).slots)
    #expect(pairs.allSatisfy { abs($0.score - $1.score) < 1e-9 })
    #expect(a.value?.recommended == b.value?.recommended)
  }

  @Test("account numbers mean nothing, close together or far apart")
  func accounts() {
    let posts = makePosts(good: 20)
    let far = posts.map { post in
      var post = post
      post.account = [Int.min, 5, Int.max][post.account]
      return post
    }
    #expect(BestTime().week(of: posts, in: .utc) == BestTime().week(of: far, in: .utc))
  }

  @Test("too few posts, and posts that are unknown or impossible, give a reason")
  func few() {
    #expect(BestTime().week(of: [], in: .utc).unknown?.kind == .noData)
    let few = Array(makePosts(good: 1).prefix(60))
    #expect(BestTime().week(of: few, in: .utc).unknown?.kind == .tooFew)
    let bad: [Double?] = [nil, .nan, -1, .infinity]
    let broken = (0..<400).map {
      BestTime.Entry(account: 0, postedAt: moment(2026, 1, 1), engagement: bad[$0 % 4])
    }
    #expect(BestTime().week(of: broken, in: .utc).unknown?.kind == .noData)
    let never = (0..<400).map {
      BestTime.Entry(account: 0, postedAt: Timestamp($0 % 2 == 0 ? .min : .max), engagement: 1)
    }
    #expect(BestTime().week(of: never, in: .utc).unknown?.kind == .noData)
  }

  @Test("posts that all did the same recommend nothing, and say so")
  func constant() throws {
    let posts = makePosts(good: 1).map { post in
      var post = post
      post.engagement = 7
      return post
    }
    let week = try #require(BestTime().week(of: posts, in: .utc).value)
    #expect(week.recommended.isEmpty)
    #expect(week.slots.allSatisfy { $0.score == 0 })
    #expect(week.reasons[0].hasPrefix("No hour of the week (UTC) stands out"))
    guard case .failure = week.holdOut else { return #expect(Bool(false), "nothing was fitted") }
  }

  @Test("thin hours are marked, never recommended, and expect what their day and hour do")
  func thin() throws {
    let week = try #require(BestTime().week(of: makePosts(good: 40, days: 60), in: .utc).value)
    #expect(week.slots.contains { $0.thin })
    for slot in week.slots { #expect(slot.thin == (slot.posts < 5)) }
    for index in week.recommended { #expect(!week.slots[index].thin) }
    for slot in week.slots { #expect((slot.median == nil) == (slot.posts == 0)) }
  }

  @Test("no settings and no engagements, however strange, give anything but finite numbers")
  func strange() throws {
    var generator = SeededGenerator(seed: 77)
    for strange in [Double.nan, .infinity, -1, 0, .leastNonzeroMagnitude, 1e300] {
      var settings = BestTime()
      (settings.shrinkage, settings.smoothing, settings.fitted) = (strange, strange, strange)
      (settings.window, settings.history, settings.slots) = (.max, .min, .max)
      let posts = (0..<500).map { index in
        BestTime.Entry(
          account: index % 3, postedAt: Timestamp(Int64(generator.next() >> 12)),
          engagement: [0, 1e308, Double.greatestFiniteMagnitude, 5][Int(generator.next() % 4)])
      }
      let week = try #require(settings.week(of: posts, in: .utc).value, "\(strange)")
      #expect(week.slots.allSatisfy { $0.score.isFinite && $0.lift.isFinite })
      if case .success(let proof) = week.holdOut { #expect(proof.interval.upperBound.isFinite) }
    }
  }
}
