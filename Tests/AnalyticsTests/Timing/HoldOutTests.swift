import Testing

@testable import Analytics

@Suite("Intervals of a difference")
struct HoldOutTests {
  @Test(
    "Student's quantile is that of the tables",
    arguments: [(6, 2.446912), (10, 2.228139), (30, 2.042272), (1000, 1.962339)])
  func quantile(freedom: Int, expected: Double) {
    #expect(abs(StudentDistribution.reach95(freedom: Double(freedom)) - expected) < 1e-6)
  }

  @Test("the difference of 1...10 and 2...11 is 1, within Welch's interval")
  func welch() {
    let (a, b) = (Moments((1...10).map(Double.init)), Moments((2...11).map(Double.init)))
    let (difference, margin) = Moments.welch(b, a)
    #expect(abs(difference - 1) < 1e-12)
    #expect(abs(a.variance - 55.0 / 6) < 1e-12)
    #expect(abs(margin - 2.100922 * (2 * 55.0 / 6 / 10).squareRoot()) < 1e-6)
  }

  @Test("values that do not vary have an interval without width")
  func constant() {
    let threes = Moments(Array(repeating: 3, count: 10))
    #expect(Moments.welch(threes, Moments(Array(repeating: 2, count: 10))) == (1, 0))
  }
}
