import FastJSON
import Testing

@Suite("JSON reading")
struct JSONTests {
  private func read<R>(_ text: String, _ body: (JSON) throws -> R) throws -> R {
    try JSONParser.with(Array(text.utf8), body)
  }

  @Test("A path through what is not there ends in a missing value")
  func missing() throws {
    try read(#"{"a":{"b":null},"c":[1]}"#) { root in
      #expect(root["a"]["b"].exists)
      #expect(root["a"]["b"].isNull)
      #expect(!root["a"]["x"].exists)
      #expect(!root["a"]["x"].isNull)
      #expect(!root["x"]["y"][3]["z"].exists)
      #expect(!root["c"][1].exists)
      #expect(!root["c"][-1].exists)
      #expect(!root["c"]["a"].exists)
      #expect(root["c"][0].int == 1)
      #expect(root["x"].text == nil)
      #expect(root["x"].int == nil)
      #expect(Array(root["x"].elements).isEmpty)
      #expect(root["x"].members.isEmpty)
      #expect(root["x"].kind == .null)
    }
  }

  @Test(
    "Whole numbers are read exactly, or not at all",
    arguments: [
      ("0", 0), ("-0", 0), ("9223372036854775807", .max), ("-9223372036854775808", .min),
      ("9223372036854775808", nil), ("18446744073709551615", nil), ("18552.0", 18552),
      ("1e3", 1000), ("0.5", nil), ("1e300", nil), (#""123""#, 123), (#""-5""#, -5), (#""""#, nil),
      (#""1.5""#, nil), (#""12 ""#, nil), (#""x""#, nil), (#""9223372036854775808""#, nil),
      ("true", nil), ("null", nil), ("[1]", nil), ("{}", nil),
    ] as [(String, Int64?)])
  func integers(text: String, value: Int64?) throws {
    #expect(try read("[\(text)]") { $0[0].int } == value)
  }

  @Test(
    "Fractions are read from numbers and from texts",
    arguments: [
      ("0.1", 0.1), ("-2", -2), ("9223372036854775808", 9_223_372_036_854_775_808), ("1e-400", 0),
      (#""4.5""#, 4.5), (#""nan""#, nil), (#""inf""#, nil), (#""""#, nil), ("false", nil),
    ] as [(String, Double?)])
  func reals(text: String, value: Double?) throws {
    #expect(try read("[\(text)]") { $0[0].real } == value)
  }

  @Test(
    "Yes and no may come as numbers",
    arguments: [
      ("true", true), ("false", false), ("1", true), ("0", false), (#""1""#, true), ("2", nil),
      (#""true""#, nil), ("null", nil), ("1.0", true),
    ] as [(String, Bool?)])
  func flags(text: String, value: Bool?) throws {
    #expect(try read("[\(text)]") { $0[0].bool } == value)
  }

  @Test(
    "Ids are texts or the digits of whole numbers, however long",
    arguments: [
      (#""7000000000000000001""#, "7000000000000000001"),
      ("7000000000000000001", "7000000000000000001"),
      ("18446744073709551615", "18446744073709551615"), (#""""#, nil), ("0", nil), ("-1", "-1"),
      ("1.5", nil), ("null", nil), ("true", nil), (#""a/b""#, "a/b"),
    ] as [(String, String?)])
  func ids(text: String, value: String?) throws {
    #expect(try read("[\(text)]") { $0[0].id } == value)
  }

  @Test(
    "Texts have their escapes undone",
    arguments: [
      (#""""#, ""), (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{C}\n\r\tz"), (#""\u00e4""#, "ä"),
      (#""\ud83d\udc4b""#, "👋"), (#""\u0000x""#, "\u{0}x"), (#""ä👋""#, "ä👋"),
    ])
  func texts(text: String, value: String) throws {
    #expect(try read("[\(text)]") { $0[0].text } == value)
  }

  @Test(
    "Half an emoji, as JavaScript leaves it where it cuts a text, spoils no page",
    arguments: [
      (#""a\ud83d""#, "a\u{FFFD}"), (#""\udc4bz""#, "\u{FFFD}z"),
      (#""\ud83dx\udc4b""#, "\u{FFFD}x\u{FFFD}"),
      (#""\uD83D\uD83D\uDC4B""#, "\u{FFFD}👋"), (#""\ud83d\n""#, "\u{FFFD}\n"),
      (#""\ud83d\\udc4b""#, "\u{FFFD}\\udc4b"),
      (#""\\ud83d""#, "\\ud83d"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
    ])
  func loneSurrogates(text: String, value: String) throws {
    #expect(try read(#"{"ok":1,"text":\#(text)}"#) { $0["text"].text } == value)
    #expect(try read(#"{"text":"\ud83d","key":\#(text)}"#) { $0["key"].text } == value)
  }

  @Test("Very many halves of emoji take time that grows with the text", .timeLimit(.minutes(1)))
  func manyLoneSurrogates() throws {
    let count = 1 << 20
    let text = "[\"" + String(repeating: #"\ud83d"#, count: count) + "\"]"
    let read = try read(text) { $0[0].text }
    #expect(read == String(repeating: "\u{FFFD}", count: count))
  }

  @Test(
    "What is not JSON is refused with a reason",
    arguments: [
      "", " ", "{", "[", "]", "{]", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "nul", "tru", "[1 2]",
      "\"", "\"\\x\"", "\"\\u12\"", "01", "1.", ".5", "+1", "NaN", "'a'", "[1]x", "{}{}",
      "\u{FEFF}x",
      "[\"\t\"]", "/* */1", "\"\\ud83d", "1e999", "123456789012345678901234567890",
    ])
  func refused(text: String) {
    let error = #expect(throws: JSONError.self) { try read(text) { _ in } }
    #expect(error?.description.isEmpty == false)
  }

  @Test(
    "Text that is not UTF-8 is refused",
    arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]
      as [[UInt8]])
  func invalidUTF8(bytes: [UInt8]) {
    let text = Array("[\"".utf8) + bytes + Array("\"]".utf8)
    #expect(throws: JSONError.self) { try JSONParser.with(text) { _ in } }
  }

  @Test("Nesting is read to 1,000 levels, and refused when it is absurd")
  func nesting() throws {
    let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    try read(deep(1000)) { root in
      var value = root
      var depth = 1
      while let inner = value.elements.first(where: { _ in true }) {
        (value, depth) = (inner, depth + 1)
      }
      #expect(depth == 1000)
    }
    #expect(throws: JSONError.self) { try read(deep(1025)) { _ in } }
    #expect(throws: JSONError.self) { try read(deep(1_000_000)) { _ in } }
    let objects =
      String(repeating: #"{"a":"#, count: 500) + "1" + String(repeating: "}", count: 500)
    #expect(try read(objects) { $0["a"]["a"].kind } == .object)
  }

  @Test("Of a name that stands twice the first counts, and all are members")
  func duplicates() throws {
    try read(#"{"a":1,"b":2,"a":3}"#) { root in
      #expect(root["a"].int == 1)
      #expect(root[named: "a"].int == 1)
      #expect(root.members.map(\.key) == ["a", "b", "a"])
      #expect(root.members.map(\.value.int) == [1, 2, 3])
    }
  }

  @Test("Names are compared without their escapes")
  func names() throws {
    try read(#"{"\u0061\"ä":1,"":2}"#) { root in
      #expect(root["a\"ä"].int == 1)
      #expect(root[named: "a\"ä"].int == 1)
      #expect(root[""].int == 2)
      #expect(root.members.map(\.key) == ["a\"ä", ""])
    }
  }

  @Test("The same comes of bytes with and without padding, wherever they end")
  func padding() throws {
    let text = Array(#"{"a":[1,2.5,"x",true,null]}"#.utf8)
    let parser = JSONParser()
    for garbage: UInt8 in [0, UInt8(ascii: "}"), UInt8(ascii: "\""), 0xFF] {
      let padded = text + [UInt8](repeating: garbage, count: 64)
      try padded.withUnsafeBytes { bytes in
        let body = UnsafeRawBufferPointer(rebasing: bytes[..<text.count])
        for isPadded in [true, false] {
          let root = try parser.parse(body, padded: isPadded)
          #expect(root["a"].elements.map(\.kind) == [.integer, .real, .text, .flag, .null])
        }
      }
    }
  }

  @Test("A parser parses one document after the other, failures between them")
  func reuse() throws {
    let parser = JSONParser()
    for round in 1...50 {
      let text = Array("[\(String(repeating: "7,", count: round * 100))\(round)]".utf8)
      let last = try text.withUnsafeBytes { Array(try parser.parse($0).elements).last?.int }
      #expect(last == Int64(round))
      #expect(throws: JSONError.self) {
        try Array("[".utf8).withUnsafeBytes { try parser.parse($0) }
      }
    }
  }

  @Test("Fields are found in any order and from any place")
  func fields() throws {
    try read(#"{"a":1,"b":2,"c":3}"#) { root in
      var fields = root.fields
      for (name, value) in [("b", 2), ("c", 3), ("a", 1), ("c", 3), ("a", 1), ("b", 2)]
        as [(String, Int64)]
      {
        let found =
          switch name {
          case "a": fields["a"]
          case "b": fields["b"]
          default: fields["c"]
          }
        #expect(found.int == value)
      }
      #expect(!fields["d"].exists)
      var none = root["a"].fields
      #expect(!none["a"].exists)
    }
  }
}
