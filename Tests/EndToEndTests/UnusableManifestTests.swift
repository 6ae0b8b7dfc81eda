import Foundation
import Testing

@Suite(
  "Manifests that cannot be used, end to end",
  .disabled(if: Bench.isSanitized, "a sanitizer cannot run in a confined process"))
struct UnusableManifestTests {
  /// A bench with the plugin in a folder that is configured, and a route that does not need it.
  private func bench(_ spoil: (Bench) throws -> Void) throws -> Bench {
    let bench = try Foreign.install()
    let route = #""use": ["tiktok.scraper7"]"#
    let settings = #""secrets": { "rapidapi_key": ["env:RAPIDAPI_KEY"] }"#
    try bench.write(
      """
      { "plugins": ["foreign"], "platforms": { "tiktok": { \(route) } }, "providers": { "tiktok.scraper7":
        { "base_url": "\(bench.address)/tiktok.scraper7", "carrier": "linked", \(settings) } } }
      """, to: "providers.json")
    try spoil(bench)
    return bench
  }

  /// Expects that a fetch goes on without the plugin, and that a look at its folder says the error.
  private func expectLeftOut(_ bench: Bench, _ file: String, _ why: String) throws {
    let fetch = ["fetch", "tiktok", "alice", "--operations", "posts"]
    let fetched = try bench.run(fetch, within: 30)
    #expect(fetched.status == 0, "\(fetched.errors)")
    let notice = fetched.errors.split(separator: "\n").first ?? ""
    #expect(notice.contains("\(file) is left out") && notice.contains(why), "\(notice)")
    let inspected = try bench.run(["plugin", "inspect", "foreign", "--quiet"], within: 30)
    #expect(inspected.status == 2)
    #expect(inspected.errors.contains(why), "\(inspected.errors)")
    #expect(inspected.errors.contains("Plugins/Template/README.md"), "\(inspected.errors)")
  }

  @Test("One in a library leaves the other plugins alone")
  func inLibrary() throws {
    let bench = try bench { bench in
      let text = bench.read("foreign/plugin.json")
      try bench.write(text.replacing(#""abi": 1"#, with: #""abi": 2"#), to: "foreign/plugin.json")
      try Foreign.embed("plugin.json", into: "libForeign.so", in: bench.path("foreign"))
      try FileManager.default.removeItem(atPath: bench.path("foreign/plugin.json"))
    }
    try expectLeftOut(bench, "libForeign.so", "/abi must be a whole number from 1 to 1")
  }

  @Test("A plugin.json that is not JSON leaves the other plugins alone")
  func text() throws {
    let bench = try bench { try $0.write("{", to: "foreign/plugin.json") }
    try expectLeftOut(bench, "plugin.json", "is not JSON")
  }

  @Test("A plugin.json that is a pipe is not waited for")
  func pipe() throws {
    let bench = try bench { bench in
      try FileManager.default.removeItem(atPath: bench.path("foreign/plugin.json"))
      try #require(mkfifo(bench.path("foreign/plugin.json"), 0o600) == 0)
    }
    try expectLeftOut(bench, "plugin.json", "is not a file")
  }

  @Test("A plugin.json without an end, and one that is too large, are not read to their end")
  func large() throws {
    let bench = try bench { bench in
      try bench.write(String(repeating: " ", count: (1 << 20) + 1), to: "foreign/plugin.json")
    }
    try expectLeftOut(bench, "plugin.json", "has more than 1048576 bytes")
    let file = bench.path("foreign/plugin.json")
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "/dev/zero")
    try expectLeftOut(bench, "plugin.json", "is not a file")
  }

  @Test("A library that is a pipe is not waited for")
  func library() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    try FileManager.default.removeItem(atPath: bench.path("foreign/libForeign.so"))
    try #require(mkfifo(bench.path("foreign/libForeign.so"), 0o600) == 0)
    let fetched = try bench.run(["fetch", "tiktok", "alice", "--operations", "posts"], within: 30)
    #expect(fetched.status != 0 && fetched.status != 124, "\(fetched.errors)")
    #expect(fetched.errors.contains("regular file"), "\(fetched.errors)")
  }
}
