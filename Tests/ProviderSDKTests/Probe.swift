import MetricSchema
import ProviderSDK
import ProviderTesting

/// A provider that does what the answer says, so that tests see the SDK from the inside.
struct Probe: Provider {
  enum Call: String, CaseIterable, Sendable { case json, html, xml, rapid, status, many, header }

  init(_ configuration: Configuration) throws(ProviderError) {
    if let text = configuration["refuse"] { throw ProviderError(.invalidInput, text) }
  }

  func plan(_ job: FetchJob, in context: Context) throws(ProviderError) -> [Request<Call>] {
    guard job.operation != .audio else { throw .unsupported(job.operation) }
    return job.subjects.map { Request(.json, "/" + pathComponent($0.name)) }
  }

  func parse(
    _ answer: Answer<Call>, of job: FetchJob, in context: Context, into output: inout Output<Call>
  ) throws(ProviderError) {
    switch answer.request.call {
    case .json: emit(try answer.json["text"].text, into: &output)
    case .html: emit(try answer.html.root.text, into: &output)
    case .xml: emit(try answer.xml.root.text, into: &output)
    case .status: try answer.checkStatus()
    case .rapid:
      if let hint = answer.rapidAPIRateHint { output.hint(hint) }
      try answer.checkRapidAPI()
    case .many:
      for number in 0..<1000 where !output.isStopped { emit("\(number)", into: &output) }
      output.follow(answer.request)
      output.log(.info, "done")
      output.diagnose(.transient, "a difficulty", at: "/x")
    case .header:
      for name in ["a", "b"] { emit(answer.header(name), into: &output) }
      emit(answer.finalURL, into: &output)
    }
  }

  private func emit(_ text: String?, into output: inout Output<Call>) {
    var post = Post()
    post.caption = text
    output.emit(post)
  }
}

let probes = [ProviderEntry("test.probe", Probe.self)]

/// What the probe makes of an answer to `call`.
func parsed(
  _ call: Probe.Call, _ body: String, status: Int = 200, headers: [(String, String)] = [],
  finalURL: String = ""
) throws -> Emitted {
  let harness = try ProviderHarness("test.probe", of: probes)
  return harness.parse(
    Array(body.utf8), status: status, headers: Headers(headers), finalURL: finalURL,
    to: Request<Probe.Call>(call, "/").message, of: FetchJob(.post, [Subject("x")]))
}
