import MetricSchema
import ProviderSDK
import Testing

@Suite("Times as upstreams write them")
struct TimesTests {
  private static let moment: Int64 = 1_795_160_700_000_000  // 2026-11-20T07:45:00Z

  @Test(
    "Reads every variant of RFC 3339",
    arguments: [
      ("2026-11-20T07:45:00Z", 0), ("2026-11-20t07:45:00z", 0), ("2026-11-20 07:45:00", 0),
      ("2026-11-20T07:45:00", 0), ("2026-11-20T07:45Z", 0), ("2026-11-20T07:45:00+00:00", 0),
      ("2026-11-20T07:45:00-00:00", 0), ("2026-11-20T07:45:00+0000", 0),
      ("2026-11-20T13:15:00+05:30", 0), ("2026-11-19T23:45:00-08:00", 0),
      ("2026-11-20T21:45:00+14:00", 0), ("2026-11-20T07:45:00.5Z", 500_000),
      ("2026-11-20T07:45:00.123456Z", 123_456), ("2026-11-20T07:45:00.123456789Z", 123_456),
      ("2026-11-20T07:45:00.000001+00:00", 1), ("2026-11-20T07:44:60Z", 0),
      ("2026-11-20", -27_900_000_000),
    ])
  func rfc3339(text: String, offset: Int64) {
    #expect(rfc3339Microseconds(text) == Self.moment + offset)
  }

  @Test(
    "Refuses what is no moment",
    arguments: [
      "", "2026", "2026-11", "2026-11-20T", "2026-11-20T07", "2026-11-20T07:45:00.Z",
      "2026-11-20T07:45:00ZZ", "2026-11-20T07:45:00 UTC", "2026-11-20T07:45:00+5:30",
      "2026-11-20T07:45:00+24:00", "2026-11-20T07:45:00+05:60", "2026-11-20T24:00:00Z",
      "2026-11-20T07:60:00Z", "2026-11-20T07:45:61Z", "2026-02-29", "2026-13-01", "2026-00-10",
      "0000-01-01", " 2026-11-20", "2026-11-20 ", "+2026-11-20", "2026-1-2", "20261120",
      "２０２６-11-20", "2026-11-20T07:45:00\u{0}Z", "yesterday",
    ])
  func noMoment(text: String) { #expect(rfc3339Microseconds(text) == nil) }

  @Test(
    "Tells seconds, milliseconds and microseconds apart by their size",
    arguments: [
      (1, 1_000_000), (1_795_160_700, moment), (1_795_160_700_000, moment),
      (1_795_160_700_000_000, moment), (99_999_999_999, 99_999_999_999_000_000),
      (100_000_000_000, 100_000_000_000_000), (99_999_999_999_999, 99_999_999_999_999_000),
      (100_000_000_000_000, 100_000_000_000_000),
      (253_402_300_799_999_999, 253_402_300_799_999_999),
      (253_402_300_800_000_000, nil), (.max, nil), (0, nil), (-1, nil), (.min, nil),
      (nil, nil),
    ] as [(Int64?, Int64?)])
  func epoch(value: Int64?, microseconds: Int64?) {
    #expect(epochMicroseconds(value) == microseconds)
  }

  @Test(
    "Reads ISO 8601 durations",
    arguments: [
      ("PT0S", 0), ("PT1S", 1000), ("PT1H2M3.5S", 3_723_500), ("PT0.1S", 100), ("PT0,1S", 100),
      ("P1DT2H", 93_600_000), ("P2W", 1_209_600_000), ("pt15m33s", 933_000), ("PT36H", 129_600_000),
    ] as [(String, Int64)])
  func durations(text: String, milliseconds: Int64) {
    #expect(isoDurationMilliseconds(text) == milliseconds)
  }

  @Test(
    "Refuses what is no duration of fixed length",
    arguments: [
      "", "P", "PT", "P1DT", "P1M", "P1Y", "PT1", "1H", "PT1D", "P1S", "PTS", "PT1.2.3S", "-PT1S",
      "PT-1S", "PT1e3S", "PT9999999999999999H", "PTT1S", "PT infS",
    ])
  func noDuration(text: String) { #expect(isoDurationMilliseconds(text) == nil) }

  @Test(
    "Reads lengths as players show them",
    arguments: [
      ("0:00", 0), ("0:05", 5000), ("1:36", 96_000), ("75:03", 4_503_000), ("1:02:03", 3_723_000),
      ("12:34:56", 45_296_000), ("100:00:00", 360_000_000),
    ] as [(String, Int64)])
  func clocks(text: String, milliseconds: Int64) {
    #expect(clockMilliseconds(text) == milliseconds)
  }

  @Test(
    "Refuses what no player shows",
    arguments: [
      "", "5", ":", "1:", ":05", "1:60", "1:60:00", "16:9", "1:2:3", "1:02:03:04", "-1:00", "a:bc",
      "99999:00", "LIVE", "1 :05", "1:+5",
    ])
  func noClock(text: String) { #expect(clockMilliseconds(text) == nil) }

  @Test("Lengths in seconds become milliseconds where they fit")
  func seconds() {
    #expect(milliseconds(ofSeconds: 17) == 17_000)
    #expect(milliseconds(ofSeconds: 0) == 0)
    #expect(milliseconds(ofSeconds: -1) == nil)
    #expect(milliseconds(ofSeconds: .max) == nil)
    #expect(milliseconds(ofSeconds: nil) == nil)
  }
}
