import FastJSON
import Foundation
import Testing

@Suite("providers use, end to end")
struct RouteTests {
  @Test(
    "Puts providers first and leaves the rest of the file as it is",
    arguments: [
      // No route yet: the others follow in their order, and the new text stands like its neighbours.
      ("{}", "{\n  \"platforms\": { \"youtube\": { \"use\": [LIST] } }\n}"),
      (
        "{\n    \"plugins\": []\n}\n",
        "{\n    \"platforms\": { \"youtube\": { \"use\": [LIST] } },\n    \"plugins\": []\n}\n"
      ),
      (
        #"{ "platforms": { "tiktok": { "use": ["tiktok.web"] } } }"#,
        #"{ "platforms": { "youtube": { "use": [LIST] }, "tiktok": { "use": ["tiktok.web"] } } }"#
      ),
      (
        #"{"platforms":{"youtube":{"use":["youtube.data","youtube.yt-api","youtube.rss"]}}}"#,
        #"{"platforms":{"youtube":{"use":[LIST]}}}"#
      ),
    ])
  func edits(before: String, after: String) throws {
    let bench = try Bench()
    try bench.write(before, to: "providers.json")
    let used = try bench.patchbay("providers", "use", "youtube", "youtube.rss")
    #expect(used.status == 0, "\(used.errors)")
    let list = #""youtube.rss", "youtube.data", "youtube.yt-api""#
    #expect(bench.read("providers.json") == after.replacing("LIST", with: list))
    // Once more: nothing changes.
    #expect(try bench.patchbay("providers", "use", "youtube", "youtube.rss").status == 0)
    #expect(bench.read("providers.json") == after.replacing("LIST", with: list))
  }

  @Test("Names the platform that a provider serves")
  func otherPlatform() throws {
    let bench = try Bench()
    let before = "{}"
    try bench.write(before, to: "providers.json")
    let used = try bench.patchbay("providers", "use", "tiktok", "youtube.rss")
    #expect(used.status == 2)
    #expect(used.errors.contains("patchbay providers use youtube youtube.rss"), "\(used.errors)")
    #expect(bench.read("providers.json") == before)
  }

  @Test("A provider that is named twice is refused, and the file stays as it was")
  func namedTwice() throws {
    let bench = try Bench()
    try bench.write(
      #"{ "platforms": { "tiktok": { "use": ["tiktok.scraper7"] } } }"#, to: "providers.json")
    let before = bench.read("providers.json")
    let refused = try bench.patchbay(
      "providers", "use", "tiktok", "tiktok.api23", "tiktok.web", "tiktok.api23")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("a provider is named twice: tiktok.api23\n  why: "))
    #expect(refused.errors.contains("\n  do:  "), "\(refused.errors)")
    #expect(bench.read("providers.json") == before)
    #expect(try bench.patchbay("providers", "list").status == 0)
  }

  @Test(
    "A link stays a link, and the file as open or closed to others as it was",
    arguments: [0o600, 0o664])
  func link(mode: Int) throws {
    let bench = try Bench()
    try bench.write(
      #"{ "platforms": { "tiktok": { "use": ["tiktok.scraper7"] } } }"#, to: "providers.json")
    let files = FileManager.default
    try files.moveItem(atPath: bench.path("providers.json"), toPath: bench.path("real.json"))
    try files.setAttributes([.posixPermissions: mode], ofItemAtPath: bench.path("real.json"))
    try files.createSymbolicLink(
      atPath: bench.path("providers.json"), withDestinationPath: "real.json")
    let used = try bench.patchbay("providers", "use", "tiktok", "tiktok.api23", "--json")
    #expect(
      used.output == #"{"platform":"tiktok","use":["tiktok.api23","tiktok.scraper7"]}"# + "\n")
    let attributes = try files.attributesOfItem(atPath: bench.path("real.json"))
    #expect(attributes[.posixPermissions] as? Int == mode)
    #expect(bench.read("real.json").contains(#""use": ["tiktok.api23", "#))
    #expect(
      try files.destinationOfSymbolicLink(atPath: bench.path("providers.json")) == "real.json")
  }

  @Test("A route names nobody twice")
  func twice() throws {
    let bench = try Bench()
    try bench.write(
      #"{"platforms":{"tiktok":{"use":["tiktok.web","tiktok.web"]}}}"#, to: "providers.json")
    let listed = try bench.patchbay("providers", "list")
    #expect(listed.status == 2)
    #expect(
      listed.errors.contains("/platforms/tiktok/use/1 names tiktok.web for the second time"),
      "\(listed.errors)")
  }

  @Test("A slip in the file is shown with its line and column")
  func slip() throws {
    let bench = try Bench()
    try bench.write("{\n  \"platforms\": {},\n  \"providers\": {},\n}\n", to: "providers.json")
    let listed = try bench.patchbay("providers", "list")
    #expect(listed.status == 2)
    #expect(listed.errors.contains("is not JSON at line 4, column 1"), "\(listed.errors)")
  }
}
