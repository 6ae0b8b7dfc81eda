import Foundation

/// Headers of the C libraries, and the folders that may include them; the floor, which the rest is measured by, has no
/// modules.
private let headers = [
  ("curl/", ["CCurl"]), ("openssl/", ["COpenSSL"]), ("libxml/", ["CMarkup", "CXML"]),
  ("microhttpd", ["CMicroHTTPD"]),
  ("simdjson", ["CSimdjson"]), ("sqlite3", ["CSQLite"]), ("zstd", ["CZstd"]),
]

let libraryRules = [
  Rule(
    claim: "Each C library is imported by exactly one module",
    plants: [
      .init(
        "Sources/SQLiteStore/Planted.swift", "import CZstd",
        "CZstd is imported by RawArchive, SQLiteStore"),
      .init(
        "Sources/CNovelty/module.modulemap", "", "CNovelty is imported by nobody"),
    ]
  ) { tree in
    let libraries = tree.folders(in: "Sources").filter { name in
      name.hasPrefix("C") && tree.paths(below: "Sources/\(name)", "swift").isEmpty
        // The contract's importers are many by design; CXML is read by C alone, and CAllocator by jemalloc.
        && !["CAllocator", "CProviderABI", "CXML"].contains(name)
    }
    let swift = tree.paths(below: "Sources", "swift")
    return libraries.compactMap { library in
      let users = Set(
        swift.filter { !$0.hasPrefix("Sources/Bench/") }.filter {
          tree.imports($0).contains(library)
        }
        .map { String($0.split(separator: "/")[1]) })
      guard users.count != 1 else { return nil }
      let names = users.isEmpty ? "nobody" : users.sorted().joined(separator: ", ")
      return "\(library) is imported by \(names)"
    }
  },
  Rule(
    claim: "The headers of a C library are included by its own module alone",
    plants: [
      .init(
        "Sources/CRunnerFrames/planted.c", "#include <sqlite3.h>",
        "Sources/CRunnerFrames/planted.c includes <sqlite3.h>"),
      .init(
        "Sources/CSimdjson/planted.h", "  # include \"libxml/tree.h\"",
        "Sources/CSimdjson/planted.h includes <libxml/tree.h>"),
    ]
  ) { tree in
    tree.paths(below: "Sources", "c", "cpp", "h").flatMap { path -> [String] in
      let folder = String(path.split(separator: "/")[1])
      let included = tree.code(path).matches(of: /#\s*include\s*[<"]([^>"]+)[>"]/).map { $0.1 }
      return included.filter { header in
        headers.contains { header.hasPrefix($0.0) && !($0.1 + ["Floor"]).contains(folder) }
      }.map { "\(path) includes <\($0)>" }
    }
  },
  Rule(
    claim: "Only the loader and the runner open libraries",
    plants: [
      .init(
        "Sources/patchbay/Planted.swift", "let a = dlopen(\"x\", RTLD_NOW)",
        "Sources/patchbay/Planted.swift calls dlopen"),
      .init(
        "Sources/CSimdjson/planted.cpp", "void *a = dlsym(0, \"x\");",
        "Sources/CSimdjson/planted.cpp calls dlsym"),
      .init(
        "Plugins/Bluesky/Sources/Planted.swift", "let a = dlmopen (0, \"x\", 1)",
        "Plugins/Bluesky/Sources/Planted.swift calls dlmopen"),
    ]
  ) { tree in
    let openers = ["PluginLoader", "CRunnerFrames", "ProviderRunner"].map { "Sources/\($0)/" }
    let others = tree.paths.filter { path in
      !path.hasPrefix("Tests/") && !path.contains("/Tests/")
        && !openers.contains { path.hasPrefix($0) }
    }
    return others.flatMap { path -> [String] in
      // Few files need the slower look.
      guard tree[path].contains("dl") else { return [] }
      return tree.code(path).matches(of: /\b(dlm?open|dlv?sym)\s*\(/).map {
        "\(path) calls \($0.1)"
      }
    }
  },
]

let commandRules = [
  Rule(
    claim: "Only Composition.swift names more than one adapter",
    plants: [
      .init(
        "Sources/patchbay/Commands/Planted.swift", "import SQLiteStore\nimport CurlTransport",
        "Sources/patchbay/Commands/Planted.swift imports CurlTransport, SQLiteStore"),
      .init(
        "Sources/patchbay/Commands/Composition.swift", "import PluginLoader\nimport Simulator",
        "Sources/patchbay/Commands/Composition.swift imports PluginLoader, Simulator"),
    ]
  ) { tree in
    programs.sorted().flatMap { tree.paths(below: "Sources/\($0)", "swift") }.compactMap { path in
      let named = Set(tree.imports(path)).intersection(adapters)
      let isComposition = programs.contains { path == "Sources/\($0)/Composition.swift" }
      guard !isComposition, named.count > 1 else { return nil }
      return "\(path) imports \(named.sorted().joined(separator: ", "))"
    }
  },
  Rule(
    claim: "Every command has examples, which call it",
    plants: [
      .init(
        "Sources/patchbay/Commands/Planted.swift",
        #"let a = CommandSpec("plant tree", "Plants", examples: []) { _ in .success }"#,
        "plant tree has no example"),
      .init(
        "Sources/patchbay/Commands/Planted.swift",
        #"let a = CommandSpec("plant tree", "Plants", examples: ["patchbay plant"]) { _ in 0 }"#,
        "plant tree has no example"),
      .init(
        "Sources/patchbay/Commands/Planted.swift",
        #"let a = CommandSpec(path, "Plants", examples: ["patchbay plant"]) { _ in .success }"#,
        "Sources/patchbay/Commands/Planted.swift has a command whose words are no literal"),
    ]
  ) { tree in
    tree.paths(below: "Sources/patchbay/Commands", "swift").flatMap { path -> [String] in
      let parts = tree.code(path).split(separator: "CommandSpec(").dropFirst()
      return parts.compactMap { part in
        guard let words = part.firstMatch(of: /^\s*"([^"]+)"/)?.1 else {
          return "\(path) has a command whose words are no literal"
        }
        let calls = part.contains("\"patchbay \(words)\"") || part.contains("\"patchbay \(words) ")
        return calls && part.contains("examples:") ? nil : "\(words) has no example"
      }
    }
  },
]
