import FastJSON
import MetricSchema

/// The shape that a JSON document must have.
///
/// One description serves checking a document, with the place and the nearest match of what is wrong, and printing
/// the JSON Schema that editors understand.
public indirect enum Shape: Sendable {
  /// A text, one of `values` where there are any.
  case text(values: [String] = [])
  /// A text that begins with one of these prefixes.
  case prefixed([String])
  /// A whole number in a range.
  case integer(ClosedRange<Int64>)
  /// A number in a range.
  case number(ClosedRange<Double>)
  /// `true` or `false`.
  case flag
  /// A list.
  case list(of: Shape, atLeast: Int = 0)
  /// An object with known members.
  case object([Member])
  /// An object with any names.
  case map(of: Shape)
  /// An object of texts, numbers and flags.
  case settings

  /// A member of an object.
  public struct Member: Sendable {
    let name: String
    let shape: Shape
    let isRequired: Bool
    let about: String

    /// Creates a member; `about` says in a sentence what it is for.
    public init(_ name: String, _ shape: Shape, required: Bool = false, _ about: String) {
      self.name = name
      self.shape = shape
      isRequired = required
      self.about = about
    }
  }

  /// What is wrong with a document, in the order of the document; empty where nothing is.
  func problems(of json: JSON, at path: String = "") -> [ConfigurationProblem] {
    switch self {
    case .text(let values):
      guard let text = json.text else { return wrong(path, "must be a text") }
      guard !values.isEmpty, !values.contains(text) else { return [] }
      return [.unknown(text, at: path, what: "value", among: values)]
    case .prefixed(let prefixes):
      guard let text = json.text, prefixes.contains(where: { text.hasPrefix($0) }) else {
        let list = prefixes.map { "\"\($0)…\"" }.joined(separator: " or ")
        return wrong(path, "must be a text that begins with \(list)")
      }
      return []
    case .integer(let range):
      guard json.kind == .integer, let value = json.int, range.contains(value) else {
        return wrong(path, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return []
    case .number(let range):
      guard json.kind == .integer || json.kind == .real, let value = json.real,
        range.contains(value)
      else {
        return wrong(path, "must be a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return []
    case .flag: return json.kind == .flag ? [] : wrong(path, "must be true or false")
    case .list(let element, let least):
      guard json.kind == .array else { return wrong(path, "must be a list") }
      let all = Array(json.elements)
      let short = all.count < least ? wrong(path, "must have at least \(least) entry") : []
      return short
        + all.enumerated().flatMap { element.problems(of: $1, at: "\(path)/\($0)") }
    case .object(let members): return Shape.problems(of: json, members, at: path)
    case .map(let value):
      guard json.kind == .object else { return wrong(path, "must be an object") }
      return json.members.flatMap { value.problems(of: $0.value, at: "\(path)/\($0.key)") }
    case .settings:
      guard json.kind == .object else { return wrong(path, "must be an object") }
      return json.members.flatMap { key, value in
        value.kind == .array || value.kind == .object || value.isNull
          ? wrong("\(path)/\(key)", "must be a text, a number or a flag") : []
      }
    }
  }

  private static func problems(
    of json: JSON, _ members: [Member], at path: String
  ) -> [ConfigurationProblem] {
    guard json.kind == .object else { return [ConfigurationProblem(path, "must be an object")] }
    var found: [ConfigurationProblem] = []
    var seen: Set<String> = []
    for (key, value) in json.members {
      if !seen.insert(key).inserted {
        found.append(ConfigurationProblem("\(path)/\(key)", "is there twice"))
      } else if let member = members.first(where: { $0.name == key }) {
        found += member.shape.problems(of: value, at: "\(path)/\(key)")
      } else {
        found.append(.unknown(key, at: path, what: "key", among: members.map(\.name)))
      }
    }
    for member in members where member.isRequired && !seen.contains(member.name) {
      found.append(ConfigurationProblem(path, "needs \"\(member.name)\": \(member.about)"))
    }
    return found
  }

  private func wrong(_ path: String, _ message: String) -> [ConfigurationProblem] {
    [ConfigurationProblem(path, message)]
  }
}

/// One thing that is wrong with a configuration file.
public struct ConfigurationProblem: Hashable, Sendable {
  /// Where, as a JSON pointer; empty for the whole document.
  public let path: String
  /// What.
  public let message: String

  /// Creates a problem.
  public init(_ path: String, _ message: String) {
    self.path = path
    self.message = message
  }

  /// A name that is not among those known, with the nearest of them.
  public static func unknown(
    _ name: String, at path: String, what: String, among known: [String]
  ) -> ConfigurationProblem {
    var message = "has an unknown \(what) \"\(name)\""
    if let nearest = nearest(to: name, among: known) {
      message += "; did you mean \"\(nearest)\"?"
    } else {
      message += "; known are \(known.sorted().joined(separator: ", "))"
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
    problems.map { "\(file): \($0.path.isEmpty ? "/" : $0.path) \($0.message)" }
      .joined(separator: "\n")
  }
}

/// The name among `known` that differs least from `name`; `nil` where none is near.
public func nearest(to name: String, among known: [String]) -> String? {
  let distances = known.map { (name: $0, distance: distance($0, name)) }
  guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(2, name.count / 3) ? best.name : nil
}

/// How many insertions, deletions and replacements make one text the other (Levenshtein).
private func distance(_ a: String, _ b: String) -> Int {
  let target = Array(b)
  var row = Array(0...target.count)
  for (i, character) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in target.indices {
      let cost = diagonal + (character == target[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(cost, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[target.count]
}
