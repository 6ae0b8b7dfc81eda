import ProviderSDK
import Testing

@Suite("Addresses")
struct LinkTests {
  @Test("Takes an address apart, with or without a scheme")
  func parts() throws {
    let link = try #require(Link("https://WWW.Example.com/@alice//video/1/?lang=en&q=a%20b#top"))
    #expect(link.host == "www.example.com")
    #expect(link.path == ["@alice", "video", "1"])
    #expect(link.query("lang") == "en")
    #expect(link.query("q") == "a b")
    #expect(link.query("top") == nil)
    #expect(Link("example.com/search?q=high+tides%2B1")?.query("q") == "high tides+1")
    #expect(Link("example.com/tag/caf%C3%A9")?.path == ["tag", "café"])
    #expect(Link("http://example.com/")?.path == [])
  }

  @Test(
    "Takes a bare name for what it is",
    arguments: ["alice", "@alice", "alice.example", "", "/alice", "ftp://example.com/x", "a b.c/d"])
  func names(text: String) { #expect(Link(text) == nil) }

  @Test("Knows a domain and what is below it")
  func domains() throws {
    let link = try #require(Link("m.example.com/x"))
    #expect(link.isAt("example.com"))
    #expect(link.isAt("m.example.com"))
    #expect(!link.isAt("ample.com"))
    #expect(!link.isAt("www.example.com"))
  }

  @Test("Leaves a broken encoding as it is")
  func brokenEncoding() { #expect(Link("example.com/100%/%zz/%4")?.path == ["100%", "%zz", "%4"]) }
}
