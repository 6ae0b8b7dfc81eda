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

  @Test("One file is a whole plugin: the library carries its manifest, whatever it is called")
  func oneFile() throws {
    let bench = try install()
    let folder = bench.path("foreign")
    try embed("plugin.json", into: "libForeign.so", in: folder)
    try route(bench, ["tiktok.works"])
    let fetch = { try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts") }
    // The same manifest twice is no contradiction.
    #expect(try fetch().status == 0)

    try FileManager.default.removeItem(atPath: folder + "/plugin.json")
    try FileManager.default.moveItem(
      atPath: folder + "/libForeign.so", toPath: folder + "/foreign-1.0.so")
    let fetched = try fetch()
    #expect(fetched.status == 0, "\(fetched.errors)")
    #expect(try bench.postIDs("tiktok", "alice") == ["7300000000000000001"])
    let inspected = try bench.patchbay("plugin", "inspect", "foreign/foreign-1.0.so", "--json")
    #expect(
      try inspected.json { $0.elements.compactMap { $0["provider"].text } }
        == Self.behaviours.map { "tiktok." + $0 })
    #expect(try inspected.json { $0[0]["file"].text } == "foreign/foreign-1.0.so")
    #expect(try bench.patchbay("plugin", "inspect", "foreign").output.contains("tiktok.works"))
  }

  @Test("A library without a manifest is no plugin by itself, and one that is damaged is named")
  func noManifest() throws {
    let bench = try install()
    try FileManager.default.removeItem(atPath: bench.path("foreign/plugin.json"))
    let bare = try bench.patchbay("plugin", "inspect", "foreign/libForeign.so")
    #expect(bare.status == 2)
    #expect(bare.errors.contains("objcopy --add-section .patchbay.manifest"), "\(bare.errors)")
    let library = URL(filePath: bench.path("foreign/libForeign.so"))
    try Data(contentsOf: library).prefix(5000).write(to: library)
    let damaged = try bench.patchbay("plugin", "inspect", "foreign/libForeign.so")
    #expect(damaged.status == 2)
    #expect(damaged.errors.contains("is a damaged library"), "\(damaged.errors)")
    try bench.write(#"{ "plugins": ["foreign"] }"#, to: "providers.json")
    let listed = try bench.patchbay("providers", "list")
    #expect(listed.status == 0)
    #expect(listed.errors.contains("libForeign.so is left out"), "\(listed.errors)")
  }

  @Test("Two manifests that differ are an error that names both, why, and what to do")
  func differing() throws {
    let bench = try install()
    try embed("plugin.json", into: "libForeign.so", in: bench.path("foreign"))
    let text = bench.read("foreign/plugin.json")
    try bench.write(
      text.replacing("www.example.com", with: "www.example.org"), to: "foreign/plugin.json")
    try route(bench, ["tiktok.works"])
    for command in [["providers", "list"], ["plugin", "inspect", "foreign"]] {
      let process = bench.process(command + ["--json"])
      let errors = Pipe()
      process.standardOutput = FileHandle.nullDevice
      process.standardError = errors
      try process.run()
      let said = try errors.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      #expect(process.terminationStatus == 2)
      let parts = try JSONParser.with(Array(said)) { json in
        ["what", "which", "why", "do"].map { json["error"][$0].text ?? "" }
      }
      #expect(parts[0] == "a plugin has two manifests that differ")
      #expect(parts[1].contains("plugin.json and ") && parts[1].hasSuffix("libForeign.so"))
      #expect(parts[2].contains("cannot be known"))
      #expect(parts[3].hasPrefix("build the library again, or remove "))
    }
  }

  @Test("One that died five times is refused by the next run, until it is rebuilt or let out")
  func quarantine() throws {
    let bench = try install()
    try route(bench, ["tiktok.crashes"])
    let fetch = { try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts") }
    // A call that dies is made twice.
    for _ in 0..<2 {
      let crashed = try fetch()
      #expect(crashed.status == 6)
      #expect(crashed.errors.contains("used a bad pointer"), "\(crashed.errors)")
    }
    _ = try fetch()
    let sent = bench.sent()
    let refused = try fetch()
    #expect(refused.status == 6)
    for part in ["in quarantine since 20", "died 5 times", "plugin unquarantine tiktok.crashes"] {
      #expect(refused.errors.contains(part), "\(refused.errors)")
    }
    #expect(bench.sent() == sent)

    let listed = try bench.patchbay("providers", "list", "tiktok", "--json")
    let states = try listed.json { rows in
      rows.elements.filter { $0["quarantined_since"].text != nil }.map {
        ($0["provider"].text ?? "", $0["state"].text ?? "")
      }
    }
    #expect(states.map(\.0) == ["tiktok.crashes"])
    #expect(states.first?.1.hasPrefix("in quarantine since") == true)
    let inspected = try bench.patchbay("plugin", "inspect", "foreign", "--json")
    #expect(
      try inspected.json { $0.elements.compactMap { $0["quarantine"].text }.count } == 1)

    let library = URL(filePath: bench.path("foreign/libForeign.so"))
    let built = try Data(contentsOf: library)
    try (built + Data([0])).write(to: library)
    #expect(try fetch().errors.contains("used a bad pointer"))
    try built.write(to: library)
    #expect(try fetch().errors.contains("in quarantine since"))

    let lifted = try bench.patchbay("plugin", "unquarantine", "tiktok.crashes", "--json")
    #expect(lifted.status == 0)
    #expect(
      try lifted.json { $0.elements.compactMap { $0["provider"].text } } == ["tiktok.crashes"])
    #expect(try fetch().errors.contains("used a bad pointer"))
    let again = try bench.patchbay("plugin", "unquarantine", "tiktok.crashes")
    #expect(again.status == 0 && again.errors.contains("not in quarantine"), "\(again.errors)")
    let unknown = try bench.patchbay("plugin", "unquarantine", "tiktok.crashs")
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean"), "\(unknown.errors)")
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

  /// Puts a manifest into a library.
  private func embed(_ manifest: String, into library: String, in folder: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["objcopy", "--add-section", ".patchbay.manifest=\(manifest)", library]
    process.currentDirectoryURL = URL(filePath: folder)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
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
