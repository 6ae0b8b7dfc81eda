import Analytics
import MetricSchema

/// Answers for what content does over time, and for voices.
func contentOverTime(_ fields: [Substring]) throws -> String {
  switch fields[0] {
  case "views":
    let ends = try moments(fields[2])
    let finding = ViewsOverTime.cumulative(
      try posts(fields[3...]), within: ends[0]..<ends[1], in: try zone(fields[1]))
    guard let found = finding.value else { return "unknown" }
    return [found.days, found.youTube].map { days in
      days.map { "\($0.day) \($0.posts) \($0.added) \($0.cumulative)" }.joined(separator: ";")
    }.joined(separator: "\t")
  case "growth": return try growth(fields)
  case "trend":
    guard
      let found = UseTrend.of(try moments(fields[2]), until: try moments(fields[1])[0]).value
    else { return "unknown" }
    return text([
      Double(found.before), Double(found.recent), found.least, orNone(found.greatest),
    ]) + " \(found.direction.rawValue)"
  case "voice":
    let voices = zip(fields[2].split(separator: " "), try numbers(fields[3]))
      .map { ShareOfVoice.Voice(id: String($0), amount: $1) }
    guard let found = ShareOfVoice.of(String(fields[1]), among: voices, by: .mentions).value else {
      return "unknown"
    }
    return "\(found.share) \(found.fingerprint)"
  default: throw BadQuestion(description: "no such function: \(fields[0])")
  }
}

private func growth(_ fields: [Substring]) throws -> String {
  let ends = try moments(fields[2])
  let snapshots = zip(
    zip(fields[3].split(separator: " "), try moments(fields[4])), try numbers(fields[5])
  )
  .map { HistoricalGrowth.Snapshot(id: String($0.0), time: $0.1, count: Int64($1)) }
  let finding = HistoricalGrowth.daily(
    snapshots, within: ends[0]..<ends[1], in: try zone(fields[1]))
  guard let found = finding.value else { return "unknown" }
  return text(found.days.map { orNone($0.growth) }) + "\t\(found.corrections)"
}
