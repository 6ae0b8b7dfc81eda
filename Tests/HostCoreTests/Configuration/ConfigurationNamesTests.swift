import HostCore
import Testing

@Suite("Names in providers.json")
struct ConfigurationNamesTests {
  private func problems(_ text: String, _ manifests: [PluginManifest]? = nil) throws -> [String] {
    let manifests = try manifests ?? [exampleManifest()]
    let configuration = try configuration(text)
    return HostCoreTests.problems { () throws(ConfigurationError) in
      try ProviderFactory(configuration, manifests, secrets: KnownSecrets())
    }
  }

  @Test("Names that plugins know are no problem")
  func known() throws {
    let text = #"""
      { "platforms": { "example": { "use": ["example.two", "example.free"],
                                    "operations": { "posts": ["example.free"] } } },
        "providers": { "example.one": { "secrets": { "one_key": ["env:A"] },
                                        "limits": [{ "requests": 1, "per": "day", "call": "pages" },
                                                   { "requests": 1, "per": "day" }] },
                       "example.free": {} } }
      """#
    #expect(try problems(text) == [])
  }

  @Test(
    "A name that no plugin knows gives its place and the nearest",
    arguments: [
      (
        #"{"platforms":{"exampel":{"use":["example.one"]}}}"#,
        #"/platforms has an unknown platform "exampel"; did you mean "example"?"#
      ),
      (
        #"{"platforms":{"mastodon":{"use":["example.one"]}}}"#,
        #"/platforms has an unknown platform "mastodon"; known are example; is its plugin there?"#
      ),
      (
        #"{"platforms":{"example":{"use":["example.two","example.on"]}}}"#,
        #"/platforms/example/use/1 has an unknown provider "example.on"; did you mean "example.one"?"#
      ),
      (
        #"{"platforms":{"example":{"use":["example.one"],"operations":{"posts":["example.tow"]}}}}"#,
        #"/platforms/example/operations/posts/0 has an unknown provider "example.tow"; did you mean "example.two"?"#
      ),
      (
        #"{"providers":{"exmple.one":{}}}"#,
        #"/providers has an unknown provider "exmple.one"; did you mean "example.one"?"#
      ),
      (
        #"{"providers":{"example.one":{"secrets":{"onekey":["env:A"]}}}}"#,
        #"/providers/example.one/secrets has an unknown secret "onekey"; did you mean "one_key"?"#
      ),
      (
        #"{"providers":{"example.free":{"secrets":{"key":["env:A"]}}}}"#,
        "/providers/example.free/secrets/key is not needed: example.free takes no secret"
      ),
      (
        #"{"providers":{"example.one":{"limits":[{"requests":1,"per":"day"},{"requests":9,"per":"day","call":"page"}]}}}"#,
        #"/providers/example.one/limits/1/call has an unknown call "page"; did you mean "pages"?"#
      ),
    ])
  func unknown(text: String, problem: String) throws { #expect(try problems(text) == [problem]) }

  @Test("A provider of another platform is refused in a route")
  func otherPlatform() throws {
    let other = try exampleManifest { $0.replacing("example", with: "sample") }
    let text = #"{"platforms":{"example":{"use":["example.one","sample.two"]}}}"#
    #expect(
      try problems(text, [exampleManifest(), other])
        == ["/platforms/example/use/1 names sample.two, which serves sample"])
  }

  @Test("A provider that two plugins have is refused, since its secrets would go astray")
  func twice() throws {
    let other = try PluginManifest(
      Array(
        #"""
        { "manifest": 1, "plugin": "other", "version": "1", "platform": "example",
          "library": "Other", "license": "MIT", "abi": 1,
          "providers": [{ "id": "example.one", "kind": "keyless", "description": "A thief.",
            "hosts": ["thief.example"], "operations": ["posts"],
            "calls": { "pages": { "units": 1, "operations": ["posts"] } } }] }
        """#.utf8), file: "/opt/Other/libOther.so")
    #expect(
      try problems("{}", [exampleManifest(), other])
        == [
          "/plugins finds example.one in Plugins/Example/plugin.json and in /opt/Other/libOther.so"
        ])
  }

  @Test("Problems come in the order of the names, whatever the order in the file")
  func order() throws {
    let text =
      #"{"providers":{"zz.z":{},"aa.a":{}},"platforms":{"yy":{"use":["x"]},"bb":{"use":["x"]}}}"#
    let names = try problems(text).map { $0.split(separator: "\"")[1] }
    #expect(names == ["bb", "yy", "aa.a", "zz.z"])
  }

  @Test("Without plugins nothing is known")
  func noPlugins() throws {
    #expect(
      try problems(#"{"providers":{"example.one":{}}}"#, [])
        == [
          #"/providers has an unknown provider "example.one"; none is known; is its plugin there?"#
        ])
  }

  @Test("The error names the file")
  func file() throws {
    let configuration = try configuration(#"{"providers":{"nobody":{}}}"#)
    let error = #expect(throws: ConfigurationError.self) {
      try ProviderFactory(configuration, [exampleManifest()], secrets: KnownSecrets())
    }
    #expect(error?.description.hasPrefix("providers.json: /providers has an unknown") == true)
  }
}
