import MetricSchema
import Testing

@testable import Analytics

/// Every public metric on empty, single, constant, huge, negative, unordered and meaningless input. A failure names its seed.
@Suite("Hostile input")
struct HostileInputTests {
  private static let seeds: [UInt64] = Array(1...30)

  @Test("growth and spikes", arguments: seeds)
  func growth(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let (series, moment, days) = (inputs.series(), inputs.moment(), Int(inputs.count()))
    inspect(Growth.simple(series), what)
    inspect(Growth.perDay(series), what)
    inspect(Growth.dailyCompound(series), what)
    inspect(Growth.doublingTime(series), what)
    inspect(Growth.robust(series, confidence: inputs.number()), what)
    inspect(Growth.robust(series), what)
    inspect(Growth.rates(series), what)
    for method in CountInterpolation.allCases {
      inspect(Growth.count(at: moment, in: series, by: method), what)
    }
    let gains = Growth.dailyGains(series)
    inspect(gains, what)
    inspect(Growth.averages(gains.value ?? DailyGains(days: [], corrected: 0)), what)
    for days in [days, 7, 30] {
      inspect(
        Growth.comparison(of: gains.value ?? DailyGains(days: [], corrected: 0), lastDays: days),
        what)
    }
    inspect(Spikes.ofCounter(series, mergeWithin: inputs.number()), what)
    inspect(
      Spikes.latest(in: [series, inputs.series()], falseDiscoveryRate: inputs.number()), what)
    inspect(Spikes.latest(in: [series, inputs.series()]), what)
  }

  @Test("values that stand out", arguments: seeds)
  func outliers(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let values = inputs.some { $0.number() }
    for values in [values, values.filter(\.isFinite), values.filter { abs($0) < 1e150 }] {
      inspect(Spikes.modifiedScores(of: values), what)
      inspect(Spikes.outliers(in: values, atMost: Int(inputs.count())), what)
      inspect(Spikes.outliers(in: values, atMost: 2), what)
      inspect(Spikes.adjusted(values), what)
      inspect(PercentileRank.of(inputs.number(), among: values), what)
      inspect(ForecastQuality.of(values, outcomes: values.map { $0 > 0 }), what)
    }
  }

  @Test("rates", arguments: seeds)
  func rates(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let metrics = inputs.metrics()
    let weights = EngagementWeights(likes: inputs.number(), saves: inputs.number())
    for basis in EngagementRate.Basis.allCases {
      let followers = inputs.maybe { $0.count() }
      inspect(EngagementRate.of(metrics, per: basis, followersAtPosting: followers), what)
      inspect(
        EngagementRate.factored(
          metrics, per: basis, weights: weights, followersAtPosting: followers), what)
    }
    let rates = inputs.some { $0.rate() }.compactMap { $0 }
    inspect(AverageEngagementRate.of(rates), what)
    let alike = rates.filter { $0.isComparable(to: rates[0]) }
    inspect(EngagementRatePrior.fit(alike), what)
    if let rate = rates.first {
      inspect(EngagementRateBand.of(rate), what)
      if let prior = EngagementRatePrior(mean: inputs.number(), strength: inputs.number()) {
        inspect(rate.shrunk(toward: prior), what)
      }
    }
    let views = inputs.some { $0.maybe { $0.count() } }
    for centre in PerformanceMultiplier.Centre.allCases {
      inspect(PerformanceMultiplier.of(inputs.count(), among: views, against: centre), what)
    }
    inspect(ViralityDistribution.of(views), what)
    inspect(AudienceBand.of(followers: inputs.count()), what)
    inspect(ViewsBand.of(views: inputs.count()), what)
  }

  @Test("posts against others", arguments: seeds)
  func posts(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let tracks = (0..<20).map { _ in
      ViewTrack(
        kind: .video, postedAt: inputs.moment(),
        snapshots: inputs.some { .init(age: $0.number(), views: $0.number()) })
    }
    var generator = SeededGenerator(seed: seed)
    inspect(
      OutlierScore.of(
        tracks[0], among: tracks, atAge: inputs.maybe { $0.number() }, limit: Int(inputs.count()),
        rounds: 20, using: &generator), what)
    inspect(
      ViralScore.of(
        .init(
          views: inputs.maybe { $0.number() }, engagement: Engagement(inputs.metrics()),
          followers: inputs.maybe { $0.number() }, ageHours: inputs.maybe { $0.number() })), what)
    var did = FollowerScore.Interactions()
    (did.comments, did.likes, did.linkClicks) = (inputs.count(), inputs.count(), inputs.count())
    inspect(FollowerScore.of(did), what)
  }

  @Test("creators", arguments: seeds)
  func creators(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let profiles = (0..<6).map { _ in
      var profile = ContentProfile()
      for _ in 0..<inputs.size() {
        profile.add(text: inputs.text() + " " + inputs.text())
        profile.add(ContentToken(.word, inputs.text()), count: Int(inputs.count()))
        profile.add(hashtag: inputs.text() + inputs.text())
        profile.add(sound: inputs.text())
      }
      return profile
    }
    let index = ContentIndex(profiles, minimum: Int(inputs.count()))
    for creator in [0, 5, Int(inputs.count())] {
      #expect(index.weights(of: creator).allSatisfy { $0.weight.isFinite && $0.weight > 0 })
    }
    inspect(ContentIndex(Array(profiles.prefix(1)), minimum: 1).mostSimilar(to: 0, limit: 3), what)
    inspect(ContentIndex(Array(repeating: profiles[0], count: 3)).similarity(0, 2), what)
    inspect(index.similarity(0, 1), what)
    inspect(index.similarity(Int(inputs.count()), 1), what)
    inspect(index.mostSimilar(to: 0, limit: Int(inputs.count())), what)
    let sketches = (0..<2).map { _ in AudienceSketch(inputs.some { $0.text() }) }
    inspect(sketches[0].overlap(with: sketches[1], minimum: Int(inputs.count())), what)
    let traits = (0..<2).map { _ in
      var traits = CreatorTraits()
      (traits.followers, traits.likesPerPost) = (inputs.count(), inputs.number())
      (traits.growthPerDay, traits.length) = (inputs.number(), inputs.number())
      (traits.trendingSounds, traits.postsPerWeek) = (inputs.number(), inputs.number())
      (traits.commentsPerLike, traits.sharesPerView) = (inputs.number(), inputs.number())
      traits.lengthVariation = inputs.number()
      (traits.categories, traits.postsByHour) = (
        Set(inputs.some { $0.text() }), (0..<24).map { _ in Int(inputs.count()) }
      )
      return traits
    }
    inspect(CreatorMatch.between(traits[0], traits[1]), what)
    inspect(
      CollaborationScore.of(
        followers: inputs.count(), engagementRate: inputs.number(),
        weeklyInteractions: inputs.number()), what)
  }

  @Test("scores of audiences", arguments: seeds)
  func scores(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let (audience, period) = (
      inputs.audience(), Period(end: inputs.moment(), days: Int(inputs.count()))
    )
    let posts = inputs.some {
      FanValueScore.Post(
        postedAt: $0.moment(), metrics: $0.metrics(), followersAtPosting: $0.maybe { $0.count() })
    }
    inspect(FanValueScore.of(posts: posts, audience: audience, in: period), what)
    let engagements = posts.map { Engagement($0.metrics) }
    let momentum = MomentumIndex.of(posts: engagements, audience: audience, in: period)
    inspect(momentum, what)
    if let momentum = momentum.value {
      inspect(BreakoutRule.of(momentum), what)
      inspect(
        BreakoutPrediction.of(BreakoutFeatures(momentum, posts: engagements), by: nil), what)
    }
    let fans = inputs.some {
      var fan = Superfan($0.text())
      (fan.engagementScore, fan.lifetimeValue) = (
        $0.maybe { $0.number() }, $0.maybe { $0.number() }
      )
      (fan.lastInteraction, fan.firstSeen) = ($0.maybe { $0.moment() }, $0.maybe { $0.moment() })
      fan.location = $0.maybe { $0.text() }
      return fan
    }
    let now = inputs.moment()
    inspect(SuperfanInsights.of(fans, at: now), what)
    inspect(SuperfanChurn.of(fans, at: now), what)
    for fan in fans {
      inspect(fan.tier, what)
      inspect(fan.segment(at: now), what)
    }
  }

  @Test("releases, artists and revenue", arguments: seeds)
  func releases(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let day = CivilDay(inputs.count())
    var release = ReleaseScore.Inputs()
    (release.momentum, release.weekdayRatio) = (inputs.number(), inputs.number())
    (release.audienceGrowth, release.genres) = (inputs.number(), inputs.some { $0.text() })
    release.competition = inputs.maybe { inputs in
      inputs.some { CompetingRelease(followers: $0.count(), genres: [$0.text()]) }
    }
    inspect(ReleaseScore.of(day, release), what)
    let entries = inputs.some { WeekdayRatio.Entry(CivilDay($0.count()), $0.number()) }
    inspect(WeekdayRatio.of(entries, on: Int(inputs.count())), what)
    inspect(WeekdayRatio.of(entries, on: 5), what)
    inspect(
      FirstWeekEstimate.of(
        monthlyListeners: inputs.count(), release: inputs.number(), momentum: inputs.number()), what
    )
    var scout = ScoutPotential.Inputs()
    (scout.popularity, scout.followers, scout.releases) = (
      inputs.number(), inputs.count(), Int(inputs.count())
    )
    (scout.energy, scout.danceability, scout.genres) = (
      inputs.number(), inputs.number(), Int(inputs.count())
    )
    inspect(ScoutPotential.of(scout), what)
    inspect(
      RevenueEstimate.of(
        .init(
          monthlyStreams: inputs.number(), perStream: inputs.number(),
          monthlyGrowth: inputs.number(), momentumFactor: inputs.number(),
          concertShare: inputs.number(), merchandiseShare: inputs.number(), spread: inputs.number()),
        months: Int(inputs.count())), what)
  }

  @Test("forecasts and changes", arguments: seeds)
  func forecasts(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let tame = inputs.chance(0.7)
    let values = inputs.some { inputs in
      (
        time: inputs.moment(),
        value: inputs.maybe {
          tame ? abs($0.number()).truncatingRemainder(dividingBy: 9) : $0.number()
        }
      )
    }
    let known = values.filter { $0.value?.isFinite ?? true && $0.time.microseconds > 0 }
    for values in [values, known, known.map { (time: $0.time, value: $0.value.map { _ in 3 }) }] {
      inspect(
        Forecast.daily(values, days: seed % 2 == 0 ? 14 : Int(inputs.count()), counts: tame), what)
      inspect(ChangePoints.level(of: values, least: Int(inputs.count())), what)
      inspect(ChangePoints.level(of: values, least: 3), what)
      inspect(ChangePoints.growth(of: values, least: 3), what)
    }
  }

  @Test("what is learned from past cases", arguments: seeds)
  func models(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let scale = inputs.number()
    let examples = (0..<150).map { _ in
      var features = BreakoutFeatures()
      (features.velocity, features.acceleration) = (inputs.number() * scale, scale)
      (features.variation, features.shareRatio) = (.random(in: 0...1, using: &inputs.generator), 0)
      features.spike = inputs.chance(0.02) ? inputs.number() : 1
      return BreakoutModel.Example(
        time: inputs.moment(), features: features, brokeOut: inputs.chance(0.4))
    }
    let model = BreakoutModel.fit(examples, penalty: inputs.chance(0.7) ? 1 : inputs.number())
    inspect(model, what)
    for example in examples.prefix(20) {
      inspect(BreakoutPrediction.of(example.features, by: model.value), what)
    }
    let traits = inputs.some { inputs -> PostTraits? in
      guard let rate = inputs.rate() else { return nil }
      var traits = PostTraits(rate: rate)
      (traits.weekday, traits.hour) = (Int(inputs.count()), Int(inputs.count()))
      (traits.seconds, traits.sound) = (inputs.number(), inputs.text())
      traits.hashtags = inputs.some { $0.text() }
      return traits
    }
    inspect(SuccessPatterns.of(traits.compactMap { $0 }), what)
  }
}
