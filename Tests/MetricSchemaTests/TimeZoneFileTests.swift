import MetricSchema
import ProviderTesting
import Testing

@Suite("Time zone files")
struct TimeZoneFileTests {
  private func rules(_ change: (inout ZoneFileWriter) -> Void) throws -> TimeZoneRules {
    var writer = ZoneFileWriter()
    change(&writer)
    return try TimeZoneRules(name: "Test/Zone", file: writer.bytes)
  }

  private func offset(_ zone: TimeZoneRules, _ text: String) throws -> Int {
    zone.offset(at: try #require(Timestamp(rfc3339: text)))
  }

  @Test("Every version is read", arguments: ["\0", "2", "3", "4"])
  func versions(version: String) throws {
    let zone = try rules {
      $0.version = version
      $0.offsets = [3600, 7200, -1800]
      $0.changes = [(0, 1), (1_000_000_000, 2)]
    }
    #expect(zone.name == "Test/Zone")
    #expect(zone.offset(at: Timestamp(-1)) == 3600)
    #expect(zone.offset(at: Timestamp(0)) == 7200)
    #expect(zone.offset(at: Timestamp(999_999_999_999_999)) == 7200)
    #expect(zone.offset(at: Timestamp(1_000_000_000_000_000)) == -1800)
    #expect(zone.offset(at: Timestamp(.max)) == -1800)
  }

  @Test("Times of 64 bits are read")
  func longTimes() throws {
    let zone = try rules {
      $0.offsets = [0, 60]
      $0.changes = [(-5_000_000_000, 1), (5_000_000_000, 0)]
    }
    #expect(zone.offset(at: Timestamp(-5_000_000_001_000_000)) == 0)
    #expect(zone.offset(at: Timestamp(-5_000_000_000_000_000)) == 60)
    #expect(zone.offset(at: Timestamp(5_000_000_000_000_000)) == 0)
  }

  @Test(
    "The rule at the end says what holds after the last change",
    arguments: [
      ("UTC0", "2026-07-01T00:00:00Z", 0), ("<-03>3", "2026-07-01T00:00:00Z", -10_800),
      ("XYZ-5:45", "2026-07-01T00:00:00Z", 20_700), ("XYZ+1:02:03", "2026-07-01", -3723),
      ("PST8PDT,M3.2.0,M11.1.0", "2026-03-08T09:59:59Z", -28_800),
      ("PST8PDT,M3.2.0,M11.1.0", "2026-03-08T10:00:00Z", -25_200),
      ("PST8PDT,M3.2.0,M11.1.0", "2026-11-01T08:59:59Z", -25_200),
      ("PST8PDT,M3.2.0,M11.1.0", "2026-11-01T09:00:00Z", -28_800),
      // The last Sunday is the fourth or the fifth.
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2027-03-28T00:59:59Z", 3600),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2027-03-28T01:00:00Z", 7200),
      // South of the equator the season goes over the new year.
      ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2027-01-01T00:00:00Z", 46_800),
      ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-07-01T00:00:00Z", 43_200),
      // Summer is the standard, winter an hour less.
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3600),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", 0),
      // Days of the year, with and without 29 February.
      ("AAA0BBB,J60,J61", "2024-03-01T01:59:59Z", 0),
      ("AAA0BBB,J60,J61", "2024-03-01T02:00:00Z", 3600),
      ("AAA0BBB,J60,J61", "2023-03-01T02:00:00Z", 3600),
      ("AAA0BBB,59,60", "2024-02-29T02:00:00Z", 3600),
      ("AAA0BBB,59,60", "2024-03-01T01:00:00Z", 0), ("AAA0BBB,59,60", "2023-03-01T02:00:00Z", 3600),
      // Times before midnight and after the day.
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600),
      ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-26T23:59:59Z", 7200),
      ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 10_800),
      // All the year (RFC 9636, 3.3.1).
      ("EST5EDT,0/0,J365/25", "2026-01-01T04:59:59Z", -14_400),
      ("EST5EDT,0/0,J365/25", "2026-01-01T05:00:00Z", -14_400),
      ("EST5EDT,0/0,J365/25", "2024-12-31T12:00:00Z", -14_400),
    ])
  func rule(text: String, at: String, seconds: Int) throws {
    #expect(try offset(rules { $0.rule = text }, at) == seconds)
  }

  @Test("A rule holds only after the last change")
  func ruleAfterChanges() throws {
    let zone = try rules {
      $0.offsets = [0, 7200]
      $0.changes = [(1_700_000_000, 1)]
      $0.rule = "EET-2EEST,M3.5.0/3,M10.5.0/4"
    }
    #expect(try offset(zone, "2023-07-01T00:00:00Z") == 0)
    #expect(try offset(zone, "2023-12-01T00:00:00Z") == 7200)
    #expect(try offset(zone, "2024-07-01T00:00:00Z") == 10_800)
  }

  @Test(
    "A rule of another form is refused",
    arguments: [
      "UTC", "U0", "0", "<UTC0", "UTC25", "UTC0:60", "UTC0x", "PST8PDT", "PST8PDT,M3.2.0",
      "PST8PDT,M3.2.0,", "PST8PDT,M13.2.0,M11.1.0", "PST8PDT,M3.6.0,M11.1.0",
      "PST8PDT,M3.2.7,M11.1.0", "PST8PDT,J0,J1", "PST8PDT,J366,J1", "PST8PDT,366,1",
      "PST8PDT,M3.2.0/168,M11.1.0", "PST8PDT,M3.2.0,M11.1.0,M1.1.1", "PST8PDT,M3.2,M11.1.0",
      "PST99999999999999999999", "\u{0}",
    ])
  func wrongRule(text: String) {
    let error = #expect(throws: MalformedTimeZone.self) { try rules { $0.rule = text } }
    #expect(error?.description == "ends with a rule that is none")
  }

  @Test("What does not fit together is refused, and said")
  func refused() {
    let cases: [((inout ZoneFileWriter) -> Void, String)] = [
      ({ $0.leapSeconds = 1 }, "counts leap seconds, which clocks do not"),
      ({ $0.offsets = [] }, "has a header that does not fit together"),
      ({ $0.offsets = [93_600] }, "has a type of time that there cannot be"),
      ({ $0.offsets = [.min] }, "has a type of time that there cannot be"),
      ({ $0.changes = [(0, 1)] }, "has changes that do not fit together"),
      ({ $0.changes = [(5, 0), (5, 0)] }, "has changes that do not fit together"),
      ({ $0.changes = [(5, 0), (4, 0)] }, "has changes that do not fit together"),
    ]
    for (change, reason) in cases {
      let error = #expect(throws: MalformedTimeZone.self) { try rules(change) }
      #expect(error?.reason == reason)
    }
    for text in [
      "", "TZi", "TZif", "#!/bin/sh and much more than forty-four bytes of it, all of them text",
    ] {
      #expect(throws: MalformedTimeZone.self, "\(text)") {
        try TimeZoneRules(name: "Test/Zone", file: Array(text.utf8))
      }
    }
  }

  @Test(
    "A file cut anywhere is refused",
    arguments: ["America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia", "UTC"])
  func truncation(name: String) throws {
    let file = try zoneFile(name)
    for end in file.indices {
      let error = #expect(throws: MalformedTimeZone.self, "cut at \(end)") {
        try TimeZoneRules(name: name, file: Array(file[..<end]))
      }
      #expect(error?.reason == "is cut short", "cut at \(end)")
    }
  }

  @Test("A header may claim anything", arguments: 20..<44)
  func claims(place: Int) throws {
    var file = try zoneFile("Europe/Berlin")
    for value: UInt8 in [0x7F, 0x80, 0xFF] {
      file[place] = value
      if let zone = try? TimeZoneRules(name: "Test/Zone", file: file) {
        expectWholeDays(zone, seed: 1)
      }
    }
    #expect(throws: MalformedTimeZone.self) { try TimeZoneRules(name: "Test/Zone", file: file) }
  }

  @Test(
    "Damaged files are refused, or every moment is in one day", arguments: [5, 55, 555] as [UInt64])
  func damage(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let files = try ["America/Los_Angeles", "Europe/Dublin", "Pacific/Apia"].map(zoneFile)
    var read = 0
    for _ in 0..<2000 {
      var file = try #require(files.randomElement(using: &random))
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        file[Int.random(in: file.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      guard let zone = try? TimeZoneRules(name: "Test/Zone", file: file) else { continue }
      read += 1
      expectWholeDays(zone, seed: random.next())
    }
    #expect(read > 100, "seed \(seed)")
  }

  @Test("Random bytes are refused or read, and end nothing", arguments: [6, 66] as [UInt64])
  func noise(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for round in 0..<3000 {
      var file = (0..<Int.random(in: 0...300, using: &random)).map { _ in
        // Small numbers, so that counts are often possible.
        random.next() % 3 == 0 ? UInt8.random(in: 0...255, using: &random) : 0
      }
      if round % 2 == 0 { file = Array("TZif".utf8) + file }
      if let zone = try? TimeZoneRules(name: "Test/Zone", file: file) {
        expectWholeDays(zone, seed: random.next())
      } else {
        #expect(file != ZoneFileWriter().bytes)
      }
    }
  }

  /// Whether days and months hold their moments, and touch.
  private func expectWholeDays(_ zone: TimeZoneRules, seed: UInt64) {
    var random = SplitMix64(state: seed)
    for range in [-4_000_000_000...8_000_000_000, -9_000_000_000_000...9_000_000_000_000]
      as [ClosedRange<Int64>]
    {
      let moment = Timestamp(Int64.random(in: range, using: &random) * 1_000_000)
      for span in [zone.day, zone.month] {
        let found = span(moment)
        guard found.contains(moment), span(found.lowerBound) == found,
          span(found.upperBound).lowerBound == found.upperBound
        else {
          Issue.record("\(moment.microseconds), seed \(seed): \(found)")
          return
        }
      }
    }
    for moment in [Timestamp(.min), Timestamp(.max)] {
      _ = (zone.local(at: moment), zone.day(at: moment), zone.month(at: moment))
    }
  }
}
