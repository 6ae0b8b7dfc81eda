import HostCore
import MetricSchema

let fetchCommand = CommandSpec(
  "fetch", "<platform> <handle>… | <url>… | --all", "Collect accounts and posts into the database",
  details: """
    Handles are fetched with their profile and newest posts. An address is fetched as what it is of: a profile, a post,
    a hashtag, a sound. --all takes every account that was fetched before. An interrupted listing goes on where it
    stood. Providers are tried in the order of the configuration. PATCHBAY_CERTIFICATES may name a file of certificates
    (PEM) to trust beside those of the system.
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
    "patchbay fetch https://bsky.app/profile/dave.bsky.social",
    "patchbay fetch tiktok 7300000000000000001 --operations post,comments",
    "patchbay fetch tiktok woodwork --operations hashtag --limit 50",
    "patchbay fetch tiktok --operations trending_posts --region US",
    "patchbay fetch --all --json",
  ]
) { invocation in
  let setup = try Setup(invocation)
  let store = try openStore(invocation)
  let errands = try once(errands(invocation, setup.factory, store))
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
  try report(results, invocation.output)
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
  if words.isEmpty, let platform, details.needNoSubject {
    return [details.errand(platform, Subject(), [])]
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

/// The errands without those that ask the same again, however their subjects are written.
private func once(_ errands: [Errand]) -> [Errand] {
  var seen: Set<Errand> = []
  return errands.filter { errand in
    let name = errand.subject.name
    // Handles are written in several ways; ids, tags and terms mean what they are to the letter.
    let isHandle = errand.operations.contains { $0 == .profile || $0 == .posts }
    var canonical = errand
    canonical.subject = Subject(
      isHandle ? canonicalHandle(name, on: errand.platform) ?? name : name)
    return seen.insert(canonical).inserted
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

  /// Whether all that is wanted is about whole platforms.
  var needNoSubject: Bool { operations?.allSatisfy(\.needsNoSubject) ?? false }

  func errand(_ platform: String, _ subject: Subject, _ usual: [Operation]) -> Errand {
    Errand(
      platform: platform, subject: needNoSubject ? Subject() : subject,
      operations: operations ?? usual, limit: limit,
      since: since,
      region: region)
  }
}

/// The operation of a name.
func operation(_ name: String) throws(UserError) -> Operation {
  if let operation = Operation(name: name), operation != .unspecified { return operation }
  throw .unknown("there is no such operation", name, among: Array(Operation.names.dropFirst()))
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
  .unknown("no plugin serves this platform", platform, among: known)
}

private func unknownAddress(_ word: String, _ platform: String?) -> UserError {
  UserError(
    "this is no address that a plugin knows", which: word,
    why: platform.map { "looked at those of \($0)" },
    remedy:
      "patchbay plugin inspect --json shows the addresses; or give the platform and the handle")
}
