import FastJSON
import Foundation
import Testing

@Suite("Limits in the vendor's time zone, end to end")
struct ZoneTests {
  private let daily = #""request_cap": 0, "limits": [{"requests": 3, "per": "day", "zone": "#

  @Test(
    "A spent day comes back at the zone's midnight, and not before",
    arguments: [
      ("Asia/Kolkata", "2026-03-08T18:30:00Z", "2026-03-08T18:00:00Z"),
      ("America/Los_Angeles", "2026-03-09T07:00:00Z", "2026-03-09T06:30:00Z"),
      ("Pacific/Chatham", "2026-03-09T10:15:00Z", "2026-03-09T09:45:00Z"),
    ])
  func midnight(zone: String, midnight: String, before: String) throws {
    let bench = try Bench()
    try bench.start("--now", "2026-03-08T12:00:00Z")
    try bench.configure(settings: daily + "\"\(zone)\"}]", tiktok: ["tiktok.scraper7"])
    let fetch = { (now: String) in
      try bench.patchbay("fetch", "tiktok", "alice", "bob", "carol", "--json", "--now", now)
    }
    let sent = { bench.sent()["tiktok.scraper7"] }
    let fetched = try fetch("2026-03-08T12:00:00Z")
    #expect(sent() == 3)
    let errors = try fetched.json { rows in
      rows.elements.compactMap { $0["error"]["message"].text }
    }
    let sentence = "units a day in \(zone); the limit resets at \(midnight)"
    #expect(errors.contains("tiktok.scraper7 used 3 of 3 \(sentence)"), "\(errors)")
    _ = try fetch(before)
    #expect(sent() == 3)
    _ = try fetch(midnight)
    #expect(sent() == 6)
  }

  @Test("A zone that is not known stops the command, with the place and the nearest name")
  func unknown() throws {
    let bench = try Bench()
    try bench.start()
    try bench.configure(settings: daily + #""America/Los_Angels"}]"#, tiktok: ["tiktok.scraper7"])
    let listed = try bench.patchbay("providers", "list")
    #expect(listed.status == 2)
    #expect(
      listed.errors.contains(
        #"/providers/tiktok.scraper7/limits/0/zone has an unknown time zone "America/Los_Angels"; did you mean "America/Los_Angeles"?"#
      ), "\(listed.errors)")
    for zone in ["localtime", "posix/UTC", "../../../etc/passwd"] {
      try bench.configure(settings: daily + "\"\(zone)\"}]", tiktok: ["tiktok.scraper7"])
      #expect(try bench.patchbay("providers", "list").status == 2, "\(zone)")
    }
  }

  @Test("TZDIR says where the zones are; without any the command says what to install")
  func folder() throws {
    let bench = try Bench()
    bench.environment["TZDIR"] = bench.path("zones")
    let listed = try bench.patchbay("providers", "inspect", "youtube.data")
    #expect(listed.status == 2)
    #expect(
      listed.errors.contains(
        #"/providers/0/limits/0/zone names the time zone "America/Los_Angeles", and no time zone database is found: install the package tzdata, or set TZDIR to its folder"#
      ), "\(listed.errors)")
    try FileManager.default.createDirectory(
      atPath: bench.path("zones/America"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: "/usr/share/zoneinfo/America/Los_Angeles",
      toPath: bench.path("zones/America/Los_Angeles"))
    let inspected = try bench.patchbay("providers", "inspect", "youtube.data")
    #expect(inspected.status == 0, "\(inspected.errors)")
    #expect(inspected.output.contains("10000 a day in America/Los_Angeles"))
  }
}
