import FastJSON
import Foundation
import MetricSchema
import Testing

@testable import HostCore

@Suite("Printed JSON Schemas")
struct ShapeSchemaTests {
  /// Whether the schema and the checker take a document.
  private func verdicts(_ shape: Shape, _ document: [UInt8]) throws -> (schema: Bool, checker: Bool)
  {
    var writer = JSONWriter()
    shape.write(to: &writer, title: "Test")
    return try JSONParser.with(writer.bytes) { schema in
      try JSONParser.with(document) { json in
        (try SchemaReader().accepts(json, schema), shape.problems(of: json).isEmpty)
      }
    }
  }

  @Test(
    "Accept and refuse the same configurations as the checker",
    arguments: [
      (#"{}"#, true),
      (#"{"$schema":"x","plugins":["a"],"allow_unconfined":true,"keep_answers":false}"#, true),
      (#"{"platforms":{"a":{"use":["a.b"],"operations":{"posts":["a.c"]}}}}"#, true),
      (#"{"providers":{"a.b":{"secrets":{"k":["env:A","file:b"]},"margin":0.5}}}"#, true),
      (#"{"providers":{"a.b":{"cost":{"per_request":0,"currency":"EUR"},"request_cap":0}}}"#, true),
      (#"{"providers":{"a.b":{"settings":{"x":1,"y":"z","w":true,"v":0.5}}}}"#, true),
      (#"{"providers":{"a.b":{"base_url":"http://127.0.0.1:1","carrier":"linked"}}}"#, true),
      (#"{"providers":{"a.b":{"limits":[{"requests":1,"per":"month","call":"c"}]}}}"#, true),
      (#"[]"#, false),
      (#"{"plugins":"a"}"#, false),
      (#"{"plugin":["a"]}"#, false),
      (#"{"platforms":{"a":{}}}"#, false),
      (#"{"platforms":{"a":{"use":[]}}}"#, false),
      (#"{"platforms":{"a":{"use":["b"],"operations":{"post":["c"],"pots":["d"]}}}}"#, false),
      (#"{"providers":{"a.b":{"secrets":{"k":["A"]}}}}"#, false),
      (#"{"providers":{"a.b":{"secrets":{"k":["env:"]}}}}"#, false),
      (#"{"providers":{"a.b":{"secrets":{"k":"env:A"}}}}"#, false),
      (#"{"providers":{"a.b":{"margin":0}}}"#, false),
      (#"{"providers":{"a.b":{"margin":1.01}}}"#, false),
      (#"{"providers":{"a.b":{"carrier":"free"}}}"#, false),
      (#"{"providers":{"a.b":{"base_url":"ftp://a"}}}"#, false),
      (#"{"providers":{"a.b":{"timeout_ms":99}}}"#, false),
      (#"{"providers":{"a.b":{"parallel":257}}}"#, false),
      (#"{"providers":{"a.b":{"cost":{"per_request":1}}}}"#, false),
      (#"{"providers":{"a.b":{"settings":{"x":[]}}}}"#, false),
      (#"{"providers":{"a.b":{"settings":{"x":null}}}}"#, false),
      (#"{"providers":{"a.b":{"limits":[{"requests":0,"per":"month"}]}}}"#, false),
      (#"{"providers":{"a.b":{"limits":[{"requests":1,"per":"week"}]}}}"#, false),
    ])
  func configurations(document: String, isRight: Bool) throws {
    let verdicts = try verdicts(HostConfiguration.shape, Array(document.utf8))
    #expect(verdicts.schema == isRight)
    #expect(verdicts.checker == isRight)
  }

  @Test(
    "Accept and refuse the same slots as the checker",
    arguments: [
      (#"{"kind":"bearer","secret":"a"}"#, true),
      (#"{"kind":"bearer","secret":"a","name":"b"}"#, false),
      (#"{"kind":"header","secret":"a"}"#, false),
      (#"{"kind":"header","secret":"a","name":"b"}"#, true),
      (
        #"{"kind":"oauth2_client","token_url":"https://a/","client_id":"b","client_secret":"c"}"#,
        true
      ),
      (
        #"{"kind":"oauth2_client","token_url":"http://a/","client_id":"b","client_secret":"c"}"#,
        false
      ),
      (
        #"{"kind":"oauth2_refresh","token_url":"https://a/","client_id":"b","refresh_token":"c"}"#,
        true
      ),
      (#"{"kind":"es256_jwt","key_id":"a","issuer":"b","private_key":"c","lifetime_s":60}"#, true),
      (#"{"kind":"es256_jwt","key_id":"a","issuer":"b","secret":"c"}"#, false),
      (#"{"kind":"oauth1","secret":"a"}"#, false), (#"{"secret":"a"}"#, false), ("{}", false),
      (#""bearer""#, false),
    ])
  func slots(document: String, isRight: Bool) throws {
    let verdicts = try verdicts(AuthSlot.shape, Array(document.utf8))
    #expect(verdicts.schema == isRight)
    #expect(verdicts.checker == isRight)
  }

  @Test("Accept the shipped files", arguments: ["providers.json", "Plugins/Template/plugin.json"])
  func shipped(file: String) throws {
    let shape = file == "providers.json" ? HostConfiguration.shape : PluginManifest.shape
    let verdicts = try verdicts(shape, shippedFile(file))
    #expect(verdicts.schema)
    #expect(verdicts.checker)
  }

  @Test("Refuse a manifest without each member that is needed")
  func needed() throws {
    let members = try JSONParser.with(shippedFile("Plugins/Template/plugin.json")) {
      $0.members.map(\.key)
    }
    let needed = members.filter { $0 != "urls" }
    #expect(needed.count == 8)
    for member in needed {
      let text = String(decoding: try shippedFile("Plugins/Template/plugin.json"), as: UTF8.self)
      let damaged = text.replacing("\"\(member)\":", with: "\"$other\":", maxReplacements: 1)
      let verdicts = try verdicts(PluginManifest.shape, Array(damaged.utf8))
      #expect(!verdicts.schema, "without \(member)")
      #expect(!verdicts.checker, "without \(member)")
    }
  }

  @Test("Say what every member is for")
  func described() throws {
    var writer = JSONWriter()
    HostConfiguration.shape.write(to: &writer, title: "providers.json")
    try JSONParser.with(writer.bytes) { schema in
      #expect(schema["title"].text == "providers.json")
      #expect(schema["$schema"].text == "https://json-schema.org/draft/2020-12/schema")
      for (name, member) in schema["properties"].members {
        #expect(member["description"].filledText != nil, "\(name)")
      }
      let settings = schema["properties"]["providers"]["additionalProperties"]
      #expect(settings["properties"].members.count == 12)
      #expect(settings["properties"]["margin"]["description"].text?.hasSuffix("Default 1.") == true)
    }
  }
}

/// The bytes of a file of the repository.
func shippedFile(_ path: String, beside file: String = #filePath) throws -> [UInt8] {
  var root = URL(filePath: file)
  for _ in 0..<4 { root.deleteLastPathComponent() }
  return [UInt8](try Data(contentsOf: root.appending(path: path)))
}
