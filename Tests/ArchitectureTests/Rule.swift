import Testing

/// Something that holds for all of the repository, and a violation that it must find.
struct Rule: CustomTestStringConvertible, Sendable {
  /// What holds.
  let claim: String
  /// Violations to show that the rule sees them.
  let plants: [Plant]
  /// What violates it, one sentence each, in a fixed order.
  let violations: @Sendable (SourceTree) -> [String]

  var testDescription: String { claim }

  /// One change of the repository, and what the rule must say of it.
  struct Plant: Sendable {
    let path: String
    let text: @Sendable (SourceTree) -> String?
    let violation: String

    /// A file with this text.
    init(_ path: String, _ text: String?, _ violation: String) {
      self.path = path
      self.text = { _ in text }
      self.violation = violation
    }

    /// A file in which a text is replaced.
    init(_ path: String, replacing old: String, with new: String, _ violation: String) {
      self.path = path
      text = { $0[path].replacing(old, with: new) }
      self.violation = violation
    }
  }
}

@Suite("Architecture")
struct ArchitectureTests {
  private static let rules =
    importRules + libraryRules + commandRules + layoutRules + wordRules + schemaRules

  @Test("Holds for the repository", arguments: rules)
  func holds(rule: Rule) { #expect(rule.violations(.repository) == []) }

  @Test("Is seen to be violated", arguments: rules)
  func sees(rule: Rule) {
    #expect(!rule.plants.isEmpty)
    let before = Set(rule.violations(.repository))
    for plant in rule.plants {
      let tree = SourceTree.repository.with(plant.path, plant.text(.repository))
      #expect(rule.violations(tree).filter { !before.contains($0) } == [plant.violation])
    }
  }

  @Test("The repository is read")
  func reads() {
    let tree = SourceTree.repository
    #expect(tree.paths(below: "Sources", "swift").count > 100)
    #expect(tree["Package.swift"].contains("let package = Package("))
    #expect(tree.folders(in: "Plugins").contains("Template"))
    let found = tree.paths(below: "Sources", "swift").flatMap { tree.imports($0) }
    #expect(found.count > 200)
    #expect(found.filter { $0 == "MetricSchema" }.count > 50)
  }

  @Test(
    "An import is found in every form",
    arguments: [
      ("import A", ["A"]), ("public import A\ninternal import B", ["A", "B"]),
      ("@testable import A", ["A"]), ("@_exported public import A", ["A"]),
      ("@preconcurrency import A", ["A"]), ("@_spi(X) import A", ["A"]),
      ("import struct A.B", ["A"]), ("public import func A.b", ["A"]),
      ("#if canImport(X)\n  import A\n#endif", ["A"]), ("import A // why", ["A"]),
      ("// import A", []), ("let text = \"\"\n/// import A", []), ("important()", []),
    ])
  func forms(text: String, modules: [String]) { #expect(importedModules(text) == modules) }
}
