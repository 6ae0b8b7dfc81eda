import Testing

@testable import Analytics

@Suite("Intervals of a difference")
struct HoldOutTests {
  @Test(
    "Student's quantile is that of the tables",
    arguments: [(6, 2.446912), (10, 2.228139), (30, 2.042272), (1000, 1.962339)])
  func quantile(freedom: Int, expected: Double) {
    #expect(abs(studentQuantile(freedom: Double(freedom)) - expected) < 0.001)
  }

  @Test("the difference of 1...10 and 2...11 is 1, within Welch's interval")
  func welch() {
    var (a, b) = (Moments(), Moments())
    for value in 1...10 {
      a.add(Double(value))
      b.add(Double(value + 1))
    }
    let (difference, margin) = Moments.welch(b, a)
    #expect(abs(difference - 1) < 1e-12)
    #expect(abs(a.variance - 55.0 / 6) < 1e-12)
    #expect(abs(margin - 2.100922 * (2 * 55.0 / 6 / 10).squareRoot()) < 1e-3)
  }

  @Test("values that do not vary have an interval without width")
  func constant() {
    var (a, b) = (Moments(), Moments())
    for _ in 0..<10 {
      a.add(3)
      b.add(2)
    }
    #expect(Moments.welch(a, b) == (1, 0))
  }
}
