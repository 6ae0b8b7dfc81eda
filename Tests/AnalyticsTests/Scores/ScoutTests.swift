import Testing

@testable import Analytics

@Suite("Scouting and revenue")
struct ScoutTests {
  private var all: ScoutPotential.Inputs {
    var inputs = ScoutPotential.Inputs()
    (inputs.popularity, inputs.followers, inputs.releases, inputs.isAIMade) = (50, 5000, 2, false)
    (inputs.energy, inputs.danceability, inputs.genres, inputs.hasPreview) = (0.6, 0.4, 1, true)
    return inputs
  }

  @Test("each sign gives its points")
  func golden() throws {
    let score = try ScoutPotential.of(all).result.get()
    #expect(score.signs.map { ($0.points ?? .nan) } == [10, 15, 10, 0, 15, 12, 5, 5])
    #expect(score.coverage == 1)
    #expect(score.value == 100)  // 50 + 72, clamped
    #expect(
      score.reasons == [
        "Popularity: 10 of up to 20 points for an index of 50 of 100.",
        "Followers: 15 of up to 15 points for 5000 followers.",
        "Few releases: 10 of up to 10 points for 2 releases.",
        "First release: 0 of up to 10 points for 2 releases.",
        "Human origin: 15 of up to 15 points for music made by people.",
        "Sound: 12 of up to 15 points for an energy of 0.6 and a danceability of 0.4.",
        "Genres: 5 of up to 10 points for 1 genre.",
        "Preview: 5 of up to 5 points for something to listen to.",
      ])
  }

  @Test("points below 50 move the score down, not below 0")
  func low() throws {
    var inputs = all
    (inputs.popularity, inputs.followers, inputs.releases, inputs.isAIMade) = (0, 50_000, 9, true)
    (inputs.energy, inputs.danceability, inputs.genres, inputs.hasPreview) = (0, 0, 0, false)
    let score = try ScoutPotential.of(inputs).result.get()
    #expect(abs(score.value - 27) < 1e-9)  // 50 − 20 − 3
  }

  @Test(
    "followers and releases give points within their bounds",
    arguments: [(0, 5.0), (999, 5), (1000, 15), (49_999, 15), (50_000, 0)])
  func bounds(followers: Int, points: Double) throws {
    var inputs = all
    (inputs.followers, inputs.releases) = (Int64(followers), 1)
    let score = try ScoutPotential.of(inputs).result.get()
    #expect(score.signs[1].points == points)
    #expect(score.signs[2].points == 10 && score.signs[3].points == 10)
  }

  @Test("unknown signs give and take nothing, down to half of the points")
  func coverage() throws {
    var inputs = all
    (inputs.energy, inputs.isAIMade) = (nil, nil)
    let score = try ScoutPotential.of(inputs).result.get()
    #expect(score.coverage == 0.7)
    #expect(abs(score.value - min(100, 50 + 45 / 0.7)) < 1e-9)
    (inputs.popularity, inputs.genres) = (101, -1)
    #expect(ScoutPotential.of(inputs).unknown?.kind == .tooFew)
    #expect(ScoutPotential.of(ScoutPotential.Inputs()).unknown?.kind == .noData)
  }

  private let assumptions = RevenueEstimate.Assumptions(
    monthlyStreams: 1000, perStream: 0.004, monthlyGrowth: 0.5, momentumFactor: 1,
    concertShare: 0.25, merchandiseShare: 0.5, spread: 0.25)

  @Test("revenue is what the assumptions say, and states them")
  func revenue() throws {
    let estimate = try RevenueEstimate.of(assumptions, months: 2).result.get()
    #expect(estimate.months.map(\.streams) == [1500, 2250])
    #expect(estimate.months[0].streaming == 6)
    #expect(estimate.months[0].total == 10.5)
    #expect(estimate.months[0].low == 7.875 && estimate.months[0].high == 13.125)
    #expect(estimate.total == 26.25)
    #expect(
      estimate.reasons[0]
        == "Assumed: 1000 streams a month, 0.004 for each, growing by 50 % a month.")
  }

  @Test("growth and momentum are moved into their ranges")
  func ranges() throws {
    var wild = assumptions
    (wild.monthlyGrowth, wild.momentumFactor) = (9, 9)
    let high = try RevenueEstimate.of(wild, months: 1).result.get()
    #expect(high.assumptions.monthlyGrowth == 2 && high.assumptions.momentumFactor == 1.2)
    // 3000 streams of 0.004, times 1.2, with three quarters more for concerts and merchandise.
    #expect(abs(high.total - 25.2) < 1e-12)
    (wild.monthlyGrowth, wild.momentumFactor) = (-9, 0)
    let low = try RevenueEstimate.of(wild, months: 1).result.get()
    #expect(low.assumptions.monthlyGrowth == -0.5 && low.assumptions.momentumFactor == 0.8)
  }

  @Test("impossible assumptions give no estimate")
  func impossible() {
    #expect(RevenueEstimate.of(assumptions, months: 0).unknown?.kind == .noData)
    #expect(RevenueEstimate.of(assumptions, months: .max).value?.months.count == 120)
    for change: (inout RevenueEstimate.Assumptions) -> Void in [
      { $0.monthlyStreams = -1 }, { $0.perStream = .nan }, { $0.monthlyGrowth = .infinity },
      { $0.spread = 1.1 }, { $0.monthlyStreams = 1e308 }, { $0.concertShare = -0.1 },
    ] {
      var wrong = assumptions
      change(&wrong)
      #expect(RevenueEstimate.of(wrong, months: 12).unknown?.kind == .outOfRange)
    }
  }

  @Test("a part too large to compute with is unknown, not infinite")
  func largeParts() throws {
    let parts = [
      ScoreComponent("a", weight: 0.5, .known(.infinity, "a")),
      ScoreComponent("b", weight: 0.5, .known(4, "b")),
    ]
    let score = try ScoreBreakdown(parts, range: 0...10, minimumCoverage: 0.5)
    #expect(score.value == 4)
    #expect(score["a"]?.reason == "a: too large to compute with")
    #expect(score["c"] == nil)
  }
}
