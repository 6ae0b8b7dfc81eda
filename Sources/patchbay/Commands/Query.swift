import HostCore
import MetricSchema

let queryCommands = [accountsCommand, postsCommand, topCommand, historyCommand]

private let accountsCommand = CommandSpec(
  "accounts", "[platform]", "List stored accounts with their newest numbers",
  examples: ["patchbay accounts", "patchbay accounts tiktok --json"]
) { invocation in
  let rows = try openStore(invocation, isRead: true).accounts(platform: invocation.positional.first)
  if rows.isEmpty { try checkPlatform(invocation) }
  try invocation.output.list(
    rows,
    [
      Column("platform") { $0.platform }, Column("handle") { $0.handle },
      Column("name") { $0.name },
      .count("followers") { $0.metrics.count(.followers) ?? $0.metrics.count(.subscribers) },
      .count("posts") { $0.metrics.count(.posts) }, .count("stored") { $0.storedPosts },
      .count("likes") { $0.metrics.count(.likes) }, .count("views") { $0.metrics.count(.views) },
      Column("provider") { $0.provider }, Column("observed") { $0.observedAt?.description },
    ]
  ) { row, json in
    json.object { json in
      json.member("platform", row.platform)
      json.member("handle", row.handle)
      json.member("name", row.name)
      json.member("url", row.url)
      json.key("identities")
      json.array { json in
        for identity in row.identities { json.value(identity) }
      }
      json.metrics(row.metrics)
      json.member("stored_posts", row.storedPosts)
      json.member("provider", row.provider)
      json.member("observed_at", row.observedAt?.description)
    }
  }
  return .success
}

private let postsCommand = CommandSpec(
  "posts", "[platform] [handle]", "List stored posts, the newest first",
  options: filterOptions,
  examples: ["patchbay posts tiktok alice --limit 10", "patchbay posts --since 2026-11-01 --json"]
) { invocation in
  try list(invocation, .date)
}

private let topCommand = CommandSpec(
  "top", "[platform] [handle]", "List stored posts, the most viewed first",
  options: filterOptions + [
    .init("by", "METRIC", "views, likes, comments, shares or date. Default views.")
  ],
  examples: ["patchbay top", "patchbay top youtube --by likes --limit 5"]
) { invocation in
  let by = invocation.value("by") ?? "views"
  guard let order = PostFilter.Order(rawValue: by) else {
    throw UserError.unknown(
      "posts cannot be ordered by this", by, among: PostFilter.Order.allCases.map(\.rawValue))
  }
  return try list(invocation, order)
}

/// Tells a platform that nobody serves from one of which nothing is stored.
func checkPlatform(_ invocation: Invocation) throws {
  guard let platform = invocation.positional.first else { return }
  let known = try Setup(invocation).factory.platforms
  guard known.contains(platform) else { throw unknownPlatform(platform, known) }
}

private let filterOptions: [CommandSpec.Option] = [
  .init("limit", "N", "At most so many. Default 20."),
  .init("since", "DATE", "Posted at or after."),
]

private func list(_ invocation: Invocation, _ order: PostFilter.Order) throws -> ExitCode {
  var filter = PostFilter()
  filter.order = order
  filter.platform = invocation.positional.first
  if invocation.positional.count > 1 {
    filter.handle = canonicalHandle(invocation.positional[1], on: invocation.positional[0])
  }
  filter.limit = try invocation.integer("limit", in: 1...1_000_000) ?? 20
  filter.since = try invocation.moment("since")
  let rows = try openStore(invocation, isRead: true).posts(filter)
  if rows.isEmpty { try checkPlatform(invocation) }
  try invocation.output.list(
    rows,
    [
      Column("platform") { $0.platform }, Column("handle") { $0.handle }, Column("id") { $0.id },
      Column("posted") { $0.postedAt?.description },
      .count("views") { $0.metrics.count(.views) ?? $0.metrics.count(.plays) },
      .count("likes") { $0.metrics.count(.likes) },
      .count("comments") { $0.metrics.count(.comments) },
      .count("shares") { $0.metrics.count(.shares) }, Column("provider") { $0.provider },
      Column("caption") { $0.caption },
    ]
  ) { row, json in
    json.object { json in
      json.member("platform", row.platform)
      json.member("handle", row.handle)
      json.member("id", row.id)
      json.member("url", row.url)
      json.member("caption", row.caption)
      if row.mediaKind != .unspecified { json.member("media_kind", row.mediaKind.name) }
      json.member("posted_at", row.postedAt?.description)
      json.metrics(row.metrics)
      json.member("provider", row.provider)
      json.member("observed_at", row.observedAt?.description)
    }
  }
  return .success
}

private let historyCommand = CommandSpec(
  "history", "<platform> <handle>", "Show the numbers of an account by day",
  examples: ["patchbay history tiktok alice", "patchbay history youtube carol --json"]
) { invocation in
  let platform = try invocation.argument(0, "a platform")
  let handle = try invocation.argument(1, "a handle")
  let days = try openStore(invocation, isRead: true).history(
    platform: platform, handle: canonicalHandle(handle, on: platform) ?? handle)
  guard !days.isEmpty else {
    try checkPlatform(invocation)
    throw UserError(
      "nothing is stored of this account", which: "\(platform) \(handle)",
      remedy: "patchbay fetch \(platform) \(handle)", code: .notFound)
  }
  let growth = zip(days, [nil] + days.map(Optional.some)).map { day, before in
    // What an upstream claims may be no difference at all.
    followers(day).flatMap { now in
      before.flatMap(followers).flatMap { before in
        let (growth, overflow) = now.subtractingReportingOverflow(before)
        return overflow ? nil : growth
      }
    }
  }
  try invocation.output.list(
    Array(zip(days, growth)),
    [
      Column("date") { $0.0.date }, .count("followers") { followers($0.0) },
      .count("growth") { $0.1 },
      .count("posts") { $0.0.metrics.count(.posts) },
      .count("likes") { $0.0.metrics.count(.likes) },
      .count("views") { $0.0.metrics.count(.views) }, Column("provider") { $0.0.provider },
    ]
  ) { day, json in
    json.object { json in
      json.member("date", day.0.date)
      json.metrics(day.0.metrics)
      json.key("follower_growth")
      json.value(day.1)
      json.member("provider", day.0.provider)
    }
  }
  return .success
}

private func followers(_ day: AccountDay) -> Int64? {
  day.metrics.count(.followers) ?? day.metrics.count(.subscribers)
}

extension Metrics {
  /// The count of a metric, `nil` where it is unknown.
  func count(_ metric: Metric) -> Int64? { self[metric]?.count }
}
