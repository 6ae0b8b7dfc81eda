import Foundation

/// The files of the repository that are of interest here, as values, so that a rule can be shown a violation.
struct SourceTree: Sendable {
  /// Texts by path from the root; empty for files that hold no code.
  private(set) var texts: [String: String]
  /// The modules that Swift files import, by path.
  private(set) var imports: [String: [String]] = [:]

  /// The paths, sorted.
  var paths: [String] { texts.keys.sorted() }

  /// The checkout that these tests stand in.
  static let repository = SourceTree(root: URL(filePath: #filePath).up(3))

  init(root: URL) {
    texts = [:]
    for top in ["Package.swift", "Sources", "Plugins", "Tests"] { read(top, in: root) }
    for (path, text) in texts where path.hasSuffix(".swift") {
      imports[path] = importedModules(text)
    }
  }

  private mutating func read(_ path: String, in root: URL) {
    let place = root.appending(path: path)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: place.path) else {
      let holdsText = Self.endings.contains(place.pathExtension)
      texts[path] = holdsText ? (try? String(contentsOf: place, encoding: .utf8)) ?? "" : ""
      return
    }
    for name in names where !name.hasPrefix(".") { read(path + "/" + name, in: root) }
  }

  private static let endings: Set<String> = ["c", "cpp", "h", "proto", "swift"]

  /// The paths below a folder, with one of the endings where there are any.
  func paths(below folder: String, _ endings: String...) -> [String] {
    paths.filter { path in
      path.hasPrefix(folder + "/")
        && (endings.isEmpty || endings.contains { path.hasSuffix("." + $0) })
    }
  }

  /// The names directly below a folder that are folders themselves.
  func folders(in folder: String) -> [String] {
    let pieces = paths(below: folder).map { $0.dropFirst(folder.count + 1).split(separator: "/") }
    return Set(pieces.filter { $0.count > 1 }.map { String($0[0]) }).sorted()
  }

  /// The modules that a Swift file imports.
  func imports(_ path: String) -> [String] { imports[path] ?? [] }

  subscript(path: String) -> String { texts[path] ?? "" }

  /// The text of a file without lines of comment.
  func code(_ path: String) -> String {
    self[path].split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in
        let start = line.drop { $0 == " " }
        return !["//", "/*", "*"].contains { start.hasPrefix($0) }
      }.joined(separator: "\n")
  }

  /// The tree with a file added, changed or, where `text` is `nil`, removed.
  func with(_ path: String, _ text: String?) -> SourceTree {
    var copy = self
    copy.texts[path] = text
    copy.imports[path] = text.map(importedModules)
    return copy
  }
}

extension URL {
  /// The folder so many levels up.
  fileprivate func up(_ levels: Int) -> URL {
    (0..<levels).reduce(self) { place, _ in place.deletingLastPathComponent() }
  }
}
