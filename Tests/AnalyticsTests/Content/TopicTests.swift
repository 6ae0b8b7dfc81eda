import MetricSchema
import Testing

@testable import Analytics

@Suite("Hashtags, mentions and sounds")
struct TopicTests {
  private func makeTagged(
    _ id: String, _ account: String, _ tags: [String], views: Int64? = 100, likes: Int64? = 10
  ) -> ContentPost {
    makePost(id, account, views: views, likes: likes) { $0.hashtags = tags }
  }

  @Test("spellings of one hashtag are one, and a post has it once")
  func names() throws {
    let posts = [
      makeTagged("1", "tiktok.alice", ["#Cats", "cats ", "##CATS"]),
      makeTagged("2", "tiktok.bob", ["cats", "#", ""], views: nil),
    ]
    let found = try #require(TopicPerformance.of(posts, by: .hashtags).value)
    #expect(found.map(\.name) == ["cats"])
    #expect(found[0].posts == 2)
    #expect(found[0].accounts == 2)
    #expect(found[0].views == 100)
    #expect(found[0].viewsKnown == 1)
    #expect(found[0].engagementRate == 0.1)
    #expect(TopicKind.mentions.name(" @Bob.B ") == "bob.b")
    #expect(TopicKind.sounds.name("Sound#1") == "Sound#1")
  }

  @Test("posts on YouTube count only where its terms allow it, and the reason says so")
  func youTube() {
    let posts = [makeTagged("1", "youtube.carol", ["cats"])]
    #expect(
      TopicPerformance.of(posts, by: .hashtags).unknown?.because
        == "there are 0 posts with hashtags outside YouTube, whose terms keep its own out, where 1 are needed"
    )
    let accepted = TopicPerformance.of(posts, by: .hashtags, youTube: .derivedMetricsAccepted)
    #expect(accepted.value?.map(\.name) == ["cats"])
    #expect(
      TopicPerformance.of([makePost("1")], by: .hashtags).unknown?.because
        == "there are 0 posts with hashtags, where 1 are needed")
  }

  /// Large accounts use the tag, and it does nothing; small ones use another, which doubles.
  private func makeConfounded() -> [ContentPost] {
    (0..<160).map { index in
      let large = index % 2 == 0
      let tagged = index % 4 < 2
      let noise = Int64(index / 4 % 7)
      let usual: Int64 = large ? 10_000 : 100
      let likes = (large || !tagged ? usual : usual * 2) * (97 + noise) / 100
      return makeTagged(
        "\(index)", large ? "tiktok.alice" : "tiktok.bob", tagged ? [large ? "big" : "good"] : [],
        likes: likes)
    }
  }

  @Test("a hashtag that only large accounts use is not taken for one that works")
  func confounded() throws {
    let found = try #require(TopicPerformance.of(makeConfounded(), by: .hashtags).value)
    let lifts = try Dictionary(
      uniqueKeysWithValues: found.map { ($0.name, try $0.lift.get()) })
    let (good, big) = (try #require(lifts["good"]), try #require(lifts["big"]))
    #expect(abs(good.ratio - 1) < 0.05)
    #expect(good.interval.lowerBound > 0.8)
    #expect(big.interval.contains(0))
    #expect(big.accounts == 1)
    #expect(big.posts == 40)
    #expect(big.others == 40)
    #expect(good.adjusted < 1e-9 && big.adjusted > 0.05)
    let reasons = found.map { $0.reasons[1] + $0.reasons[2] }
    #expect(reasons[0].hasPrefix("Engagements are ") && reasons[0].contains("They are likes."))
    #expect(reasons[0].contains(", 40 posts against 40); adjusted p "))
    #expect(reasons[0].hasSuffix(", which may be chance.") && !reasons[1].contains("chance"))
  }

  @Test("of many hashtags that do nothing, none is told to work more often than one time in twenty")
  func falseAlarms() throws {
    let alarms = (1...40).count { seed in
      var generator = SeededGenerator(seed: UInt64(seed))
      let posts = (0..<300).map { index in
        makeTagged(
          "\(index)", "tiktok.alice",
          (0..<40).filter { _ in generator.next() % 8 == 0 }.map { "t\($0)" },
          likes: Int64(100 + generator.next() % 100))
      }
      let found = TopicPerformance.of(posts, by: .hashtags).value ?? []
      return found.contains { ((try? $0.lift.get())?.adjusted ?? 1) < 0.05 }
    }
    #expect(alarms <= 5, "seeds 1 to 40")
  }

  @Test(
    "the lift, its interval and its p are those of least squares with an effect of each account")
  func leastSquares() throws {
    // By statsmodels: OLS of log1p(likes) on the group and one column for each account.
    let likes: [Int64] = [10, 20, 30, 40, 50, 60, 5, 9, 14, 20, 30, 80]
    let tagged = [0, 2, 4, 7, 9, 11]
    let posts = likes.indices.map { index in
      makeTagged(
        "\(index)", index < 6 ? "tiktok.alice" : "tiktok.bob", tagged.contains(index) ? ["a"] : [],
        likes: likes[index])
    }
    let found = try #require(TopicPerformance.of(posts, by: .hashtags).value?.first)
    let lift = try found.lift.get()
    #expect(abs(lift.ratio - 0.12421302626823408) < 1e-12)
    #expect(abs(lift.interval.lowerBound - -0.61696855943712) < 1e-9)
    #expect(abs(lift.interval.upperBound - 2.2996114537592423) < 1e-9)
    #expect(abs(lift.probability - 0.811209602694326) < 1e-9)
    #expect(lift.adjusted == lift.probability)
    #expect([lift.accounts, lift.posts, lift.others] == [2, 6, 6])
  }

  @Test("too few posts with or without give a reason, and the other numbers stay")
  func few() throws {
    let posts = (0..<20).map { makeTagged("\($0)", "tiktok.alice", $0 < 3 ? ["rare"] : []) }
    let rare = try #require(TopicPerformance.of(posts, by: .hashtags).value?.first)
    guard case .failure(let reason) = rare.lift else { return #expect(Bool(false), "a lift of 3") }
    #expect(reason.kind == .tooFew)
    #expect(reason.because.hasPrefix("there are 3 posts with it"))
    #expect(rare.posts == 3)
    let everywhere = posts.map { post in
      var post = post
      post.hashtags = ["always"]
      return post
    }
    let always = try #require(TopicPerformance.of(everywhere, by: .hashtags).value?.first)
    guard case .failure(let all) = always.lift else { return #expect(Bool(false), "a lift of all") }
    #expect(all.kind == .noData)
  }

  @Test("sounds and mentions are measured in the same way, under their own definitions")
  func kinds() {
    let post = makePost("1", views: 10) {
      ($0.sound, $0.mentions) = ("s1", ["@Bob"])
    }
    #expect(TopicPerformance.of([post], by: .sounds).value?.map(\.name) == ["s1"])
    #expect(TopicPerformance.of([post], by: .mentions).value?.map(\.name) == ["bob"])
    let ids = TopicKind.allCases.map { TopicPerformance.of([post], by: $0).definition.id }
    #expect(ids == ["hashtag_performance", "mention_performance", "sound_performance"])
    #expect(TopicPerformance.of([post], by: .hashtags).unknown?.kind == .noData)
    #expect(
      TopicPerformance.of([post], by: .sounds).value?[0].reasons == [
        "Sound s1: 1 post of 1 account, 10 views, which 1 of them report.",
        "The difference to other posts of the same accounts is unknown, because there are 0 posts with it of accounts that have both, where 5 are needed.",
      ])
  }

  @Test("a pair that is always together has the lift of chance turned round")
  func pairs() throws {
    let posts = (0..<40).map { index in
      makeTagged("\(index)", "tiktok.alice", index < 10 ? ["a", "b"] : index < 20 ? ["c"] : [])
    }
    let found = try #require(CoUse.of(posts).value)
    #expect(found.posts == 20)
    #expect(found.pairs == [.init(first: "a", second: "b", posts: 10, lift: 2, information: 1)])
    #expect(CoUse.of(posts, minimum: 11).value?.pairs.isEmpty == true)
    #expect(CoUse.of(posts, minimum: 11).value?.namesLeftOut == 3)
    #expect(CoUse.of([]).unknown?.kind == .noData)
    #expect(
      found.reasons == [
        "The pair a and b: together in 10 posts, 2 times as often as by chance.",
        "Pairs found in 20 posts with any name: 1.",
      ])
  }

  @Test("a post with a thousand hashtags costs as much as one with thirty, the most used")
  func bounded() throws {
    let long = (0..<1000).map { "t\($0)" }
    let posts =
      (0..<6).map { makeTagged("\($0)", "tiktok.alice", long) }
      + [makeTagged("7", "tiktok.alice", ["t999", "t998"])]
    let found = try #require(CoUse.of(posts).value)
    #expect(found.postsCut == 6)
    #expect(found.pairs.count == 435)
    #expect(found.pairs.contains { $0.first == "t998" && $0.second == "t999" && $0.posts == 7 })
  }

  @Test("the order of posts has no meaning, and no strange post does harm", arguments: 1...6)
  func strange(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let posts = makeStrangePosts(300, &generator)
    let shuffled = posts.shuffled(using: &generator)
    #expect(CoUse.of(posts, minimum: 1) == CoUse.of(shuffled, minimum: 1))
    let (a, b) = (
      try #require(TopicPerformance.of(posts, by: .hashtags).value),
      try #require(TopicPerformance.of(shuffled, by: .hashtags).value)
    )
    #expect(a.map(\.name) == b.map(\.name))
    for (x, y) in zip(a, b) {
      guard let lift = try? x.lift.get(), let other = try? y.lift.get() else { continue }
      #expect(lift.ratio.isFinite && lift.interval.upperBound.isFinite)
      #expect(abs(lift.ratio - other.ratio) <= 1e-9 * max(1, abs(lift.ratio)))
    }
  }
}
