import Glibc
import HostCore
import MetricSchema

/// The command: finds what was asked, runs it, and turns every error into a sentence and a code.
enum CommandLineTool {
  /// The version, as `--version` prints it.
  static let version = "0.1.0"

  /// All commands, in the order of the help.
  static let commands: [CommandSpec] =
    [
      [fetchCommand], queryCommands, providersCommands, [usageCommand], pluginCommands,
      [simulatorCommand], databaseCommands, [completionsCommand],
    ].flatMap { $0 }

  /// Runs the program.
  static func run(_ words: [String]) -> ExitCode {
    signal(SIGPIPE, SIG_IGN)
    do {
      return try dispatch(words)
    } catch {
      let problem = userError(error)
      Output.tell(words.contains("--json") ? problem.json : problem.text)
      return problem.code
    }
  }

  private static func dispatch(_ words: [String]) throws -> ExitCode {
    let output = Output(isJSON: words.contains("--json"), isQuiet: false)
    switch words.first {
    case nil, "help", "--help", "-h":
      try output.write(try help(Array(words.dropFirst())))
      return words.isEmpty ? .usage : .success
    case "--version":
      try printVersion(output)
      return .success
    default:
      if let group = groupToHelp(words) {
        try output.write(try help([group]))
        return .success
      }
      let (spec, rest) = try find(words)
      let invocation = try Invocation(spec, rest)
      if invocation.has("help") {
        try output.write(spec.help)
        return .success
      }
      try spec.check(invocation)
      return try spec.run(invocation)
    }
  }

  private static func printVersion(_ output: Output) throws(UserError) {
    guard output.isJSON else { return try output.write("patchbay \(version)\n") }
    try output.json { json in
      json.object { json in
        json.member("version", version)
        json.member("abi", 1)
      }
    }
  }

  /// The first word of several commands, where help on all of them is asked for.
  private static func groupToHelp(_ words: [String]) -> String? {
    let isGroup = commands.contains { $0.path.count > 1 && $0.path[0] == words[0] }
    return isGroup && ["--help", "-h"].contains(words.dropFirst().first) ? words[0] : nil
  }

  /// The command that the words begin with, and the words after it.
  private static func find(_ words: [String]) throws(UserError) -> (CommandSpec, [String]) {
    for spec in commands where Array(words.prefix(spec.path.count)) == spec.path {
      return (spec, Array(words.dropFirst(spec.path.count)))
    }
    let siblings = commands.filter { $0.path.first == words.first }
    let given = siblings.isEmpty ? words[0] : words.prefix(2).joined(separator: " ")
    let near = nearest(to: given, among: (siblings.isEmpty ? commands : siblings).map(\.name))
    let known =
      siblings.isEmpty
      ? "patchbay help" : siblings.map { "patchbay \($0.name)" }.joined(separator: ", ")
    throw UserError(
      "there is no such command", which: given,
      remedy: near.map { "did you mean `patchbay \($0)`?" } ?? "try \(known)")
  }

  private static func help(_ words: [String]) throws(UserError) -> String {
    if words == ["exit-codes"] {
      return ExitCode.allCases.map { "\($0.rawValue)\t\($0.meaning)\n" }.joined()
        + "129, 130, 143\tended by SIGHUP, SIGINT or SIGTERM, as shells say it; the state is saved\n"
    }
    let topic = words.joined(separator: " ")
    if let spec = commands.first(where: { $0.name == topic }) { return spec.help }
    let group = commands.filter { topic.isEmpty || $0.path.first == topic }
    guard !group.isEmpty else {
      throw UserError("there is no help on this", which: topic, remedy: "patchbay help")
    }
    let lines = group.map { spec in
      let space = String(repeating: " ", count: max(2, 22 - spec.name.count))
      return "  \(spec.name)\(space)\(spec.summary)\n"
    }
    return """
      Patchbay collects social-media analytics through swappable providers.

      Usage: patchbay <command> [arguments] [options]

      Commands:
      \(lines.joined())
      patchbay help <command>     help with examples
      patchbay help exit-codes    what the command returns
      patchbay --version

      Try: patchbay help simulator    the upstreams on loopback, for which no key is needed

      """
  }

  private static func userError(_ error: any Error) -> UserError {
    switch error {
    case let error as UserError: error
    case let error as ConfigurationError: UserError(error)
    case let error as StoreError: UserError(error)
    case let error as CarrierFailure:
      UserError(
        "the plugin cannot be used", why: error.description,
        code: error.kind == .refused ? .usage : .blocked)
    default:
      UserError(
        "unexpected error", why: String(describing: error), remedy: "please report this",
        code: .unexpected)
    }
  }
}

extension UserError {
  /// The error for a word with hyphens before it that is no option.
  static func unknownOption(_ word: String, of spec: CommandSpec) -> UserError {
    let name = String(word.drop { $0 == "-" })
    let known = spec.allOptions.map(\.name)
    // A single letter is near to every short name, and means one that it begins.
    let near =
      name.count == 1 ? known.first { $0.hasPrefix(name) } : nearest(to: name, among: known)
    return UserError(
      "there is no such option", which: word,
      why: word.hasPrefix("--")
        ? nil : "options begin with two hyphens; what is none stands after --",
      remedy: near.map { "did you mean --\($0)?" } ?? "patchbay \(spec.name) --help")
  }
}
