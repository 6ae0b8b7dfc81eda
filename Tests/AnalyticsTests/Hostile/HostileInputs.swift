import MetricSchema

@testable import Analytics

/// Draws what nobody should pass in, the same for the same seed.
struct HostileInputs {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let numbers: [Double] = [
    0, -0.0, 1, -1, 0.5, 7, .nan, .infinity, -.infinity, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e150, -1e150, 1e-300, 1e18, 3.7,
  ]
  private static let integers: [Int64] = [
    0, 1, -1, 2, 7, 100, 1_000_000, .max, .min, .max - 1, .min + 1, 1 << 53, -(1 << 53),
  ]
  static let megabyte = String(repeating: "e\u{301}#a 😀", count: 90_000)
  private static let texts = [
    "", " ", "#", "@", "a", "A", "\u{0}", "é", "e\u{301}", "😀", "https://", "#a", "@b", "youtube",
    String(decoding: [0xFF, 0xC3, 0x28, 0xF0, 0x9F], as: UTF8.self), "👩‍👩‍👧‍👦",
  ]

  mutating func size() -> Int { [0, 1, 2, 3, 9, 40, 120].randomElement(using: &generator) ?? 0 }

  mutating func chance(_ share: Double) -> Bool { .random(in: 0..<1, using: &generator) < share }

  /// A number that may be anything.
  mutating func number() -> Double {
    chance(0.5)
      ? Self.numbers.randomElement(using: &generator) ?? 0 : .random(in: -3...9, using: &generator)
  }

  /// A count that may be anything.
  mutating func count() -> Int64 {
    chance(0.3)
      ? Self.integers.randomElement(using: &generator) ?? 0
      : .random(in: -2...5000, using: &generator)
  }

  mutating func text() -> String { Self.texts.randomElement(using: &generator) ?? "" }

  mutating func maybe<Value>(_ draw: (inout Self) -> Value) -> Value? {
    chance(0.2) ? nil : draw(&self)
  }

  /// As many as ``size()`` says: all drawn anew, or all the same.
  mutating func some<Value>(_ draw: (inout Self) -> Value) -> [Value] {
    let size = size()
    guard size > 0 else { return [] }
    let first = draw(&self)
    if chance(0.2) { return Array(repeating: first, count: size) }
    return [first] + (1..<size).map { _ in draw(&self) }
  }

  /// A moment: at the ends of time, or one of few, so that many are the same.
  mutating func moment() -> Timestamp {
    if chance(0.05) { return Timestamp(count()) }
    return Timestamp(
      1_767_225_600_000_000 + Int64.random(in: -60...200, using: &generator) * 43_200_000_000)
  }

  mutating func period() -> Range<Timestamp> {
    let (a, b) = (moment(), moment())
    return min(a, b)..<max(a, b)
  }

  /// A series whose counts are believable in half of the cases.
  mutating func series() -> CountSeries {
    let tame = chance(0.5)
    return CountSeries(
      some {
        CountSnapshot(
          $0.moment(), tame ? abs($0.count() % 9999) : $0.count(),
          step: $0.chance(0.9) ? 1 : $0.count())
      })
  }

  mutating func metrics() -> Metrics {
    var metrics = Metrics()
    for metric: Metric in [
      .views, .likes, .comments, .shares, .saves, .reach, .impressions, .reactions,
    ]
    where chance(0.8) {
      metrics.set(metric, count())
    }
    return metrics
  }

  mutating func post() -> ContentPost {
    var post = ContentPost(
      id: text(), account: chance(0.9) ? "a" : text(),
      platform: ["youtube", "tiktok", ""].randomElement(using: &generator) ?? "")
    (post.content, post.sound) = (maybe { $0.text() }, maybe { $0.text() })
    (post.postedAt, post.duration, post.ad) = (
      maybe { $0.moment() }, maybe { $0.number() }, maybe { $0.chance(0.5) }
    )
    (post.hashtags, post.mentions) = (some { $0.text() }, some { $0.text() })
    (post.views, post.plays, post.likes) = (
      maybe { $0.count() }, maybe { $0.count() }, maybe { $0.count() }
    )
    (post.comments, post.shares, post.saves) = (
      maybe { $0.count() }, maybe { $0.count() }, maybe { $0.count() }
    )
    return post
  }

  mutating func rate() -> EngagementRate? {
    let basis = EngagementRate.Basis.allCases.randomElement(using: &generator) ?? .views
    let weights = EngagementWeights(
      likes: number(), comments: number(), passedOn: number(), saves: number())
    let (metrics, followers) = (metrics(), maybe { $0.count() })
    return chance(0.8)
      ? EngagementRate.of(metrics, per: basis, followersAtPosting: followers).value
      : EngagementRate.factored(
        metrics, per: basis, weights: weights, followersAtPosting: followers
      ).value
  }

  mutating func audience() -> [AudiencePoint] {
    some {
      AudiencePoint(
        platform: $0.text(), time: $0.moment(), followers: $0.maybe { $0.count() },
        listeners: $0.maybe { $0.count() })
    }
  }
}
