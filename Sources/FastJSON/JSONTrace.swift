import CSimdjson

/// Notes which paths of a document are read, for tests and for `plugin replay --paths`.
///
/// Off it costs one branch a look-up. On, it serves one thread at a time.
public enum JSONTrace {
  /// Whether reading is noted.
  @exclusivity(unchecked)
  nonisolated(unsafe) public static var isOn = false

  nonisolated(unsafe) private static var paths: [UInt64: String] = [:]
  nonisolated(unsafe) private static var seen: [String: Bool] = [:]

  /// The paths that were read since the last call, each with whether it was ever found. An array element is `*`.
  public static func take() -> [String: Bool] {
    defer { seen = [:] }
    return seen
  }

  static func begin(_ root: JSON) { paths = [root.value.index: ""] }

  @usableFromInline static func read(_ name: String, of parent: JSON, found: JSON) {
    guard let path = paths[parent.value.index] else { return }
    let child = path + "/" + name
    seen[child] = seen[child] == true || found.exists
    if found.exists { paths[found.value.index] = child }
  }
}
