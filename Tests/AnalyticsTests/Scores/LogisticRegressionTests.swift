import Testing

@testable import Analytics

@Suite("Regression and calibration")
struct LogisticRegressionTests {
  @Test("with one yes-or-no feature the coefficients are the log-odds by hand")
  func golden() throws {
    // 1 of 4 without the feature, 3 of 4 with it: log(1/3) and log(3) − log(1/3).
    let rows = [[0.0], [0], [0], [0], [1], [1], [1], [1]]
    let fit = try LogisticRegression.fit(rows, targets: [1, 0, 0, 0, 1, 1, 1, 0], penalty: 0)
    #expect(abs(fit.intercept + log(3)) < 1e-12)
    #expect(abs(fit.coefficients[0] - 2 * log(3)) < 1e-12)
    #expect(abs(try #require(fit.probability([1])) - 0.75) < 1e-12)
  }

  @Test("separated outcomes have no best coefficients without a penalty, and have with one")
  func separated() throws {
    let (rows, targets) = ([[1.0], [2], [3], [4]], [0.0, 0, 1, 1])
    #expect(throws: Unknown.self) { try LogisticRegression.fit(rows, targets: targets, penalty: 0) }
    let fit = try LogisticRegression.fit(rows, targets: targets, penalty: 0.1)
    #expect(fit.coefficients[0] > 0 && fit.coefficients[0] < 10)
  }

  @Test("a larger penalty makes smaller coefficients")
  func penalty() throws {
    let rows = [[1.0], [2], [3], [4]]
    let sizes = try [0.01, 0.1, 1, 10].map {
      try LogisticRegression.fit(rows, targets: [0, 1, 0, 1], penalty: $0).coefficients[0]
    }
    #expect(sizes == sizes.sorted(by: >))
  }

  @Test("two mirrored examples with a penalty by hand")
  func mirrored() throws {
    // The derivative 2 (σ(w) − 1) + penalty · w is 0 at w = 1.
    let fit = try LogisticRegression.fit(
      [[1], [-1]], targets: [1, 0], penalty: 2 * (1 - logistic(1)))
    #expect(abs(fit.coefficients[0] - 1) < 1e-12 && abs(fit.intercept) < 1e-12)
  }

  @Test("without features the intercept is the log-odds of the mean")
  func bare() throws {
    let fit = try LogisticRegression.fit([[], [], []], targets: [1, 0, 0], penalty: 1)
    #expect(abs(fit.intercept - log(0.5)) < 1e-12)
    #expect(fit.coefficients.isEmpty)
  }

  @Test("what cannot be fitted says so")
  func impossible() {
    let cases: [([[Double]], [Double], Double)] = [
      ([], [], 1), ([[1]], [1], 1), ([[1], [2]], [1], 1), ([[1], [2, 3]], [0, 1], 1),
      ([[.nan], [1]], [0, 1], 1), ([[1], [2]], [0, 2], 1), ([[1], [2]], [0, 1], -1),
      ([[1], [2]], [0, 1], .infinity), ([[5], [5]], [0, 1], 0), ([[1e300], [-1e300]], [0, 1], 1),
    ]
    for (rows, targets, penalty) in cases {
      do throws(Unknown) {
        let fit = try LogisticRegression.fit(rows, targets: targets, penalty: penalty)
        #expect(fit.intercept.isFinite && fit.coefficients.allSatisfy(\.isFinite))
        #expect(rows[0][0] == 1e300)
      } catch { #expect(error.kind != .language) }
    }
  }

  @Test("the logistic function stays from 0 to 1 and mirrors")
  func function() {
    #expect(logistic(0) == 0.5)
    #expect(logistic(-1e300) == 0 && logistic(1e300) == 1)
    #expect(abs(logistic(3) + logistic(-3) - 1) < 1e-15)
    #expect(LogisticRegression(intercept: 1, coefficients: [2]).probability([1, 2]) == nil)
    #expect(LogisticRegression(intercept: 1, coefficients: [2]).probability([.nan]) == nil)
  }

  @Test("Platt's curve rises with the score and never says certain")
  func platt() throws {
    let scores = (0..<40).map { Double($0) }
    let curve = try Calibration.platt(scores, outcomes: scores.map { $0 >= 20 })
    let stated = try scores.map { try #require(curve.probability($0)) }
    #expect(stated == stated.sorted())
    #expect(stated[0] > 0 && stated[39] < 1)
    #expect(curve.probability(.nan) == nil && curve.probability(.infinity) == nil)
    #expect(throws: Unknown.self) { try Calibration.platt([1, 2], outcomes: [true, true]) }
    #expect(throws: Unknown.self) { try Calibration.platt([2, 2], outcomes: [true, false]) }
    #expect(throws: Unknown.self) { try Calibration.platt([], outcomes: []) }
    #expect(Calibration(slope: .infinity, intercept: 0).probability(0) == nil)
  }

  @Test("Platt's targets by hand: two scores, each with its mean target")
  func targets() throws {
    // Three of four at 1, one of four at 0: targets 5/6 for what came true and 1/6 for what did not.
    let outcomes = [true, true, true, false, true, false, false, false]
    let curve = try Calibration.platt([1, 1, 1, 1, 0, 0, 0, 0], outcomes: outcomes)
    let (above, below) = ((3 * 5.0 / 6 + 1.0 / 6) / 4, (5.0 / 6 + 3 * 1.0 / 6) / 4)
    #expect(abs(try #require(curve.probability(1)) - above) < 1e-12)
    #expect(abs(try #require(curve.probability(0)) - below) < 1e-12)
  }

  @Test("quality by hand: Brier score, skill against the rate, and the table")
  func quality() throws {
    let found = try ForecastQuality.of(
      [0.05, 0.1, 0.9, 0.95], outcomes: [false, true, true, true]
    ).result.get()
    #expect(abs(found.brier - 0.20625) < 1e-12)  // (0.0025 + 0.81 + 0.01 + 0.0025) / 4
    #expect(found.baseRate == 0.75)
    #expect(found.referenceBrier == 0.1875)
    #expect(try #require(found.skill) < 0)
    #expect(found.bins.map(\.count) == [2, 1, 1])  // 0.1 and 0.9 end their tenths
    #expect(found.bins[0].observed == 0.5)
    #expect(abs(found.bins[0].stated - 0.075) < 1e-15)
    #expect(found.reasons.count == 4)
    #expect(
      found.reasons[0]
        == "Over 4 predictions the Brier score is 0.2063; always stating 75 % gives 0.1875, and 75 % came true."
    )
    let before = try ForecastQuality.of([0.5, 0.5], outcomes: [true, false], reference: 0.1).result
      .get()
    #expect(before.reasons[0].contains("always stating 10 % gives 0.41, and 50 % came true"))
    let reference = try ForecastQuality.of([0.5], outcomes: [true], reference: 1).result.get()
    #expect(reference.referenceBrier == 0)
    #expect(reference.skill == nil)
  }

  @Test("statements that are no probabilities have no quality")
  func noQuality() {
    #expect(ForecastQuality.of([], outcomes: []).unknown?.kind == .noData)
    #expect(ForecastQuality.of([1.1], outcomes: [true]).unknown?.kind == .outOfRange)
    #expect(ForecastQuality.of([.nan], outcomes: [true]).unknown?.kind == .outOfRange)
    #expect(ForecastQuality.of([0.5], outcomes: []).unknown?.kind == .outOfRange)
    #expect(ForecastQuality.of([0.5], outcomes: [true], reference: 2).unknown?.kind == .outOfRange)
  }
}
