import MetricSchema
import Testing

@testable import HostCore

@Suite("Zones of limits")
struct ConfigurationZonesTests {
  private func factory(
    _ limits: String? = nil, _ zones: ListedZones? = .two, manifest limit: String = "",
    in file: String = "Plugins/Example/plugin.json"
  ) throws(ConfigurationError) -> ProviderFactory {
    var manifest = try exampleManifest {
      $0.replacing(#""per": "day""#, with: #""per": "day"\#(limit)"#)
    }
    manifest.file = file
    let own = limits.map { #""limits": [\#($0)]"# } ?? ""
    return try ProviderFactory(
      configuration(#"{ "providers": { "example.one": { \#(own) } } }"#), [manifest],
      secrets: KnownSecrets(), zones: zones)
  }

  private func limits(_ factory: ProviderFactory) throws -> [Limit] {
    let provider = try #require(factory.manifest("example.one")).provider
    return ProviderRuntime.limits(
      provider, factory.settings("example.one"), zones: factory.zones)
  }

  @Test("A limit counts in the zone that the manifest names")
  func manifest() throws {
    let factory = try factory(manifest: #", "zone": "Europe/Berlin""#)
    let limit = try #require(limits(factory).first)
    #expect(limit.windowText == "day in Europe/Berlin")
    let noon = try #require(Timestamp(rfc3339: "2026-07-01T12:00:00Z"))
    #expect(limit.end(of: noon).description == "2026-07-01T22:00:00Z")
  }

  @Test("The operator's zone takes the place of the manifest's")
  func operators() throws {
    let own = #"{ "requests": 5, "per": "month", "zone": "America/Los_Angeles" }"#
    let limits = try limits(factory(own, manifest: #", "zone": "No/Such""#))
    #expect(limits.map(\.windowText) == ["month in America/Los_Angeles", "ever"])
  }

  @Test("UTC is known without a time zone database, and is what a limit without a zone counts in")
  func utc() throws {
    let own = #"{ "requests": 5, "per": "day", "zone": "UTC" }, { "requests": 9, "per": "month" }"#
    #expect(
      try limits(factory(own, nil)) == [
        Limit(5, per: .day), Limit(9, per: .month), Limit(500, per: .ever),
      ])
  }

  @Test(
    "A zone that cannot be used gives its place, why, and what to do",
    arguments: [
      (
        #""per": "day", "zone": "Europe/Berlim""#,
        #"has an unknown time zone "Europe/Berlim"; did you mean "Europe/Berlin"?"#
      ),
      (
        #""per": "month", "zone": "Mars/Olympus_Mons""#,
        #"has an unknown time zone "Mars/Olympus_Mons"; name one of the time zone database, such as America/Los_Angeles"#
      ),
      (
        #""per": "day", "zone": "Test/Locked""#,
        #"names the time zone "Test/Locked", whose file cannot be read: check its permissions"#
      ),
      (
        #""per": "day", "zone": "Test/Broken""#,
        #"names the time zone "Test/Broken", whose file is cut short; name another, or install the time zone database (tzdata) anew"#
      ),
      (
        #""per": "day", "zone": "/etc/passwd""#,
        "must be the name of a time zone, such as America/Los_Angeles"
      ),
      (
        #""per": "ever", "zone": "UTC""#,
        "is for limits per day and per month: a limit per ever has no zone"
      ),
    ])
  func unusable(limit: String, problem: String) throws {
    var zones = ListedZones.two
    zones.files["Test/Broken"] = zoneFile("UTC0").dropLast()
    zones.locked = ["Test/Locked"]
    let found = problems { () throws(ConfigurationError) in
      try factory(#"{ "requests": 1, "per": "day" }, { "requests": 5, \#(limit) }"#, zones)
    }
    #expect(found == ["/providers/example.one/limits/1/zone \(problem)"])
  }

  @Test("Without a time zone database the error names the manifest's file, and what to install")
  func noDatabase() {
    let error = #expect(throws: ConfigurationError.self) {
      try factory(
        nil, ListedZones(), manifest: #", "zone": "Europe/Berlin""#, in: "Plugins/libExample.so")
    }
    #expect(
      error?.description
        == "Plugins/libExample.so: /providers/0/limits/0/zone names the time zone \"Europe/Berlin\", "
        + "and no time zone database is found: install the package tzdata, or set TZDIR to its folder"
    )
  }
}
