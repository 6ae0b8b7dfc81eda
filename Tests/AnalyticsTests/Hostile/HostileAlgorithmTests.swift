import MetricSchema
import Testing

@testable import Analytics

/// What stands below the metrics and can be called by itself, on input that nobody should pass in. A failure names its seed.
@Suite("Hostile input to algorithms")
struct HostileAlgorithmTests {
  private static let seeds: [UInt64] = Array(1...30)

  @Test("a watch of any settings sees anything at any time", arguments: seeds)
  func watch(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    var settings = SpikeSettings()
    (settings.window, settings.warmUp) = (Int(inputs.count()), Int(inputs.count()))
    (settings.average, settings.spread) = (Int(inputs.count()), Int(inputs.count()))
    (settings.tail, settings.margin) = (inputs.number(), inputs.number())
    (settings.floor, settings.period) = (inputs.number(), inputs.maybe { $0.number() })
    (settings.quietShare, settings.leastQuiet) = (inputs.number(), Int(inputs.count()))
    settings.watchesFalls = inputs.chance(0.5)
    inspect(Spikes.ofCounter(inputs.series(), settings: settings), "seed \(seed)")
    settings.window %= 3000
    var watch = SpikeWatch(settings)
    for _ in 0..<2_000 {
      let found = watch.observe(
        inputs.number(), at: inputs.number() * 1e5, resolution: inputs.number())
      #expect(watch.median?.isFinite != false, "seed \(seed)")
      guard let found else { continue }
      for number in [found.observed, found.low, found.high, found.score] {
        #expect(number.isFinite, "seed \(seed): \(found)")
      }
    }
  }

  @Test("regressions and calibrations fit a finite curve or say why not", arguments: seeds)
  func models(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let columns = Int.random(in: 0...3, using: &inputs.generator)
    let rows = inputs.some { inputs in (0..<columns).map { _ in inputs.number() } }
    let tame = rows.map { $0.map { $0.isFinite ? $0.truncatingRemainder(dividingBy: 1e3) : 0 } }
    let targets = rows.map { _ in inputs.chance(0.5) ? 1.0 : 0 }
    for (rows, targets) in [
      (rows, targets), (tame, targets), (tame, targets.map { _ in 1 }), (tame + [[]], targets),
      (tame, targets.map { _ in inputs.number() }),
    ] {
      for penalty in [0, 1, inputs.number()] {
        let fit = try? LogisticRegression.fit(rows, targets: targets, penalty: penalty)
        #expect(fit?.intercept.isFinite != false, "seed \(seed)")
        #expect(fit?.coefficients.allSatisfy(\.isFinite) != false, "seed \(seed)")
        let probability = fit?.probability(rows.first ?? [inputs.number()])
        #expect(probability.map { (0...1).contains($0) } != false, "seed \(seed)")
      }
    }
    let scores = inputs.some { $0.number() }
    for scores in [scores, scores.filter { abs($0) < 1e6 }] {
      let outcomes = scores.map { _ in inputs.chance(0.5) }
      let curve = try? Calibration.platt(scores, outcomes: outcomes)
      let stated = curve?.probability(inputs.number())
      #expect(stated.map { (0...1).contains($0) } != false, "seed \(seed)")
      #expect(throws: Unknown.self) { try Calibration.platt(scores + [1], outcomes: outcomes) }
    }
    let odd = Calibration(slope: inputs.number(), intercept: inputs.number())
    #expect(odd.probability(inputs.number()).map { (0...1).contains($0) } != false, "seed \(seed)")
    let line = LogisticRegression(
      intercept: inputs.number(), coefficients: [inputs.number(), inputs.number()])
    #expect(line.logOdds([inputs.number(), inputs.number()])?.isFinite != false, "seed \(seed)")
    let stated = inputs.some { _ in 0.5 }
    inspect(
      ForecastQuality.of(stated, outcomes: stated.map { _ in true }, reference: inputs.number()),
      "seed \(seed)")
  }

  @Test("a trend has a finding for each period, whatever the period", arguments: seeds)
  func trend(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let periods = inputs.some { Period(end: $0.moment(), days: Int($0.count())) }
    let posts = inputs.some {
      FanValueScore.Post(
        postedAt: $0.moment(), metrics: $0.metrics(), followersAtPosting: $0.maybe { $0.count() })
    }
    let found = FanValueScore.trend(posts: posts, audience: inputs.audience(), in: periods)
    #expect(found.count == periods.count)
    for finding in found { inspect(finding, "seed \(seed)") }
    for period in periods {
      #expect((1...3650).contains(period.days) && period.start <= period.end)
      #expect(period.preceding.end == period.start)
      #expect(!period.contains(period.end))
    }
  }

  @Test("counts, rates and tracks answer anything with a number or nothing", arguments: seeds)
  func parts(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let what = "seed \(seed)"
    let engagement = Engagement(
      inputs.metrics(),
      counting: EngagementTerms(rawValue: UInt8(truncatingIfNeeded: inputs.count()))
    )
    #expect(engagement.total >= 0 && engagement.total.isFinite, "\(what)")
    for raw in UInt8.min...UInt8.max {
      #expect(engagement[EngagementTerms(rawValue: raw)].map { $0 >= 0 } != false, "\(what)")
    }
    let rates = inputs.some { $0.rate() }.compactMap { $0 }
    inspect(EngagementRatePrior.fit(rates), what)
    for rate in rates {
      guard let interval = rate.interval else { continue }
      #expect(interval.contains(rate.value) && (0...1).contains(interval.upperBound), "\(what)")
    }
    let (successes, trials) = (inputs.number(), inputs.number())
    let interval = try? Proportion.wilson(successes, of: trials, confidence: inputs.number())
    #expect(interval.map { (0...1).contains($0.lowerBound) } != false, "\(what)")
    let track = ViewTrack(
      kind: .unspecified, postedAt: inputs.moment(),
      snapshots: inputs.some { .init(age: $0.number(), views: $0.number()) })
    for _ in 0..<20 {
      #expect(
        track.views(atAge: inputs.number()).map { $0 >= 0 && $0.isFinite } != false, "\(what)")
    }
    #expect(ViralityBucket.allCases.contains(ViralityBucket(multiple: inputs.number())))
    let (a, b) = (inputs.moment(), inputs.moment())
    let part = inputs.series().within(min(a, b)...max(a, b))
    #expect(part.snapshots.allSatisfy { $0.time >= min(a, b) && $0.time <= max(a, b) })
    inspect(Growth.simple(part), what)
    let measure = Measure(.likes, inputs.count(), .rounded(step: inputs.count()))
    #expect(CountSnapshot(a, measure).map { $0.count >= 0 && $0.step >= 1 } != false, "\(what)")
    inspect(AudienceBand.of(followers: nil), what)
    inspect(ViewsBand.of(views: nil), what)
  }

  @Test("the calendar holds any day, year and number of weeks", arguments: seeds)
  func calendar(seed: UInt64) {
    var inputs = HostileInputs(seed: seed)
    let day = CivilDay(inputs.count()).advanced(by: inputs.count())
    #expect(day >= CivilDay(.min) && day <= CivilDay(.max))
    #expect((1...7).contains(day.weekday))
    let fridays = ReleaseCalendar.fridays(after: day, weeks: Int(inputs.count()))
    #expect(fridays.count <= 52, "seed \(seed)")
    #expect(
      ReleaseCalendar.thanksgiving(Int(inputs.count())).map { $0.weekday == 4 } != false,
      "seed \(seed)")
    #expect(
      CivilDay(year: Int(inputs.count()), month: Int(inputs.count()), day: Int(inputs.count())).map
      {
        CivilDay($0.number) == $0
      } != false, "seed \(seed)")
    #expect((3...9).contains(ReleaseCalendar.score(of: day).score))
  }
}
