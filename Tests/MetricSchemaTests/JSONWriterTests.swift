import Foundation
import MetricSchema
import Testing

@Suite("JSON writing")
struct JSONWriterTests {
  private func text(_ write: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    write(&json)
    return json.text
  }

  @Test(
    "Escapes what JSON does not allow and what commands a terminal, and nothing else",
    arguments: [
      ("", #""""#), ("a\"b", #""a\"b""#), (#"a\b"#, #""a\\b""#), ("a/b", #""a/b""#),
      ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{1}\u{1F}\u{7F}", #""\u0000\u0001\u001f\u007f""#),
      ("\u{8}\u{C}", #""\u0008\u000c""#), ("ä👋\u{2028}", "\"ä👋\u{2028}\""),
      ("</script>", #""</script>""#),
      ("a\u{80}\u{9B}31m\u{9F}\u{A0}Â\u{300}", "\"a\\u0080\\u009b31m\\u009f\u{A0}Â\u{300}\""),
    ])
  func escapes(value: String, json: String) { #expect(text { $0.value(value) } == json) }

  @Test("Every scalar of a text comes back", arguments: [0..<0xD800, 0xE000..<0x11_0000])
  func everyScalar(range: Range<UInt32>) throws {
    var scalars = String.UnicodeScalarView()
    for number in range { if let scalar = Unicode.Scalar(number) { scalars.append(scalar) } }
    let written = text { json in json.array { $0.value(String(scalars)) } }
    let read = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String]
    #expect(read?.first?.unicodeScalars.elementsEqual(scalars) == true)
  }

  @Test("Writes numbers that JSON has, and null for the others")
  func numbers() {
    let reals: [Double?] = [
      0, -0.0, 1, 0.1, 1e21, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .nan, .infinity,
    ]
    let written = text { json in
      json.array { json in
        for real in reals + [-.infinity, nil] { json.value(real) }
        for integer: Int64? in [0, -1, .max, .min, nil] { json.value(integer) }
        for flag: Bool? in [true, false, nil] { json.value(flag) }
      }
    }
    #expect(
      written == "[0,-0,1,0.1,1e+21,5e-324,1.7976931348623157e+308,null,null,null,null,"
        + "0,-1,9223372036854775807,-9223372036854775808,null,true,false,null]")
  }

  @Test("Commas come between elements and members, however they nest")
  func commas() {
    let written = text { json in
      json.object { json in
        json.key("a")
        json.array { json in
          json.object { _ in }
          json.array { $0.value(Int64(1)) }
          json.null()
        }
        json.member("b", nil as String?)
        json.member("c", "d")
        json.member("e", 2)
        json.key("f")
        json.raw("{}")
        json.key("g")
        json.value(nil as String?)
      }
    }
    #expect(written == #"{"a":[{},[1],null],"c":"d","e":2,"f":{},"g":null}"#)
  }
}
