import MetricSchema
import Testing

@testable import SQLiteStore

@Suite("Packed provenance")
struct NumbersTests {
  @Test(
    "A code stands for what it says",
    arguments: [
      (Provenance.exact, 0, Provenance.exact), (.notReported, 1, .notReported),
      (.hidden, 2, .hidden), (.unsupported, 3, .unsupported), (.notSynced, 4, .notSynced),
      (.derived(n: 3, of: 5), 5, .derived(n: 0, of: 0)), (.rounded(step: 1), 0, .exact),
      (.rounded(step: 10), 6, .rounded(step: 10)), (.rounded(step: 100), 7, .rounded(step: 100)),
      (.rounded(step: 500), 8, .rounded(step: 1000)),
      (.rounded(step: 10_000_000_000), 15, .rounded(step: 10_000_000_000)),
      (.rounded(step: .max), 15, .rounded(step: 10_000_000_000)),
      (.rounded(step: .min), 0, .exact),
    ] as [(Provenance, UInt64, Provenance)])
  func codes(provenance: Provenance, code: UInt64, back: Provenance) {
    #expect(ProvenanceCode.code(of: provenance) == code)
    #expect(ProvenanceCode.provenance(of: code) == back)
  }

  @Test("Each number has four bits of its own")
  func places() {
    let layout = MetricLayout.post
    for (place, metric) in layout.metrics.enumerated() {
      var metrics = Metrics()
      metrics.set(Measure(metric, nil, .notSynced))
      let numbers = Numbers(metrics, layout)
      #expect(numbers.provenance == (place < 16 ? 4 << (4 * UInt64(place)) : 0))
      #expect(numbers.provenanceMore == (place < 16 ? 0 : 4 << (4 * UInt64(place - 16))))
      #expect(layout.metrics.indices.filter { numbers.code(at: $0) == 4 } == [place])
    }
  }

  @Test("Layouts fit into two integers and name each column once")
  func layouts() {
    for layout in [MetricLayout.post, .account] {
      #expect(layout.metrics.count <= 32)
      #expect(Set(layout.columns).count == layout.columns.count)
      #expect(Set(layout.metrics).count == layout.metrics.count)
    }
  }

  @Test("Numbers without a column are kept by name")
  func others() {
    var numbers = OtherNumbers()
    numbers.set(.reactionWow, .count(3))
    numbers.set(.followers, .count(-1))
    numbers.set(.completionRate, .ratio(1))
    numbers.set(.reactionLove, .unknown)
    numbers.set(.reactionWow, .count(4))
    #expect(numbers.json == #"{"followers":-1,"completion_rate":1,"reaction_wow":4}"#)
    #expect(OtherNumbers(json: numbers.json) == numbers)
    for text in ["", "{}", "nonsense", "{\"followers\":x}", "{\"nobody\":1}", "{:,:}"] {
      #expect(OtherNumbers(json: text).numbers.isEmpty)
    }
  }

  @Test("The digest of a post changes with every field but those stored elsewhere")
  func digest() {
    let plain = Post()
    let changes: [(inout Post) -> Void] = [
      { $0.id = "" }, { $0.caption = "" }, { $0.caption = "a" }, { $0.title = "a" },
      { $0.mediaKind = .video }, { $0.mediaURLs = ["a"] }, { $0.mediaURLs = ["", "a"] },
      { $0.pinned = false }, { $0.pinned = true }, { $0.ad = false }, { $0.durationMs = 0 },
      { $0.hashtags = ["a"] }, { $0.mentions = [Mention()] }, { $0.extras = [Extra()] },
    ]
    var seen: Set<Int64> = [PostContent.hash(of: plain)]
    for change in changes {
      var post = plain
      change(&post)
      #expect(seen.insert(PostContent.hash(of: post)).inserted)
    }
    var same = plain
    same.author = Author()
    same.audio = Audio()
    same.metrics.set(.likes, 5)
    same.identities = [Identity("a", "b")]
    same.repostedAt = 5
    #expect(PostContent.hash(of: same) == PostContent.hash(of: plain))
  }
}
