import HostCore
import Locks
import Testing

/// What is wrong with a document, as "place what", one line each without the file's name.
func problems<T>(_ read: () throws(ConfigurationError) -> T) -> [String] {
  do throws(ConfigurationError) {
    _ = try read()
    return []
  } catch {
    return error.problems.map { "\($0.path) \($0.message)" }
  }
}

/// A plugin with three providers: `example.one` and `example.two`, which need a key, and `example.free`.
func exampleManifest(_ edit: (String) -> String = { $0 }) throws(ConfigurationError)
  -> PluginManifest
{
  try PluginManifest(
    Array(edit(exampleManifestText).utf8), file: "Plugins/Example/plugin.json", sha256: exampleHash)
}

/// What the example's manifest is said to have as its hash: the core computes none.
let exampleHash = String(repeating: "e", count: 64)

private let exampleManifestText = #"""
  {
    "manifest": 1, "plugin": "example", "version": "1.2.3", "platform": "example",
    "library": "ExamplePlugin", "license": "Apache-2.0", "abi": 1,
    "urls": [
      { "pattern": "www.example.com/@{handle}/post/{id}", "operation": "post", "subject": "id" },
      { "pattern": "example.com/@{handle}", "operation": "posts", "subject": "handle" }
    ],
    "providers": [
      {
        "id": "example.one", "kind": "vendor", "description": "The first.",
        "hosts": ["api.one.example", "CDN.one.example"],
        "headers": { "x-host": "api.one.example" },
        "auth": { "main": { "kind": "header", "name": "X-Key", "secret": "one_key" } },
        "operations": ["profile", "posts", "comments"],
        "calls": {
          "pages": { "units": 1, "operations": ["posts", "comments", "profile"] },
          "details": { "units": 2, "operations": ["posts"] }
        },
        "batch": { "profile": 20 },
        "limits": [{ "requests": 1000, "per": "day" }]
      },
      {
        "id": "example.two", "kind": "official", "description": "The second.",
        "hosts": ["api.two.example"],
        "auth": { "main": { "kind": "query", "name": "key", "secret": "two_key" } },
        "operations": ["profile", "posts"],
        "calls": {
          "pages": { "units": 1, "operations": ["posts", "profile"] },
          "details": { "units": 1, "operations": ["posts"] }
        }
      },
      {
        "id": "example.free", "kind": "keyless", "description": "The third.",
        "hosts": ["api.free.example"],
        "operations": ["posts"],
        "calls": {
          "pages": { "operations": ["posts"], "units": 1 },
          "details": { "units": 1, "operations": ["posts"] }
        }
      }
    ]
  }
  """#

/// A configuration read from JSON.
func configuration(_ text: String) throws(ConfigurationError) -> HostConfiguration {
  try HostConfiguration(Array(text.utf8), file: "providers.json")
}

/// Time zones by their name.
struct ListedZones: ZoneSource {
  var files: [String: [UInt8]] = [:]
  /// What is there but cannot be read.
  var locked: [String] = []

  var names: [String] { files.keys.sorted() + locked }

  func file(of zone: String) -> [UInt8]? { files[zone] }

  /// Pacific time and Berlin's, by the rules of today.
  static let two = ListedZones(files: [
    "America/Los_Angeles": zoneFile("PST8PDT,M3.2.0,M11.1.0"),
    "Europe/Berlin": zoneFile("CET-1CEST,M3.5.0,M10.5.0/3"),
  ])
}

/// A TZif file that says nothing but a yearly rule.
func zoneFile(_ rule: String) -> [UInt8] {
  // No leap seconds and changes; one type of time, UTC, whose name is a single zero byte.
  let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]
  let block =
    Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts
    + [UInt8](repeating: 0, count: 7)
  return block + block + Array("\n\(rule)\n".utf8)
}

/// Secrets by their place; those in files can be replaced.
final class KnownSecrets: SecretSource {
  private let values: Mutex<[String: String]>

  init(values: [String: String] = [:]) { self.values = Mutex(values) }

  func secret(at source: String) -> String? { values.withLock { $0[source] } }

  func replace(at source: String, with secret: String) -> Bool {
    guard source.hasPrefix("file:"), !source.contains("read-only") else { return false }
    values.withLock { $0[source] = secret }
    return true
  }
}

/// Signs with bytes that the test knows, and refuses the key "bad".
struct KnownSigner: Signer {
  func es256(_ message: [UInt8], privateKey: String) throws(SigningFailure) -> [UInt8] {
    guard privateKey != "bad" else { throw SigningFailure("is no key") }
    return Array(repeating: 0xFB, count: 63) + [UInt8(truncatingIfNeeded: privateKey.utf8.count)]
  }
}
