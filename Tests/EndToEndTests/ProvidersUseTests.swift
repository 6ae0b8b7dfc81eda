import Foundation
import Testing

@Suite("Changing the route, end to end")
struct ProvidersUseTests {
  @Test("A provider that is named twice is refused, and the file stays as it was")
  func twice() throws {
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
}
