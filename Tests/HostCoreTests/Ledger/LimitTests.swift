import MetricSchema
import Testing

@testable import HostCore

@Suite("Windows and limits")
struct LimitTests {
  private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(rfc3339: text)) }

  @Test(
    "A window begins and ends where the calendar says",
    arguments: [
      (.second, "2026-11-20T07:45:01.999999Z", "2026-11-20T07:45:01Z", "2026-11-20T07:45:02Z"),
      (.second, "2026-11-20T07:45:01Z", "2026-11-20T07:45:01Z", "2026-11-20T07:45:02Z"),
      (.minute, "2026-11-20T07:59:59Z", "2026-11-20T07:59:00Z", "2026-11-20T08:00:00Z"),
      (.hour, "2026-12-31T23:59:59Z", "2026-12-31T23:00:00Z", "2027-01-01T00:00:00Z"),
      (.day, "2026-11-20T23:59:59.999999Z", "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"),
      (.day, "2026-11-20T00:00:00Z", "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"),
      (.month, "2026-01-31T12:00:00Z", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
      (.month, "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
      (.month, "2024-02-29T12:00:00Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"),
      (.month, "2000-02-29T12:00:00Z", "2000-02-01T00:00:00Z", "2000-03-01T00:00:00Z"),
      (.month, "2100-02-28T23:59:59Z", "2100-02-01T00:00:00Z", "2100-03-01T00:00:00Z"),
      (.month, "2026-04-30T23:59:59Z", "2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z"),
      (.month, "2026-12-31T23:59:59Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"),
      (.month, "1969-12-31T23:59:59Z", "1969-12-01T00:00:00Z", "1970-01-01T00:00:00Z"),
      (.second, "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z"),
      (.minute, "1969-12-31T23:58:30Z", "1969-12-31T23:58:00Z", "1969-12-31T23:59:00Z"),
      (.hour, "1960-02-29T10:30:00Z", "1960-02-29T10:00:00Z", "1960-02-29T11:00:00Z"),
      (.day, "1960-02-29T10:30:00Z", "1960-02-29T00:00:00Z", "1960-03-01T00:00:00Z"),
    ] as [(LimitWindow, String, String, String)])
  func windows(window: LimitWindow, at: String, start: String, end: String) throws {
    #expect(window.start(of: try moment(at)).description == start)
    #expect(window.end(of: try moment(at)).description == end)
  }

  @Test("Every window of 40 years touches the next", arguments: LimitWindow.allCases)
  func touching(window: LimitWindow) throws {
    guard window != .ever else {
      #expect(window.start(of: try moment("2026-11-20")) == Timestamp(0))
      #expect(window.end(of: try moment("2026-11-20")) == Timestamp(.max))
      return
    }
    var at = try moment("1965-06-15T11:22:33Z")
    for _ in 0..<480 {
      let end = window.end(of: at)
      #expect(window.start(of: at) <= at)
      #expect(at < end)
      #expect(window.start(of: end) == end)
      #expect(window.end(of: Timestamp(end.microseconds - 1)) == end)
      at = Timestamp(at.microseconds + 30 * 86_400_000_000 + 12_345_678)
    }
  }

  private var pacific: TimeZoneRules {
    get throws { try TimeZoneRules(name: "Test/Pacific", file: zoneFile("PST8PDT,M3.2.0,M11.1.0")) }
  }

  @Test(
    "Days and months are those of the zone, the rest are the same everywhere",
    arguments: [
      (.day, "2026-11-20T07:59:59Z", "2026-11-19T08:00:00Z", "2026-11-20T08:00:00Z"),
      (.day, "2026-03-08T09:00:00Z", "2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z"),
      (.day, "2026-11-02T07:59:59Z", "2026-11-01T07:00:00Z", "2026-11-02T08:00:00Z"),
      (.month, "2026-04-01T06:59:59Z", "2026-03-01T08:00:00Z", "2026-04-01T07:00:00Z"),
      (.month, "2027-01-01T07:59:59Z", "2026-12-01T08:00:00Z", "2027-01-01T08:00:00Z"),
      (.hour, "2026-11-20T07:45:00Z", "2026-11-20T07:00:00Z", "2026-11-20T08:00:00Z"),
      (.second, "2026-11-20T07:45:00Z", "2026-11-20T07:45:00Z", "2026-11-20T07:45:01Z"),
    ] as [(LimitWindow, String, String, String)])
  func zones(window: LimitWindow, at: String, start: String, end: String) throws {
    let limit = try Limit(1, per: window, zone: pacific)
    #expect(limit.start(of: try moment(at)).description == start)
    #expect(limit.end(of: try moment(at)).description == end)
  }

  @Test("A window in words names its zone where that is not UTC")
  func words() throws {
    #expect(try Limit(1, per: .day, zone: pacific).windowText == "day in Test/Pacific")
    #expect(try Limit(1, per: .minute, zone: pacific).windowText == "minute")
    #expect(Limit(1, per: .month).windowText == "month")
  }

  @Test(
    "A margin takes off what it says, and never all",
    arguments: [
      (600_000, 0.8, 480_000), (100, 0.58, 58), (100, 0.29, 29), (1000, 0.07, 70), (10, 0.99, 9),
      (10, 1, 10), (1, 0.5, 1), (3, 0.001, 1), (1_000_000_000_000, 1, 1_000_000_000_000),
    ] as [(Int64, Double, Int64)])
  func margins(requests: Int64, margin: Double, units: Int64) {
    #expect(Limit(requests, per: .day, margin: margin).units == units)
  }

  @Test("A limit's own margin counts before the provider's")
  func ownMargin() {
    let own = LimitSetting(requests: 100, window: .hour, margin: 0.5, call: "pages")
    #expect(own.limit(margin: 0.9) == Limit(50, per: .hour, call: "pages"))
    let none = LimitSetting(requests: 100, window: .hour)
    #expect(none.limit(margin: 0.9) == Limit(90, per: .hour))
    #expect(none.limit() == Limit(100, per: .hour))
  }

  @Test("The operator's limits take the place of the manifest's, and the cap of a first run holds")
  func settings() throws {
    let one = try #require(exampleManifest().providers.first)
    var settings = ProviderSettings()
    #expect(
      ProviderRuntime.limits(one, settings) == [Limit(1000, per: .day), Limit(500, per: .ever)])
    settings.margin = 0.5
    settings.requestCap = nil
    #expect(ProviderRuntime.limits(one, settings) == [Limit(500, per: .day)])
    settings.limits = []
    #expect(ProviderRuntime.limits(one, settings) == [])
    settings.limits = [LimitSetting(requests: 7, window: .minute, call: "pages")]
    settings.requestCap = 9
    #expect(
      ProviderRuntime.limits(one, settings)
        == [Limit(3, per: .minute, call: "pages"), Limit(9, per: .ever)])
  }
}
