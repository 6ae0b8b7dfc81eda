import Testing

@testable import Analytics

@Suite("Distributions")
struct DistributionTests {
  @Test("Student's quantiles are those of the tables, and the tail returns them")
  func student() {
    for (p, freedom, t) in [
      (0.025, 1.0, 12.706204736174705), (0.025, 10, 2.2281388519862753),
      (0.05, 30, 1.6972608865939574),
      (0.001, 5, 5.893429531356009), (0.975, 10, -2.2281388519862753), (0.5, 4, 0),
    ] {
      let ours = StudentDistribution.upperQuantile(p, freedom: freedom)
      #expect(abs(ours - t) <= 1e-12 * max(1, abs(t)))
      #expect(abs(StudentDistribution.tail(ours, freedom: freedom) - p) < 1e-12)
    }
    #expect(StudentDistribution.tail(0, freedom: 3) == 0.5)
    #expect(StudentDistribution.tail(.infinity, freedom: 3) == 0)
    #expect(StudentDistribution.tail(-1, freedom: 1) == 0.75)
  }

  @Test("outside its parameters the distribution is not a number, and comes back to say so")
  func outside() {
    for p in [Double.nan, 0, 1, -1, 2, .infinity] {
      #expect(StudentDistribution.upperQuantile(p, freedom: 3).isNaN)
    }
    for freedom in [Double.nan, 0, -1, .infinity] {
      #expect(StudentDistribution.upperQuantile(0.1, freedom: freedom).isNaN)
      #expect(StudentDistribution.tail(1, freedom: freedom).isNaN)
    }
    #expect(StudentDistribution.tail(.nan, freedom: 3).isNaN)
  }

  @Test("the normal quantile is that of the tables on both sides")
  func normal() {
    #expect(abs(NormalDistribution.quantile(0.975) - 1.959963984540054) < 1e-14)
    #expect(abs(NormalDistribution.quantile(0.025) + 1.959963984540054) < 1e-14)
    #expect(abs(NormalDistribution.quantile(1e-300) + 37.0470962993612) < 1e-12)
    #expect(NormalDistribution.quantile(0.5) == 0)
  }

  @Test("the reach of a confidence is the quantile on both sides of the mean")
  func reach() throws {
    #expect(abs(try NormalDistribution.reach(confidence: 0.95) - 1.959963984540054) < 1e-14)
    #expect(abs(try NormalDistribution.reach(confidence: 0.5) - 0.6744897501960817) < 1e-14)
    #expect(abs(try NormalDistribution.reach(confidence: 1 - 1e-10) - 6.466951) < 1e-5)
    #expect(throws: Unknown.self) { try NormalDistribution.reach(confidence: 1) }
  }
}
