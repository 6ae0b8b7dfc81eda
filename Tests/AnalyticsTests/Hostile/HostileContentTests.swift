import MetricSchema
import Testing

@testable import Analytics

/// Every public metric of content, timing and sentiment on input as in ``HostileInputTests``, and on a megabyte of text.
@Suite("Hostile content")
struct HostileContentTests {
  private static let seeds: [UInt64] = Array(1...30)

  @Test("content", arguments: seeds)
  func content(seed: UInt64) throws {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let (posts, period, zone) = (inputs.some { $0.post() }, inputs.period(), try makeBerlin())
    for placement in Placement.allCases {
      inspect(CollectionTotals.of(posts, placement: placement), what)
      inspect(DurationAnalysis.of(posts, placement: placement), what)
      inspect(ViewsOverTime.cumulative(posts, within: period, in: zone, placement: placement), what)
      inspect(ContentLeaderboard.ranked(posts, by: .views, placement: placement), what)
      inspect(
        ContentOverview.of(posts, accounts: [], within: period, placement: placement), what)
    }
    let accounts = inputs.some {
      ContentAccount(id: $0.text(), platform: $0.text(), followers: $0.maybe { $0.count() })
    }
    inspect(CollectionTotals.of(posts), what)
    let overview = ContentOverview.of(
      posts, accounts: accounts, within: period, youTube: .derivedMetricsAccepted)
    inspect(overview, what)
    for metric in ContentMetric.allCases {
      for figures in overview.value?.platforms ?? [] {
        for change in [figures.posts, figures.engagementRate, figures[metric]] {
          #expect([change.now, change.before, change.relative].allSatisfy { $0?.isFinite ?? true })
        }
      }
      inspect(
        TopicPerformance.of(
          posts, by: .hashtags, lifting: metric, minimum: 2, youTube: .derivedMetricsAccepted), what
      )
      inspect(ContentLeaderboard.ranked(posts, by: metric, limit: Int(inputs.count())), what)
      inspect(DurationAnalysis.of(posts, by: metric), what)
    }
    inspect(CrossPlatform.of(inputs.text(), among: posts, minimum: 1), what)
    inspect(ViewsOverTime.cumulative(posts, within: period, in: .utc), what)
    let snapshots = inputs.some {
      HistoricalGrowth.Snapshot(id: $0.text(), time: $0.moment(), count: $0.maybe { $0.count() })
    }
    inspect(HistoricalGrowth.daily(snapshots, within: period, in: .utc), what)
    let marked = snapshots.map { snapshot in
      var snapshot = snapshot
      snapshot.ad = inputs.maybe { $0.chance(0.5) }
      return snapshot
    }
    inspect(HistoricalGrowth.daily(marked, within: period, in: zone, placement: .ads), what)
    for kind in TopicKind.allCases {
      inspect(TopicPerformance.of(posts, by: kind, minimum: Int(inputs.count())), what)
      inspect(CoUse.of(posts, by: kind, minimum: 1), what)
      let name = kind.name(inputs.text() + inputs.text())
      #expect(kind.name(name) == name, "\(what): a name is its own")
    }
    inspect(
      UseTrend.of(
        inputs.some { $0.moment() }, until: inputs.moment(), days: Int(inputs.count()), minimum: 1),
      what)
    let voices = inputs.some { ShareOfVoice.Voice(id: $0.text(), amount: $0.maybe { $0.number() }) }
    inspect(ShareOfVoice.of("a", among: voices, by: .mentions), what)
    let heard = voices.filter { $0.amount.known != nil }
    let share = ShareOfVoice.of(heard.first?.id ?? "a", among: heard, by: .reach)
    inspect(share, what)
    if let share = share.value { inspect(share.excess(overMarketShare: inputs.number()), what) }
  }

  @Test("timing", arguments: seeds)
  func timing(seed: UInt64) throws {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let zone = try makeBerlin()
    let posts = (0..<400).map { _ in
      BestTime.Entry(
        account: inputs.chance(0.9) ? 1 : Int(inputs.count()), postedAt: inputs.moment(),
        engagement: inputs.maybe { $0.number() })
    }
    var settings = BestTime()
    for posts in [posts, Array(posts.prefix(inputs.size())), Array(repeating: posts[0], count: 90)]
    {
      let week = settings.week(of: posts, in: zone)
      inspect(week, what)
      #expect(week.value?.slots.allSatisfy { $0.lift.isFinite } ?? true, "\(what)")
    }
    (settings.window, settings.history) = (Int(inputs.count()), Int(inputs.count()))
    (settings.shrinkage, settings.smoothing) = (inputs.number(), inputs.number())
    (settings.thinBelow, settings.slots) = (Int(inputs.count()), Int(inputs.count()))
    (settings.minimum, settings.fitted) = (1, inputs.number())
    inspect(settings.week(of: posts, in: .utc), what)
    for moments in [posts.map(\.postedAt), inputs.some { $0.moment() }] {
      inspect(PostingRhythm.of(moments, within: inputs.period(), in: zone), what)
    }
  }

  @Test("lexicons and comments", arguments: seeds)
  func sentiment(seed: UInt64) throws {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let lines = inputs.some { "\($0.text())\t\($0.number())" }
    let good = ["good\t1.9"] + lines.filter { !$0.contains("inf") && !$0.contains("nan") }
    for lines in [lines, good] {
      let bytes = Array(lines.joined(separator: "\n").utf8)
      guard let lexicon = try? SentimentLexicon(lexicon: bytes, emoji: []) else { continue }
      walkScore(lexicon.score(inputs.text() + " " + inputs.text()))
    }
    let lexicon = try SentimentLexicon(lexicon: Array("good\t1.9\nbad\t-2.5".utf8), emoji: [])
    let comments = inputs.some { $0.chance(0.7) ? "this is a good \($0.text())" : $0.text() }
    inspect(Sentiment.ofComments(comments, lexicon: lexicon), what)
    inspect(Sentiment.ofComments(comments, lexicon: nil), what)
    inspect(
      Sentiment.ofComments(
        comments.enumerated().map {
          Sentiment.score($1, lexicon: $0 % 2 == 0 ? lexicon : nil)
        }), what)
  }

  @Test("a megabyte of text, and bytes that are not UTF-8")
  func texts() throws {
    let what = "no seed"
    let lexicon = try SentimentLexicon(
      lexicon: Array("good\t1.9\nbad\t-2.5\n".utf8), emoji: Array("😀\tgrinning face\n".utf8))
    let texts = [
      HostileInputs.megabyte, "", String(decoding: [0xFF, 0xFE, 0x67, 0xC3], as: UTF8.self),
      String(repeating: "good ", count: 200_000), String(repeating: "A!?", count: 300_000),
    ]
    for text in texts {
      inspect(Sentiment.score(text, lexicon: lexicon), what)
      inspect(Sentiment.score(text, lexicon: nil), what)
      walkScore(lexicon.score(text))
    }
    inspect(Sentiment.ofComments(texts, lexicon: lexicon), what)
    inspect(
      Sentiment.ofComments(
        Array(repeating: "this is a good day for all of us", count: 40), lexicon: lexicon), what)
    var (one, two) = (ContentProfile(), ContentProfile())
    one.add(text: texts[0])
    two.add(text: texts[3])
    one.add(hashtag: texts[0])
    two.add(sound: texts[0])
    inspect(ContentIndex([one, two], minimum: 1).similarity(0, 1), what)
    var post = ContentPost(id: texts[0], account: texts[0], platform: texts[0])
    (post.hashtags, post.sound, post.views) = ([texts[0], texts[0]], texts[0], 1)
    inspect(TopicPerformance.of([post, post], by: .hashtags), what)
    inspect(CoUse.of([post], minimum: 0), what)
    post.mentions = [texts[0]]
    (post.content, post.postedAt, post.duration) = (texts[0], Timestamp(0), 3)
    for kind in TopicKind.allCases { inspect(TopicPerformance.of([post, post], by: kind), what) }
    inspect(CollectionTotals.of([post]), what)
    inspect(ContentLeaderboard.ranked([post], by: .views), what)
    inspect(CrossPlatform.of(texts[0], among: [post]), what)
    inspect(
      ShareOfVoice.of(
        texts[0], among: texts.map { ShareOfVoice.Voice(id: $0, amount: 1) }, by: .mentions), what)
    inspect(AudienceSketch(texts).overlap(with: AudienceSketch(texts), minimum: 1), what)
    #expect(TextLanguage.of(texts[0]) != .other)
  }

  private func walkScore(_ score: SentimentScore) {
    for part in [score.negative, score.neutral, score.positive, score.compound] {
      #expect((-1...1).contains(part))
    }
  }
}
