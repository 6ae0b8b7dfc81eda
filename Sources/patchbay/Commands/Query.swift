import HostCore
import MetricSchema

let queryCommands = [accountsCommand, postsCommand, topCommand]

private let accountsCommand = CommandSpec(
  "accounts", "[platform]", "List stored accounts with their newest numbers",
  examples: ["patchbay accounts", "patchbay accounts tiktok --json"]
) { invocation in
  let rows = try openStore(invocation).accounts(platform: invocation.positional.first)
  invocation.output.list(
    rows,
    [
      Column("platform") { $0.platform }, Column("handle") { $0.handle }, Column("name") { $0.name },
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
  options: filterOptions + [.init("by", "METRIC", "views, likes, comments or shares. Default views.")],
  examples: ["patchbay top", "patchbay top youtube --by likes --limit 5"]
) { invocation in
  let by = invocation.value("by") ?? "views"
  guard let order = PostFilter.Order(rawValue: by) else {
    throw UserError(
      "posts cannot be ordered by this", which: by,
      remedy: "use one of \(PostFilter.Order.allCases.map(\.rawValue).joined(separator: ", "))")
  }
  return try list(invocation, order)
}

private let filterOptions: [CommandSpec.Option] = [
  .init("limit", "N", "At most so many. Default 20."),
  .init("since", "DATE", "Posted at or after."),
]

private func list(_ invocation: Invocation, _ order: PostFilter.Order) throws -> ExitCode {
  var filter = PostFilter()
  filter.order = order
  filter.platform = invocation.positional.first
  filter.handle = invocation.positional.count > 1 ? canonicalHandle(invocation.positional[1]) : nil
  filter.limit = try invocation.integer("limit", in: 1...1_000_000) ?? 20
  filter.since = try invocation.moment("since")
  let rows = try openStore(invocation).posts(filter)
  invocation.output.list(
    rows,
    [
      Column("platform") { $0.platform }, Column("handle") { $0.handle }, Column("id") { $0.id },
      Column("posted") { $0.postedAt?.description }, .count("views") { $0.metrics.count(.views) ?? $0.metrics.count(.plays) },
      .count("likes") { $0.metrics.count(.likes) }, .count("comments") { $0.metrics.count(.comments) },
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

extension Metrics {
  /// The count of a metric, `nil` where it is unknown.
  func count(_ metric: Metric) -> Int64? { self[metric]?.count }
}
