import Foundation
import MetricSchema
import ProviderTesting
import Testing

@Suite("Timestamp")
struct TimestampTests {
  private static let day: Int64 = 86_400_000_000

  @Test(
    "Knows the days of known dates",
    arguments: [
      (1, 1, 1, -719_162), (1600, 2, 29, -135_081), (1900, 2, 28, -25_509), (1900, 3, 1, -25_508),
      (1969, 12, 31, -1), (1970, 1, 1, 0), (1972, 2, 29, 789), (2000, 2, 29, 11_016),
      (2000, 3, 1, 11_017), (2024, 2, 29, 19_782), (2026, 11, 20, 20_777), (2100, 3, 1, 47_541),
      (9999, 12, 31, 2_932_896),
    ])
  func knownDates(year: Int, month: Int, day: Int, days: Int64) throws {
    let moment = try #require(Timestamp(year: year, month: month, day: day))
    #expect(moment.microseconds == days * Self.day)
    #expect(moment.day == days)
    #expect(moment.date == (year, month, day))
  }

  @Test("Every day of 800 years follows the one before it")
  func everyDay() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var days = Timestamp(year: 1600, month: 1, day: 1)?.day ?? 0
    for year in 1600..<2400 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for month in 1...12 {
        for day in 1...(lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)) {
          guard Timestamp(days * Self.day).date == (year, month, day),
            Timestamp(year: year, month: month, day: day)?.day == days
          else {
            Issue.record("\(year)-\(month)-\(day) is wrong")
            return
          }
          days += 1
        }
      }
    }
    #expect(days == Timestamp(year: 2400, month: 1, day: 1)?.day)
  }

  @Test(
    "Refuses parts that are out of range",
    arguments: [
      (2026, 2, 29, 0, 0, 0, 0), (1900, 2, 29, 0, 0, 0, 0), (2100, 2, 29, 0, 0, 0, 0),
      (2026, 2, 30, 0, 0, 0, 0), (2026, 4, 31, 0, 0, 0, 0), (2026, 13, 1, 0, 0, 0, 0),
      (2026, 0, 1, 0, 0, 0, 0), (2026, 1, 0, 0, 0, 0, 0), (2026, 1, 32, 0, 0, 0, 0),
      (0, 1, 1, 0, 0, 0, 0), (10_000, 1, 1, 0, 0, 0, 0), (2026, 1, 1, 24, 0, 0, 0),
      (2026, 1, 1, 0, 60, 0, 0), (2026, 1, 1, 0, 0, 61, 0), (2026, 1, 1, 0, 0, 0, 1_000_000),
      (2026, 1, 1, -1, 0, 0, 0), (Int.min, Int.min, Int.min, 0, 0, 0, 0),
      (Int.max, Int.max, Int.max, 0, 0, 0, 0),
    ])
  func outOfRange(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, microsecond: Int
  ) {
    let moment = Timestamp(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second,
      microsecond: microsecond)
    #expect(moment == nil)
  }

  @Test("A leap second is the first second of the next minute")
  func leapSecond() {
    let leap = Timestamp(year: 2016, month: 12, day: 31, hour: 23, minute: 59, second: 60)
    #expect(leap == Timestamp(year: 2017, month: 1, day: 1))
  }

  @Test(
    "Is shown as RFC 3339, with a fraction only where there is one",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_000_000, "1970-01-01T00:00:01Z"),
      (500_000, "1970-01-01T00:00:00.500Z"), (1, "1970-01-01T00:00:00.000001Z"),
      (10_000, "1970-01-01T00:00:00.010Z"), (-1, "1969-12-31T23:59:59.999999Z"),
      (1_795_160_700_000_000, "2026-11-20T07:45:00Z"),
      (-62_135_596_800_000_000, "0001-01-01T00:00:00Z"),
      (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
    ] as [(Int64, String)])
  func description(microseconds: Int64, text: String) {
    #expect(Timestamp(microseconds).description == text)
  }

  @Test("Agrees with the C library at random times", arguments: [7, 77])
  func library(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for _ in 0..<1000 {
      var seconds = time_t(random.next() % 315_537_897_600) - 62_135_596_800
      var parts = tm()
      gmtime_r(&seconds, &parts)
      let moment = Timestamp(Int64(seconds) * 1_000_000)
      let time = Int64(parts.tm_hour * 3600 + parts.tm_min * 60 + parts.tm_sec)
      let date = (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
      #expect(moment.date == date, "seed \(seed), \(seconds) s")
      #expect(moment.timeOfDay == time * 1_000_000, "seed \(seed), \(seconds) s")
    }
  }

  @Test("The ends of 64 bits are shown without a trap", arguments: [Int64.min, .min + 1, .max])
  func extremes(microseconds: Int64) {
    let moment = Timestamp(microseconds)
    #expect((0..<Self.day).contains(moment.timeOfDay))
    #expect(moment.description.hasSuffix("Z"))
    #expect(moment.date.year == (microseconds < 0 ? -290_308 : 294_247))
  }

  @Test("Before 1970 days count down and the time of day up")
  func negative() {
    let moment = Timestamp(-1)
    #expect(moment.day == -1)
    #expect(moment.timeOfDay == Self.day - 1)
    #expect(moment.dateText == "1969-12-31")
    #expect(moment < Timestamp(0))
  }
}
