import HostCore
import MetricSchema
import Testing

@Suite("providers.lock.json")
struct PluginLockTests {
  private let here = PluginLock.Build(
    architecture: "x86_64", sha256: String(repeating: "a", count: 64))
  private let there = PluginLock.Build(
    architecture: "aarch64", sha256: String(repeating: "b", count: 64))

  /// A lock that pins the example's three providers.
  private func pinned() throws -> PluginLock {
    var lock = PluginLock(file: "providers.lock.json")
    lock.pin(try exampleManifest(), [there, here])
    return lock
  }

  @Test("Stands beside the configuration, under its name")
  func place() {
    #expect(PluginLock.file(beside: "providers.json") == "providers.lock.json")
    #expect(PluginLock.file(beside: "/etc/patchbay/team.json") == "/etc/patchbay/team.lock.json")
    #expect(PluginLock.file(beside: "/etc/patchbay") == "/etc/patchbay.lock.json")
  }

  @Test("Is written in one order, a line for each thing that is pinned")
  func text() throws {
    var lock = PluginLock(file: "a")
    var manifest = try exampleManifest()
    manifest.providers.removeFirst(2)
    lock.pin(manifest, [here, there])
    #expect(
      String(decoding: lock.text, as: UTF8.self) == """
        {
          "lock": 1,
          "plugins": {
            "example": {
              "version": "1.2.3",
              "manifest": "\(exampleHash)",
              "sha256": {
                "aarch64": "\(there.sha256)",
                "x86_64": "\(here.sha256)"
              },
              "providers": {
                "example.free": {
                  "hosts": [
                    "api.free.example"
                  ],
                  "operations": [
                    "posts"
                  ]
                }
              }
            }
          }
        }

        """)
    let none = PluginLock(file: "a").text
    #expect(String(decoding: none, as: UTF8.self) == "{\n  \"lock\": 1,\n  \"plugins\": {}\n}\n")
  }

  @Test("Reads what it wrote, also names that need escapes")
  func roundTrip() throws {
    let lock = try pinned()
    #expect(try PluginLock(lock.text, file: lock.file) == lock)
    var odd = lock
    odd.plugins = ["a \"{[,:]}\\\" \\": try #require(lock.plugins["example"])]
    #expect(try PluginLock(odd.text, file: odd.file) == odd)
  }

  @Test("Nothing is said of what was pinned, and of what is not pinned")
  func silent() throws {
    let manifest = try exampleManifest()
    #expect(PluginLock(file: "a").objections(to: manifest, here) == [])
    let lock = try pinned()
    #expect(lock.objections(to: manifest, here) == [])
    #expect(lock.objections(to: manifest, there) == [])
    #expect(lock.objections(to: manifest, nil) == [])
  }

  @Test("A changed manifest, also where it wants no more, and one whose hash nobody told")
  func changedManifest() throws {
    let lock = try pinned()
    var less = try exampleManifest { $0.replacing(#", "CDN.one.example""#, with: "") }
    less.sha256 = there.sha256
    #expect(
      lock.objections(to: less, here) == [
        "its manifest has changed: SHA-256 \(exampleHash) is pinned, and this is \(there.sha256)"
      ])
    less.sha256 = nil
    #expect(lock.objections(to: less, nil).first?.hasSuffix("and this is unknown") == true)
  }

  @Test("A file of before manifests were pinned is read, and lets no plugin pass")
  func manifestNotPinned() throws {
    let text = String(decoding: try pinned().text, as: UTF8.self)
      .replacing("      \"manifest\": \"\(exampleHash)\",\n", with: "")
    let lock = try PluginLock(Array(text.utf8), file: "a")
    #expect(lock.plugins["example"]?.version == "1.2.3")
    #expect(
      try lock.objections(to: exampleManifest(), here) == [
        "its manifest was not pinned, only its library"
      ])
    #expect(lock.text == Array(text.utf8))
  }

  @Test("A changed hash, and a processor that is not pinned")
  func changedLibrary() throws {
    let lock = try pinned()
    let manifest = try exampleManifest()
    let rebuilt = PluginLock.Build(architecture: "x86_64", sha256: there.sha256)
    #expect(
      lock.objections(to: manifest, rebuilt) == [
        "its library has changed: SHA-256 \(here.sha256) is pinned, and this is \(there.sha256)"
      ])
    let other = PluginLock.Build(architecture: "machine-243", sha256: here.sha256)
    #expect(
      lock.objections(to: manifest, other) == [
        "its library is for machine-243, and pinned is aarch64, x86_64"
      ])
  }

  @Test("A version, and every host, operation and provider beyond what is granted")
  func widened() throws {
    let lock = try pinned()
    let more = try exampleManifest {
      $0.replacing(#""version": "1.2.3""#, with: #""version": "1.3.0""#)
        .replacing(
          #""hosts": ["api.one.example","#,
          with: #""hosts": ["x.evil.example", "api.one.example", "API.evil.example","#
        )
        .replacing(
          #"["profile", "posts", "comments"],"#,
          with: #"["search", "profile", "posts", "comments", "post"],"#
        )
        .replacing(
          #"["posts", "comments", "profile"]"#,
          with: #"["posts", "comments", "profile", "post", "search"]"#
        )
        .replacing("example.free", with: "example.extra")
    }
    #expect(
      lock.objections(to: more, here) == [
        "version 1.2.3 is pinned, and this is 1.3.0",
        "example.one wants to reach api.evil.example, x.evil.example too",
        "example.one wants to do post, search too",
        "it has a further provider, example.extra",
      ])
  }

  @Test("Pinning anew keeps builds for other processors where the version is the same")
  func again() throws {
    var lock = try pinned()
    let rebuilt = PluginLock.Build(
      architecture: "x86_64", sha256: String(repeating: "c", count: 64))
    lock.pin(try exampleManifest(), [rebuilt])
    #expect(
      lock.plugins["example"]?.sha256 == ["x86_64": rebuilt.sha256, "aarch64": there.sha256])
    lock.pin(
      try exampleManifest { $0.replacing(#""version": "1.2.3""#, with: #""version": "2""#) },
      [rebuilt])
    #expect(lock.plugins["example"]?.version == "2")
    #expect(lock.plugins["example"]?.sha256 == ["x86_64": rebuilt.sha256])
  }

  static let wrong: [(String, [String])] = [
    ("[]", [" must be an object"]),
    (
      #"{ "lock": 2, "plugins": {} }"#, ["/lock must be a whole number from 1 to 1"]
    ),
    (
      #"{ "lock": 1, "plugin": {} }"#,
      [
        #" has an unknown key "plugin"; did you mean "plugins"?"#,
        #" needs "plugins": What is pinned, by the plugin's name."#,
      ]
    ),
    (
      #"{ "lock": 1, "plugins": { "a": { "version": "1", "sha256": {}, "providers": {}, "signer": "x" } } }"#,
      [#"/plugins/a has an unknown key "signer"; known are manifest, providers, sha256, version"#]
    ),
    (
      #"{ "lock": 1, "plugins": { "a": { "version": "1", "providers": {}, "sha256": { "x86_64": "AB" } } } }"#,
      ["/plugins/a/sha256/x86_64 must be 64 hexadecimal digits in lower case"]
    ),
    (
      #"{ "lock": 1, "plugins": { "a": { "version": "1", "manifest": "", "providers": {}, "sha256": {} } } }"#,
      ["/plugins/a/manifest must be 64 hexadecimal digits in lower case"]
    ),
    (
      #"{ "lock": 1, "plugins": { "a": { "version": "1", "sha256": {}, "providers": { "a.b": { "hosts": [], "operations": ["post", "dance"] } } } } }"#,
      [
        "/plugins/a/providers/a.b/operations/1 has an unknown value \"dance\"; known are "
          + Operation.names.dropFirst().sorted().joined(separator: ", ")
      ]
    ),
  ]

  @Test("What it cannot mean is named with its place", arguments: wrong)
  func malformed(text: String, expected: [String]) {
    #expect(
      problems { () throws(ConfigurationError) in try PluginLock(Array(text.utf8), file: "a") }
        == expected)
  }
}
