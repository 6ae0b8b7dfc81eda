import Analytics
import MetricSchema

/// Answers for the timing of posts.
func timing(_ fields: [Substring]) throws -> String {
  switch fields[0] {
  case "week":
    return week(
      BestTime().week(of: try entries(fields[2], fields[3], fields[4]), in: try zone(fields[1])))
  case "rhythm":
    let ends = try moments(fields[2])
    return rhythm(
      PostingRhythm.of(
        try moments(fields[3]), within: ends[0]..<ends[1], in: try zone(fields[1])))
  default: throw BadQuestion(description: "no such function: \(fields[0])")
  }
}

/// A zone from the hexadecimal digits of its TZif file.
func zone(_ field: Substring) throws -> TimeZoneRules {
  let digits = Array(field.utf8)
  let bytes = try stride(from: 0, to: digits.count, by: 2).map { start in
    guard start + 2 <= digits.count,
      let byte = UInt8(String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16)
    else { throw BadQuestion(description: "not hexadecimal") }
    return byte
  }
  return try TimeZoneRules(name: "zone", file: bytes)
}

/// Moments, given in seconds since 1970.
func moments(_ field: Substring) throws -> [Timestamp] {
  try numbers(field).map { Timestamp(Int64($0 * 1_000_000)) }
}

private func entries(
  _ accounts: Substring, _ times: Substring, _ engagements: Substring
) throws -> [BestTime.Entry] {
  let values = try numbers(engagements)
  return try zip(zip(numbers(accounts), moments(times)), values).map { post, engagement in
    BestTime.Entry(account: Int(post.0), postedAt: post.1, engagement: engagement)
  }
}

private func week(_ finding: Finding<PostingWeek>) -> String {
  guard let week = finding.value else { return finding.unknown!.kind.rawValue }
  var proof: [Double] = []
  if case .success(let found) = week.holdOut {
    proof = [Double(found.inside), Double(found.outside), found.lift]
    proof += [found.interval.lowerBound, found.interval.upperBound]
  }
  return [
    text([Double(week.posts), Double(week.leftOut)]), text(week.slots.map(\.score)),
    text(week.slots.map { $0.median ?? .nan }), text(week.slots.map { Double($0.posts) }),
    text(week.recommended.map(Double.init)), text(proof),
  ].joined(separator: "\t")
}

private func rhythm(_ finding: Finding<PostingRhythm>) -> String {
  guard let rhythm = finding.value else { return finding.unknown!.kind.rawValue }
  return text([
    Double(rhythm.posts), rhythm.perWeek, rhythm.activeDays, rhythm.medianGap ?? .nan,
    rhythm.longestSilence, rhythm.burstiness ?? .nan,
  ])
}
