/// What makes a test file one: it can fail.
private let assertions = [
  "#expect", "#require", "Issue.record", "expectExpected(", "expectSurvivesAbuse(",
]

let layoutRules = [
  Rule(
    claim: "No file is longer than 400 lines",
    plants: [
      .init(
        "Sources/FastJSON/Planted.swift", String(repeating: "let a = 1\n", count: 401),
        "Sources/FastJSON/Planted.swift has 401 lines"),
      .init(
        "Tests/HostCoreTests/Planted.c", String(repeating: "\n", count: 500),
        "Tests/HostCoreTests/Planted.c has 500 lines"),
    ]
  ) { tree in
    tree.paths.compactMap { path in
      let lines = tree[path].utf8.count { $0 == UInt8(ascii: "\n") }
      return lines > 400 ? "\(path) has \(lines) lines" : nil
    }
  },
  Rule(
    claim: "Every plugin's folder is complete",
    plants: [
      .init("Plugins/Template/README.md", nil, "Plugins/Template has no README.md"),
      .init("Plugins/Template/plugin.json", nil, "Plugins/Template has no plugin.json"),
      .init(
        "Plugins/Template/Entry/manifest.c", nil, "Plugins/Template has no Entry/manifest.c"),
      .init("Plugins/Template/Sources/Feed.swift", nil, "Plugins/Template has no Sources"),
      .init("Plugins/Template/Entry/Entry.swift", nil, "Plugins/Template has no Entry"),
      .init(
        "Plugins/Template/Tests/TemplateTests.swift", nil, "Plugins/Template has no Tests"),
    ]
  ) { tree in
    tree.folders(in: "Plugins").flatMap { name -> [String] in
      let folder = "Plugins/\(name)"
      let files = ["README.md", "plugin.json", "Entry/manifest.c"].filter {
        !tree.paths.contains("\(folder)/\($0)")
      }
      let folders = ["Sources", "Entry", "Tests"].filter {
        tree.paths(below: "\(folder)/\($0)", "swift").isEmpty
      }
      let fixtures = tree.folders(in: folder + "/Fixtures").isEmpty ? ["Fixtures"] : []
      return (files + folders + fixtures).map { "\(folder) has no \($0)" }
    }
  },
  Rule(
    claim: "Package.swift names every platform",
    plants: [
      .init(
        "Package.swift", replacing: #""Bluesky", "#, with: "",
        "Plugins/Bluesky is not among the platforms of Package.swift")
    ]
  ) { tree in
    let list = tree["Package.swift"].firstMatch(of: /let platforms = \[([^\]]*)\]/)?.1 ?? ""
    let named = list.matches(of: /"(\w+)"/).map { String($0.1) }
    return tree.folders(in: "Plugins").filter { !named.contains($0) }
      .map { "Plugins/\($0) is not among the platforms of Package.swift" }
  },
  Rule(
    claim: "Every case has its question and what is expected",
    plants: [
      .init(
        "Plugins/Template/Fixtures/posts/case.json", nil,
        "Plugins/Template/Fixtures/posts has no case.json"),
      .init(
        "Plugins/Template/Fixtures/posts/expected.jsonl", nil,
        "Plugins/Template/Fixtures/posts has no expected.jsonl"),
      .init(
        "Plugins/Template/Fixtures/planted.json", "{}",
        "Plugins/Template/Fixtures/planted.json is in no case"),
    ]
  ) { tree in
    tree.folders(in: "Plugins").flatMap { name -> [String] in
      let fixtures = "Plugins/\(name)/Fixtures"
      let loose = tree.paths(below: fixtures).filter { $0.split(separator: "/").count < 5 }
      return loose.map { "\($0) is in no case" }
        + tree.folders(in: fixtures).flatMap { folder in
          ["case.json", "expected.jsonl"].filter {
            !tree.paths.contains("\(fixtures)/\(folder)/\($0)")
          }.map { "\(fixtures)/\(folder) has no \($0)" }
        }
    }
  },
  Rule(
    claim: "Every file of tests asserts something",
    plants: [
      .init(
        "Tests/HostCoreTests/PlantedTests.swift", "@Test func nothing() {\n  // #expect(true)\n}",
        "Tests/HostCoreTests/PlantedTests.swift asserts nothing"),
      .init(
        "Plugins/TikTok/Tests/PlantedTests.swift", "@Test func nothing() { _ = providers }",
        "Plugins/TikTok/Tests/PlantedTests.swift asserts nothing"),
    ]
  ) { tree in
    tree.paths.filter { $0.hasSuffix("Tests.swift") }.filter { path in
      let code = tree.code(path)
      return !assertions.contains { code.contains($0) }
    }.map { "\($0) asserts nothing" }
  },
]
