import Testing

@testable import Analytics

@Suite("Intervals of proportions")
struct ProportionTests {
  @Test(
    "Wilson intervals are the published ones",
    arguments: [(5.0, 10.0, 0.236593, 0.763407), (1, 100, 0.001767, 0.054486)])
  func golden(successes: Double, trials: Double, lower: Double, upper: Double) throws {
    let range = try Proportion.wilson(successes, of: trials)
    #expect(abs(range.lowerBound - lower) < 1e-6)
    #expect(abs(range.upperBound - upper) < 1e-6)
  }

  @Test("an interval holds its proportion, stays from 0 to 1 and mirrors")
  func properties() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      let trials = Double(Int.random(in: 1...1_000_000, using: &generator))
      let successes = Double.random(in: 0...trials, using: &generator).rounded()
      let range = try Proportion.wilson(successes, of: trials)
      let mirror = try Proportion.wilson(trials - successes, of: trials)
      #expect(range.contains(successes / trials), "seed 11, \(successes) of \(trials)")
      #expect(range.lowerBound >= 0 && range.upperBound <= 1)
      #expect(abs(range.lowerBound - (1 - mirror.upperBound)) < 1e-12)
    }
  }

  @Test("the fewest and the most trials that there are numbers for have an interval")
  func extremes() throws {
    for trials in [
      Double.leastNonzeroMagnitude, .leastNormalMagnitude, 1e-160, 1e300, .greatestFiniteMagnitude,
    ] {
      for successes in [0, trials / 2, trials] {
        let range = try Proportion.wilson(successes, of: trials)
        #expect(range.contains(successes / trials) && (0...1).contains(range.upperBound))
      }
    }
  }

  @Test("more confidence means a wider interval")
  func confidence() throws {
    let widths = try [0.5, 0.8, 0.95, 0.999].map {
      let range = try Proportion.wilson(3, of: 20, confidence: $0)
      return range.upperBound - range.lowerBound
    }
    #expect(widths == widths.sorted())
    #expect(Set(widths).count == 4)
  }

  @Test(
    "impossible counts are out of range",
    arguments: [(11.0, 10.0), (-1, 10), (.nan, 10), (1, 0), (1, .nan), (1, .infinity)])
  func impossible(successes: Double, trials: Double) {
    #expect(throws: Unknown.self) { try Proportion.wilson(successes, of: trials) }
  }

  @Test("impossible confidences are out of range", arguments: [0, 1, -1, Double.nan])
  func impossible(confidence: Double) {
    #expect(throws: Unknown.self) { try Proportion.wilson(1, of: 2, confidence: confidence) }
  }
}
