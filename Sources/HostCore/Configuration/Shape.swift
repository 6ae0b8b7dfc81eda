import FastJSON
import MetricSchema

/// The shape that a JSON document must have.
///
/// One description serves checking a document, with the place and the nearest match of what is wrong, and printing
/// the JSON Schema that editors understand.
public indirect enum Shape: Sendable {
  /// A text, one of `values` where there are any.
  case text(values: [String] = [])
  /// A text that begins with one of these prefixes and goes on.
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
  /// An object whose members go by the text of one of them, which `about` says in a sentence.
  case variants(by: String, _ about: String, [Variant])
  /// An object with any names.
  case map(of: Shape)
  /// An object of texts, numbers and flags; whole numbers of at most 63 bits.
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

  /// The members of an object of one kind, beside that which tells the kind.
  public struct Variant: Sendable {
    let name: String
    let members: [Member]

    /// Creates a kind called `name`.
    public init(_ name: String, _ members: [Member]) {
      self.name = name
      self.members = members
    }

    /// All members, among them that which tells the kind.
    func all(by key: String, _ about: String) -> [Member] {
      [Member(key, .text(values: [name]), required: true, about)] + members
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
      guard let text = json.text,
        prefixes.contains(where: { text.hasPrefix($0) && text != $0 })
      else {
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
      let wanted = least == 1 ? "1 entry" : "\(least) entries"
      let short = all.count < least ? wrong(path, "must have at least \(wanted)") : []
      return short
        + all.enumerated().flatMap { element.problems(of: $1, at: "\(path)/\($0)") }
    case .object(let members): return Shape.problems(of: json, members, at: path)
    case .variants(let key, let about, let variants):
      let kind = Member(key, .text(values: variants.map(\.name)), required: true, about)
      guard let variant = variants.first(where: { $0.name == json[named: key].text }) else {
        // Which members there may be is not known: what tells it is looked at alone.
        return Shape.problems(of: json, [kind], at: path, others: true)
      }
      return Shape.problems(of: json, variant.all(by: key, about), at: path)
    case .map(let value):
      return Shape.problems(of: json, at: path) { key, json in
        value.problems(of: json, at: pointer(path, key))
      }
    case .settings:
      return Shape.problems(of: json, at: path) { key, json in
        switch json.kind {
        case .text, .flag, .integer, .real: []
        case .large: wrong(pointer(path, key), "must be a number of at most 63 bits")
        case .array, .object, .null:
          wrong(pointer(path, key), "must be a text, a number or a flag")
        }
      }
    }
  }

  private static func problems(
    of json: JSON, _ members: [Member], at path: String, others: Bool = false
  ) -> [ConfigurationProblem] {
    var missing = members.filter(\.isRequired)
    let found = problems(of: json, at: path) { key, value in
      missing.removeAll { $0.name == key }
      guard let member = members.first(where: { $0.name == key }) else {
        return others ? [] : [.unknown(key, at: path, what: "key", among: members.map(\.name))]
      }
      return member.shape.problems(of: value, at: pointer(path, key))
    }
    guard json.kind == .object else { return found }
    return found
      + missing.map { ConfigurationProblem(path, "needs \"\($0.name)\": \($0.about)") }
  }

  /// What is wrong with an object whose members are checked by `check`; a name must not stand twice.
  private static func problems(
    of json: JSON, at path: String, _ check: (String, JSON) -> [ConfigurationProblem]
  ) -> [ConfigurationProblem] {
    guard json.kind == .object else { return [ConfigurationProblem(path, "must be an object")] }
    var seen: Set<String> = []
    return json.members.flatMap { key, value in
      seen.insert(key).inserted
        ? check(key, value) : [ConfigurationProblem(pointer(path, key), "is there twice")]
    }
  }

  private func wrong(_ path: String, _ message: String) -> [ConfigurationProblem] {
    [ConfigurationProblem(path, message)]
  }
}

/// The JSON pointer of a member (RFC 6901).
func pointer(_ path: String, _ key: String) -> String {
  path + "/" + key.replacing("~", with: "~0").replacing("/", with: "~1")
}
