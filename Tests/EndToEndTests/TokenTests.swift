import FastJSON
import Foundation
import Testing

@Suite(
  "Tokens, end to end",
  .disabled(if: Bench.isSanitized, "a sanitizer cannot run in a confined process"))
struct TokenTests {
  private let server: TokenServer
  private let bench: Bench

  init() throws {
    server = try TokenServer()
    bench = try Bench()
    try bench.compileForeign()
  }

  /// Writes a plugin whose provider has a slot, and a configuration with its secrets.
  private func configure(_ slot: String, _ secrets: String) throws {
    try bench.write(
      """
      { "manifest": 1, "plugin": "foreign", "version": "1.0.0", "platform": "tiktok", "library": "Foreign",
        "license": "Apache-2.0", "abi": 1, "providers": [
          { "id": "tiktok.works", "kind": "official", "description": "A test.", "hosts": ["www.example.com"],
            "auth": { "user": { \(slot) } }, "operations": ["posts"],
            "calls": { "page": { "units": 1, "operations": ["posts"] } } }] }
      """, to: "foreign/plugin.json")
    try bench.write(
      """
      { "plugins": ["foreign"], "platforms": { "tiktok": { "use": ["tiktok.works"] } },
        "providers": { "tiktok.works": { "base_url": "\(server.address)", "secrets": { \(secrets) } } } }
      """, to: "providers.json")
    bench.environment["CLIENT_ID"] = "app-id"
    bench.environment["CLIENT_SECRET"] = "app-secret"
    bench.environment["REFRESH_TOKEN"] = "refresh-0-secret"
  }

  private func refreshing(from source: String) throws {
    try configure(
      #"""
      "kind": "oauth2_refresh", "token_url": "https://www.example.com/oauth/token", "client_id": "id",
      "client_secret": "key", "refresh_token": "more", "scopes": ["a.read", "b.read"]
      """#,
      #""id": ["env:CLIENT_ID"], "key": ["env:CLIENT_SECRET"], "more": ["\#(source)"]"#)
  }

  private func fetch() throws -> Outcome {
    try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts", "--json")
  }

  @Test("A refresh token that is good once is kept in its file from run to run, and no token shows")
  func rotates() throws {
    let file = bench.path("refresh")
    try bench.write("refresh-0-secret\n", to: "real-refresh")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: bench.path("real-refresh"))
    try FileManager.default.createSymbolicLink(
      atPath: file, withDestinationPath: bench.path("real-refresh"))
    try refreshing(from: "file:\(file)")
    for run in 1...2 {
      let fetched = try fetch()
      #expect(fetched.status == 0, "\(fetched.errors)")
      #expect(bench.read("real-refresh") == "refresh-\(run)-secret\n")
      #expect(!(fetched.output + fetched.errors).contains("-secret"))
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: bench.path("real-refresh"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: file) == bench.path("real-refresh"))
    #expect(
      server.with(\.asked)
        == (0...1).map {
          "POST Basic YXBwLWlkOmFwcC1zZWNyZXQ= grant_type=refresh_token&refresh_token=refresh-\($0)-secret"
            + "&scope=a.read+b.read"
        })
    #expect(server.with(\.bearers) == ["token-1-secret", "token-2-secret"])
    let usage = try bench.patchbay("usage", "--json").json { rows in
      rows.elements.map {
        "\($0["call"].text ?? "") \($0["requests"].int ?? -1) \($0["units"].int ?? -1)"
      }
    }
    #expect(usage == ["oauth.token 2 0", "page 2 2"])
    for name in try FileManager.default.contentsOfDirectory(atPath: bench.folder.path)
    where name.hasPrefix("test.db") {
      let bytes = try Data(contentsOf: URL(filePath: bench.path(name)))
      #expect(bytes.range(of: Data("-secret".utf8)) == nil, "\(name)")
    }
  }

  @Test("One that cannot be written is told on stderr, without the token")
  func unwritable() throws {
    try refreshing(from: "env:REFRESH_TOKEN")
    let fetched = try fetch()
    #expect(fetched.status == 0, "\(fetched.errors)")
    let lines = fetched.errors.split(separator: "\n").filter { $0.contains("refresh token") }
    #expect(lines.count == 1)
    #expect(lines.first?.contains("the environment variable REFRESH_TOKEN") == true)
    #expect(!fetched.errors.contains("-secret"))
  }

  @Test("One that is refused is named with its place")
  func refused() throws {
    try refreshing(from: "env:REFRESH_TOKEN")
    bench.environment["REFRESH_TOKEN"] = "old-secret"
    let fetched = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts")
    #expect(fetched.status == 4)
    #expect(fetched.errors.contains("tiktok.works: no access token from www.example.com"))
    #expect(
      fetched.errors.contains(
        "put the new refresh token in the environment variable REFRESH_TOKEN"),
      "\(fetched.errors)")
    #expect(!fetched.errors.contains("old-secret"))
  }

  @Test("A token that the host signs with a key from a file is taken")
  func signed() throws {
    let key = Process()
    key.executableURL = URL(filePath: "/usr/bin/openssl")
    key.arguments = [
      "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out",
      bench.path("key.p8"),
    ]
    try key.run()
    key.waitUntilExit()
    try #require(key.terminationStatus == 0)
    try configure(
      #""kind": "es256_jwt", "key_id": "kid", "issuer": "team", "private_key": "pem""#,
      #""kid": ["env:CLIENT_ID"], "team": ["env:CLIENT_SECRET"], "pem": ["file:\#(bench.path("key.p8"))"]"#
    )
    let fetched = try fetch()
    #expect(fetched.status == 0, "\(fetched.errors)")
    #expect(server.with(\.bearers).map { $0.prefix(3) } == ["eyJ"])
    let inspected = try bench.patchbay("providers", "inspect", "tiktok.works")
    #expect(
      inspected.output.contains("es256_jwt for 1200 s: kid, team, pem"), "\(inspected.output)")
  }
}
