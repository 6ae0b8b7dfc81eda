/// One command as users see it: help, completions and parsing come from this description.
struct CommandSpec: Sendable {
  /// The words that name it, such as `providers`, `list`.
  let path: [String]
  /// One line.
  let summary: String
  /// What stands after the words, such as `<platform> <handle>…`.
  let arguments: String
  /// More lines, if any.
  let details: String
  /// Its own options; those of all commands come by themselves.
  let options: [Option]
  /// Commands as people type them.
  let examples: [String]
  /// Carries it out.
  let run: @Sendable (Invocation) throws -> ExitCode

  /// An option of a command.
  struct Option: Sendable {
    let name: String
    /// What the value is; `nil` for a flag.
    let value: String?
    let about: String

    init(_ name: String, _ value: String? = nil, _ about: String) {
      self.name = name
      self.value = value
      self.about = about
    }
  }

  init(
    _ path: String, _ arguments: String = "", _ summary: String, details: String = "",
    options: [Option] = [],
    examples: [String], run: @escaping @Sendable (Invocation) throws -> ExitCode
  ) {
    self.path = path.split(separator: " ").map(String.init)
    self.arguments = arguments
    self.summary = summary
    self.details = details
    self.options = options
    self.examples = examples
    self.run = run
  }

  var name: String { path.joined(separator: " ") }

  /// The most arguments that there may be; `nil` for any number.
  private var mostArguments: Int? {
    arguments.contains("…") ? nil : arguments.count { $0 == "<" || $0 == "[" }
  }

  /// Refuses arguments that nobody would look at.
  func check(_ invocation: Invocation) throws(UserError) {
    guard let most = mostArguments, invocation.positional.count > most else { return }
    throw UserError(
      "there is an argument too many", which: invocation.positional[most],
      remedy: "patchbay \(name) --help")
  }

  /// The options of every command.
  static let common = [
    Option(
      "config", "FILE",
      "The configuration. Default $PATCHBAY_CONFIG, providers.json here, the user's, the bundled one."
    ),
    Option(
      "database", "URL",
      "The database, sqlite:PATH. Default $PATCHBAY_DATABASE, else under the user's data directory."
    ),
    Option("json", nil, "Print JSON."),
    Option("quiet", nil, "Print no notices and no progress."),
    Option("help", nil, "Print this help."),
  ]

  var allOptions: [Option] { options + Self.common }

  /// The help text.
  var help: String {
    var text = "\(summary)\n\nUsage: patchbay \(name)"
    if !arguments.isEmpty { text += " " + arguments }
    text += " [options]\n"
    if !details.isEmpty { text += "\n\(details)\n" }
    text += "\nOptions:\n" + allOptions.map(\.line).joined()
    text += "\nExamples:\n" + examples.map { "  \($0)\n" }.joined()
    return text
  }
}

extension CommandSpec.Option {
  fileprivate var line: String {
    let left = "  --" + name + (value.map { " " + $0 } ?? "")
    return left + String(repeating: " ", count: max(2, 26 - left.count)) + about + "\n"
  }
}

/// A command with its arguments.
struct Invocation {
  let spec: CommandSpec
  /// Arguments that are no options.
  private(set) var positional: [String] = []
  private var values: [String: [String]] = [:]

  /// Parses the words after the command's name.
  init(_ spec: CommandSpec, _ words: [String]) throws(UserError) {
    self.spec = spec
    var rest = words[...]
    var onlyPositional = false
    while let word = rest.popFirst() {
      if word == "--", !onlyPositional {
        onlyPositional = true
      } else if word.hasPrefix("--"), !onlyPositional {
        try take(word.dropFirst(2), &rest)
      } else if word == "-h", !onlyPositional {
        values["help"] = [""]
      } else if word.hasPrefix("-"), word != "-", !onlyPositional {
        throw UserError.unknownOption(word, of: spec)
      } else {
        positional.append(word)
      }
    }
  }

  private mutating func take(_ word: Substring, _ rest: inout ArraySlice<String>) throws(UserError)
  {
    let name = String(word.prefix { $0 != "=" })
    let inline = word.count > name.count ? String(word.dropFirst(name.count + 1)) : nil
    guard let option = spec.allOptions.first(where: { $0.name == name }) else {
      throw UserError.unknownOption("--\(name)", of: spec)
    }
    guard let wanted = option.value else {
      guard inline == nil else {
        throw UserError(
          "--\(name) takes no value", which: "--\(word)", remedy: "write --\(name) alone")
      }
      values[name] = [""]
      return
    }
    guard let value = inline ?? rest.popFirst() else {
      throw UserError(
        "--\(name) needs a value", which: wanted, remedy: "patchbay \(spec.name) --help")
    }
    values[name, default: []].append(value)
  }

  /// Whether a flag is there.
  func has(_ name: String) -> Bool { values[name] != nil }

  /// The last value of an option.
  func value(_ name: String) -> String? { values[name]?.last }

  /// All values of an option.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// The value of an option as a whole number in a range.
  func integer(_ name: String, in range: ClosedRange<Int64>) throws(UserError) -> Int64? {
    guard let text = value(name) else { return nil }
    guard let number = Int64(text), range.contains(number) else {
      throw UserError(
        "--\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)",
        which: text,
        remedy: "patchbay \(spec.name) --help")
    }
    return number
  }

  /// The argument at `index`; what it is for the error where it is missing.
  func argument(_ index: Int, _ what: String) throws(UserError) -> String {
    guard index < positional.count else {
      throw UserError(
        "\(what) is missing", which: "patchbay \(spec.name) \(spec.arguments)",
        remedy: "patchbay \(spec.name) --help")
    }
    return positional[index]
  }

  /// Where output goes.
  var output: Output { Output(isJSON: has("json"), isQuiet: has("quiet")) }
}
