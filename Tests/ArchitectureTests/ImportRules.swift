/// The layers, each of which may import those above it.
private let contract: Set<String> = [
  "CProviderABI", "FastJSON", "Locks", "MetricSchema", "ProviderSDK", "ProviderTesting",
]
private let core: Set<String> = ["Analytics", "HostCore"]
let adapters: Set<String> = [
  "Crypto", "CurlTransport", "MicroHTTPServer", "PluginLoader", "RawArchive", "SQLiteStore",
  "Simulator",
]

/// What puts the rest together: the command, and what measures it.
let programs: Set<String> = ["Bench", "Verify", "patchbay"]

/// The values of the contract, which all may import.
private let values: Set<String> = ["FastJSON", "Locks", "MetricSchema"]

/// What comes with the toolchain and costs nothing at the start.
private let platform: Set<String> = ["Dispatch", "Glibc", "Synchronization"]

/// The one module that imports each C library or C part.
let owners = [
  "CCurl": "CurlTransport", "CMarkup": "ProviderSDK", "CMicroHTTPD": "MicroHTTPServer",
  "COpenSSL": "Crypto",
  "CRunnerFrames": "PluginLoader", "CSQLite": "SQLiteStore", "CSimdjson": "FastJSON",
  "CZstd": "RawArchive",
]

/// Adapters that are built on others.
private let foundations: [String: Set<String>] = [
  "RawArchive": ["Crypto"], "SQLiteStore": ["Crypto", "RawArchive"],
  "Simulator": ["MicroHTTPServer"],
]

/// Why a module may not import another, `nil` where it may.
private func objection(_ module: String, _ imported: String) -> String? {
  if platform.contains(imported) { return nil }
  if let owner = owners[imported] {
    let compares = module == "Bench" && imported == "CSQLite"
    return owner == module || compares ? nil : "only \(owner) imports \(imported)"
  }
  if contract.contains(module) {
    let isValue = values.contains(module)
    let isTest = module == "ProviderTesting" && ["Foundation", "Testing"].contains(imported)
    return isTest || contract.contains(imported) && !isValue
      ? nil : "\(isValue ? "a value of the contract" : "the contract") imports only the contract"
  }
  if core.contains(module) {
    return values.union(core).contains(imported) ? nil : "the core imports only values"
  }
  if adapters.contains(module) {
    let isABI = module == "PluginLoader" && imported == "CProviderABI"
    let isBuiltOn = foundations[module]?.contains(imported) ?? false
    return isABI || isBuiltOn || values.union(core).contains(imported)
      ? nil : "an adapter imports only the core and values"
  }
  if programs.contains(module) {
    let isMeasured = module == "Bench" && imported == "Foundation"
    return ["Foundation", "ProviderTesting"].contains(imported) && !isMeasured
      ? "a program needs no \(imported)" : nil
  }
  return "\(module) stands in no layer: name it in ImportRules.swift"
}

/// The modules that a Swift file imports.
func importedModules(_ text: String) -> [String] {
  let line =
    #/
    ^ \h* (?: @\w+ (?: \([^)]*\) )? \h+ )*
    (?: (?: public | package | internal | fileprivate | private ) \h+ )? import \h+
    (?: (?: struct | class | enum | protocol | func | var | let | typealias ) \h+ )? (\w+)
    /#.anchorsMatchLineEndings()
  return text.matches(of: line).map { String($0.1) }
}

/// The modules of the table in `Package.swift`, with what it lets them import.
private func table(_ tree: SourceTree) -> [(module: String, imports: [String])] {
  let text = tree["Package.swift"]
  guard let start = text.firstRange(of: "let modules:")?.upperBound,
    let end = text[start...].firstRange(of: "\n]")?.lowerBound
  else { return [] }
  return text[start..<end].matches(of: /"(\w+)":\s*\[([^\]]*)\]/).map { row in
    (String(row.1), row.2.matches(of: /"(\w+)"/).map { String($0.1) })
  }
}

private func imports(ofModule module: String, _ tree: SourceTree) -> Set<String> {
  Set(tree.paths(below: "Sources/\(module)", "swift").flatMap { tree.imports($0) })
}

let importRules = [
  Rule(
    claim: "Modules import what their layer may: contract, core, adapters, command",
    plants: [
      .init(
        "Sources/HostCore/Planted.swift", "import CurlTransport",
        "Sources/HostCore/Planted.swift imports CurlTransport: the core imports only values"),
      .init(
        "Sources/HostCore/Planted.swift", "internal import ProviderSDK",
        "Sources/HostCore/Planted.swift imports ProviderSDK: the core imports only values"),
      .init(
        "Sources/CurlTransport/Planted.swift", "import SQLiteStore",
        "Sources/CurlTransport/Planted.swift imports SQLiteStore: an adapter imports only the core and values"
      ),
      .init(
        "Sources/MetricSchema/Planted.swift", "import FastJSON",
        "Sources/MetricSchema/Planted.swift imports FastJSON: a value of the contract imports only the contract"
      ),
      .init(
        "Sources/ProviderSDK/Planted.swift", "import HostCore",
        "Sources/ProviderSDK/Planted.swift imports HostCore: the contract imports only the contract"
      ),
      .init(
        "Sources/SQLiteStore/Planted.swift", "private import CCurl",
        "Sources/SQLiteStore/Planted.swift imports CCurl: only CurlTransport imports CCurl"),
      .init(
        "Sources/patchbay/Planted.swift", "import CSQLite",
        "Sources/patchbay/Planted.swift imports CSQLite: only SQLiteStore imports CSQLite"),
      .init(
        "Sources/Novelty/Planted.swift", "import MetricSchema",
        "Sources/Novelty/Planted.swift imports MetricSchema: Novelty stands in no layer: name it in ImportRules.swift"
      ),
    ]
  ) { tree in
    tree.paths(below: "Sources", "swift").flatMap { path -> [String] in
      let module = String(path.split(separator: "/")[1])
      return tree.imports(path).compactMap { imported in
        objection(module, imported).map { "\(path) imports \(imported): \($0)" }
      }
    }
  },
  Rule(
    claim: "The table of modules in Package.swift says what the sources import, and no more",
    plants: [
      .init(
        "Package.swift", replacing: #""HostCore": ["#, with: #""HostCore": ["ProviderSDK", "#,
        "HostCore: the table lets it import ProviderSDK, which it does not"),
      .init(
        "Package.swift", replacing: #""HostCore": ["FastJSON", "#, with: #""HostCore": ["#,
        "HostCore: it imports FastJSON, which is not in the table"),
      .init(
        "Sources/Novelty/Planted.swift", "let novelty = 1", "Novelty: it is not in the table"),
    ]
  ) { tree in
    let rows = table(tree)
    let known = Set(rows.map(\.module)).union(programs)
    let others = tree.folders(in: "Sources").filter {
      !known.contains($0) && !tree.paths(below: "Sources/\($0)", "swift").isEmpty
    }
    return rows.flatMap { row -> [String] in
      let imported = imports(ofModule: row.module, tree)
        .subtracting(platform).subtracting(["Foundation", "Testing"])
      return row.imports.filter { !imported.contains($0) }.map {
        "\(row.module): the table lets it import \($0), which it does not"
      }
        + imported.subtracting(row.imports).sorted().map {
          "\(row.module): it imports \($0), which is not in the table"
        }
    } + others.map { "\($0): it is not in the table" }
  },
  Rule(
    claim: "Plugins import ProviderSDK and MetricSchema, and their entry the ABI",
    plants: [
      .init(
        "Plugins/TikTok/Sources/Planted.swift", "import HostCore",
        "Plugins/TikTok/Sources/Planted.swift imports HostCore"),
      .init(
        "Plugins/TikTok/Sources/Planted.swift", "import Glibc",
        "Plugins/TikTok/Sources/Planted.swift imports Glibc"),
      .init(
        "Plugins/TikTok/Sources/Planted.swift", "import YouTubeProvider",
        "Plugins/TikTok/Sources/Planted.swift imports YouTubeProvider"),
      .init(
        "Plugins/TikTok/Sources/Planted.swift", "import CProviderABI",
        "Plugins/TikTok/Sources/Planted.swift imports CProviderABI"),
      .init(
        "Plugins/TikTok/Entry/Planted.swift", "public import CProviderABI\nimport PluginLoader",
        "Plugins/TikTok/Entry/Planted.swift imports PluginLoader"),
      .init(
        "Plugins/TikTok/Tests/Planted.swift", "import Testing\nimport BlueskyProvider",
        "Plugins/TikTok/Tests/Planted.swift imports BlueskyProvider"),
    ]
  ) { tree in
    tree.paths(below: "Plugins", "swift").flatMap { path -> [String] in
      let pieces = path.split(separator: "/")
      let own = "\(pieces[1])Provider"
      let more: [String] =
        switch pieces[2] {
        case "Entry": ["CProviderABI", own]
        case "Tests": ["Foundation", "ProviderTesting", "Testing", own]
        default: []
        }
      return tree.imports(path).filter {
        !(["MetricSchema", "ProviderSDK"] + more).contains($0)
      }.map { "\(path) imports \($0)" }
    }
  },
  Rule(
    claim: "Foundation stays in tests, and where it is measured: it costs time and memory",
    plants: [
      .init(
        "Sources/patchbay/Planted.swift", "import Foundation",
        "Sources/patchbay/Planted.swift imports Foundation"),
      .init(
        "Plugins/YouTube/Sources/Planted.swift", "import FoundationEssentials",
        "Plugins/YouTube/Sources/Planted.swift imports FoundationEssentials"),
    ]
  ) { tree in
    tree.paths.filter { path in
      let isFree = ["Tests/", "Sources/Bench/", "Sources/ProviderTesting/"].contains {
        path.hasPrefix($0)
      }
      return path.hasSuffix(".swift") && !isFree && !path.contains("/Tests/")
    }.flatMap { path in
      tree.imports(path).filter { $0.hasPrefix("Foundation") }.map { "\(path) imports \($0)" }
    }
  },
]
