import Foundation

/// The files of the repository that are of interest here, as values, so that a rule can be shown a violation.
struct SourceTree: Sendable {
  /// Texts by path from the root; empty for files that hold no code.
  private(set) var texts: [String: String]

  /// The paths, sorted.
  var paths: [String] { texts.keys.sorted() }

  /// The checkout that these tests stand in.
  static let repository = SourceTree(root: URL(filePath: #filePath).up(3))

  init(root: URL) {
    texts = [:]
    for top in ["Package.swift", "Sources", "Plugins", "Tests"] { read(top, in: root) }
  }

  private mutating func read(_ path: String, in root: URL) {
    let place = root.appending(path: path)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: place.path) else {
      let holdsText = Self.endings.contains(place.pathExtension)
      texts[path] = holdsText ? (try? String(contentsOf: place, encoding: .utf8)) ?? "" : ""
      return
    }
    guard !Self.instruments.contains(path) else { return }
    for name in names where !name.hasPrefix(".") { read(path + "/" + name, in: root) }
  }

  /// What measures the product is no part of it.
  private static let instruments: Set<String> = ["Sources/Bench", "Sources/Floor"]

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
    return copy
  }
}

extension URL {
  /// The folder so many levels up.
  fileprivate func up(_ levels: Int) -> URL {
    (0..<levels).reduce(self) { place, _ in place.deletingLastPathComponent() }
  }
}
