import Testing

@testable import Analytics

@Suite("Exponential smoothing")
struct SmoothingTests {
  private func forecasts(
    _ values: [Double], _ model: SmoothingModel, _ weights: SmoothingWeights,
    _ start: SmoothingState, steps: Int
  ) throws -> (sum: Double, values: [Double]) {
    let path = try Smoothing(model, weights: weights, start: start).path(over: values)
    return (path.sumOfSquares, path.forecasts(after: values.count, steps: steps))
  }

  @Test(
    "simple smoothing at fixed weights gives the known forecasts",
    arguments: [(0.2, 484.80246538), (0.6, 501.83745447)])
  func simple(weight: Double, expected: Double) throws {
    let oil = KnownSeries.oil
    let result = try forecasts(
      oil, SmoothingModel(), SmoothingWeights(level: weight), SmoothingState(level: oil[0]),
      steps: 3)
    #expect(agree(result.values, [expected, expected, expected], 1e-8))
  }

  @Test("Holt's method at fixed weights gives the known forecasts")
  func linear() throws {
    let air = KnownSeries.air
    let result = try forecasts(
      air, SmoothingModel(trend: .linear), SmoothingWeights(level: 0.8, slope: 0.2),
      SmoothingState(level: air[0], slope: air[1] - air[0]), steps: 5)
    #expect(
      agree(result.values, [43.75696492, 45.59351708, 47.43006924, 49.26662140, 51.10317355], 1e-8))
  }

  @Test(
    "an additive season at fixed weights gives the known forecasts, with the last change of every term"
  )
  func additive() throws {
    let result = try forecasts(
      KnownSeries.tourists, SmoothingModel(trend: .linear, season: .additive(period: 4)),
      SmoothingWeights(level: 0.3, slope: 0.1, season: 0.2),
      SmoothingState(level: 45, slope: 0.5, seasons: [9, -9, -2, 2]), steps: 6)
    #expect(agree([result.sum], [390.466276], 1e-8))
    #expect(
      agree(
        result.values,
        [57.77437909, 37.44788018, 45.80729426, 49.88008249, 59.34698588, 39.02048696], 1e-8))
  }

  @Test("a damped trend with a multiplicative season at fixed weights gives the known forecasts")
  func multiplicative() throws {
    let result = try forecasts(
      KnownSeries.tourists, SmoothingModel(trend: .damped, season: .multiplicative(period: 4)),
      SmoothingWeights(level: 0.3, slope: 0.1, season: 0.2, damping: 0.95),
      SmoothingState(level: 45, slope: 0.5, seasons: [1.2, 0.75, 0.95, 1.1]), steps: 3)
    #expect(agree([result.sum], [411.219982], 1e-8))
    #expect(agree(result.values, [58.718783, 35.621101, 44.713993], 1e-7))
  }

  @Test("weights that a shape has no use for change nothing")
  func unused() throws {
    let values = KnownSeries.oil
    let start = SmoothingState(level: 440)
    let plain = try Smoothing(
      SmoothingModel(), weights: SmoothingWeights(level: 0.4), start: start)
    let full = try Smoothing(
      SmoothingModel(),
      weights: SmoothingWeights(level: 0.4, slope: 0.9, season: 0.3, damping: 0.5),
      start: start)
    #expect(plain == full)
    #expect(try plain.path(over: values).sumOfSquares == full.path(over: values).sumOfSquares)
  }

  @Test("a path forecasts from every place as if the series ended there")
  func origins() throws {
    let values = KnownSeries.week(60, seed: 3)
    let model = SmoothingModel(trend: .damped, season: .additive(period: 7))
    let smoothing = try model.fit(values).smoothing
    let whole = try smoothing.path(over: values)
    for origin in [0, 1, 13, 40, 60] {
      let part = try smoothing.path(over: Array(values.prefix(origin)))
      #expect(
        part.forecasts(after: origin, steps: 20) == whole.forecasts(after: origin, steps: 20))
    }
    #expect(whole.end.seasons.count == 7)
  }

  @Test("parameters out of their range are refused, and values that overflow are unknown")
  func refused() throws {
    let model = SmoothingModel(trend: .linear, season: .additive(period: 4))
    let state = SmoothingState(level: 1, seasons: [0, 0, 0, 0])
    #expect(throws: Unknown.self) {
      try Smoothing(model, weights: SmoothingWeights(level: 1.1), start: state)
    }
    #expect(throws: Unknown.self) {
      try Smoothing(model, weights: SmoothingWeights(level: .nan), start: state)
    }
    #expect(throws: Unknown.self) {
      try Smoothing(model, weights: SmoothingWeights(level: 0.1), start: SmoothingState(level: 1))
    }
    #expect(throws: Unknown.self) {
      try Smoothing(
        model, weights: SmoothingWeights(level: 0.1),
        start: SmoothingState(level: .infinity, seasons: [0, 0, 0, 0]))
    }
    let plain = try Smoothing(
      SmoothingModel(), weights: SmoothingWeights(level: 1), start: SmoothingState(level: 0))
    #expect(throws: Unknown.self) { try plain.path(over: [1e300]) }
    #expect(throws: Unknown.self) { try plain.path(over: [.nan]) }
  }
}
