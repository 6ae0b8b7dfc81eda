import FastJSON
import Foundation
import Testing

@Suite(
  "Plugins of others, end to end",
  .disabled(if: Bench.isSanitized, "a sanitizer cannot run in a confined process"))
struct ForeignPluginTests {
  @Test("A plugin in C needs nothing but the header; what it prints is a log")
  func works() throws {
    let bench = try Foreign.install()
    for name in ["works", "prints"] {
      try Foreign.route(bench, ["tiktok.\(name)"])
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
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.\(behaviour)", "tiktok.scraper7"])
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
    let bench = try Foreign.install(major: 2)
    try Foreign.route(bench, ["tiktok.works"])
    let other = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts")
    #expect(other.status == 6)
    #expect(other.errors.contains("version 2"), "\(other.errors)")
    try FileManager.default.removeItem(atPath: bench.path("foreign/libForeign.so"))
    let missing = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts")
    #expect(missing.status == 6)
    #expect(missing.errors.contains("libForeign.so"), "\(missing.errors)")
  }

  @Test("Only bundled and pinned libraries may run in the host's process")
  func inProcess() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"], carrier: "in-process")
    let refused = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts")
    #expect(refused.status == 6)
    #expect(
      refused.errors.contains("not bundled with this program nor pinned"), "\(refused.errors)")
    #expect(refused.errors.contains("`patchbay plugin lock foreign`"), "\(refused.errors)")
    #expect(try bench.patchbay("plugin", "lock", "foreign").status == 0)
    let fetched = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts")
    #expect(fetched.status == 0, "\(fetched.errors)")
    #expect(try bench.postIDs("tiktok", "alice") == ["7300000000000000001"])

    // What it prints does not stand among the data.
    try Foreign.route(bench, ["tiktok.prints"], carrier: "in-process")
    let printing = try bench.patchbay("fetch", "tiktok", "bob", "--operations", "posts", "--json")
    #expect(try printing.json { $0[0]["records"]["post"].int } == 1)
    #expect(printing.errors.contains(#"{"record":"post"}"#), "\(printing.errors)")
  }

  @Test("One file is a whole plugin: the library carries its manifest, whatever it is called")
  func oneFile() throws {
    let bench = try Foreign.install()
    let folder = bench.path("foreign")
    try Foreign.embed("plugin.json", into: "libForeign.so", in: folder)
    try Foreign.route(bench, ["tiktok.works"])
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
        == Foreign.behaviours.map { "tiktok." + $0 })
    #expect(try inspected.json { $0[0]["file"].text } == "foreign/foreign-1.0.so")
    #expect(try bench.patchbay("plugin", "inspect", "foreign").output.contains("tiktok.works"))
  }

  @Test("A library without a manifest is no plugin by itself, and one that is damaged is named")
  func noManifest() throws {
    let bench = try Foreign.install()
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

  @Test("A provider that fails without a word is said to", arguments: ["fails", "odd"])
  func silent(behaviour: String) throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    try bench.write("{}", to: "answer.json")
    let run = try bench.patchbay(
      "plugin", "run", "tiktok.\(behaviour)", "--operation", "posts", "--subject", "alice",
      "--response", "answer.json")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains(#""record":"diagnostic""#), "\(run.errors)")
    #expect(run.errors.contains("the provider failed and did not say why"), "\(run.errors)")
  }

  @Test("A request that the host does not send is named, alone as well as when fetching")
  func strays() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.strays"])
    let reason = "planned a request to elsewhere.example.com, which its manifest does not allow"
    let run = try bench.patchbay(
      "plugin", "run", "tiktok.strays", "--operation", "posts", "--subject", "alice", "--plan")
    let fetched = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts")
    #expect(run.status == 6 && run.output.contains("elsewhere.example.com"), "\(run.output)")
    #expect(run.errors.contains(reason), "\(run.errors)")
    #expect(fetched.status == 6 && fetched.errors.contains(reason), "\(fetched.errors)")
    #expect(bench.sent().isEmpty)
  }

  @Test("Who fetches with a plugin that crashes is sent to its author, not to try again")
  func remedyOfCrash() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.crashes"])
    let fetched = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts")
    #expect(fetched.status == 6)
    #expect(fetched.errors.contains("do:  report this to the plugin's author"), "\(fetched.errors)")
  }

  @Test("Two manifests that differ are an error that names both, why, and what to do")
  func differing() throws {
    let bench = try Foreign.install()
    try Foreign.embed("plugin.json", into: "libForeign.so", in: bench.path("foreign"))
    let text = bench.read("foreign/plugin.json")
    try bench.write(
      text.replacing("www.example.com", with: "www.example.org"), to: "foreign/plugin.json")
    try Foreign.route(bench, ["tiktok.works"])
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
}
