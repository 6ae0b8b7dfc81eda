import MetricSchema
import Testing

@testable import HostCore

@Suite("Shapes of addresses")
struct URLPatternTests {
  private let profile = URLPattern(
    "www.tiktok.com/@{handle}", operation: .posts, subject: "handle")
  private let post = URLPattern(
    "www.tiktok.com/@{handle}/video/{id}", operation: .post, subject: "id")
  private let watch = URLPattern("www.youtube.com/watch?v={id}", operation: .post, subject: "id")
  private let file = URLPattern("m.tiktok.com/v/{id}.html", operation: .post, subject: "id")

  @Test(
    "A profile is found whatever the scheme, www., m., the slash at the end and the rest",
    arguments: [
      "https://www.tiktok.com/@alice", "http://www.tiktok.com/@alice", "www.tiktok.com/@alice",
      "tiktok.com/@alice", "m.tiktok.com/@alice", "HTTPS://WWW.TikTok.COM/@alice",
      "https://www.tiktok.com/@alice/", "https://www.tiktok.com//@alice",
      "https://www.tiktok.com/@alice?lang=en&x=", "https://www.tiktok.com/@alice#top",
      "https://www.tiktok.com/%40alice", "https://www.tiktok.com/@%61lice",
    ])
  func profiles(address: String) throws {
    let match = try #require(profile.match(address))
    #expect(match.operation == .posts)
    #expect(match.subject.name == "alice")
    #expect(match.subject.identities == [Identity("handle", "alice"), Identity("url", address)])
  }

  @Test("A post tells its author too")
  func posts() throws {
    let address = "https://www.tiktok.com/@alice/video/7301234567890123456"
    let match = try #require(post.match(address))
    #expect(match.operation == .post)
    #expect(match.subject.name == "7301234567890123456")
    #expect(
      match.subject.identities == [
        Identity("handle", "alice"), Identity("id", "7301234567890123456"),
        Identity("url", address),
      ])
  }

  @Test(
    "A query's placeholder is found wherever it stands",
    arguments: [
      "https://www.youtube.com/watch?v=abc-DEF_123", "youtube.com/watch?t=5&v=abc-DEF_123",
      "https://m.youtube.com/watch/?v=abc-DEF_123&v=other", "youtube.com/watch?v=abc%2DDEF_123",
    ])
  func queries(address: String) {
    #expect(watch.match(address)?.subject.name == "abc-DEF_123")
  }

  @Test("A plus in a query is a space, in a path a plus")
  func plus() {
    let search = URLPattern(
      "www.youtube.com/results?search_query={words}", operation: .search, subject: "words")
    let address = "https://www.youtube.com/results?search_query=high+tides%2B1&sp=x"
    #expect(search.match(address)?.subject.name == "high tides+1")
    #expect(profile.match("https://www.tiktok.com/@a+b")?.subject.name == "a+b")
  }

  @Test("Text around a placeholder is taken away")
  func around() {
    #expect(file.match("https://m.tiktok.com/v/123.html?x=1")?.subject.name == "123")
    #expect(file.match("https://m.tiktok.com/v/.html") == nil)
    #expect(file.match("https://m.tiktok.com/v/123.htm") == nil)
  }

  @Test(
    "An address of another shape is none",
    arguments: [
      "", "/", "alice", "@alice", "https://", "https://www.tiktok.com",
      "https://www.tiktok.com/alice", "https://www.tiktok.com/@", "https://www.tiktok.com/@/",
      "https://www.tiktok.com/@alice/video", "https://www.tiktok.com/@alice/video/1/2",
      "https://www.tiktok.com.evil.example/@alice", "https://evil.example/www.tiktok.com/@alice",
      "https://vm.tiktok.com/@alice", "https://www.tiktok.com:443/@alice",
      "https://alice@www.tiktok.com/@alice", "ftp://www.tiktok.com/@alice",
      "https://www.youtube.com/watch", "https://www.youtube.com/watch?v=",
      "https://www.youtube.com/watch?V=a", "https://www.youtube.com/watch?list=v=a",
      "https://www.youtube.com/Watch?v=a",
    ])
  func others(address: String) {
    #expect(profile.match(address) == nil)
    #expect(post.match(address) == nil)
    #expect(watch.match(address) == nil)
  }

  @Test(
    "Percent-encoding that is none, or gives no UTF-8, stays as it is",
    arguments: [
      ("a%20b", "a b"), ("%e2%82%ac", "€"), ("%", "%"), ("%4", "%4"), ("%zz", "%zz"),
      ("%+4", "%+4"), ("%-1", "%-1"), ("%ff", "%ff"), ("%41%ff", "%41%ff"), ("100%", "100%"),
      ("%2541", "%41"), ("%2F", "/"),
    ])
  func decoding(text: String, decoded: String) { #expect(percentDecoded(text) == decoded) }

  @Test("A pattern with its braces turned around matches nothing, and traps nobody")
  func turned() {
    let turned = URLPattern("example.com/}x{", operation: .post, subject: "x")
    #expect(!turned.isWellFormed)
    #expect(turned.match("https://example.com/abc") == nil)
  }

  @Test("A pattern knows its placeholders")
  func placeholders() {
    #expect(post.placeholders == ["handle", "id"])
    #expect(watch.placeholders == ["id"])
    #expect(post.isWellFormed)
    #expect(watch.isWellFormed)
  }
}
