import FastJSON
import Foundation
import Testing

@Suite(
  "Pinned plugins, end to end",
  .disabled(if: Bench.isSanitized, "a sanitizer cannot run in a confined process"))
struct PluginLockTests {
  private func fetch(_ bench: Bench) throws -> Outcome {
    try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts", "--json")
  }

  private func change(_ bench: Bench, _ old: String, _ new: String) throws {
    let text = bench.read("foreign/plugin.json")
    try #require(text.contains(old))
    try bench.write(text.replacing(old, with: new), to: "foreign/plugin.json")
  }

  /// The four parts of an error.
  private func parts(_ outcome: Outcome) throws -> [String] {
    try JSONParser.with(Array(outcome.errors.utf8)) { json in
      ["what", "which", "why", "do"].map { json["error"][$0].text ?? "" }
    }
  }

  @Test("A plugin that was pinned runs as long as it is the same")
  func pinned() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    let locked = try bench.patchbay("plugin", "lock")
    #expect(locked.status == 0, "\(locked.errors)")
    #expect(locked.errors.contains("tiktok.works may reach www.example.com and do posts"))
    #expect(locked.lines.count == 2, "\(locked.output)")
    #expect(locked.lines.last?.hasPrefix("foreign\t1.0.0\t") == true)
    let text = bench.read("providers.lock.json")
    #expect(try fetch(bench).status == 0)
    // The same again writes the same, and grants nothing new.
    let again = try bench.patchbay("plugin", "lock")
    #expect(again.errors.split(separator: "\n").count == 1, "\(again.errors)")
    #expect(bench.read("providers.lock.json") == text)
    let inspected = try bench.patchbay("plugin", "inspect", "--json")
    let trust = try inspected.json { rows in
      Set(rows.elements.map { "\($0["plugin"].text ?? "") \($0["trust"].text ?? "")" })
    }
    #expect(trust == ["bluesky bundled", "foreign pinned", "tiktok bundled", "youtube bundled"])
  }

  @Test(
    "Another library stops the load before anything is sent, and the error says what pins it anew")
  func changedLibrary() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works", "tiktok.scraper7"])
    #expect(try bench.patchbay("plugin", "lock").status == 0)
    let library = URL(filePath: bench.path("foreign/libForeign.so"))
    let built = try Data(contentsOf: library)
    try (built + Data([0])).write(to: library)
    let refused = try fetch(bench)
    #expect(refused.status == 2)
    #expect(bench.sent().isEmpty)
    let parts = try parts(refused)
    #expect(parts[0] == "a plugin is not what was pinned")
    #expect(parts[1].hasPrefix("foreign in ") && parts[1].hasSuffix("providers.lock.json"))
    #expect(parts[2].hasPrefix("its library has changed: SHA-256 "))
    #expect(parts[3].contains("`patchbay plugin lock foreign`"))
    let run = try bench.patchbay(
      "plugin", "run", "tiktok.works", "--operation", "posts", "--subject", "alice", "--plan")
    #expect(run.status == 2 && run.errors.contains("its library has changed"), "\(run.errors)")
    // Another platform does not load it.
    #expect(
      try bench.patchbay(
        "plugin", "run", "youtube.rss", "--operation", "posts", "--subject",
        "UCaaaaaaaaaaaaaaaaaaaaaa", "--plan"
      ).status == 0)

    try built.prefix(5000).write(to: library)
    let damaged = try fetch(bench)
    #expect(damaged.status == 2)
    #expect(try self.parts(damaged)[2].hasPrefix("its library is a damaged library"))
    try built.write(to: library)
    #expect(try fetch(bench).status == 0)
    try (built + Data([0])).write(to: library)
    let locked = try bench.patchbay("plugin", "lock", "foreign")
    #expect(locked.errors.contains("its library has changed"), "\(locked.errors)")
    #expect(try fetch(bench).status == 0)
  }

  @Test("The list says of a plugin that its pin refuses why, and what pins it anew")
  func listed() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    let state = {
      try bench.patchbay("providers", "list", "tiktok", "--json").json { rows in
        rows.elements.first { $0["provider"].text == "tiktok.works" }?["state"].text ?? ""
      }
    }
    #expect(try bench.patchbay("plugin", "lock").status == 0)
    #expect(try state() == "ready")
    let library = URL(filePath: bench.path("foreign/libForeign.so"))
    try (Data(contentsOf: library) + Data([0])).write(to: library)
    let refused = try state()
    #expect(refused.hasPrefix("refused: its library has changed: SHA-256 "), "\(refused)")
    #expect(refused.hasSuffix("; `patchbay plugin lock foreign` pins it anew"), "\(refused)")
  }

  @Test("A manifest that sends the secret elsewhere stops the load, though it wants no more")
  func changedManifest() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    #expect(try bench.patchbay("plugin", "lock").status == 0)
    try change(
      bench, #""tiktok.works", "kind": "keyless","#,
      #""tiktok.works", "headers": { "x-more": "1" }, "kind": "keyless","#)
    let refused = try fetch(bench)
    #expect(refused.status == 2)
    #expect(bench.sent().isEmpty)
    #expect(try parts(refused)[2].hasPrefix("its manifest has changed: SHA-256 "))
    #expect(try parts(refused)[3].contains("`patchbay plugin lock foreign`"))
    let inspected = try bench.patchbay("plugin", "inspect", "foreign")
    #expect(inspected.output.contains("refused: its manifest has changed"), "\(inspected.output)")
    let locked = try bench.patchbay("plugin", "lock", "foreign")
    #expect(locked.errors.contains("its manifest has changed"), "\(locked.errors)")
    #expect(try fetch(bench).status == 0)
  }

  @Test("A lock of before manifests were pinned asks to be written anew")
  func manifestNotPinned() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    #expect(try bench.patchbay("plugin", "lock").status == 0)
    let lines = bench.read("providers.lock.json").split(separator: "\n")
    let older = lines.filter { !$0.contains(#""manifest":"#) }
    #expect(older.count == lines.count - 1)
    try bench.write(older.joined(separator: "\n"), to: "providers.lock.json")
    let refused = try fetch(bench)
    #expect(refused.status == 2)
    #expect(try parts(refused)[2] == "its manifest was not pinned, only its library")
    #expect(try parts(refused)[3].contains("`patchbay plugin lock foreign`"))
    #expect(try bench.patchbay("plugin", "lock").status == 0)
    #expect(try fetch(bench).status == 0)
  }

  @Test("What cannot be read does not lose its pin")
  func unusable() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    #expect(try bench.patchbay("plugin", "lock").status == 0)
    let pinned = bench.read("providers.lock.json")
    try change(bench, #""abi": 1"#, #""abi": 2"#)
    try bench.write(#"{ "plugins": ["foreign"] }"#, to: "providers.json")
    for command in [["plugin", "lock"], ["plugin", "lock", "foreign"]] {
      let refused = try bench.run(command + ["--quiet"])
      #expect(refused.status == 2)
      #expect(refused.errors.contains("/abi must be a whole number"), "\(refused.errors)")
    }
    #expect(bench.read("providers.lock.json") == pinned)
  }

  @Test("Each host, operation and provider beyond what was granted is named")
  func widened() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    #expect(try bench.patchbay("plugin", "lock").status == 0)
    try change(bench, #"["www.example.com"]"#, #"["www.example.com", "evil.example.com"]"#)
    #expect(try parts(fetch(bench))[2].contains("tiktok.works wants to reach evil.example.com too"))
    try change(bench, #"["www.example.com", "evil.example.com"]"#, #"["www.example.com"]"#)
    #expect(try fetch(bench).status == 0)
    try change(bench, #"["posts"]"#, #"["posts", "search"]"#)
    let refused = try fetch(bench)
    #expect(refused.status == 2)
    #expect(try parts(refused)[2].contains("tiktok.works wants to do search too"))
    let inspected = try bench.patchbay("plugin", "inspect", "foreign")
    #expect(inspected.output.contains("; tiktok.works wants to do search too"))
    let locked = try bench.patchbay("plugin", "lock", "foreign")
    #expect(locked.errors.contains("tiktok.works wants to do search too; now accepted"))
    #expect(try fetch(bench).status == 0)
    #expect(bench.read("providers.lock.json").contains("\"search\""))
  }

  @Test("A library for another processor is pinned beside the one here")
  func otherProcessor() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    try Foreign.embed("plugin.json", into: "libForeign.so", in: bench.path("foreign"))
    var bytes = try Data(contentsOf: URL(filePath: bench.path("foreign/libForeign.so")))
    bytes[18] = 0xF3  // RISC-V
    try bytes.write(to: URL(filePath: bench.path("riscv.so")))
    let locked = try bench.patchbay("plugin", "lock", "foreign", "--library", "riscv.so", "--json")
    #expect(locked.status == 0, "\(locked.errors)")
    let processors = try locked.json { $0.elements.compactMap { $0["processor"].text } }
    #expect(processors.count == 2 && processors.contains("machine-243"), "\(processors)")
    // On a machine of that kind another library would be refused.
    try change(bench, #""version": "1.0.0""#, #""version": "1.0.1""#)
    try FileManager.default.removeItem(atPath: bench.path("foreign/libForeign.so"))
    let different = try bench.patchbay("plugin", "lock", "foreign", "--library", "riscv.so")
    #expect(different.status == 2, "\(different.errors)")
  }

  @Test("A library of another plugin is not pinned, and --library needs one plugin")
  func otherPlugin() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    let template = Bench.command.deletingLastPathComponent().appending(
      path: "libTemplatePlugin.so"
    ).path
    let other = try bench.patchbay("plugin", "lock", "foreign", "--library", template)
    #expect(other.status == 2)
    #expect(other.errors.contains("the library is of another plugin or version"), "\(other.errors)")
    let none = try bench.patchbay("plugin", "lock", "--library", template)
    #expect(none.status == 2 && none.errors.contains("--library needs one plugin"))
    let unknown = try bench.patchbay("plugin", "lock", "foregn")
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean foreign?"))
    #expect(bench.read("providers.lock.json") == "")
  }

  @Test("What ships with the program is pinned by name alone; a plugin that is gone is not kept")
  func bundled() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    #expect(try bench.patchbay("plugin", "lock", "tiktok", "foreign").status == 0)
    try bench.write("{}", to: "providers.json")
    let locked = try bench.patchbay("plugin", "lock", "--json")
    #expect(locked.errors.contains("foreign is gone and no longer pinned"), "\(locked.errors)")
    #expect(try locked.json { $0.elements.compactMap { $0["plugin"].text } } == ["tiktok"])
    let run = try bench.patchbay(
      "plugin", "run", "tiktok.scraper7", "--operation", "posts", "--subject", "alice", "--plan",
      "--carrier", "in-process")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("A lock file that cannot be read stops the load with the place and the nearest match")
  func malformed() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.works"])
    try bench.write(#"{ "lock": 1, "plugin": {} }"#, to: "providers.lock.json")
    let refused = try fetch(bench)
    #expect(refused.status == 2)
    #expect(try parts(refused)[2].contains("did you mean \"plugins\"?"), "\(refused.errors)")
  }
}
