import MetricSchema
import Testing

@Suite("Time zones")
struct TimeZoneTests {
  private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(rfc3339: text)) }

  @Test(
    "Days begin and end where the zone's clock says",
    arguments: [
      ("UTC", "2026-11-20T23:59:59Z", "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"),
      // Clocks go forward: 23 hours. Clocks go back: 25.
      (
        "America/Los_Angeles", "2026-03-08T20:00:00Z", "2026-03-08T08:00:00Z",
        "2026-03-09T07:00:00Z"
      ),
      (
        "America/Los_Angeles", "2026-11-02T07:59:59Z", "2026-11-01T07:00:00Z",
        "2026-11-02T08:00:00Z"
      ),
      (
        "America/Los_Angeles", "2026-11-20T08:00:00Z", "2026-11-20T08:00:00Z",
        "2026-11-21T08:00:00Z"
      ),
      // By half an hour.
      (
        "Australia/Lord_Howe", "2026-04-05T00:00:00Z", "2026-04-04T13:00:00Z",
        "2026-04-05T13:30:00Z"
      ),
      (
        "Australia/Lord_Howe", "2026-10-03T14:00:00Z", "2026-10-03T13:30:00Z",
        "2026-10-04T13:00:00Z"
      ),
      // 30 December 2011 never came.
      ("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
      ("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"),
      (
        "Asia/Kolkata", "2026-11-20T18:29:59.999999Z", "2026-11-19T18:30:00Z",
        "2026-11-20T18:30:00Z"
      ),
      // Winter is the time that is saved.
      ("Europe/Dublin", "2026-03-29T12:00:00Z", "2026-03-29T00:00:00Z", "2026-03-29T23:00:00Z"),
      ("Europe/Dublin", "2026-10-25T12:00:00Z", "2026-10-24T23:00:00Z", "2026-10-26T00:00:00Z"),
      // Midnight is skipped: the day begins at one o'clock.
      ("America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"),
      ("America/Sao_Paulo", "2018-11-04T02:59:59Z", "2018-11-03T03:00:00Z", "2018-11-04T03:00:00Z"),
      // Midnight comes twice, the first time as the end of the day: it has 25 hours.
      ("America/Sao_Paulo", "2018-02-18T02:30:00Z", "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z"),
      // One minute after midnight it is 23:01 once more: the day that had begun goes on.
      ("America/St_Johns", "2006-10-29T02:40:00Z", "2006-10-29T02:30:00Z", "2006-10-30T03:30:00Z"),
      ("America/St_Johns", "2006-10-29T02:29:59Z", "2006-10-28T02:30:00Z", "2006-10-29T02:30:00Z"),
    ])
  func days(name: String, at: String, start: String, end: String) throws {
    let day = try zone(name).day(at: moment(at))
    #expect(day.lowerBound.description == start)
    #expect(day.upperBound.description == end)
  }

  @Test(
    "Months begin and end where the zone's clock says",
    arguments: [
      ("UTC", "2026-02-28T23:59:59Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
      (
        "America/Los_Angeles", "2026-03-08T20:00:00Z", "2026-03-01T08:00:00Z",
        "2026-04-01T07:00:00Z"
      ),
      (
        "America/Los_Angeles", "2027-01-01T07:59:59Z", "2026-12-01T08:00:00Z",
        "2027-01-01T08:00:00Z"
      ),
      ("Pacific/Apia", "2011-12-31T09:59:59Z", "2011-12-01T10:00:00Z", "2011-12-31T10:00:00Z"),
      ("Asia/Kolkata", "2028-02-29T18:29:59Z", "2028-01-31T18:30:00Z", "2028-02-29T18:30:00Z"),
    ])
  func months(name: String, at: String, start: String, end: String) throws {
    let month = try zone(name).month(at: moment(at))
    #expect(month.lowerBound.description == start)
    #expect(month.upperBound.description == end)
  }

  @Test(
    "Offset, date, hour and weekday are those of the zone, also decades on",
    arguments: [
      ("UTC", "2026-11-20T07:45:01Z", 0, "2026-11-20 7:45:1 5"),
      ("America/Los_Angeles", "2026-03-08T09:59:59Z", -28_800, "2026-3-8 1:59:59 7"),
      ("America/Los_Angeles", "2026-03-08T10:00:00Z", -25_200, "2026-3-8 3:0:0 7"),
      ("America/Los_Angeles", "2026-11-01T08:59:59Z", -25_200, "2026-11-1 1:59:59 7"),
      ("America/Los_Angeles", "2026-11-01T09:00:00Z", -28_800, "2026-11-1 1:0:0 7"),
      ("America/Los_Angeles", "2099-07-01T00:00:00Z", -25_200, "2099-6-30 17:0:0 2"),
      ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", 39_600, "2026-1-1 11:0:0 4"),
      ("Australia/Lord_Howe", "2026-07-01T00:00:00Z", 37_800, "2026-7-1 10:30:0 3"),
      ("Asia/Kolkata", "2026-12-31T18:30:00Z", 19_800, "2027-1-1 0:0:0 5"),
      ("Europe/Dublin", "2026-07-01T00:00:00Z", 3600, "2026-7-1 1:0:0 3"),
      ("Europe/Dublin", "2050-07-01T00:00:00Z", 3600, "2050-7-1 1:0:0 5"),
      ("Europe/Dublin", "2050-12-31T23:59:59Z", 0, "2050-12-31 23:59:59 6"),
      ("Pacific/Apia", "2011-12-30T09:59:59Z", -36_000, "2011-12-29 23:59:59 4"),
      ("Pacific/Apia", "2011-12-30T10:00:00Z", 50_400, "2011-12-31 0:0:0 6"),
      ("Asia/Kolkata", "1969-12-31T18:29:59.5Z", 19_800, "1969-12-31 23:59:59 3"),
    ])
  func local(name: String, at: String, offset: Int, text: String) throws {
    let (zone, moment) = (try zone(name), try moment(at))
    #expect(zone.offset(at: moment) == offset)
    let local = zone.local(at: moment)
    #expect(
      "\(local.year)-\(local.month)-\(local.day) \(local.hour):\(local.minute):\(local.second) \(local.weekday)"
        == text)
  }

  @Test(
    "UTC needs no file, and is the same as its file",
    arguments: ["1969-12-31T23:59:59Z", "2026-11-20T07:45:00Z", "2600-02-28T00:00:00Z"])
  func utc(at: String) throws {
    let (file, moment) = (try zone("Etc/UTC"), try moment(at))
    #expect(TimeZoneRules.utc.name == "UTC")
    #expect(TimeZoneRules.utc.local(at: moment) == file.local(at: moment))
    #expect(TimeZoneRules.utc.day(at: moment) == file.day(at: moment))
    #expect(TimeZoneRules.utc.month(at: moment) == file.month(at: moment))
  }

  @Test("The ends of time are in a day and a month")
  func ends() throws {
    for name in ["UTC", "America/Los_Angeles", "Pacific/Apia"] {
      let zone = try zone(name)
      for moment in [Timestamp(.min), Timestamp(.max)] {
        for span in [zone.day(at: moment), zone.month(at: moment)] {
          #expect(span.lowerBound <= moment)
          #expect(moment <= span.upperBound)
        }
      }
      #expect(zone.day(at: Timestamp(.min)).lowerBound == Timestamp(.min))
      #expect(zone.day(at: Timestamp(.max)).upperBound == Timestamp(.max))
    }
  }

  @Test(
    "A name has parts of letters, digits, plus, minus and underscore",
    arguments: [
      ("UTC", true), ("America/Los_Angeles", true), ("Etc/GMT+12", true), ("GMT-0", true),
      ("America/Argentina/Buenos_Aires", true), ("", false), ("/etc/passwd", false),
      ("../UTC", false), ("America/../UTC", false), ("America//Lima", false), ("America/", false),
      (".", false), ("-UTC", false), ("America/New York", false), ("Zürich", false),
      ("UTC\0", false), (String(repeating: "A", count: 101), false),
    ])
  func names(name: String, isName: Bool) { #expect(TimeZoneRules.isName(name) == isName) }
}
