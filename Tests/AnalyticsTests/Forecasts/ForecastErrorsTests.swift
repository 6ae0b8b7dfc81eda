import Testing

@testable import Analytics

@Suite("Errors of forecasts")
struct ForecastErrorsTests {
  @Test(
    "the symmetric error is 0 for a hit, 2 for the wrong sign, and a pair of zeros counts as a hit")
  func symmetric() throws {
    #expect(try ForecastErrors.symmetric([1, 2], [1, 2]) == 0)
    #expect(try ForecastErrors.symmetric([1, 0], [-1, 0]) == 1)
    #expect(try ForecastErrors.symmetric([100], [50]) == 2 * 50.0 / 150)
  }

  @Test("the scaled error is relative to the steps of the history")
  func scaled() throws {
    let history = [1.0, 3, 1, 3, 1]
    #expect(try ForecastErrors.scaled([5, 5], [4, 2], history: history, period: 1) == 1)
    #expect(throws: Unknown.self) {
      try ForecastErrors.scaled([5], [4], history: history, period: 2)
    }
    #expect(throws: Unknown.self) { try ForecastErrors.scaled([5], [4], history: [1], period: 1) }
  }

  @Test("the overall error is 1 for the benchmark itself")
  func overall() throws {
    #expect(try ForecastErrors.overall(symmetric: 0.1, scaled: 2, benchmark: (0.1, 2)) == 1)
    #expect(try ForecastErrors.overall(symmetric: 0.05, scaled: 2, benchmark: (0.1, 2)) == 0.75)
    #expect(throws: Unknown.self) {
      try ForecastErrors.overall(symmetric: 0.05, scaled: 2, benchmark: (0, 2))
    }
  }

  @Test("the interval score is the width, and a miss of 1 at 5 % costs 40")
  func interval() throws {
    let history = [0.0, 1, 0, 1]
    let score = try ForecastErrors.intervalScore(
      [5, 11], lower: [0, 0], upper: [10, 10], miss: 0.05, history: history, period: 1)
    #expect(score == (10 + 10 + 40) / 2)
    #expect(throws: Unknown.self) {
      try ForecastErrors.intervalScore(
        [5], lower: [0], upper: [1], miss: 0, history: history, period: 1)
    }
  }

  @Test("an error of the largest values is a number or unknown, never infinite")
  func large() throws {
    #expect(try ForecastErrors.symmetric([1e308, 1e308], [-1e308, 1e308]) == 1)
    let tooLarge = Unknown(.outOfRange, "the error is too large to compute with")
    #expect(throws: tooLarge) {
      try ForecastErrors.scaled([1e308], [-1e308], history: [0, 1], period: 1)
    }
    #expect(throws: tooLarge) {
      try ForecastErrors.intervalScore(
        [0], lower: [-1e308], upper: [1e308], miss: 0.05, history: [0, 1], period: 1)
    }
    #expect(throws: tooLarge) {
      try ForecastErrors.overall(symmetric: 1, scaled: 1e308, benchmark: (1, 1e-10))
    }
  }

  @Test("nothing to compare, lists of different lengths and values that are not finite are unknown")
  func unknown() {
    #expect(throws: Unknown.self) { try ForecastErrors.symmetric([], []) }
    #expect(throws: Unknown.self) { try ForecastErrors.symmetric([1], [1, 2]) }
    #expect(throws: Unknown.self) { try ForecastErrors.symmetric([.nan], [1]) }
  }
}
