import MetricSchema
import Testing

@testable import Analytics

@Suite("Counts between snapshots")
struct CountInterpolationTests {
  private let series = CountSeries([
    CountSnapshot(moment(0), 100), CountSnapshot(moment(2), 400), CountSnapshot(moment(3), 0),
  ])

  @Test("halfway between 100 and 400 stand 250 linearly and 200 by the same factor")
  func halfway() throws {
    #expect(Growth.count(at: moment(1), in: series).value == 250)
    let logarithmic = Growth.count(at: moment(1), in: series, by: .logLinear)
    #expect(abs(try #require(logarithmic.value) - 200) < 1e-12)
  }

  @Test(
    "a quarter of the way stand 175 linearly, and 100 times the fourth root of 4 by the same factor"
  )
  func quarter() throws {
    #expect(Growth.count(at: moment(0.5), in: series).value == 175)
    let logarithmic = Growth.count(at: moment(0.5), in: series, by: .logLinear)
    #expect(abs(try #require(logarithmic.value) - 141.4213562373095) < 1e-9)
  }

  @Test("at a snapshot stands its count by both methods")
  func exact() {
    for method in CountInterpolation.allCases {
      #expect(Growth.count(at: moment(0), in: series, by: method).value == 100)
      #expect(Growth.count(at: moment(3), in: series, by: method).value == 0)
    }
  }

  @Test("nothing is guessed before the first snapshot or after the last, or by the logarithm of 0")
  func outside() {
    #expect(Growth.count(at: moment(-0.1), in: series).unknown?.kind == .outOfRange)
    #expect(Growth.count(at: moment(3.1), in: series).unknown?.kind == .outOfRange)
    #expect(Growth.count(at: moment(2.5), in: series).value == 200)
    let logarithmic = Growth.count(at: moment(2.5), in: series, by: .logLinear)
    #expect(logarithmic.unknown?.kind == .outOfRange)
    #expect(Growth.count(at: moment(0), in: CountSeries([])).unknown?.kind == .noData)
  }
}
