import ProviderSDK
import Testing

@Suite("Markup")
struct MarkupTests {
  private func xml(_ text: String) throws -> Markup {
    try Array(text.utf8).withUnsafeBytes { try Markup(xml: $0) }
  }
  private func html(_ text: String) throws -> Markup {
    try Array(text.utf8).withUnsafeBytes { try Markup(html: $0) }
  }

  @Test("Elements and attributes are found by their names without prefix")
  func namespaces() throws {
    let feed = try xml(
      """
      <?xml version="1.0"?><a:feed xmlns:a="urn:a" xmlns:m="urn:m" xmlns="urn:n">
      <entry><m:group><m:title>One</m:title><m:views m:count="12" x="y"/></m:group></entry>
      <undeclared:entry>Two</undeclared:entry></a:feed>
      """)
    #expect(feed.root.name == "feed")
    #expect(feed.root["entry"]["group"]["title"].text == "One")
    #expect(feed.root["entry"]["group"]["views"].attribute("count") == "12")
    #expect(feed.root["entry"]["group"]["views"].attribute("x") == "y")
    #expect(feed.root["entry"]["group"]["views"].attribute("z") == nil)
    #expect(feed.root.children.map(\.name) == ["entry", "entry"])
    #expect(feed.root.children.last?.text == "Two")
  }

  @Test("A path through what is not there ends in a missing element")
  func missing() throws {
    let feed = try xml("<feed/>")
    #expect(!feed.root["a"]["b"].exists)
    #expect(feed.root["a"]["b"].text == nil)
    #expect(feed.root["a"].attribute("b") == nil)
    #expect(feed.root["a"].name == "")
    #expect(feed.root["a"].children.isEmpty)
    #expect(feed.root["a"].all("b").isEmpty)
    #expect(feed.root.exists)
    #expect(feed.root.text == "")
  }

  @Test("All elements of a name come in the order of the document")
  func all() throws {
    let feed = try xml("<r><i n='1'><i n='2'/></i><x><i n='3'/></x><i n='4'/></r>")
    #expect(feed.root.all("i").compactMap { $0.attribute("n") } == ["1", "2", "3", "4"])
  }

  @Test("Texts, sections and the five entities are read")
  func texts() throws {
    let feed = try xml(
      "<r>a &amp; b<![CDATA[ <c> &amp; ]]>&#228;&#x1F44B;&lt;&gt;&quot;&apos;<x>d</x></r>")
    #expect(feed.root.text == "a & b <c> &amp; ä👋<>\"'d")
  }

  @Test(
    "A document that defines entities is refused",
    arguments: [
      #"<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>"#,
      #"<!DOCTYPE r [<!ENTITY a "b">]><r x="&a;"/>"#,
      #"<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>"#,
      #"<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]><r/>"#,
      #"<!DOCTYPE r [<!ENTITY % p "x"><!ENTITY a "b">]><r/>"#,
    ])
  func entities(text: String) {
    let error = #expect(throws: ProviderError.self) { try xml(text) }
    #expect(error?.failure == .schemaChanged)
  }

  @Test("A billion laughs cost nothing")
  func billionLaughs() {
    var text = #"<!DOCTYPE r [<!ENTITY l0 "ha">"#
    for level in 1...10 {
      let parts = String(repeating: "&l\(level - 1);", count: 10)
      text += "<!ENTITY l\(level) \"\(parts)\">"
    }
    #expect(throws: ProviderError.self) { try xml(text + "]><r>&l10;</r>") }
    #expect(throws: ProviderError.self) { try xml(text + "]><r a='&l10;'/>") }
  }

  @Test("A document type without entities is none of our business")
  func documentType() throws {
    let feed = try xml(
      #"<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd"><rss><title>A</title></rss>"#)
    #expect(feed.root["title"].text == "A")
  }

  @Test(
    "What is not well formed is refused",
    arguments: [
      "<a>", "<a></b>", "a", "<a/><b/>", "<a b/>", "<a>&nbsp;</a>", "<a>\u{1}</a>", "<1/>",
    ])
  func broken(text: String) {
    let error = #expect(throws: ProviderError.self) { try xml(text) }
    #expect(error?.failure == .schemaChanged)
  }

  @Test("Nothing is transient, a page for browsers is blocked")
  func notAFeed() {
    #expect(#expect(throws: ProviderError.self) { try xml("") }?.failure == .transient)
    #expect(#expect(throws: ProviderError.self) { try html("") }?.failure == .transient)
    for page in ["<!DOCTYPE html><html><body>no</body></html>", "<HTML><body/></HTML>"] {
      #expect(#expect(throws: ProviderError.self) { try xml(page) }?.failure == .blocked)
    }
  }

  @Test("HTML is read however broken it is")
  func brokenHTML() throws {
    let page = try html(
      "<title>A &amp; B</title><p class=x>one<p>two<b>three</p></i><br>&nbsp;é<meta content='a\"b'")
    #expect(page.root.name == "html")
    #expect(page.root.all("p").count == 2)
    #expect(page.root.all("p").first?.attribute("class") == "x")
    #expect(page.root.all("title").first?.text == "A & B")
    #expect(page.root.all("b").first?.text?.hasPrefix("three") == true)
    #expect(try html("just text").root.text == "just text")
    #expect(
      try html("<script>if (a < b) {}</script>").root.all("script").first?.text == "if (a < b) {}")
  }

  @Test("Bytes that are not UTF-8 end no reading of HTML")
  func invalidUTF8() throws {
    let bytes: [UInt8] = Array("<p>a".utf8) + [0xFF, 0xFE, 0xC3] + Array("b</p>".utf8)
    let page = try bytes.withUnsafeBytes { try Markup(html: $0) }
    #expect(page.root.all("p").count == 1)
    #expect(page.root.all("p").first?.text?.hasPrefix("a") == true)
    #expect(throws: ProviderError.self) {
      try (Array("<p>".utf8) + [0xFF] + Array("</p>".utf8)).withUnsafeBytes { try Markup(xml: $0) }
    }
  }

  @Test("Absurd nesting is refused or cut, and ends nothing")
  func nesting() throws {
    let deep = { String(repeating: "<d>", count: $0) + "x" + String(repeating: "</d>", count: $0) }
    #expect(try xml(deep(200)).root.all("d").count == 199)
    #expect(throws: ProviderError.self) { try xml(deep(100_000)) }
    let page = try html(String(repeating: "<div>", count: 100_000) + "x")
    #expect((200...2048).contains(page.root.all("div").count))
  }
}
