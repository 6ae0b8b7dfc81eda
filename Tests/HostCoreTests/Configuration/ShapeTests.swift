import FastJSON
import Testing

@testable import HostCore

@Suite("Shapes of documents")
struct ShapeTests {
  private let shape = Shape.object([
    .init("name", .text(), required: true, "What it is called."),
    .init("colour", .text(values: ["red", "green", "blue"]), "Its colour."),
    .init("source", .prefixed(["env:", "file:"]), "Where it is from."),
    .init("count", .integer(-1...10), "How many."),
    .init("part", .number(0.5...1), "Which part."),
    .init("on", .flag, "Whether it is on."),
    .init("list", .list(of: .integer(0...9), atLeast: 2), "A list."),
    .init("map", .map(of: .flag), "A map."),
    .init("settings", .settings, "Settings."),
    .init("inner", .object([.init("deep", .list(of: .flag), required: true, "Deep.")]), "Inner."),
  ])

  private func problems(_ text: String) throws -> [String] {
    try JSONParser.with(Array(text.utf8)) { json in
      shape.problems(of: json).map { "\($0.path) \($0.message)" }
    }
  }

  @Test(
    "Takes what fits, at the ends of its ranges too",
    arguments: [
      #"{"name":""}"#,
      #"{"name":"a","colour":"blue","source":"env:KEY","count":-1,"part":0.5,"on":false}"#,
      #"{"name":"a","source":"file:/x","count":10,"part":1,"list":[0,9],"map":{}}"#,
      #"{"map":{"":true,"b":false},"name":"a","settings":{"a":"x","b":1,"c":-2.5,"d":true}}"#,
      #"{"name":"a","inner":{"deep":[]}}"#,
    ])
  func fits(text: String) throws { #expect(try problems(text) == []) }

  @Test(
    "Says of each member what it must be",
    arguments: [
      (#"{"name":1}"#, "/name must be a text"),
      (#"{"name":null}"#, "/name must be a text"),
      (
        #"{"name":"a","colour":"gren"}"#,
        #"/colour has an unknown value "gren"; did you mean "green"?"#
      ),
      (
        #"{"name":"a","colour":"ultramarine"}"#,
        #"/colour has an unknown value "ultramarine"; known are blue, green, red"#
      ),
      (
        #"{"name":"a","source":"KEY"}"#,
        #"/source must be a text that begins with "env:…" or "file:…""#
      ),
      (
        #"{"name":"a","source":"env:"}"#,
        #"/source must be a text that begins with "env:…" or "file:…""#
      ),
      (
        #"{"name":"a","source":7}"#, #"/source must be a text that begins with "env:…" or "file:…""#
      ),
      (#"{"name":"a","count":11}"#, "/count must be a whole number from -1 to 10"),
      (#"{"name":"a","count":-2}"#, "/count must be a whole number from -1 to 10"),
      (#"{"name":"a","count":1.5}"#, "/count must be a whole number from -1 to 10"),
      (#"{"name":"a","count":"1"}"#, "/count must be a whole number from -1 to 10"),
      (
        #"{"name":"a","count":18446744073709551615}"#, "/count must be a whole number from -1 to 10"
      ),
      (#"{"name":"a","part":0.49}"#, "/part must be a number from 0.5 to 1.0"),
      (#"{"name":"a","part":2}"#, "/part must be a number from 0.5 to 1.0"),
      (#"{"name":"a","part":"1"}"#, "/part must be a number from 0.5 to 1.0"),
      (#"{"name":"a","on":1}"#, "/on must be true or false"),
      (#"{"name":"a","on":"true"}"#, "/on must be true or false"),
      (#"{"name":"a","list":{}}"#, "/list must be a list"),
      (#"{"name":"a","list":[1]}"#, "/list must have at least 2 entries"),
      (#"{"name":"a","list":[1,2,10]}"#, "/list/2 must be a whole number from 0 to 9"),
      (#"{"name":"a","map":[]}"#, "/map must be an object"),
      (#"{"name":"a","map":{"x":1}}"#, "/map/x must be true or false"),
      (#"{"name":"a","settings":[]}"#, "/settings must be an object"),
      (#"{"name":"a","settings":{"x":null}}"#, "/settings/x must be a text, a number or a flag"),
      (#"{"name":"a","settings":{"x":{}}}"#, "/settings/x must be a text, a number or a flag"),
      (#"{"name":"a","settings":{"x":[1]}}"#, "/settings/x must be a text, a number or a flag"),
      (
        #"{"name":"a","settings":{"x":9223372036854775808}}"#,
        "/settings/x must be a number of at most 63 bits"
      ),
      (#"{"name":"a","inner":{"deep":[true,0]}}"#, "/inner/deep/1 must be true or false"),
      (#"{"name":"a","inner":{}}"#, #"/inner needs "deep": Deep."#),
      (#"{"name":"a","inner":3}"#, "/inner must be an object"),
    ])
  func refuses(text: String, problem: String) throws { #expect(try problems(text) == [problem]) }

  @Test("Names the nearest known key, or all where none is near")
  func unknownKeys() throws {
    #expect(
      try problems(#"{"name":"a","colur":"red"}"#)
        == [#" has an unknown key "colur"; did you mean "colour"?"#])
    #expect(
      try problems(#"{"name":"a","inner":{"deep":[],"zzzzzz":1}}"#)
        == [#"/inner has an unknown key "zzzzzz"; known are deep"#])
  }

  @Test("Says of a missing member what it is for")
  func missing() throws {
    #expect(try problems("{}") == [#" needs "name": What it is called."#])
  }

  @Test("Names that stand twice are refused, in maps and settings too")
  func twice() throws {
    #expect(
      try problems(
        #"{"name":"a","name":"b","map":{"x":true,"x":false},"settings":{"y":1,"y":1}}"#)
        == ["/name is there twice", "/map/x is there twice", "/settings/y is there twice"])
  }

  @Test("Pointers escape what RFC 6901 says")
  func pointers() throws {
    #expect(
      try problems(#"{"name":"a","map":{"a/b":0,"c~d":0,"~1":0}}"#) == [
        "/map/a~1b must be true or false", "/map/c~0d must be true or false",
        "/map/~01 must be true or false",
      ])
  }

  @Test("All problems are found, in the order of the document")
  func several() throws {
    #expect(
      try problems(#"{"on":3,"count":"x","list":[10,11]}"#) == [
        "/on must be true or false", "/count must be a whole number from -1 to 10",
        "/list/0 must be a whole number from 0 to 9", "/list/1 must be a whole number from 0 to 9",
        #" needs "name": What it is called."#,
      ])
  }

  @Test("A document that is no object, or no JSON, is refused whole")
  func documents() {
    #expect(
      HostCoreTests.problems { () throws(ConfigurationError) in try configuration("[]") }
        == [" must be an object"])
    let broken = HostCoreTests.problems { () throws(ConfigurationError) in
      try configuration("{\n \"plugins\": [\"ä\" \"b\"]\n}")
    }
    #expect(broken.count == 1)
    #expect(broken.first?.hasPrefix(" is not JSON at line 2, column 18: ") == true)
  }

  @Test(
    "The place where a text ceases to be JSON is found",
    arguments: [
      ("", 1, 1), ("{", 1, 2), ("{\"a\":1,}", 1, 8), ("{\"a\" 1}", 1, 6), ("[1 2]", 1, 4),
      ("{} x", 1, 4),
      ("[\n  1,\n  tru\n]", 3, 6), ("{a:1}", 1, 2), ("[01]", 1, 3), ("[1.]", 1, 4),
      ("[\"a\nb\"]", 1, 4),
      ("[-]", 1, 3), ("[1e]", 1, 4), ("\u{FEFF}{}", 1, 1),
    ])
  func faults(text: String, line: Int, column: Int) throws {
    let place = try #require(JSONFault.place(in: Array(text.utf8)))
    #expect([place.line, place.column] == [line, column], "\(text)")
  }

  @Test(
    "JSON has no such place",
    arguments: ["{}", " [1, -0.5e+3, \"\\\"\", null]\n", "{\"a\": {\"b\": [[]]}}"])
  func faultless(text: String) {
    #expect(JSONFault.place(in: Array(text.utf8)) == nil)
  }

  @Test("Nesting without end is a fault, and no crash")
  func deep() {
    #expect(JSONFault.place(in: Array(repeating: UInt8(ascii: "["), count: 100_000)) != nil)
  }

  @Test("An error prints one line for each problem: file, place, what")
  func printed() {
    let error = ConfigurationError(
      file: "a.json", [ConfigurationProblem("", "is odd"), ConfigurationProblem("/b", "is odder")])
    #expect(error.description == "a.json: / is odd\na.json: /b is odder")
  }
}
