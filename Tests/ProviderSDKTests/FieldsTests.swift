import FastJSON
import ProviderTesting
import Testing

@Suite("Members of an object")
struct FieldsTests {
  @Test("Finds members in the order of the document, in any other, and again")
  func orders() throws {
    let text = #"{"a":1,"nested":{"b":[1,{"a":9}]},"text":"x","c":3.5,"last":true}"#
    try JSONParser.with(Array(text.utf8)) { root in
      var fields = root.fields
      #expect(fields["a"].int == 1)
      #expect(fields["nested"]["b"][1]["a"].int == 9)
      #expect(fields["last"].bool == true)
      #expect(fields["text"].text == "x")
      #expect(fields["a"].int == 1)
      #expect(fields["c"].real == 3.5)
      #expect(fields["c"].real == 3.5)
      #expect(!fields["b"].exists)
      #expect(!fields["nestedd"].exists)
      #expect(fields["nested"].kind == .object)
    }
  }

  @Test("Has no member where there is no object", arguments: ["{}", "[1]", "null", "\"a\"", "7"])
  func empty(text: String) throws {
    try JSONParser.with(Array(text.utf8)) { root in
      var fields = root.fields
      #expect(!fields["a"].exists)
      var missing = root["nowhere"].fields
      #expect(!missing["a"].exists)
    }
  }

  @Test("Agrees with looking up one by one, for random objects and orders", arguments: [3, 33])
  func agrees(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    for _ in 0..<200 {
      let names: [StaticString] = ["a", "bb", "ccc", "dddd", "é", "f f", ""].shuffled(
        using: &random)
      let members = names.dropLast(2).map { #""\#($0)":[{"\#($0)":0},"\#($0)"]"# }
      let text = "{" + members.joined(separator: ",") + "}"
      try JSONParser.with(Array(text.utf8)) { root in
        var fields = root.fields
        for name in names.shuffled(using: &random) + names {
          #expect(fields[name][1].text == root[name][1].text, "\(name) in \(text), seed \(seed)")
        }
      }
    }
  }

  @Test("Tells a text from an empty one")
  func filledText() throws {
    try JSONParser.with(Array(#"["x","",7]"#.utf8)) { root in
      #expect(root.elements.map(\.filledText) == ["x", nil, nil])
    }
  }
}
