import Foundation
import Testing

@testable import Analytics

@Suite("Pages of definitions")
struct PageTests {
  private static let folder = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
    path.deletingLastPathComponent()
  }.appending(path: "Sources/Analytics/Analytics.docc/Definitions")

  @Test(
    "each definition has a page with its id, version, and all sections",
    arguments: Definition.all)
  func page(definition: Definition) throws {
    let name = definition.id.replacing("_", with: "-") + ".md"
    let page = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let title = try #require(page.split(separator: "\n").first)
    #expect(title.hasPrefix("# "))
    #expect(title.hasSuffix("(\(definition.id), \(definition.version))"))
    for section in ["Formula", "Unit and range", "When it is unknown", "Source", "Example"] {
      #expect(page.contains("\n## \(section)\n"))
    }
    #expect(page.contains("```swift\n"))
  }

  @Test("no two definitions share an id")
  func ids() {
    #expect(Set(Definition.all.map(\.id)).count == Definition.all.count)
  }
}
