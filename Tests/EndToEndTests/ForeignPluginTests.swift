import FastJSON
import Foundation
import Testing

@Suite(
  "Plugins of others, end to end",
  .disabled(if: Bench.isSanitized, "a sanitizer cannot run in a confined process"))
struct ForeignPluginTests {
  static let behaviours = ["works", "prints", "crashes", "loops", "opens", "calls", "babbles"]

  @Test("A plugin in C needs nothing but the header; what it prints is a log")
  func works() throws {
    let bench = try install()
    for name in ["works", "prints"] {
      try route(bench, ["tiktok.\(name)"])
      let fetched = try bench.patchbay(
        "fetch", "tiktok", "alice", "--operations", "posts", "--json", database: "\(name).db")
      #expect(fetched.status == 0, "\(fetched.errors)")
      #expect(try fetched.json { $0[0]["records"]["post"].int } == 1)
      #expect(
        try bench.postIDs("tiktok", "alice", database: "\(name).db") == ["7300000000000000001"])
    }
  }

  @Test(
    "One that misbehaves is named with its deed, and the next provider takes over",
    arguments: [
      ("crashes", "pointer"), ("loops", "stopped"), ("opens", "open"), ("calls", "socket"),
      ("babbles", "malformed"),
    ])
  func contained(behaviour: String, deed: String) throws {
    let bench = try install()
    try route(bench, ["tiktok.\(behaviour)", "tiktok.scraper7"])
    let fetched = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts", "--json")
    #expect(fetched.status == 0, "\(fetched.errors)")
    let notice = try fetched.json { $0[0]["notices"][0].text ?? "" }
    #expect(notice.contains("tiktok.\(behaviour)") && notice.contains(deed), "\(notice)")
    #expect(try fetched.json { $0[0]["provider"].text } == "tiktok.scraper7")
    #expect(try bench.postIDs("tiktok", "alice").count > 50)
    // Both ask the same address.
    #expect(try bench.metered().values.reduce(0, +) == bench.sent().values.reduce(0, +))
  }

  @Test("A library of another ABI, and one that is missing, are refused in a sentence")
  func refused() throws {
    let bench = try install(major: 2)
    try route(bench, ["tiktok.works"])
    let other = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts")
    #expect(other.status == 6)
    #expect(other.errors.contains("version 2"), "\(other.errors)")
    try FileManager.default.removeItem(atPath: bench.path("foreign/libForeign.so"))
    let missing = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts")
    #expect(missing.status == 6)
    #expect(missing.errors.contains("libForeign.so"), "\(missing.errors)")
  }

  @Test("Only bundled libraries may run in the host's process")
  func inProcess() throws {
    let bench = try install()
    try route(bench, ["tiktok.works"], carrier: "in-process")
    let refused = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts")
    #expect(refused.status == 6)
    #expect(refused.errors.contains("not bundled"), "\(refused.errors)")
  }

  /// A bench with the plugin compiled for an ABI and its manifest.
  private func install(major: Int = 1) throws -> Bench {
    let bench = try Bench()
    try bench.start()
    try bench.compileForeign(major: major)
    let providers = Self.behaviours.map { name in
      """
      { "id": "tiktok.\(name)", "kind": "keyless", "description": "A test.", "hosts": ["www.example.com"],
        "operations": ["posts"], "calls": { "page": { "units": 1, "operations": ["posts"] } } }
      """
    }
    try bench.write(
      """
      { "manifest": 1, "plugin": "foreign", "version": "1.0.0", "platform": "tiktok", "library": "Foreign",
        "license": "Apache-2.0", "abi": 1, "providers": [\(providers.joined(separator: ",\n"))] }
      """, to: "foreign/plugin.json")
    return bench
  }

  private func route(_ bench: Bench, _ order: [String], carrier: String = "confined") throws {
    let list = order.map { "\"\($0)\"" }.joined(separator: ", ")
    let base = #""base_url": "\#(bench.address)/tiktok.scraper7""#
    let foreign = Self.behaviours.map {
      "\"tiktok.\($0)\": { \(base), \"carrier\": \"\(carrier)\" }"
    }
    try bench.write(
      """
      { "plugins": ["foreign"], "platforms": { "tiktok": { "use": [\(list)] } },
        "providers": { \(foreign.joined(separator: ",\n")),
          "tiktok.scraper7": { \(base), "secrets": { "rapidapi_key": ["env:RAPIDAPI_KEY"] } } } }
      """, to: "providers.json")
  }
}
