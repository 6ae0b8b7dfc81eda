import HostCore
import MetricSchema

let fetchCommand = CommandSpec(
  "fetch", "<platform> <handle>… | <url>… | --all", "Collect accounts and posts into the database",
  details: """
    Handles are fetched with their profile and newest posts. An address is fetched as what it is of: a profile, a post,
    a hashtag, a sound. --all takes every account that was fetched before. An interrupted listing goes on where it
    stood. Providers are tried in the order of the configuration.
    """,
  options: [
    .init("all", nil, "Fetch all accounts in the database, of one platform where one is named."),
    .init("limit", "N", "At most so many posts or comments each. Default 200."),
    .init("since", "DATE", "Nothing published before, such as 2026-11-01 or 2026-11-01T08:00:00Z."),
    .init(
      "operations", "LIST",
      "Operations in order, such as profile,posts,comments. Default profile,posts."),
    .init("region", "CC", "Two letters, for trending operations."),
    .init("parallel", "N", "Accounts under way at once. Default 32."),
    .init(
      "now", "TIME", "Take this for the present moment, for demonstrations with a simulated clock."),
  ],
  examples: [
    "patchbay fetch tiktok alice bob",
    "patchbay fetch youtube @carol --limit 50 --since 2026-11-01",
    "patchbay fetch https://bsky.app/profile/dave.example.com",
    "patchbay fetch tiktok 7300000000000000001 --operations post,comments",
    "patchbay fetch tiktok woodwork --operations hashtag --limit 50",
    "patchbay fetch tiktok --operations trending_posts --region US",
    "patchbay fetch --all --json",
  ]
) { invocation in
  let setup = try Setup(invocation)
  let store = try openStore(invocation)
  let errands = try errands(invocation, setup.factory, store)
  guard !errands.isEmpty else {
    throw UserError(
      "there is nothing to fetch", why: "no account was fetched before",
      remedy: "patchbay fetch tiktok alice")
  }
  let platforms = Set(errands.map(\.platform))
  let carriers = try setup.carriers(
    for: setup.factory.manifests.filter { platforms.contains($0.platform) })
  var settings = Engine.Settings()
  settings.parallel = Int(try invocation.integer("parallel", in: 1...1024) ?? 32)
  settings.seed = UInt64(truncatingIfNeeded: SystemClock().now.microseconds)
  let progress = ProgressLine(isWanted: !invocation.has("quiet"))
  let engine = Engine(
    factory: setup.factory, store: store, transport: try openTransport(), carriers: carriers,
    signer: signer, clock: SystemClock(startingAt: try invocation.moment("now")),
    settings: settings,
    listener: progress.show)
  let results = try progress.cleared { try engine.run(errands) }
  for notice in engine.notices { invocation.output.notice("patchbay: \(notice)") }
  report(results, invocation.output)
  return exitCode(results)
}

/// What the words ask for.
private func errands(
  _ invocation: Invocation, _ factory: ProviderFactory, _ store: any Store
) throws -> [Errand] {
  var words = invocation.positional[...]
  let isAddress = words.first?.contains("://") ?? true
  let platform = isAddress ? nil : words.popFirst()
  if let platform, !factory.platforms.contains(platform) {
    throw unknownPlatform(platform, factory.platforms)
  }
  let details = try Details(invocation)
  if invocation.has("all") {
    guard words.isEmpty else {
      throw UserError(
        "--all takes no handles and addresses", which: words.joined(separator: " "),
        remedy: "name them without --all")
    }
    return try store.watchedAccounts(platform: platform).map {
      details.errand($0.platform, Subject($0.handle), [.profile, .posts])
    }
  }
  if words.isEmpty, let platform, let operations = details.operations,
    operations.allSatisfy(\.needsNoSubject)
  {
    return [details.errand(platform, Subject(), operations)]
  }
  _ = try words.first ?? invocation.argument(.max, "a handle or address")
  return try words.map { word in
    if let (found, match) = resolve(word, factory), platform == nil || platform == found {
      let operations: [Operation] =
        match.operation == .posts ? [.profile, .posts] : [match.operation]
      return details.errand(found, match.subject, operations)
    }
    guard let platform, !word.contains("://") else { throw unknownAddress(word, platform) }
    return details.errand(platform, Subject(String(word.drop { $0 == "@" })), [.profile, .posts])
  }
}

extension Operation {
  /// Whether it is about a whole platform.
  fileprivate var needsNoSubject: Bool { self == .trendingPosts || self == .trendingAudio }
}

/// What is the same for all errands of a command.
private struct Details {
  var operations: [Operation]?
  var limit: Int64
  var since: Timestamp?
  var region: String?

  init(_ invocation: Invocation) throws {
    limit = try invocation.integer("limit", in: 1...1_000_000) ?? 200
    region = try invocation.value("region").map { region in
      guard region.utf8.count == 2, region.allSatisfy({ $0.isASCII && $0.isLetter }) else {
        throw UserError(
          "--region must be two letters", which: region, remedy: "such as --region US")
      }
      return region.uppercased()
    }
    since = try invocation.moment("since")
    operations = try invocation.value("operations").map { list in
      try list.split(separator: ",", omittingEmptySubsequences: false).map {
        try operation(String($0))
      }
    }
  }

  func errand(_ platform: String, _ subject: Subject, _ usual: [Operation]) -> Errand {
    Errand(
      platform: platform, subject: subject, operations: operations ?? usual, limit: limit,
      since: since,
      region: region)
  }
}

/// The operation of a name.
func operation(_ name: String) throws(UserError) -> Operation {
  if let operation = Operation(name: name), operation != .unspecified { return operation }
  let known = Array(Operation.names.dropFirst())
  throw UserError(
    "there is no such operation", which: name,
    remedy: nearest(to: name, among: known).map { "did you mean \($0)?" }
      ?? "known are \(known.joined(separator: ", "))")
}

extension Invocation {
  /// The value of an option as a moment.
  func moment(_ name: String) throws(UserError) -> Timestamp? {
    guard let text = value(name) else { return nil }
    guard let moment = Timestamp(rfc3339: text) else {
      throw UserError(
        "--\(name) is no date", which: text,
        remedy: "write it as 2026-11-20 or 2026-11-20T07:45:00Z")
    }
    return moment
  }
}

private func resolve(_ word: String, _ factory: ProviderFactory) -> (String, URLPattern.Match)? {
  guard word.contains("/") else { return nil }
  for manifest in factory.manifests {
    for pattern in manifest.urls {
      if let match = pattern.match(word) { return (manifest.platform, match) }
    }
  }
  return nil
}

/// The error for a platform of no plugin.
func unknownPlatform(_ platform: String, _ known: [String]) -> UserError {
  UserError(
    "no plugin serves this platform", which: platform,
    remedy: nearest(to: platform, among: known).map { "did you mean \($0)?" }
      ?? "known are \(known.joined(separator: ", "))")
}

private func unknownAddress(_ word: String, _ platform: String?) -> UserError {
  UserError(
    "this is no address that a plugin knows", which: word,
    why: platform.map { "looked at those of \($0)" },
    remedy: "patchbay plugin inspect shows the addresses; or give the platform and the handle")
}

private func report(_ results: [OperationResult], _ output: Output) {
  var told: Set<String> = []
  for notice in results.filter({ $0.failure == nil }).flatMap(\.notices)
  where told.insert(notice).inserted {
    output.notice("patchbay: \(notice)")
  }
  output.list(
    results,
    [
      Column("platform") { $0.platform }, Column("subject") { $0.subject },
      Column("operation") { $0.operation.name },
      Column("provider") { $0.provider }, .count("requests") { Int64($0.requests) },
      Column("records") { $0.records.map { "\($0.count) \($0.kind)" }.joined(separator: ", ") },
      .count("new posts") { Int64($0.newPosts) },
      Column("status") { $0.failure.map { "\($0.failure.name): \($0.message)" } ?? "ok" },
    ], json: write)
  for result in results {
    guard let failure = result.failure else { continue }
    let problem = UserError(
      "could not fetch \(result.operation.name)", which: "\(result.platform) \(result.subject)",
      why: failure.message, remedy: remedy(failure))
    output.notice(String(problem.text.dropLast()))
  }
}

private func remedy(_ failure: OperationFailure) -> String {
  let another = "name another provider with `patchbay providers use`"
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
    json.key("notices")
    json.array { json in
      for notice in result.notices { json.value(notice) }
    }
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
private func exitCode(_ results: [OperationResult]) -> ExitCode {
  let failures = results.compactMap(\.failure)
  guard let first = failures.first else { return .success }
  let isAlike = failures.allSatisfy { ExitCode($0.failure) == ExitCode(first.failure) }
  return isAlike && failures.count == results.count ? ExitCode(first.failure) : .partial
}
