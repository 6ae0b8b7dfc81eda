import Analytics
import MetricSchema

/// Times best-time analyses: the number of posts, accounts and rounds in, the milliseconds of the median round out.
func benchTiming(_ fields: [Substring]) throws -> String {
  let (posts, accounts) = (Int(try number(fields[1])), UInt64(try number(fields[2])))
  let zone = try zone(fields[0])
  var generator = SeededGenerator(seed: UInt64(try number(fields[4])))
  // In no order, over 16 weeks, each account with its own scale.
  let entries = (0..<posts).map { _ in
    let account = Int(generator.next() % accounts)
    let second = Int64(generator.next() % (112 * 86_400))
    let engagement = Double(generator.next() % UInt64(100 + account * 10))
    return BestTime.Entry(
      account: account, postedAt: Timestamp((1_735_689_600 + second) * 1_000_000),
      engagement: engagement)
  }
  var rounds: [Double] = []
  for _ in 0..<Int(try number(fields[3])) {
    let start = ContinuousClock.now
    guard BestTime().week(of: entries, in: zone).value?.slots.count == 168 else {
      throw BadQuestion(description: "too few posts")
    }
    rounds.append((ContinuousClock.now - start) / .milliseconds(1))
  }
  return text([rounds.sorted()[rounds.count / 2], rounds.min() ?? 0])
}
