import Analytics
import MetricSchema

/// Answers for content.
func content(_ fields: [Substring]) throws -> String {
  switch fields[0] {
  case "totals": return totals(CollectionTotals.of(try posts(fields[1...])))
  case "overview":
    let ends = try moments(fields[1])
    return overview(
      ContentOverview.of(try posts(fields[2...]), accounts: [], within: ends[0]..<ends[1]))
  case "leaderboard":
    return leaderboard(
      ContentLeaderboard.ranked(try posts(fields[2...]), by: try metric(fields[1]), limit: 1000))
  case "platforms":
    return platforms(CrossPlatform.of(String(fields[1]), among: try posts(fields[2...])))
  case "durations":
    guard let found = DurationAnalysis.of(try posts(fields[1...])).value else { return "unknown" }
    return [found.buckets, found.youTube].map { buckets in
      buckets.map { "\($0.range) \($0.posts) \($0.mean) \($0.median)" }.joined(separator: " ")
    }.joined(separator: "\t")
  case "topics": return topics(TopicPerformance.of(try posts(fields[1...]), by: .hashtags))
  case "pairs":
    guard let found = CoUse.of(try posts(fields[1...])).value else { return "unknown" }
    return found.pairs.map { "\($0.first),\($0.second),\($0.posts),\($0.lift),\($0.information)" }
      .joined(separator: " ")
  default: return try contentOverTime(fields)
  }
}

private func metric(_ field: Substring) throws -> ContentMetric {
  guard let metric = ContentMetric(rawValue: String(field)) else {
    throw BadQuestion(description: "no such metric: \(field)")
  }
  return metric
}

private func text(_ totals: ContentTotals?) -> [Double] {
  guard let totals else { return [] }
  let sums = ContentMetric.allCases.flatMap { metric in
    [orNone(totals[metric]?.sum), Double(totals[metric]?.posts ?? 0)]
  }
  return [Double(totals.posts), Double(totals.accounts), orNone(totals.engagementRate)] + sums
}

private func totals(_ finding: Finding<CollectionTotals>) -> String {
  text(text(finding.value?.merged)) + "\t" + text(text(finding.value?.youTube))
}

private func overview(_ finding: Finding<ContentOverview>) -> String {
  guard let found = finding.value else { return "unknown" }
  return ((found.merged.map { [$0] } ?? []) + found.platforms).map { figures in
    let changes = ContentMetric.allCases.flatMap { metric in
      [
        orNone(figures[metric].now), orNone(figures[metric].before),
        orNone(figures[metric].relative),
      ]
    }
    return text([orNone(figures.posts.now), orNone(figures.posts.before)] + changes)
  }.joined(separator: "\t")
}

private func leaderboard(_ finding: Finding<ContentLeaderboard>) -> String {
  guard let found = finding.value else { return "unknown" }
  return [found.places, found.youTube].map { places in
    places.map { "\($0.rank),\($0.content),\($0.value),\($0.missing)" }.joined(separator: " ")
  }.joined(separator: "\t")
}

private func platforms(_ finding: Finding<CrossPlatform>) -> String {
  guard let found = finding.value else { return "unknown" }
  let entries = found.entries.map { entry in
    "\(entry.post),\(entry.others),\(orNone(try? entry.multiple.get()))"
  }
  return entries.joined(separator: " ") + "\t" + ((try? found.best.get().post) ?? "")
}

private func topics(_ finding: Finding<[TopicPerformance]>) -> String {
  guard let found = finding.value else { return "unknown" }
  return found.map { topic in
    let lift = try? topic.lift.get()
    return "\(topic.name) "
      + text([
        Double(topic.posts), Double(topic.accounts), orNone(topic.views), Double(topic.viewsKnown),
        orNone(topic.engagementRate), Double(topic.engagementMask.some.rawValue),
        Double(topic.engagementMask.every.rawValue), orNone(lift?.ratio),
        orNone(lift?.interval.lowerBound), orNone(lift?.interval.upperBound),
        orNone(lift?.probability), orNone(lift?.adjusted),
      ])
  }.joined(separator: "\t")
}
