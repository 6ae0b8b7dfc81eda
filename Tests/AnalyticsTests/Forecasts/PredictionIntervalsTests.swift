import Testing

@testable import Analytics

@Suite("Prediction intervals")
struct PredictionIntervalsTests {
  private func walk(_ length: Int, _ generator: inout SeededGenerator) -> [Double] {
    var level = 1000.0
    return (0..<length).map { _ in
      level += Double.random(in: -10...10, using: &generator)
      return level
    }
  }

  @Test(
    "as many values of a random walk fall into the intervals as they say", arguments: [60, 200])
  func coverage(length: Int) throws {
    let seed = UInt64(length)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var (inner, outer) = (0, 0)
    for _ in 0..<200 {
      let whole = walk(length + 10, &generator)
      let fitted = try ForecastMethod.naive.fitted(to: Array(whole.prefix(length)))
      let intervals = PredictionIntervals(of: fitted, misses: [], steps: 10)
      for (step, value) in whole.suffix(10).enumerated() {
        let miss = abs(value - fitted.forecasts(steps: 10)[step])
        inner += miss <= intervals.inner[step] ? 1 : 0
        outer += miss <= intervals.outer[step] ? 1 : 0
      }
    }
    #expect((1500...1760).contains(inner), "\(inner) of 2000")
    #expect((1840...1970).contains(outer), "\(outer) of 2000")
  }

  @Test(
    "errors over the held out windows that are larger than usual widen them, smaller ones do not narrow them"
  )
  func surprise() throws {
    var generator = SeededGenerator(seed: 5)
    let fitted = try ForecastMethod.naive.fitted(to: walk(80, &generator))
    let plain = PredictionIntervals(of: fitted, misses: [], steps: 7)
    let calm = PredictionIntervals(of: fitted, misses: [[0, 0], [0, 0]], steps: 7)
    let large = [[Double]](repeating: [90, 90, 90, 90, 90, 90, 90], count: 3)
    let wild = PredictionIntervals(of: fitted, misses: large, steps: 7)
    #expect(calm == plain)
    let wider = zip(wild.inner, plain.inner).allSatisfy { $0 > $1 * 1.2 }
    #expect(wider)
  }

  @Test("a method that is never off has intervals without a width, however short the series")
  func exact() throws {
    let fitted = try ForecastMethod.naive.fitted(to: [4, 4, 4])
    let intervals = PredictionIntervals(of: fitted, misses: [], steps: 12)
    #expect(intervals.inner == [Double](repeating: 0, count: 12))
    #expect(intervals.outer == intervals.inner)
  }

  @Test("horizons beyond the series are as a random walk's, ever wider")
  func beyond() throws {
    var generator = SeededGenerator(seed: 6)
    let fitted = try ForecastMethod.naive.fitted(to: walk(12, &generator))
    let widths = PredictionIntervals(of: fitted, misses: [], steps: 40).inner
    #expect(widths.count == 40 && widths[39] > widths[20] && widths[20] > widths[8])
    let finite = widths.allSatisfy { $0.isFinite }
    #expect(finite)
  }
}
