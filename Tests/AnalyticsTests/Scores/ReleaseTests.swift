import Testing

@testable import Analytics

@Suite("Releases")
struct ReleaseTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDay {
    try #require(CivilDay(year: year, month: month, day: day))
  }

  @Test("weekdays and dates are those of the calendar")
  func weekdays() throws {
    #expect(try day(2026, 11, 20).weekday == 5)
    #expect(try day(1970, 1, 1).weekday == 4)
    #expect(try day(2000, 2, 29).weekday == 2)
    #expect(try day(1, 1, 1).weekday == 1)
    #expect(CivilDay(year: 2026, month: 2, day: 29) == nil)
    #expect(try day(2026, 11, 20).description == "2026-11-20")
    #expect(CivilDay(.max).description == "9999-12-31")
    #expect(CivilDay(.min).description == "0001-01-01")
    #expect(CivilDay(.max).advanced(by: .max) == CivilDay(.max))
    #expect(CivilDay(.min).advanced(by: .min) == CivilDay(.min))
  }

  @Test("the next Fridays begin after the day, which may be one itself")
  func fridays() throws {
    #expect(
      ReleaseCalendar.fridays(after: try day(2026, 11, 20)).map(\.description).prefix(2) == [
        "2026-11-27", "2026-12-04",
      ])
    #expect(
      ReleaseCalendar.fridays(after: try day(2026, 11, 19), weeks: 1).map(\.description) == [
        "2026-11-20"
      ])
    for offset in 0..<400 {
      let start = try day(2026, 1, 1).advanced(by: Int64(offset))
      let fridays = ReleaseCalendar.fridays(after: start)
      #expect(fridays.count == 8)
      #expect(fridays.allSatisfy { $0.weekday == 5 })
      #expect((1...7).contains(fridays[0].number - start.number))
    }
    #expect(ReleaseCalendar.fridays(after: CivilDay(0), weeks: -1).isEmpty)
    #expect(ReleaseCalendar.fridays(after: CivilDay(0), weeks: .max).count == 52)
  }

  @Test(
    "Thanksgiving is the fourth Thursday of November",
    arguments: [(2023, 23), (2024, 28), (2025, 27), (2026, 26), (2027, 25), (2028, 23), (2029, 22)])
  func thanksgiving(year: Int, dayOfMonth: Int) throws {
    #expect(ReleaseCalendar.thanksgiving(year) == (try day(year, 11, dayOfMonth)))
    #expect(ReleaseCalendar.thanksgiving(0) == nil)
  }

  @Test(
    "the calendar's score by day: holidays, late December, summer, the new year, the rest",
    arguments: [
      (2026, 12, 23, 3.0), (2026, 12, 27, 3), (2026, 12, 28, 5), (2026, 12, 29, 3), (2027, 1, 3, 3),
      (2027, 1, 4, 9), (2026, 12, 15, 7), (2026, 12, 16, 5), (2026, 7, 2, 3), (2026, 7, 6, 3),
      (2026, 7, 7, 8), (2026, 6, 1, 8), (2026, 8, 31, 8), (2026, 9, 1, 7), (2026, 2, 28, 9),
      (2026, 3, 1, 7), (2026, 11, 27, 3), (2024, 11, 25, 7), (2024, 11, 29, 3), (2029, 11, 27, 7),
      (2029, 11, 23, 3),
    ])
  func calendar(year: Int, month: Int, dayOfMonth: Int, score: Double) throws {
    #expect(ReleaseCalendar.score(of: try day(year, month, dayOfMonth)).score == score)
  }

  @Test(
    "competition by releases and major artists, by hand",
    arguments: [
      (0, 0, 10.0), (1, 0, 9), (3, 2, 8), (4, 0, 7), (7, 4, 5), (8, 0, 5), (15, 10, 2), (16, 0, 3),
      (40, 5, 2), (100, 90, 0),
    ])
  func competition(releases: Int, major: Int, score: Double) {
    #expect(abs(ReleaseScore.competitionScore(releases: releases, major: major) - score) < 1e-12)
  }

  @Test("an artist is major from a million followers on, in a genre of one's own")
  func major() {
    func isMajor(_ followers: Int64?, _ genres: [String], among own: [String] = ["jazz"]) -> Bool? {
      CompetingRelease(followers: followers, genres: genres).isMajor(among: own)
    }
    #expect(isMajor(1_000_000, ["Jazz"]) == true)
    #expect(isMajor(999_999, ["jazz"]) == false)
    #expect(isMajor(2_000_000, ["pop"]) == false)
    // What is not known leaves open whether it is major, where the rest does not decide.
    for (followers, genres, own) in [
      (nil, ["jazz"], ["jazz"]), (-1, ["jazz"], ["jazz"]), (2_000_000, [], ["jazz"]),
      (2_000_000, ["jazz"], []),
    ] as [(Int64?, [String], [String])] {
      #expect(isMajor(followers, genres, among: own) == nil)
    }
    #expect(isMajor(nil, ["pop"]) == false)
    #expect(isMajor(5, [], among: []) == false)
  }

  @Test("the score adds the weighted parts, and says what to do")
  func golden() throws {
    var inputs = ReleaseScore.Inputs()
    inputs.momentum = 8
    inputs.competition = [
      CompetingRelease(followers: 2_000_000, genres: ["pop"]),
      CompetingRelease(followers: nil, genres: []),
    ]
    inputs.genres = ["pop"]
    inputs.weekdayRatio = 1.1
    inputs.audienceGrowth = 0.05
    let score = try ReleaseScore.of(try day(2026, 9, 4), inputs).result.get()
    #expect(score.score.components.map(\.score) == [8, 8.5, 8, 8, 7])
    #expect(abs(score.score.value - 8.025) < 1e-12)  // 2.4 + 2.125 + 1.6 + 1.2 + 0.7
    #expect(score.advice == .recommended)
    #expect(
      score.reasons[1]
        == "Competition 8.5: 2 other releases, 1 by a major artist of the same genre, 1 of unknown size or genre, which could only lower it."
    )
  }

  @Test("a day that comes to exactly 7.5 is recommended")
  func threshold() throws {
    var inputs = ReleaseScore.Inputs()
    (inputs.momentum, inputs.competition) = (4.5, [])
    (inputs.weekdayRatio, inputs.audienceGrowth) = (1.2, 0)
    let score = try ReleaseScore.of(try day(2026, 6, 5), inputs).result.get()
    #expect(score.score.components.map(\.score) == [4.5, 10, 9, 7, 8])
    #expect(score.score.value == 7.5 && score.advice == .recommended)
  }

  @Test("nobody having looked is not the same as no competition")
  func coverage() throws {
    var inputs = ReleaseScore.Inputs()
    #expect(ReleaseScore.of(try day(2026, 9, 4), inputs).unknown?.kind == .tooFew)
    inputs.momentum = 4
    inputs.competition = []
    let looked = try ReleaseScore.of(try day(2026, 9, 4), inputs).result.get()
    #expect(abs(looked.score.coverage - 0.65) < 1e-12)
    #expect(looked.score["competition"]?.score == 10)
    inputs.competition = nil
    #expect(ReleaseScore.of(try day(2026, 9, 4), inputs).unknown?.kind == .tooFew)
    inputs.momentum = 10.5
    #expect(ReleaseScore.of(try day(2026, 9, 4), inputs).unknown?.kind == .tooFew)
  }

  @Test(
    "weekday and audience have steps, each from its bound on",
    arguments: [
      (1.2, 0.20, 9.0, 10.0), (1.19, 0.19, 8, 9), (1.1, 0.10, 8, 9), (1, 0.05, 7, 8),
      (0.99, 0.04, 6, 7), (0.9, 0, 6, 7), (0.89, -0.05, 5, 6), (0, -0.10, 5, 5), (9, -0.11, 9, 4),
    ])
  func steps(ratio: Double, growth: Double, history: Double, audience: Double) throws {
    var inputs = ReleaseScore.Inputs()
    (inputs.momentum, inputs.weekdayRatio, inputs.audienceGrowth) = (5, ratio, growth)
    let score = try ReleaseScore.of(try day(2026, 9, 4), inputs).result.get()
    #expect(score.score["history"]?.score == history)
    #expect(score.score["audience"]?.score == audience)
  }

  @Test("a weekday's ratio needs thirty days, and does not trust impossible ones")
  func ratio() throws {
    let entries = try (0..<35).map { offset in
      let date = try day(2026, 6, 1).advanced(by: Int64(offset))
      return WeekdayRatio.Entry(date, date.weekday == 5 ? 22 : 8)
    }
    let found = try WeekdayRatio.of(
      entries + [.init(CivilDay(0), .nan), .init(CivilDay(0), -1)], on: 5
    ).result.get()
    #expect(abs(found.value - 2.2) < 1e-12)
    #expect(found.days == 35 && found.ofWeekday == 5)
    #expect(WeekdayRatio.of(Array(entries.prefix(29)), on: 5).unknown?.kind == .tooFew)
    #expect(WeekdayRatio.of(entries, on: 8).unknown?.kind == .noData)
    #expect(
      WeekdayRatio.of(entries.map { .init($0.day, 0) }, on: 5).unknown?.kind == .noDenominator)
  }

  @Test("the first week follows the rule where all inputs are known, and only there")
  func firstWeek() throws {
    let found = try FirstWeekEstimate.of(monthlyListeners: 30_000, release: 5, momentum: 5).result
      .get()
    #expect(abs(found.value - 17_500) < 1e-6)  // 30 000 / 30 · 7 · 2.5 · 1 · 1
    #expect(abs(found.lower - 12_250) < 1e-6 && abs(found.upper - 22_750) < 1e-6)
    #expect(found.reasons.count == 3)
    #expect(
      FirstWeekEstimate.of(monthlyListeners: nil, release: 5, momentum: 5).unknown?.kind == .noData)
    #expect(
      FirstWeekEstimate.of(monthlyListeners: 1, release: nil, momentum: 5).unknown?.kind == .noData)
    #expect(
      FirstWeekEstimate.of(monthlyListeners: 1, release: 5, momentum: nil).unknown?.kind == .noData)
    #expect(
      FirstWeekEstimate.of(monthlyListeners: 1, release: 11, momentum: 5).unknown?.kind
        == .outOfRange)
    #expect(
      FirstWeekEstimate.of(monthlyListeners: 1, release: 5, momentum: .nan).unknown?.kind
        == .outOfRange)
    #expect(
      try #require(FirstWeekEstimate.of(monthlyListeners: .max, release: 10, momentum: 10).value)
        .upper.isFinite)
  }
}
