import Foundation
import ProviderTesting
import Testing

@Suite("Case folders")
struct CaseFolderTests {
  /// The case that a `case.json` describes.
  private func question(_ text: String) throws -> CaseFolder.Question {
    let folder = FileManager.default.temporaryDirectory.appending(path: "cases-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let fixture = folder.appending(path: "Fixtures/one")
    try FileManager.default.createDirectory(at: fixture, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: fixture.appending(path: "case.json"))
    let cases = CaseFolder.all(beside: folder.appending(path: "Tests/SomeTests.swift").path)
    return try #require(cases.first).question()
  }

  @Test("A key that nobody reads is refused, with those that are known")
  func unknownKey() throws {
    let known = #""provider": "a.b", "operation": "posts", "subject": "x""#
    #expect(try question("{ \(known), \"status\": 500 }").status == 500)
    let error = #expect(throws: CaseError.self) {
      try question("{ \(known), \"stauts\": 500 }")
    }
    #expect(
      error?.description.hasPrefix(
        #"case.json has an unknown key "stauts"; known are call, finalURL, "#) == true)
  }
}
