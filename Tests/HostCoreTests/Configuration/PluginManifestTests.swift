import MetricSchema
import Testing

@testable import HostCore

@Suite("plugin.json")
struct PluginManifestTests {
  @Test("The template's manifest is read whole")
  func template() throws {
    let manifest = try PluginManifest(
      shippedFile("Plugins/Template/plugin.json"), file: "/opt/Template/plugin.json")
    #expect(manifest.plugin == "template")
    #expect(manifest.version == "0.1.0")
    #expect(manifest.platform == "example")
    #expect(manifest.library == "TemplatePlugin")
    #expect(manifest.folder == "/opt/Template")
    #expect(manifest.urls.map(\.text) == ["example.com/@{handle}"])
    let provider = try #require(manifest.providers.first)
    #expect(manifest.providers.count == 1)
    #expect(provider.id == "example.feed")
    #expect(provider.platform == "example")
    #expect(provider.kind == "keyless")
    #expect(provider.hosts == ["api.example.com"])
    #expect(provider.headers == [])
    #expect(provider.auth == [])
    #expect(provider.operations == [.posts])
    #expect(provider.calls == [CallManifest(name: "posts.list", units: 1, operations: [.posts])])
    #expect(provider.batch == [:])
    #expect(provider.limits == [LimitSetting(requests: 5, window: .second)])
  }

  @Test("Hosts are in lower case; headers, slots, calls and batches are read")
  func members() throws {
    let one = try #require(exampleManifest().providers.first)
    #expect(one.hosts == ["api.one.example", "cdn.one.example"])
    #expect(one.headers == [Pair("x-host", "api.one.example")])
    #expect(
      one.auth == [AuthSlot(name: "main", kind: .header, field: "X-Key", secret: "one_key")])
    #expect(one.batch == [.profile: 20])
    #expect(one.call("details")?.units == 2)
    #expect(one.call("details")?.operations == [.posts])
    #expect(one.call("other") == nil)
    #expect(one.call(nil) == nil)
  }

  @Test(
    "Every shipped manifest is right",
    arguments: ["Bluesky", "Template", "TikTok", "YouTube"])
  func shipped(platform: String) throws {
    let file = "Plugins/\(platform)/plugin.json"
    let manifest = try PluginManifest(shippedFile(file), file: file)
    #expect(manifest.library == "\(platform)Plugin")
    #expect(manifest.providers.allSatisfy { !$0.operations.isEmpty })
  }

  @Test(
    "What does not fit together is refused with its place",
    arguments: [
      (#""id": "example.two""#, #""id": "other.two""#, "/providers/1/id must be example. and"),
      (#""id": "example.two""#, #""id": "example.t w""#, "/providers/1/id must be example. and"),
      (
        #""id": "example.two""#, #""id": "example.one""#,
        "/providers/1/id example.one is there twice"
      ),
      (
        #"["api.two.example"]"#, #"["api.two.example/x?"]"#,
        "/providers/1/hosts/0 must be the name of a host"
      ),
      (
        #"["api.two.example"]"#, #"["a@b"]"#, "/providers/1/hosts/0 must be the name of a host"
      ),
      (#"["api.two.example"]"#, #"["."]"#, "/providers/1/hosts/0 must be the name of a host"),
      (
        #"["api.two.example"]"#, #"["..-.."]"#, "/providers/1/hosts/0 must be the name of a host"
      ),
      (
        #"["api.two.example"]"#, #"["a.-b.example"]"#,
        "/providers/1/hosts/0 must be the name of a host"
      ),
      (
        #"["api.two.example"]"#, "[\"\(String(repeating: "a", count: 64)).example\"]",
        "/providers/1/hosts/0 must be the name of a host"
      ),
      (
        #"["api.two.example"]"#, "[\"\(String(repeating: "a.", count: 126))aa\"]",
        "/providers/1/hosts/0 must be the name of a host"
      ),
      (#"["api.two.example"]"#, "[]", "/providers/1/hosts must have at least 1 entry"),
      (#""x-host": ""#, #""x host": ""#, "/providers/0/headers/x host cannot be sent as a header"),
      (#""x-host": ""#, #""x/host": ""#, "/providers/0/headers/x~1host cannot be sent as a"),
      (
        #""x-host": "api"#, #""x-host": "a\r\nb"#,
        "/providers/0/headers/x-host cannot be sent as a header"
      ),
      (#""x-host": ""#, #""Host": ""#, "/providers/0/headers/Host is set by the host only"),
      (
        #""x-host": ""#, #""content-length": ""#,
        "/providers/0/headers/content-length is set by the host only"
      ),
      (
        #"["profile", "posts", "comments"]"#, #"["profile", "posts", "comments", "search"]"#,
        #"/providers/0/operations/3 has no call: none of "calls" names search"#
      ),
      (
        #"["profile", "posts", "comments"]"#, #"["profile", "posts"]"#,
        "/providers/0/calls/pages/operations/1 names comments, which the provider does not offer"
      ),
      (
        #""kind": "header", "name": "X-Key""#, #""kind": "header""#,
        #"/providers/0/auth/main needs "name": The header."#
      ),
      (
        #""kind": "query", "name": "key""#, #""kind": "query""#,
        #"/providers/1/auth/main needs "name": The query parameter."#
      ),
      (
        #""per": "day""#, #""per": "day", "call": "detail""#,
        #"/providers/0/limits/0/call has an unknown call "detail"; did you mean "details"?"#
      ),
      (
        #""per": "day""#, #""per": "hour", "zone": "Europe/Berlin""#,
        "/providers/0/limits/0/zone is for limits per day and per month: a limit per hour has no zone"
      ),
      (
        #""per": "day""#, #""per": "day", "zone": "../secret""#,
        "/providers/0/limits/0/zone must be the name of a time zone, such as America/Los_Angeles"
      ),
      (
        #""per": "day""#, #""per": "day", "zone": 8"#,
        "/providers/0/limits/0/zone must be a text"
      ),
      (
        #""batch": { "profile""#, #""batch": { "profiles""#,
        #"/providers/0/batch has an unknown key "profiles"; did you mean "profile"?"#
      ),
      (
        #""subject": "id""#, #""subject": "pk""#,
        "/urls/0/subject names no placeholder of the pattern: {handle}, {id}"
      ),
      (#"post/{id}"#, #"post/}id{"#, "/urls/0/pattern must be a host and pieces"),
      (#"post/{id}"#, #"post/{id}{x}"#, "/urls/0/pattern must be a host and pieces"),
      (#"post/{id}"#, #"post/{}"#, "/urls/0/pattern must be a host and pieces"),
      (#"www.example.com/@"#, #"{any}.example/@"#, "/urls/0/pattern must be a host and pieces"),
      (#""library": "ExamplePlugin""#, #""library": "../evil""#, "/library must be a name"),
      (#""plugin": "example""#, #""plugin": """#, "/plugin must be a name"),
      (#""manifest": 1"#, #""manifest": 2"#, "/manifest must be a whole number from 1 to 1"),
      (#""abi": 1"#, #""abi": 2"#, "/abi must be a whole number from 1 to 1"),
      (#""license": "Apache-2.0","#, "", #" needs "license": "#),
      (
        #""kind": "vendor""#, #""kind": "vendors""#,
        #"/providers/0/kind has an unknown value "vendors"; did you mean "vendor"?"#
      ),
      (
        #"["profile", "posts", "comments"]"#, #"["profile", "comment"]"#,
        #"/providers/0/operations/1 has an unknown value "comment"; did you mean "comments"?"#
      ),
    ])
  func broken(right: String, wrong: String, problem: String) {
    let found = problems { () throws(ConfigurationError) in
      try exampleManifest { $0.replacing(right, with: wrong, maxReplacements: 1) }
    }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(problem) == true, "\(found)")
  }

  @Test("Without calls no operation can be served")
  func noCalls() throws {
    let text = String(decoding: try shippedFile("Plugins/Template/plugin.json"), as: UTF8.self)
    let call = #""posts.list": { "units": 1, "operations": ["posts"] }"#
    try #require(text.contains(call))
    let found = problems { () throws(ConfigurationError) in
      try PluginManifest(Array(text.replacing(call, with: "").utf8), file: "plugin.json")
    }
    #expect(
      found == [#"/providers/0/operations/0 has no call: none of "calls" names posts"#])
  }

  @Test("The longest names of hosts are allowed")
  func longHosts() throws {
    let label = String(repeating: "a", count: 63)
    for host in [label + ".example", String(repeating: "a.", count: 126) + "a", "xn--a-1.example"] {
      let manifest = try exampleManifest { $0.replacing("api.two.example", with: host) }
      #expect(manifest.providers[1].hosts == [host])
    }
  }

  @Test("Members without a name of their own are allowed where none is needed")
  func bearer() throws {
    let manifest = try exampleManifest {
      $0.replacing(#""kind": "header", "name": "X-Key""#, with: #""kind": "bearer""#)
    }
    #expect(manifest.providers.first?.auth.first?.kind == .bearer)
  }

  @Test(
    "The folder of a file",
    arguments: [
      ("a/b/plugin.json", "a/b"), ("plugin.json", "."), ("/plugin.json", "/"), ("/a/b", "/a"),
    ])
  func folder(file: String, folder: String) { #expect(parentFolder(file) == folder) }
}
