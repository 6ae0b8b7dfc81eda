import Foundation

/// Words that promise later work. Each is written in two parts, so that this file has none.
private let promises = [
  "TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "TB" + "D", "WI" + "P", "for" + " now",
  "not" + " implemented", "un" + "implemented", "coming" + " soon", "st" + "ub", "du" + "mmy",
  "work" + "around",
]

let wordRules = [
  Rule(
    claim: "No source promises later work",
    plants: [
      .init(
        "Sources/FastJSON/Planted.swift", "// \(promises[0]): think",
        "Sources/FastJSON/Planted.swift says \(promises[0])"),
      .init(
        "Sources/CMarkup/planted.c", "/* a \(promises[10]) */",
        "Sources/CMarkup/planted.c says \(promises[10])"),
      .init(
        "Plugins/TikTok/Sources/Planted.swift", "let a = 1  // Enough \(promises[6]).",
        "Plugins/TikTok/Sources/Planted.swift says \(promises[6])"),
      .init(
        "Tests/HostCoreTests/Planted.swift", "/// \(promises[1])",
        "Tests/HostCoreTests/Planted.swift says \(promises[1])"),
    ]
  ) { tree in
    let pattern = #"\b(?:\#(promises.joined(separator: "|")))\b"#
    return tree.paths.compactMap { path in
      let text = tree[path]
      let word = text.range(of: pattern, options: [.regularExpression, .caseInsensitive])
      return word.map { "\(path) says \(text[$0])" }
    }
  }
]

/// Messages whose Swift type has another name, since Swift or the SDK uses theirs.
private let renamed = ["Record": "RecordMessage", "Request": "ProviderRequest"]

let schemaRules = [
  Rule(
    claim: "Every message and list of schema.proto has its type in MetricSchema",
    plants: [
      .init(
        "Sources/MetricSchema/schema.proto", replacing: "message Audio {",
        with: "message Planted {\n}\nmessage Audio {", "MetricSchema has no Planted"),
      .init(
        "Sources/MetricSchema/schema.proto", replacing: "enum Presence {",
        with: "enum Planted {\n}\nenum Presence {", "MetricSchema has no Planted"),
      .init("Sources/MetricSchema/Comment.swift", "", "MetricSchema has no Comment"),
    ]
  ) { tree in
    let swift = tree.paths(below: "Sources/MetricSchema", "swift").map { tree.code($0) }
    let types = Set(
      swift.flatMap { $0.matches(of: /\b(?:struct|enum)\s+(\w+)/).map { String($0.1) } })
    let schema = tree.code("Sources/MetricSchema/schema.proto")
    let names = schema.matches(of: /(?:^|\n)\s*(?:message|enum)\s+(\w+)\s*\{/).map {
      String($0.1)
    }
    guard names.count > 20 else { return ["schema.proto has only \(names.count) messages"] }
    return names.map { renamed[$0] ?? $0 }.filter { !types.contains($0) }
      .map { "MetricSchema has no \($0)" }
  }
]
