import HostCore
import MetricSchema
import StoreTesting

/// Answers that follow from a seed, about few things, so that these turn out to be the same, change and change back in
/// all ways.
struct RandomAnswers {
  private var random: Random
  private var now: Int64 = 0

  init(_ seed: UInt64) { random = Random(seed: seed) }

  /// Answers that are committed together.
  mutating func next() -> [AnswerCommit] { (0..<1 + random.next(2)).map { _ in answer() } }

  private mutating func answer() -> AnswerCommit {
    now += Int64(random.next(30_000))
    // Some come late.
    let moment = at(random.next(4) == 0 ? now - Int64(random.next(200_000)) : now)
    var answer = AnswerCommit(
      job: 0, answered: nil, platform: random.next(8) == 0 ? "youtube" : "tiktok",
      provider: "tiktok.\(random.next(2))", settlement: Settlement(usage: 0, moment: moment),
      moment: moment)
    answer.records = (0..<1 + random.next(4)).map { _ in record() }
    return answer
  }

  private mutating func number(_ bound: Int, known: Int = 2) -> Int64? {
    random.next(3) < known ? Int64(random.next(bound)) : nil
  }

  private mutating func pick(_ name: String, of count: Int, known: Int = 2) -> String? {
    random.next(3) < known ? "\(name)\(random.next(count))" : nil
  }

  private mutating func person() -> Author {
    var author = author(pick("user", of: 8), id: pick("u", of: 6))
    if random.next(4) == 0 { author.identities = [Identity("sec", "s\(random.next(7))")] }
    author.name = pick("name", of: 3, known: 1)
    return author
  }

  private mutating func record() -> Record {
    let person = person()
    if random.next(4) == 0 {
      return profile(
        person.handle, id: person.id, followers: number(1000), identities: person.identities
      ) { profile in
        profile.name = person.name
        profile.metrics.set(.subscribers, number(1000, known: 1))
        profile.metrics.set(.likes, number(1000))
        profile.metrics.set(.views, number(1000))
      }
    }
    let codes = random.next(3) == 0 ? [Identity("code", "c\(random.next(14))")] : []
    return post(
      pick("p", of: 20), views: number(1000), likes: number(1000),
      by: random.next(5) > 0 ? person : nil, identities: codes
    ) { post in
      for metric in [Metric.plays, .comments, .shares, .saves] {
        post.metrics.set(metric, number(100, known: 1))
      }
      post.hashtags = (0..<random.next(4)).map { _ in "tag\(random.next(5))" }
      post.caption = pick("text", of: 4)
      post.postedAt = number(100_000)
      post.presence = random.next(6) == 0 ? .deleted : .visible
      if random.next(3) == 0 {
        var audio = Audio()
        audio.id = "a\(random.next(3))"
        audio.title = pick("title", of: 3)
        audio.metrics.set(.posts, number(100, known: 1))
        post.audio = audio
      }
      if random.next(8) == 0 { post.repostedBy = self.person() }
    }
  }
}
