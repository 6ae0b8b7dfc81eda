import Testing

@testable import Analytics

/// Every fit on empty, single, constant, huge, tiny, negative and meaningless series. A failure names its seed.
@Suite("Hostile input of smoothing")
struct HostileSmoothingTests {
  @Test(
    "smoothing, of every shape and with periods that make no sense",
    arguments: Array<UInt64>(1...6))
  func smoothing(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let values = inputs.some { $0.number() }
    let small = values.map { $0.isFinite ? $0.truncatingRemainder(dividingBy: 9) : 0 }
    let series = [
      values, values.filter(\.isFinite), small, small.map { abs($0) + 1 },
      small.map { ($0 - 4) * 1e300 }, small.map { ($0 - 4) * 1e150 }, small.map { _ in 0 },
      small.map { $0 * .leastNormalMagnitude / 64 }, [], [inputs.number()],
    ]
    for period in [7, Int(inputs.count())] {
      for trend in SmoothingModel.Trend.allCases {
        for season: SmoothingModel.Season in [
          .none, .additive(period: period), .multiplicative(period: period),
        ] {
          let model = SmoothingModel(trend: trend, season: season)
          for values in series { expectSound(model, values, what) }
        }
      }
      for method in [ForecastMethod.theta(period: period), .seasonalNaive(period: period), .naive] {
        for values in series {
          guard let fitted = try? method.fitted(to: values) else { continue }
          let finite = fitted.forecasts(steps: 14).allSatisfy { $0.isFinite }
          #expect(finite && fitted.parameters.allSatisfy { $0.value.isFinite }, "\(what) \(method)")
        }
      }
    }
  }

  @Test("smoothing of a megabyte of values")
  func longSmoothing() throws {
    var generator = SeededGenerator(seed: 1)
    let values = (0..<131_072).map { _ in Double.random(in: 1...9, using: &generator) }
    expectSound(SmoothingModel(trend: .damped), values.map { _ in 5 }, "one value")
    for season: SmoothingModel.Season in [
      .none, .additive(period: 365), .multiplicative(period: 7),
    ] {
      let model = SmoothingModel(trend: .damped, season: season)
      let start = model.roughStart(values)
      let weights = SmoothingWeights(level: 0.1, slope: 0.1, season: 0.1, damping: 0.9)
      let path = try Smoothing(model, weights: weights, start: start).path(over: values)
      #expect(path.forecasts(after: values.count, steps: 400).allSatisfy { $0.isFinite })
    }
  }

  /// Expects every number of a fit to be finite and in its range, or an Unknown.
  private func expectSound(_ model: SmoothingModel, _ values: [Double], _ what: String) {
    let result = Result { () throws(Unknown) in try model.fit(values) }
    guard case .success(let fit) = result else {
      if case .failure(let unknown) = result {
        #expect(unknown.because.count > 9 && unknown.because.last != ".", "\(what): \(unknown)")
      }
      return
    }
    let (weights, start) = (fit.smoothing.weights, fit.smoothing.start)
    #expect(fit.sumOfSquares.isFinite && fit.sumOfSquares >= 0, "\(what) \(model)")
    // Infinite is documented, for few values; not a number and -infinity are not.
    #expect(fit.criterion > -.infinity, "\(what) \(model)")
    let parts = [weights.level, weights.slope, weights.season, weights.damping]
    #expect(parts.allSatisfy { (0...1).contains($0) }, "\(what) \(model)")
    #expect(start.level.isFinite && start.slope.isFinite, "\(what) \(model)")
    #expect(start.seasons.allSatisfy { $0.isFinite }, "\(what) \(model)")
    let steps = (try? fit.smoothing.path(over: values))?.forecasts(after: values.count, steps: 14)
    #expect(steps?.allSatisfy { $0.isFinite } ?? true, "\(what) \(model)")
  }
}
