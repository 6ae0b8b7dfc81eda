import HostCore
import MetricSchema

/// Prints what came of every operation, and what to do about those that failed.
///
/// - Throws: ``UserError`` where the table is lost; operations that failed decide its code all the same.
func report(_ results: [OperationResult], _ output: Output) throws(UserError) {
  var told: Set<String> = []
  for notice in results.filter({ $0.failure == nil }).flatMap(\.notices)
  where told.insert(notice).inserted {
    output.notice("patchbay: \(notice)")
  }
  defer { tellFailures(results, output) }
  do {
    try list(results, output)
  } catch {
    var error = error
    if exitCode(results) != .success { error.code = exitCode(results) }
    throw error
  }
}

private func list(_ results: [OperationResult], _ output: Output) throws(UserError) {
  try output.list(
    results,
    [
      Column("platform") { $0.platform }, Column("subject") { $0.subject },
      Column("operation") { $0.operation.name },
      Column("provider") { $0.provider }, .count("requests") { Int64($0.requests) },
      Column("records") { $0.records.map { "\($0.count) \($0.kind)" }.joined(separator: ", ") },
      .count("new posts") { Int64($0.newPosts) },
      Column("status") { $0.failure.map { "\($0.failure.name): \($0.message)" } ?? "ok" },
    ], json: write)
}

private func tellFailures(_ results: [OperationResult], _ output: Output) {
  for result in results {
    guard let failure = result.failure else { continue }
    let problem = UserError(
      "could not fetch \(result.operation.name)", which: "\(result.platform) \(result.subject)",
      why: ([failure.message] + result.notices.filter { $0 != failure.message })
        .joined(separator: "\n"),
      remedy: remedy(failure))
    output.notice(problem.text)
  }
}

private func remedy(_ failure: OperationFailure) -> String {
  let another = "name another provider with `patchbay providers use`"
  if failure.isOfPlugin { return "report this to the plugin's author, or \(another)" }
  if [.quota, .rateLimited].contains(failure.failure), let until = failure.until {
    return "run the same command after \(until); it goes on where it stands"
  }
  return switch failure.failure {
  case .quota: "raise the limit that is reached, or \(another)"
  case .rateLimited: "run the same command again in a while, or \(another)"
  case .auth: "set or check the secret, or \(another)"
  case .permission: "see at the upstream what the key may do, or \(another)"
  case .blocked: "run the same command again in a while, or \(another)"
  case .transient: "run the same command again; it goes on where it stands"
  case .schemaChanged: "\(another), and report the change"
  case .invalidInput: "check what was asked for; `patchbay providers list` shows who can do what"
  case .notFound: "check the name"
  case .gone: "leave it out: it is deleted"
  case .private: "leave it out: its owner shows it to nobody"
  case .unspecified: "please report this"
  }
}

private func write(_ result: OperationResult, to json: inout JSONWriter) {
  json.object { json in
    json.member("platform", result.platform)
    json.member("subject", result.subject)
    json.member("operation", result.operation.name)
    json.member("provider", result.provider)
    json.member("requests", Int64(result.requests))
    json.key("records")
    json.object { json in
      for count in result.records { json.member(count.kind, Int64(count.count)) }
    }
    json.member("new_posts", Int64(result.newPosts))
    json.key("resumed")
    json.value(result.isResumed)
    json.member("notices", result.notices)
    json.key("error")
    guard let failure = result.failure else { return json.null() }
    json.object { json in
      json.member("class", failure.failure.name)
      json.member("message", failure.message)
      json.member("until", failure.until?.description)
    }
  }
}

/// Success, the class of the failure where all failed alike, otherwise partial.
func exitCode(_ results: [OperationResult]) -> ExitCode {
  let failures = results.compactMap(\.failure)
  guard let first = failures.first else { return .success }
  let isAlike = failures.allSatisfy { ExitCode($0.failure) == ExitCode(first.failure) }
  return isAlike && failures.count == results.count ? ExitCode(first.failure) : .partial
}
