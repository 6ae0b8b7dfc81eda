import Testing

@testable import Analytics

@Suite("Benchmark methods")
struct BenchmarkMethodTests {
  @Test("the naive methods repeat the last value and the last season")
  func naive() throws {
    let last = try ForecastMethod.naive.fitted(to: [3, 5])
    #expect(last.forecasts(steps: 3) == [5, 5, 5])
    #expect(last.forecasts(steps: -1) == [])
    let season = try ForecastMethod.seasonalNaive(period: 3).fitted(to: [1, 2, 3, 4, 5])
    #expect(season.forecasts(steps: 5) == [3, 4, 5, 3, 4])
    #expect(season.forecasts(after: 3, steps: 2) == [1, 2])
    #expect(throws: Unknown.self) { try ForecastMethod.naive.fitted(to: []) }
    for period in [Int.min, 0, 3, .max] {
      #expect(throws: Unknown.self) {
        try ForecastMethod.seasonalNaive(period: period).fitted(to: [1, 2])
      }
    }
  }

  @Test("there are no forecasts from places outside the series")
  func outside() throws {
    let values = KnownSeries.week(40, seed: 6)
    let week = SmoothingModel(trend: .damped, season: .multiplicative(period: 7))
    let methods: [ForecastMethod] = [
      .naive, .seasonalNaive(period: 7), .smoothing(SmoothingModel()), .smoothing(week),
      .theta(period: 7),
    ]
    for method in methods {
      let fitted = try method.fitted(to: values)
      for origin in [Int.min, -1, 41, .max] {
        #expect(fitted.forecasts(after: origin, steps: 3) == [], "\(method)")
      }
      #expect(fitted.forecasts(after: 40, steps: 3) == fitted.forecasts(steps: 3))
      #expect(fitted.forecasts(after: 7, steps: 3).count == 3)
      #expect(fitted.forecasts(after: 40, steps: .min) == [])
    }
    let season = try ForecastMethod.seasonalNaive(period: 7).fitted(to: values)
    #expect(season.forecasts(after: 6, steps: 3) == [])
    let path = try week.fit(values).smoothing.path(over: values)
    for origin in [Int.min, -1, 41, .max] {
      #expect(path.forecasts(after: origin, steps: 3) == [])
    }
  }

  @Test("a season is found where there is one, and not in noise, a short or a constant series")
  func seasonality() {
    #expect(Seasonality.isFound(in: KnownSeries.tourists, period: 4))
    #expect(!Seasonality.isFound(in: KnownSeries.nile, period: 7))
    #expect(!Seasonality.isFound(in: Array(KnownSeries.tourists.prefix(11)), period: 4))
    #expect(!Seasonality.isFound(in: [Double](repeating: 4, count: 50), period: 7))
    #expect(!Seasonality.isFound(in: KnownSeries.nile, period: 1))
    #expect(!Seasonality.isFound(in: KnownSeries.nile + [.nan], period: 7))
    #expect(!Seasonality.isFound(in: KnownSeries.nile, period: .max / 4))
  }

  @Test("the adjusted series is that of the reference")
  func adjusted() throws {
    let adjustment = SeasonalAdjustment(KnownSeries.tourists, period: 4)
    let expected = [33.123470512709766, 31.295800228067822, 34.271908004607475, 36.285540846526814]
    #expect(agree(Array(adjustment.values.prefix(4)), expected, 1e-12))
    let last = try ForecastMethod.naive.fitted(to: adjustment.values)
    let forecasts = adjustment.restored(last.forecasts(steps: 4))
    #expect(agree([forecasts[3]], [KnownSeries.tourists[23]], 1e-12))
    #expect(agree(adjustment.restored(adjustment.values, after: 0), KnownSeries.tourists, 1e-12))
    let ones = [Double](repeating: 1, count: 8)
    #expect(adjustment.restored(ones, after: -3) == adjustment.restored(ones, after: 1))
    #expect(adjustment.restored(ones, after: .max) == adjustment.restored(ones, after: 3))
    #expect(adjustment.restored(ones, after: .min) == adjustment.restored(ones, after: 0))
  }

  @Test(
    "terms sum to zero and factors have the mean 1, for odd and even periods",
    arguments: [2, 5, 7, 12])
  func decomposition(period: Int) {
    let values = KnownSeries.week(100, seed: 4)
    let terms = Decomposition(values, period: period, multiplicative: false).seasons
    let factors = Decomposition(values, period: period, multiplicative: true).seasons
    #expect(terms.count == period && abs(terms.reduce(0, +)) < 1e-9)
    #expect(abs(factors.reduce(0, +) / Double(period) - 1) < 1e-12)
  }

  @Test("a season on a line is taken apart exactly")
  func line() {
    let terms = [5.0, -1, 0, 2, -3, 1, -4]
    let values = (0..<70).map { 100 + 2 * Double($0) + terms[$0 % 7] }
    let found = Decomposition(values, period: 7, multiplicative: false)
    #expect(agree(found.seasons, terms, 1e-12))
  }

  @Test(
    "theta continues a line by half of its slope beyond the smoothed end, and an exact line by all of it"
  )
  func theta() throws {
    let line = (0..<30).map { 10 + 2 * Double($0) }
    let theta = try Theta(line)
    #expect(abs(theta.slope - 2) < 1e-12)
    let level = try Theta(KnownSeries.oil)
    let steps = level.forecasts(after: 12, steps: 3)
    #expect(
      agree([steps[1] - steps[0], steps[2] - steps[1]], [level.slope / 2, level.slope / 2], 1e-9))
    #expect(agree(steps, [503.296165, 506.867182, 510.438199], 1e-5))
    #expect(throws: Unknown.self) { try Theta([1, 2, 3]) }
    #expect(throws: Unknown.self) { try Theta([1, 2, 3, .nan]) }
  }
}
