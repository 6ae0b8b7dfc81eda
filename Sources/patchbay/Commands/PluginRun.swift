import HostCore
import MetricSchema

let pluginCommands = [pluginRun, pluginReplay, pluginInspect, pluginLock, pluginUnquarantine]

private let pluginRun = CommandSpec(
  "plugin run", "<provider>", "Run one provider alone: plan requests, or parse one recorded answer",
  details: """
    Prints one JSON object for each record and for each request to follow; diagnostics and lines for the log go to stderr
    as JSON. Nothing is sent and nothing is stored, and quarantine is not asked. The three carriers give the same bytes.
    """,
  options: [
    .init("operation", "NAME", "profile, posts, post, comments, hashtag, search …"),
    .init(
      "subject", "TEXT",
      "A handle, id, tag, term or address; several where the provider takes several."),
    .init("identity", "NS=ID", "A known id of the subject, such as sec_uid=…"),
    .init("plan", nil, "Print the planned requests."),
    .init("response", "FILE", "Parse this answer; - is standard input."),
    .init("call", "NAME", "The call that the answer belongs to, where the operation has several."),
    .init("query", "NAME=VALUE", "A parameter of the request that was answered."),
    .init("status", "N", "The answer's HTTP status. Default 200."),
    .init("header", "'NAME: VALUE'", "A header of the answer."),
    .init("now", "TIME", "The time the provider is told. Default 2026-01-01T00:00:00Z."),
    .init("limit", "N", "How many records the job wants."),
    .init("region", "CC", "Two letters."),
    .init(
      "carrier", "KIND", "linked, in-process or confined. Default as configured, else confined."),
    .init(
      "expect", "FILE",
      "Compare with this output and print the difference. Where the provider fails, so does the command."
    ),
  ],
  examples: [
    "patchbay plugin run tiktok.scraper7 --operation posts --subject alice --plan",
    "patchbay plugin run tiktok.scraper7 --operation search --subject x --response answer.json",
    "patchbay plugin run youtube.data --operation posts --subject x --call videos.list --response answer.json",
  ]
) { invocation in
  let trial = try Trial(invocation, Setup(invocation))
  let delivery = try trial.run()
  let lines = delivery.lines
  for log in delivery.logs { Output.tell(jsonLine { $0.record("log", log) }) }
  let isSilent = !trial.succeeded && delivery.diagnostics.isEmpty
  // A provider that fails without a word is said to.
  let silence = Diagnostic(ofHost: .unspecified, "the provider failed and did not say why")
  for diagnostic in isSilent ? [silence] : delivery.diagnostics {
    Output.tell(jsonLine { $0.record("diagnostic", diagnostic) })
  }
  if let file = invocation.value("expect") {
    guard try isExpected(lines, file, invocation.output) else { return .unexpected }
  } else {
    try invocation.output.write(lines.map { $0 + "\n" }.joined())
  }
  guard !trial.succeeded else { return .success }
  return ExitCode(delivery.diagnostics.last?.failure ?? .unspecified)
}

extension Diagnostic {
  /// What the host has to say of a provider.
  init(ofHost failure: FailureClass, _ message: String) {
    self.init()
    origin = .host
    self.failure = failure
    self.message = message
  }
}

extension Delivery {
  /// Records and requests, one JSON object each.
  var lines: [String] { records.map(\.line) + requests.map(\.line) }
}

extension Record {
  /// The record as one JSON object.
  var line: String { jsonLine { write(to: &$0) } }
}

extension ProviderRequest {
  /// The request as one JSON object.
  var line: String { jsonLine { write(to: &$0) } }
}

private func jsonLine(_ body: (inout JSONWriter) -> Void) -> String {
  var json = JSONWriter()
  body(&json)
  return json.text
}

/// Whether the lines are those of a file; prints where they differ.
private func isExpected(_ lines: [String], _ file: String, _ output: Output) throws(UserError)
  -> Bool
{
  let text = String(decoding: try Files.read(file), as: UTF8.self)
  let expected = text.split(separator: "\n").map(String.init)
  guard expected != lines else { return true }
  for change in lines.difference(from: expected) {
    switch change {
    case .remove(let offset, let line, _): try output.write("-\(offset + 1) \(line)\n")
    case .insert(let offset, let line, _): try output.write("+\(offset + 1) \(line)\n")
    }
  }
  return false
}
