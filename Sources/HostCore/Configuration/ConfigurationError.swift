/// One thing that is wrong with a configuration file.
public struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
  /// Where, as a JSON pointer; empty for the whole document.
  public let path: String
  /// What.
  public let message: String

  /// Creates a problem.
  public init(_ path: String, _ message: String) {
    self.path = path
    self.message = message
  }

  /// Place and what.
  public var description: String { "\(path.isEmpty ? "/" : path) \(message)" }

  /// A name that is not among those known, with the nearest of them, or with all and a `hint` where none is near.
  public static func unknown(
    _ name: String, at path: String, what: String, among known: [String], hint: String = ""
  ) -> ConfigurationProblem {
    var message = "has an unknown \(what) \"\(name)\""
    if let nearest = nearest(to: name, among: known) {
      message += "; did you mean \"\(nearest)\"?"
    } else if known.isEmpty {
      message += "; none is known" + hint
    } else {
      message += "; known are \(known.sorted().joined(separator: ", "))" + hint
    }
    return ConfigurationProblem(path, message)
  }
}

/// A configuration that cannot be used.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// All that is wrong with it.
  public let problems: [ConfigurationProblem]

  /// Creates an error.
  public init(file: String, _ problems: [ConfigurationProblem]) {
    self.file = file
    self.problems = problems
  }

  /// One line for each problem: file, place, what.
  public var description: String {
    problems.map { "\(file): \($0)" }.joined(separator: "\n")
  }
}
