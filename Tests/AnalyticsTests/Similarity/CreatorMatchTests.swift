import Testing

@testable import Analytics

@Suite("Creator match")
struct CreatorMatchTests {
  private var alice: CreatorTraits {
    var traits = CreatorTraits()
    traits.followers = 10_000
    traits.categories = ["food"]
    (traits.likesPerPost, traits.commentsPerLike, traits.sharesPerView, traits.length) = (
      500, 0.05, 0.01, 30
    )
    (traits.postsPerWeek, traits.lengthVariation, traits.trendingSounds) = (4, 0.3, 0.5)
    traits.postsByHour = Array(repeating: 1, count: 24)
    traits.growthPerDay = 0.002
    return traits
  }

  @Test("the same traits match in full")
  func same() throws {
    let match = try #require(CreatorMatch.between(alice, alice).value)
    #expect(abs(match.score.value - 100) < 1e-12)
    #expect(abs(match.score.coverage - 1) < 1e-12)
    #expect(match.band == .very)
    #expect(match.score.components.map(\.weight) == [0.30, 0.25, 0.20, 0.15, 0.10])
  }

  @Test("size loses 20 for each unit of the natural logarithm")
  func size() throws {
    var bob = alice
    bob.followers = 20_000
    let match = try #require(CreatorMatch.between(alice, bob).value)
    #expect(abs(match.score.components[0].score! - 100 * (1 - 0.2 * 0.6931471805599453)) < 1e-9)
    #expect(abs(match.score.value - (100 - 30 * 0.2 * 0.6931471805599453)) < 1e-9)
    bob.followers = 10_000 * 149
    #expect(CreatorMatch.between(alice, bob).value?.score["size"]?.score == 0)
  }

  @Test("an unknown part takes no part, and the coverage tells")
  func unknownPart() throws {
    var bob = alice
    bob.categories = []
    bob.growthPerDay = nil
    let match = try #require(CreatorMatch.between(alice, bob).value)
    #expect(abs(match.score.value - 100) < 1e-12)
    #expect(abs(match.score.coverage - 0.65) < 1e-12)
    #expect(match.reasons[1] == "Category unknown: nothing is known of it.")
    #expect(match.reasons[0] == "Size 100: followers alike by 1.")
  }

  @Test("what is known of less than half is unknown")
  func tooFew() {
    var bob = CreatorTraits()
    #expect(CreatorMatch.between(alice, bob).unknown?.kind == .noData)
    bob.followers = 1
    #expect(
      CreatorMatch.between(alice, bob).unknown?.because.hasPrefix(
        "parts of 30 % of its weight are known, where 50 % are needed; unknown are category (")
        == true)
    bob.postsPerWeek = 4
    bob.growthPerDay = 0.001
    bob.categories = ["food"]
    #expect(CreatorMatch.between(alice, bob).value != nil)
  }

  @Test("bad values count as unknown", arguments: [-1, Double.nan, .infinity, -.infinity])
  func bad(value: Double) throws {
    var bob = alice
    (bob.likesPerPost, bob.commentsPerLike, bob.sharesPerView, bob.length) = (
      value, value, value, value
    )
    (bob.postsPerWeek, bob.lengthVariation, bob.trendingSounds) = (value, value, value)
    bob.postsByHour = [1]
    let match = try #require(CreatorMatch.between(alice, bob).value)
    #expect(match.score.components.map { $0.score == nil } == [false, false, true, true, false])
  }

  @Test("likeness is symmetric and in range, whatever comes in")
  func range() {
    let seed = UInt64.random(in: 0...(.max))
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let a = Double(bitPattern: generator.next())
      let b =
        Bool.random(using: &generator)
        ? Double(bitPattern: generator.next()) : [0, a, -a, 1].randomElement(using: &generator)!
      for likeness in [
        TraitLikeness.scale(_:_:), { TraitLikeness.level($0, $1) }, TraitLikeness.growth(_:_:),
      ] {
        let (one, two) = (likeness(a, b), likeness(b, a))
        #expect(one == two)
        #expect(one == nil || (0...1).contains(one!))
      }
    }
  }

  @Test("growth is compared relative to both, but what is hardly any is alike, up or down")
  func growth() throws {
    #expect(TraitLikeness.growth(.leastNonzeroMagnitude, -.leastNonzeroMagnitude) == 1)
    #expect(abs(try #require(TraitLikeness.growth(0.0001, -0.0001)) - 0.9) < 1e-12)
    #expect(abs(try #require(TraitLikeness.growth(0, 0.0002)) - 0.9) < 1e-12)
    #expect(TraitLikeness.growth(0, 0.01) == 0)
    #expect(TraitLikeness.growth(nil, 0.01) == nil)
    #expect(TraitLikeness.growth(0.01, -0.01) == 0)
    #expect(TraitLikeness.growth(0.75, 0.25) == 0.5)
    #expect(TraitLikeness.growth(.greatestFiniteMagnitude, -.greatestFiniteMagnitude) == 0)
  }

  @Test("ratios lose their difference, and categories count by those that both have")
  func levels() throws {
    #expect(abs(try #require(TraitLikeness.level(0.2, 0.5)) - 0.7) < 1e-12)
    #expect(TraitLikeness.level(0.2, 1.5) == 0)
    #expect(TraitLikeness.level(0.2, 1.5, upTo: 1) == nil)
    #expect(TraitLikeness.members(["food", "music"], ["music", "dance", "gaming"]) == 0.25)
  }

  @Test("a part is the mean of its traits, and counts by its weight")
  func parts() throws {
    var bob = alice
    bob.sharesPerView = 0
    bob.trendingSounds = 0.1
    bob.categories = ["food", "music"]
    let match = try #require(CreatorMatch.between(alice, bob).value)
    let scores = match.score.components.map { $0.score ?? -1 }
    for (score, expected) in zip(scores, [100.0, 50, 75, 90, 100]) {
      #expect(abs(score - expected) < 1e-9)
    }
    #expect(abs(match.score.value - (30 + 12.5 + 15 + 13.5 + 10)) < 1e-9)
  }

  @Test("posts at the same hours are alike, whatever their number")
  func hours() {
    var (a, b) = ([Int](repeating: 0, count: 24), [Int](repeating: 0, count: 24))
    a[9] = 3
    a[18] = 1
    b[9] = 200
    b[20] = 200
    #expect(TraitLikeness.hours(a, b) == 0.5)
    #expect(TraitLikeness.hours(a, Array(repeating: 0, count: 24)) == nil)
    #expect(TraitLikeness.hours(a, [-1] + b.dropFirst()) == nil)
    b[3] = .max
    #expect(TraitLikeness.hours(b, b) == 1)
  }

  @Test(
    "bands begin at 80, 60 and 40",
    arguments: [
      (80.0, CreatorMatch.Band.very), (79.9, .quite), (60, .quite), (59.9, .somewhat),
      (40, .somewhat), (39.9, .little),
    ])
  func bands(score: Double, band: CreatorMatch.Band) {
    #expect(CreatorMatch.Band(score) == band)
  }
}

@Suite("Collaboration score")
struct CollaborationScoreTests {
  @Test("what counts in full gives 10, and nothing gives 0")
  func limits() throws {
    let full = try #require(
      CollaborationScore.of(followers: 50_000, engagementRate: 0.1, weeklyInteractions: 5).value)
    #expect(abs(full.score.value - 10) < 1e-12)
    #expect(full.advice == .reachOut)
    let more = CollaborationScore.of(followers: .max, engagementRate: 5, weeklyInteractions: 1e300)
      .value
    #expect(more?.score.value == full.score.value)
    let none = try #require(
      CollaborationScore.of(followers: 0, engagementRate: 0, weeklyInteractions: 0).value)
    #expect(none.score.value == 0 && none.advice == .low)
  }

  @Test("each input counts by its weight")
  func parts() throws {
    let score = try #require(
      CollaborationScore.of(followers: 25_000, engagementRate: 0.05, weeklyInteractions: 1).value)
    #expect(abs(score.score.value - (1.5 + 2 + 0.6)) < 1e-12)
    #expect(score.advice == .monitor)
    #expect(score.reasons[1] == "Engagement rate 5: 0.05, where 0.1 counts in full.")
  }

  @Test("more than counts in full of one input does not make up for another")
  func capped() throws {
    let famous = CollaborationScore.of(
      followers: 5_000_000, engagementRate: 0, weeklyInteractions: 0)
    #expect(abs(try #require(famous.value).score.value - 3) < 1e-12)
    let devoted = CollaborationScore.of(followers: 0, engagementRate: 0.9, weeklyInteractions: 70)
    #expect(abs(try #require(devoted.value).score.value - 7) < 1e-12)
  }

  @Test("nothing is invented for what is unknown")
  func unknown() throws {
    let score = try #require(
      CollaborationScore.of(followers: nil, engagementRate: 0.05, weeklyInteractions: 5).value)
    #expect(abs(score.score.value - 10 * (0.2 + 0.3) / 0.7) < 1e-12)
    #expect(abs(score.score.coverage - 0.7) < 1e-12)
    #expect(score.reasons[0] == "Followers unknown: nothing is known of it.")
    #expect(
      CollaborationScore.of(followers: 10, engagementRate: nil, weeklyInteractions: nil).unknown?
        .kind == .tooFew)
    #expect(
      CollaborationScore.of(followers: -1, engagementRate: .nan, weeklyInteractions: nil).unknown?
        .kind == .noData)
  }
}
