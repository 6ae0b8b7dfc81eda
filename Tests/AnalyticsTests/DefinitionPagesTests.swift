import Foundation
import Testing

@testable import Analytics

@Suite("Pages of the definitions")
struct DefinitionPagesTests {
  private static let module = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Analytics")
  private static let catalog = module.appending(path: "Analytics.docc")

  @Test(
    "each definition has a page with its id, its version and all sections",
    arguments: Definition.all)
  func page(definition: Definition) throws {
    let page = try text(Self.catalog.appending(path: "Definitions/\(Self.page(definition)).md"))
    let title = try #require(page.split(separator: "\n").first)
    #expect(title.hasPrefix("# "))
    #expect(title.hasSuffix("(\(definition.id), \(definition.version))"))
    let sections = page.components(separatedBy: "\n## ").dropFirst()
    let titles = sections.compactMap { $0.split(separator: "\n").first.map(String.init) }
    #expect(titles == ["Formula", "Unit and range", "When it is unknown", "Source", "Example"])
    #expect(sections.allSatisfy { $0.split(separator: "\n").count > 1 }, "a section is empty")
    let example = try #require(sections.last)
    #expect(example.contains(/```swift\n/) && example.contains(/\nlet [A-Za-z]+ = .*  \/\/ ./))
  }

  @Test("each page has its definition, and no two definitions have one id")
  func definitions() throws {
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: Self.catalog.appending(path: "Definitions").path)
    #expect(pages.sorted() == Definition.all.map { Self.page($0) + ".md" }.sorted())
  }

  @Test("every definition in the code is in a list of its area")
  func lists() throws {
    let files = try #require(
      FileManager.default.enumerator(at: Self.module, includingPropertiesForKeys: nil))
    var ids: [String] = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let made = /static let \w+(?:: Definition)? =\s+(?:Definition|Self|\.init)\(\s*"([a-z0-9_]+)"/
      ids += try text(file).matches(of: made).map { String($0.1) }
    }
    #expect(ids.sorted() == Definition.all.map(\.id).sorted())
  }

  @Test("the module's documentation lists each page once")
  func topics() throws {
    let overview = try text(Self.catalog.appending(path: "Analytics.md"))
    let listed = overview.matches(of: /\n- <doc:([a-z0-9-]+)>/).map { String($0.1) }
    #expect(listed.sorted() == Definition.all.map(Self.page).sorted())
  }

  private static func page(_ definition: Definition) -> String {
    definition.id.replacing("_", with: "-")
  }

  private func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }
}
