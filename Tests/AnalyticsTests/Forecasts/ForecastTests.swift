import MetricSchema
import Testing

@testable import Analytics

@Suite("Forecasts of daily values")
struct ForecastTests {
  private func forecast(_ values: [Double?], days: Int = 14, counts: Bool = true) -> Finding<
    Forecast
  > {
    Forecast.daily(KnownSeries.days(values), days: days, counts: counts)
  }

  @Test("a week on a line is continued exactly, and the reason says how")
  func exact() throws {
    let values = (0..<67).map { day -> Double in
      100 + 10 * Double(day % 7) + 0.5 * Double(day)
    }
    let found = try forecast(Array(values.prefix(60)), days: 7).result.get()
    let expected = Array(values.suffix(7))
    #expect(agree(found.points.map(\.value), expected, 1e-6))
    #expect(
      found.method == .smoothing(SmoothingModel(trend: .linear, season: .additive(period: 7))))
    #expect(
      found.reasons[0].hasPrefix("Linear trend with a weekly season, chosen out of 12 methods"))
    #expect(found.count == 60 && found.bridged == 0)
    #expect(found.points[0].time.description == "2026-03-02T00:00:00Z")
    #expect(found.points.allSatisfy { $0.naive == values[59] })
    #expect(found.heldOutError < 1e-6 && found.naiveError > 10)
  }

  @Test("a constant is forecast by the last value, without a width")
  func constant() throws {
    let found = try forecast([Double](repeating: 12, count: 30)).result.get()
    #expect(found.method == .naive)
    #expect(found.parameters.isEmpty)
    #expect(
      found.points.allSatisfy { $0.value == 12 && $0.inner == 12...12 && $0.outer == 12...12 })
    #expect(found.reasons[0].hasPrefix("The last value, chosen"))
  }

  @Test("counts are never expected below zero, other values may be")
  func counts() throws {
    let falling = (0..<40).map { day -> Double in
      200 - 5 * Double(day) + (day % 2 == 0 ? 3 : -3)
    }
    let clipped = try forecast(falling, days: 28).result.get()
    #expect(clipped.points.allSatisfy { $0.value >= 0 && $0.outer.lowerBound >= 0 })
    let free = try forecast(falling, days: 28, counts: false).result.get()
    #expect(free.points[27].value < 0)
  }

  @Test("the intervals hold the value, the wider the narrower one, and do not shrink")
  func intervals() throws {
    let found = try forecast(KnownSeries.week(120, seed: 6), days: 28).result.get()
    for point in found.points {
      #expect(point.inner.contains(point.value) && point.outer.contains(point.inner.lowerBound))
      #expect(point.outer.contains(point.inner.upperBound))
    }
    let widths = found.points.map { $0.inner.upperBound - $0.value }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 <= $1 * (1 + 1e-9) })
  }

  @Test("values twice as large, and another order of them, give the forecast twice as large")
  func invariance() throws {
    let values = KnownSeries.week(70, seed: 9)
    let one = try forecast(values).result.get()
    let two = try forecast(values.map { $0 * 2 }).result.get()
    #expect(agree(two.points.map(\.value), one.points.map { $0.value * 2 }, 1e-9))
    #expect(one.method == two.method)
    let shuffled = Forecast.daily(KnownSeries.days(values).reversed(), days: 14, counts: true)
    #expect(shuffled.value == one)
  }

  @Test("missing days are bridged and said; more than a fifth of them is too many")
  func gaps() throws {
    var values = KnownSeries.week(60, seed: 1).map(Optional.some)
    values[20] = nil
    values[33] = nil
    let found = try forecast(values).result.get()
    #expect(found.bridged == 2)
    #expect(found.reasons.last == "2 of 60 days had no value and were bridged.")
    let sparse = values.enumerated().map { $0 % 2 == 0 ? $1 : nil }
    #expect(forecast(sparse).unknown?.kind == .tooFew)
  }

  @Test("too few days, more days ahead than known, and bad values are unknown with the reason")
  func unknown() {
    #expect(forecast([]).unknown?.kind == .noData)
    let few = forecast([Double?](repeating: 1, count: 13))
    #expect(
      few.unknown?.description
        == "unknown, because there are 13 days with a value, where 14 are needed")
    #expect(forecast(KnownSeries.week(20, seed: 1), days: 21).unknown?.kind == .tooFew)
    #expect(forecast(KnownSeries.week(20, seed: 1), days: 0).unknown?.kind == .outOfRange)
    #expect(forecast(KnownSeries.week(400, seed: 1), days: 366).unknown?.kind == .outOfRange)
    #expect(forecast([.nan] + KnownSeries.week(20, seed: 1)).unknown?.kind == .outOfRange)
  }

  @Test("whatever comes in, the result is finite or unknown")
  func hostile() {
    let seed: UInt64 = 77
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<12 {
      let length = Int.random(in: 14...40, using: &generator)
      let size = [Double.leastNonzeroMagnitude, 1, 9.2e18, 9e99].randomElement(using: &generator)!
      let sign = Bool.random(using: &generator) ? -0.5 : 0
      let values = (0..<length).map { _ in
        Int.random(in: 0...3, using: &generator) == 0
          ? 0 : Double.random(in: sign...1, using: &generator) * size
      }
      guard let found = forecast(values, counts: sign == 0).value else { continue }
      for point in found.points {
        #expect(point.value.isFinite && point.outer.lowerBound.isFinite)
        #expect(point.outer.upperBound.isFinite)
      }
    }
  }

  @Test("a period that makes no sense is not tried")
  func periods() throws {
    let values = KnownSeries.week(40, seed: 3)
    let found = Forecast.daily(
      KnownSeries.days(values), days: 7, counts: true, periods: [.min, -3, 0, 1, 7, 7, .max])
    let plain = Forecast.daily(KnownSeries.days(values), days: 7, counts: true, periods: [7])
    #expect(found.value == plain.value)
  }
}
