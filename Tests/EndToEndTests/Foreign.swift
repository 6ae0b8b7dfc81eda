import Foundation
import Testing

/// A plugin of somebody else, in C, whose providers are called by what they do.
enum Foreign {
  static let behaviours = [
    "works", "prints", "crashes", "loops", "opens", "calls", "babbles", "fails", "odd",
    "strays",
  ]

  /// A bench with the plugin compiled for an ABI and its manifest.
  static func install(major: Int = 1) throws -> Bench {
    let bench = try Bench()
    try bench.start()
    try bench.compileForeign(major: major)
    let providers = behaviours.map { name in
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
  static func embed(_ manifest: String, into library: String, in folder: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["objcopy", "--add-section", ".patchbay.manifest=\(manifest)", library]
    process.currentDirectoryURL = URL(filePath: folder)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  static func route(_ bench: Bench, _ order: [String], carrier: String = "confined") throws {
    let list = order.map { "\"\($0)\"" }.joined(separator: ", ")
    let base = #""base_url": "\#(bench.address)/tiktok.scraper7""#
    let foreign = behaviours.map {
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
