import Analytics
import MetricSchema

/// Times best-time analyses: the zone, how many posts and accounts, and a seed in, milliseconds out.
func benchTiming(_ fields: [Substring]) throws -> String {
  let (posts, accounts) = (Int(try number(fields[1])), UInt64(try number(fields[2])))
  let zone = try zone(fields[0])
  var generator = SeededGenerator(seed: UInt64(try number(fields[3])))
  // In no order, over 16 weeks, each account with its own scale.
  let entries = (0..<posts).map { _ in
    let account = Int(generator.next() % accounts)
    let second = Int64(generator.next() % (112 * 86_400))
    let engagement = Double(generator.next() % UInt64(100 + account * 10))
    return BestTime.Entry(
      account: account, postedAt: Timestamp((1_735_689_600 + second) * 1_000_000),
      engagement: engagement)
  }
  let time = try milliseconds {
    Double(try BestTime().week(of: entries, in: zone).result.get().posts)
  }
  return "\(time)"
}
