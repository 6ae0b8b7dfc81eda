import FastJSON
public import Foundation
public import MetricSchema
public import ProviderSDK
public import Testing

/// One case: a folder with `case.json`, the answer it is about, and what the provider must make of it.
///
/// `case.json` names `provider`, `operation`, `subject` and, for an answer, `call`; it may give `identities`, `query`,
/// `path`, `status`, `headers`, `finalURL`, `limit`, `region`, `since` and `now` (RFC 3339); no other. The answer is the file called
/// `answer` with any ending; without one the case is about planning. `expected.jsonl` holds records, requests and
/// diagnostics, one JSON object a line.
public struct CaseFolder: CustomTestStringConvertible, Sendable {
  /// The name of the folder.
  public let name: String
  /// Where it is.
  public let folder: URL

  public var testDescription: String { name }

  /// All cases below the folder `Fixtures` beside the test file.
  public static func all(beside filePath: String = #filePath) -> [CaseFolder] {
    let fixtures = URL(filePath: filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? []
    return names.sorted().map { CaseFolder(name: $0, folder: fixtures.appending(path: $0)) }
  }

  /// What the case asks.
  public struct Question: Sendable {
    /// The provider's id.
    public var provider = ""
    /// The job.
    public var job = FetchJob()
    /// The request that the answer belongs to.
    public var request = ProviderRequest()
    /// The HTTP status.
    public var status = 200
    /// The answer's headers.
    public var headers = Headers()
    /// Where redirects ended.
    public var finalURL = ""
    /// The time of the call.
    public var now: Int64 = 0
    /// The answer, `nil` for a case about planning.
    public var answer: [UInt8]?
  }

  /// Reads the case.
  public func question() throws -> Question {
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "case.json")))
    var question = try JSONParser.with(bytes) { try Self.question(of: $0) }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    if let file = files.first(where: { $0.hasPrefix("answer") }) {
      question.answer = [UInt8](try Data(contentsOf: folder.appending(path: file)))
    }
    return question
  }

  /// Runs the case and gives what the provider emitted.
  public func run(_ providers: [ProviderEntry]) throws -> Emitted {
    let question = try question()
    let harness = try ProviderHarness(question.provider, of: providers)
    guard let answer = question.answer else { return harness.plan(question.job, now: question.now) }
    return harness.parse(
      answer, status: question.status, headers: question.headers, finalURL: question.finalURL,
      to: question.request, of: question.job, now: question.now)
  }

  /// Expects that the provider emits exactly what `expected.jsonl` says.
  ///
  /// With `RECORD_SNAPSHOTS=1` in the environment the file is written, and the test fails once, so that a recording
  /// run never passes for a checking one.
  public func expectExpected(
    _ providers: [ProviderEntry], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let actual = try run(providers).lines.map { $0 + "\n" }.joined()
    let file = folder.appending(path: "expected.jsonl")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      Issue.record(
        "wrote \(name)/expected.jsonl; run again to check it", sourceLocation: sourceLocation)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(actual == expected, "\(name) differs", sourceLocation: sourceLocation)
  }

  private static let keys: Set<String> = [
    "call", "finalURL", "headers", "identities", "limit", "now", "operation", "path", "provider",
    "query", "region", "since", "status", "subject",
  ]

  private static func question(of json: JSON) throws -> Question {
    // A key that nobody reads would let the case pass without what it asks for.
    if let key = json.members.map(\.key).first(where: { !keys.contains($0) }) {
      throw CaseError(
        description: "case.json has an unknown key \"\(key)\"; "
          + "known are \(keys.sorted().joined(separator: ", "))")
    }
    var question = Question()
    question.provider = json["provider"].text ?? ""
    let operation = json["operation"].text ?? ""
    guard let wanted = MetricSchema.Operation(name: operation) else {
      throw CaseError(description: "case.json names no operation: \(operation)")
    }
    let identities = json["identities"].members.map { Identity($0.key, $0.value.text ?? "") }
    let names = json["subject"].text.map { [$0] } ?? json["subject"].elements.compactMap(\.text)
    question.job = FetchJob(
      wanted, names.map { Subject($0, identities: identities) }, limit: json["limit"].int,
      since: rfc3339Microseconds(json["since"].text), region: json["region"].text)
    question.request.call = json["call"].text
    question.request.path = json["path"].text
    question.request.query = pairs(json["query"])
    question.status = json["status"].int.map(Int.init) ?? 200
    question.headers.headers = pairs(json["headers"])
    question.finalURL = json["finalURL"].text ?? ""
    question.now = rfc3339Microseconds(json["now"].text) ?? 0
    return question
  }

  /// Names and values; an array stands for several values of one name.
  private static func pairs(_ json: JSON) -> [Pair] {
    json.members.flatMap { name, value in
      let values = value.kind == .array ? Array(value.elements) : [value]
      return values.map { Pair(name, $0.id ?? "") }
    }
  }
}

/// What is wrong with a case folder.
public struct CaseError: Error, CustomStringConvertible, Sendable {
  /// What it is.
  public let description: String
}
