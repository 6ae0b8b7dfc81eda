import Foundation
import MetricSchema
import ProviderTesting
import Testing

/// Foundation has its own copy of the time zone database, and its own code.
@Suite("Time zones beside Foundation's")
struct TimeZoneReferenceTests {
  @Test(
    "Offset, date, time, day and month agree at any moment and around every kind of change",
    arguments: [
      "Africa/Cairo", "America/Bogota", "America/Havana", "America/Los_Angeles", "America/New_York",
      "America/Santiago", "America/Sao_Paulo", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tehran",
      "Asia/Tokyo", "Australia/Lord_Howe", "Australia/Sydney", "Europe/Berlin", "Europe/Dublin",
      "Europe/London", "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati",
      "UTC",
    ])
  func agrees(name: String) throws {
    let seed: UInt64 = 20_261_120
    var random = SplitMix64(state: seed)
    let reference = try Reference(name)
    let zone = try zone(name)
    // To the end of 2025: later laws may be in one copy of the database and not yet in the other.
    for _ in 0..<300 {
      let second = Int64.random(in: 63_072_000..<1_767_139_200, using: &random)
      let change = reference.change(after: second) ?? second
      let near = change + Int64.random(in: -120_000...120_000, using: &random)
      for second in [second, change - 1, change, near] where second < 1_767_139_200 {
        #expect(
          Self.description(zone, second) == reference.description(second),
          "\(name) at \(second), seed \(seed)")
      }
    }
  }

  @Test(
    "The rule at the end of the file holds as long as Foundation's does",
    arguments: ["Asia/Kolkata", "Europe/Berlin", "Pacific/Auckland"])
  func farAway(name: String) throws {
    let seed: UInt64 = 4711
    var random = SplitMix64(state: seed)
    let reference = try Reference(name)
    let zone = try zone(name)
    for _ in 0..<300 {
      // From 2040 to 2200.
      let second = Int64.random(in: 2_208_988_800..<7_258_118_400, using: &random)
      #expect(
        Self.description(zone, second) == reference.description(second),
        "\(name) at \(second), seed \(seed)")
    }
  }

  private static func description(_ zone: TimeZoneRules, _ second: Int64) -> String {
    let moment = Timestamp(second * 1_000_000)
    let local = zone.local(at: moment)
    let spans = [zone.day(at: moment), zone.month(at: moment)].map {
      "\($0.lowerBound.microseconds / 1_000_000)..<\($0.upperBound.microseconds / 1_000_000)"
    }
    return
      "\(zone.offset(at: moment)) \(local.year)-\(local.month)-\(local.day) \(local.hour):\(local.minute):\(local.second) \(local.weekday) \(spans)"
  }
}

/// What Foundation says.
private struct Reference {
  var calendar = Calendar(identifier: .gregorian)

  init(_ name: String) throws { calendar.timeZone = try #require(TimeZone(identifier: name)) }

  func change(after second: Int64) -> Int64? {
    let date = Date(timeIntervalSince1970: TimeInterval(second))
    return calendar.timeZone.nextDaylightSavingTimeTransition(after: date).map {
      Int64($0.timeIntervalSince1970)
    }
  }

  func description(_ second: Int64) -> String {
    let date = Date(timeIntervalSince1970: TimeInterval(second))
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
    let numbers = [
      parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second, parts.weekday,
    ].map { $0 ?? -1 }
    let spans = [Calendar.Component.day, .month].map { unit in
      let span = calendar.dateInterval(of: unit, for: date)
      return
        "\(Int64(span?.start.timeIntervalSince1970 ?? 0))..<\(Int64(span?.end.timeIntervalSince1970 ?? 0))"
    }
    // Foundation counts weekdays from Sunday, 1.
    let weekday = numbers[6] == 1 ? 7 : numbers[6] - 1
    return
      "\(calendar.timeZone.secondsFromGMT(for: date)) \(numbers[0])-\(numbers[1])-\(numbers[2]) \(numbers[3]):\(numbers[4]):\(numbers[5]) \(weekday) \(spans)"
  }
}
