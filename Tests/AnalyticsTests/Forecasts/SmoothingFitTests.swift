import Testing

@testable import Analytics

@Suite("Fitting exponential smoothing")
struct SmoothingFitTests {
  private static let shapes: [SmoothingModel] = SmoothingModel.Trend.allCases.flatMap { trend in
    [
      SmoothingModel(trend: trend),
      SmoothingModel(trend: trend, season: .additive(period: 7)),
      SmoothingModel(trend: trend, season: .multiplicative(period: 7)),
    ]
  }

  @Test("the known best weights are found")
  func simple() throws {
    let fit = try SmoothingModel().fit(KnownSeries.oil)
    #expect(abs(fit.smoothing.weights.level - 0.892) < 0.001)
    #expect(abs(fit.smoothing.start.level - 447.4785) < 0.05)
    let next = try fit.smoothing.path(over: KnownSeries.oil).forecasts(after: 12, steps: 1)
    #expect(agree(next, [496.4935], 1e-5))
  }

  @Test(
    "the sum of squares is no larger than the reference's",
    arguments: [
      (SmoothingModel.Season.additive(period: 4), 51.8922, [58.9319, 39.2859, 47.3534]),
      (.multiplicative(period: 4), 34.5937, [61.3083, 37.3730, 46.9652]),
    ])
  func seasonal(season: SmoothingModel.Season, sum: Double, expected: [Double]) throws {
    let tourists = KnownSeries.tourists
    let fit = try SmoothingModel(trend: .linear, season: season).fit(tourists)
    #expect(fit.sumOfSquares <= sum * 1.00001)
    let path = try fit.smoothing.path(over: tourists)
    #expect(agree(path.forecasts(after: 24, steps: 3), expected, 1e-4))
  }

  @Test("the sum that a fit states is that of its recursion", arguments: shapes)
  func consistent(model: SmoothingModel) throws {
    let values = KnownSeries.week(120, seed: 5)
    let fit = try model.fit(values)
    let path = try fit.smoothing.path(over: values)
    #expect(agree([path.sumOfSquares], [fit.sumOfSquares], 1e-9))
    let weights = fit.smoothing.weights
    #expect((0...1).contains(weights.level) && (0...1).contains(weights.slope))
    #expect(weights.season + weights.level <= 1 + 1e-12 || model.season == .none)
  }

  @Test("no move of a weight or of the first state alone lowers the sum", arguments: shapes)
  func bottom(model: SmoothingModel) throws {
    let values = KnownSeries.week(90, seed: 11)
    let fit = try model.fit(values)
    var moved: [Smoothing] = []
    for change in [-0.02, 0.02] {
      var other = fit.smoothing
      other.weights.level = min(max(other.weights.level + change, 0), 1 - other.weights.season)
      moved.append(other)
      other = fit.smoothing
      other.start.level *= 1 + change
      moved.append(other)
      guard model.season != .none else { continue }
      other = fit.smoothing
      other.start.seasons[3] += change * (model.isMultiplicative ? 1 : 100)
      moved.append(other)
    }
    for other in moved {
      #expect(try other.path(over: values).sumOfSquares >= fit.sumOfSquares * (1 - 1e-4))
    }
  }

  @Test("the derivatives are those of the errors", arguments: shapes)
  func derivatives(model: SmoothingModel) {
    let values = KnownSeries.week(40, seed: 2).map { $0 / 2048 }
    let space = SmoothingSpace(model: model, values: values, rough: model.roughStart(values))
    let sensitivity = SmoothingSensitivity(space: space)
    let point = space.point((alpha: 0.3, beta: 0.2, gamma: 0.4, phi: 0.9))
    for index in 0..<space.count where space.used[index] {
      let step = 1e-6
      var (up, down) = (point, point)
      up[index] += step
      down[index] -= step
      let measured =
        (sensitivity.sum(at: up) - sensitivity.sum(at: down)) / step / 4
      sensitivity.differentiate(at: point)
      sensitivity.system.sum(
        rows: sensitivity.rows, errors: sensitivity.errors, count: values.count)
      let exact = sensitivity.system.gradient[index]
      #expect(abs(exact - measured) < 1e-5 * max(1, abs(exact)), "\(index)")
    }
  }

  @Test("values a thousand times as large give the same weights", arguments: shapes)
  func scale(model: SmoothingModel) throws {
    let values = KnownSeries.week(80, seed: 8)
    let small = try model.fit(values)
    let large = try model.fit(values.map { $0 * 1024 })
    #expect(agree([large.smoothing.weights.level], [small.smoothing.weights.level], 1e-9))
    #expect(agree([large.sumOfSquares], [small.sumOfSquares * 1024 * 1024], 1e-9))
  }

  @Test("a level and a line that repeat exactly are followed without an error")
  func exact() throws {
    let flat = try SmoothingModel(trend: .damped).fit([Double](repeating: 7, count: 20))
    #expect(flat.sumOfSquares < 1e-20)
    #expect(flat.criterion.isFinite)
    let line = try SmoothingModel(trend: .linear).fit((0..<20).map { 5 + 3 * Double($0) })
    #expect(line.sumOfSquares < 1e-15)
    let zero = try SmoothingModel(trend: .linear).fit([Double](repeating: 0, count: 10))
    #expect(zero.sumOfSquares == 0)
  }

  @Test("too few values, bad periods and values that the model is not defined on are unknown")
  func unknown() {
    #expect(throws: Unknown.self) { try SmoothingModel().fit([1, 2, 3]) }
    #expect(throws: Unknown.self) { try SmoothingModel().fit([]) }
    #expect(throws: Unknown.self) { try SmoothingModel().fit([1, 2, .nan, 4, 5]) }
    #expect(throws: Unknown.self) { try SmoothingModel().fit([1, 2, .infinity, 4, 5]) }
    let week = SmoothingModel(season: .multiplicative(period: 7))
    #expect(throws: Unknown.self) { try week.fit([Double](repeating: 0, count: 30)) }
    #expect(throws: Unknown.self) { try week.fit([Double](repeating: 1, count: 15)) }
    for period in [Int.min, -1, 0, 1, .max] {
      let model = SmoothingModel(season: .additive(period: period))
      #expect(throws: Unknown.self) { try model.fit(KnownSeries.oil) }
    }
  }

  @Test("whatever comes in, a fit ends and is finite or unknown")
  func hostile() {
    let seed: UInt64 = 20_261_120
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let length = Int.random(in: 0...40, using: &generator)
      let size = [Double.leastNonzeroMagnitude, 1e-300, 1, 9.2e18, 1e153, 1e200, 1e307]
        .randomElement(using: &generator)!
      let values = (0..<length).map { _ in
        Bool.random(using: &generator) ? 0 : Double.random(in: -0.1...1, using: &generator) * size
      }
      for model in Self.shapes {
        guard let fit = try? model.fit(values) else { continue }
        #expect(fit.sumOfSquares.isFinite && !fit.criterion.isNaN)
        #expect(fit.smoothing.start.level.isFinite)
      }
    }
  }
}
