import Foundation
import HostCore
import PluginLoader
import Testing

@Suite("Opening a plugin")
struct LoadingTests {
  static let wrongTables: [([String: String], String)] = [
    (["MAGIC": "1"], "returned a table that does not begin with PATCHBAY_MAGIC"),
    (
      ["MAJOR": "2"],
      "is built for version 2 of the plugin interface; this host has version 1"
    ),
    (["PLUGIN_SIZE": "16"], "returned a table of 16 bytes; a plugin's has at least 24"),
    (["PROVIDER_SIZE": "32"], "has a provider table of 32 bytes; at least 40 are needed"),
    (["INTERFACE": "0"], "returned a table without get_interface"),
    (["OFFERED": "0"], "does not offer the interface patchbay.provider/1"),
    (["DESTROY": "0"], "has a provider table with an empty entry"),
    (["TABLE": "0"], "returned no table from patchbay_plugin_entry_v1"),
    (["ENTRY": "another_entry"], "does not export patchbay_plugin_entry_v1"),
    (["CREATED": "0"], "did not create its provider"),
  ]

  @Test("Refuses wrong tables in the same words in-process and confined", arguments: wrongTables)
  func refuses(definitions: [String: String], sentence: String) throws {
    let path = try compiled("tables", definitions)
    let expected = CarrierFailure(.refused, sentence)
    #expect(failure { () throws(CarrierFailure) in try open(path) } == expected)
    let confined = ConfinedCarrier(plugin: path, provider: "any")
    #expect(failure { () throws(CarrierFailure) in try confined.start() } == expected)
    #expect(confined.process == nil)
  }

  @Test("Accepts a table that has grown at its end")
  func acceptsLarger() throws {
    try open(try compiled("tables", ["PLUGIN_SIZE": "4096", "PROVIDER_SIZE": "4096"]))
  }

  static let noLibraries: [(String, String)] = [
    ("/nowhere/plugin.so", "cannot be opened: No such file or directory"),
    ("\(Compiler.headers)/patchbay/provider.h", "is not a shared library for Linux"),
    ("\(Compiler.headers)/module.modulemap", "is not a shared library for Linux"),
    ("/", "is not a file"),
  ]

  @Test("Says what is wrong with a file that is no library", arguments: noLibraries)
  func refusesFiles(path: String, sentence: String) throws {
    let confined = ConfinedCarrier(plugin: path, provider: "any")
    for failure in [
      failure { () throws(CarrierFailure) in try open(path) },
      failure { () throws(CarrierFailure) in try confined.start() },
    ] {
      #expect(failure == CarrierFailure(.refused, sentence))
    }
  }

  @Test("Says that a library is built for another processor")
  func refusesOtherProcessor() throws {
    var bytes = try Data(contentsOf: URL(filePath: try compiled("lines")))
    bytes[18] = 0x08  // MIPS
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).so")
    try bytes.write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let failure = failure { () throws(CarrierFailure) in try open(path.path) }
    #expect(failure?.description == "is built for another kind of processor")
  }

  @Test("Hints at what helps where a symbol is missing")
  func hintsAtSymbols() throws {
    let path = try compiled("tables", ["INTERFACE": "missing_interface", "EXTERN": "1"])
    let confined = ConfinedCarrier(plugin: path, provider: "any")
    for failure in [
      failure { () throws(CarrierFailure) in try open(path) },
      failure { () throws(CarrierFailure) in try confined.start() },
    ] {
      let text = failure?.description ?? ""
      #expect(text.contains("undefined symbol: missing_interface"), "\(text)")
      #expect(text.hasSuffix("or a library is missing from its link"), "\(text)")
    }
  }

  @Test("Passes on why a provider was not created")
  func passesOnReason() throws {
    let path = try compiled("lines")
    let expected = CarrierFailure(
      .refused, "did not create its provider: this plugin has one provider, example.lines")
    let confined = ConfinedCarrier(plugin: path, provider: "example.other")
    #expect(failure { () throws(CarrierFailure) in try confined.start() } == expected)
    let inProcess = failure { () throws(CarrierFailure) in
      _ = try TableCarrier(LoadedLibrary.open(path).provider, provider: "example.other")
    }
    #expect(inProcess == expected)
  }

  @Test("Says that the runner is missing")
  func missingRunner() throws {
    var settings = CarrierSettings()
    settings.runner = "/nowhere/ProviderRunner"
    let carrier = ConfinedCarrier(
      plugin: try compiled("lines"), provider: "example.lines", settings: settings)
    #expect(
      failure { () throws(CarrierFailure) in try carrier.start() }
        == CarrierFailure(
          .refused, "cannot be started: /nowhere/ProviderRunner: No such file or directory"))
  }

  @Test("The runner alone explains itself and does nothing")
  func runnerAlone() throws {
    let result = try run(try built("ProviderRunner"), [])
    #expect(result.code == 64)
    #expect(result.text.hasPrefix("ProviderRunner is started by patchbay"))
  }

  private func open(_ path: String) throws(CarrierFailure) {
    _ = try TableCarrier(LoadedLibrary.open(path).provider, provider: "any")
  }
}
