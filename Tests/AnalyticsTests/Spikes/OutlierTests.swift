import Testing

@testable import Analytics

@Suite("Outliers")
struct OutlierTests {
  @Test("the published example of modified scores: the last two stand out")
  func modified() throws {
    let values = [2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3]
    let scores = try #require(Spikes.modifiedScores(of: values).value)
    #expect(abs(scores[8] - 25.856) < 0.001)
    #expect(abs(scores[9] - 26.305) < 0.001)
    #expect(scores.filter { abs($0) > 3.5 }.count == 2)
  }

  @Test(
    "where most values are equal the mean deviation is the scale, and where all are there is none")
  func flat() throws {
    let scores = try #require(Spikes.modifiedScores(of: [1, 1, 1, 1, 5]).value)
    #expect(abs(scores[4] - 4 / (1.2533 * 0.8)) < 1e-12)
    #expect(scores[0] == 0)
    #expect(Spikes.modifiedScores(of: [3, 3, 3]).unknown?.kind == .noVariation)
    #expect(Spikes.modifiedScores(of: [1, 2]).unknown?.kind == .tooFew)
    #expect(Spikes.modifiedScores(of: [1, 2, .nan]).unknown?.kind == .outOfRange)
    let huge = Double.greatestFiniteMagnitude
    #expect(
      Spikes.modifiedScores(of: [-huge, 0, huge, huge]).value?.allSatisfy(\.isFinite) != false)
  }

  /// NIST/SEMATECH handbook 1.3.5.17.3, from Rosner (1983).
  private let rosner = [
    -0.25, 0.68, 0.94, 1.15, 1.20, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65,
    1.69, 1.70, 1.76, 1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.10, 2.14, 2.15, 2.23, 2.24,
    2.26, 2.35, 2.37, 2.40, 2.47, 2.54, 2.62, 2.64, 2.90, 2.92, 2.92, 2.93, 3.21, 3.26, 3.30, 3.59,
    3.68, 4.30, 4.64, 5.34, 5.42, 6.01,
  ]

  @Test("the handbook's 54 values have three outliers, with its statistics and critical values")
  func handbook() throws {
    let test = try #require(Spikes.outliers(in: rosner, atMost: 10).value)
    let statistics = [3.119, 2.943, 3.179, 2.810, 2.816, 2.848, 2.279, 2.310, 2.102, 2.067]
    let critical = [3.159, 3.151, 3.144, 3.136, 3.128, 3.120, 3.112, 3.103, 3.094, 3.085]
    for (step, (statistic, limit)) in zip(test.steps, zip(statistics, critical)) {
      #expect(abs(step.statistic - statistic) < 0.0006)
      #expect(abs(step.critical - limit) < 0.0006)
    }
    #expect(test.outliers == [53, 52, 51])
  }

  @Test("values that do not vary end the test, and parameters out of range are refused")
  func ends() throws {
    let test = try #require(Spikes.outliers(in: [1, 1, 1, 1, 9], atMost: 3).value)
    #expect(test.steps.map(\.index) == [4])
    #expect(Spikes.outliers(in: [2, 2, 2], atMost: 1).unknown?.kind == .noVariation)
    // Three tenths do not add up to 0.3.
    #expect(Spikes.outliers(in: [0.1, 0.1, 0.1], atMost: 1).unknown?.kind == .noVariation)
    #expect(Spikes.outliers(in: [1, 2], atMost: 1).unknown?.kind == .tooFew)
    #expect(Spikes.outliers(in: [1, 2, 3], atMost: 2).unknown?.kind == .outOfRange)
    #expect(
      Spikes.outliers(in: [1, 2, 3], atMost: 1, significance: 0).unknown?.kind == .outOfRange)
    #expect(Spikes.outliers(in: [1, 2, .infinity], atMost: 1).unknown?.kind == .outOfRange)
  }

  @Test("the smaller the significance, the nearer the critical value to the largest statistic")
  func significance() throws {
    for significance in [1e-8, 1e-150, 1e-160, 1e-300] {
      let test = try #require(
        Spikes.outliers(in: [1, 2, 4], atMost: 1, significance: significance).value)
      #expect(abs(test.steps[0].critical - 2 / 3.0.squareRoot()) < 1e-12)
      #expect(test.count == 0)
    }
  }

  @Test("adjusted probabilities are those of the published procedure")
  func adjusted() throws {
    let adjusted = try #require(Spikes.adjusted([0.04, 0.01, 0.03, 0.02, 0.9]).value)
    for (ours, theirs) in zip(adjusted, [0.05, 0.05, 0.05, 0.05, 0.9]) {
      #expect(abs(ours - theirs) < 1e-15)
    }
    #expect(Spikes.adjusted([0.2]).value == [0.2])
    #expect(Spikes.adjusted([]).unknown?.kind == .noData)
    #expect(Spikes.adjusted([0.2, .nan]).unknown?.kind == .outOfRange)
  }

  @Test("adjusting keeps the order and never lowers a probability")
  func monotone() throws {
    let seed: UInt64 = 3
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for count in 1...60 {
      let raw = (0..<count).map { _ in Double(generator.next() % 1000) / 1000 }
      let adjusted = try #require(Spikes.adjusted(raw).value)
      for i in raw.indices {
        #expect(adjusted[i] >= raw[i] && adjusted[i] <= 1)
        for j in raw.indices where raw[i] < raw[j] { #expect(adjusted[i] <= adjusted[j]) }
      }
    }
  }
}
