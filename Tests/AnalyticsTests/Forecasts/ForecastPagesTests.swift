import MetricSchema
import Testing

@testable import Analytics

@Suite("Examples of forecasts and change points")
struct ForecastPagesTests {
  @Test("the example of daily_forecast is true")
  func dailyForecast() throws {
    let monday = Timestamp(year: 2026, month: 11, day: 2)!.microseconds
    let values = (0..<28).map { day in
      (
        time: Timestamp(monday + Int64(day) * 86_400_000_000),
        value: Double?(day % 7 < 5 ? 100 : 40)
      )
    }
    let forecast = try Forecast.daily(values, days: 7, counts: true).result.get()
    #expect(forecast.points.map { $0.value } == [100, 100, 100, 100, 100, 40, 40])
    #expect(forecast.method.name == "the last week")
  }

  @Test("the example of level_changes is true")
  func levelChanges() throws {
    let values = (0..<40).map { day in
      (
        time: Timestamp(Int64(day) * 86_400_000_000),
        value: Double?(Double(day % 2) + (day < 25 ? 10 : 30))
      )
    }
    let found = try ChangePoints.level(of: values).result.get()
    #expect(found.changes.map { $0.time.dateText } == ["1970-01-26"])
  }

  @Test("the example of growth_changes is true")
  func growthChanges() throws {
    var followers = 1000.0
    let values = (0..<41).map { day -> (time: Timestamp, value: Double?) in
      followers *= (day < 20 ? 1.01 : 1.03) + 0.002 * Double(day % 2)
      return (time: Timestamp(Int64(day) * 86_400_000_000), value: followers)
    }
    let found = try ChangePoints.growth(of: values).result.get()
    #expect(found.changes.map { $0.time.dateText } == ["1970-01-21"])
    #expect(found.changes[0].after > found.changes[0].before)
  }
}
