import MetricSchema
import Testing

@testable import Analytics

@Suite("Breakouts")
struct BreakoutTests {
  private func score(_ parts: [String: Double]) throws -> ScoreBreakdown {
    try ScoreBreakdown(
      ["velocity", "acceleration", "consistency", "viral"].map { name in
        ScoreComponent(name, weight: 0.25, parts[name].map { .known($0, "") } ?? .unknown("gone"))
      }, range: 0...10, minimumCoverage: 0.1)
  }

  @Test("the class follows from the number of signs, each from its threshold on")
  func classes() throws {
    let all = ["velocity": 7.0, "acceleration": 7, "consistency": 6, "viral": 7]
    #expect(try BreakoutRule.of(score(all)).value?.outlook == .high)
    var three = all
    three["consistency"] = 5.99
    let found = try BreakoutRule.of(score(three)).result.get()
    #expect(found.outlook == .high)
    #expect(found.signs.map(\.isMet) == [true, true, true, false])
    #expect(found.reasons[3] == "Consistency is 6 or more: no.")
    three["viral"] = 6.99
    #expect(try BreakoutRule.of(score(three)).value?.outlook == .medium)
    three["velocity"] = 0
    #expect(try BreakoutRule.of(score(three)).value?.outlook == .low)
  }

  @Test("an unknown sign leaves the class known only where it could not change it")
  func unknownSigns() throws {
    let three = ["velocity": 8.0, "acceleration": 8, "consistency": 8]
    #expect(try BreakoutRule.of(score(three)).value?.outlook == .high)
    #expect(
      try BreakoutRule.of(score(["velocity": 1, "acceleration": 1, "consistency": 1])).value?
        .outlook == .low)
    let two = try BreakoutRule.of(score(["velocity": 8, "acceleration": 8, "consistency": 1]))
    #expect(
      two.unknown?.because == "2 signs found, and viral, which could change the class, unknown")
  }

  /// Examples that break out the likelier, the faster they grow.
  private func examples(_ count: Int, seed: UInt64 = 31) -> [BreakoutModel.Example] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      var features = BreakoutFeatures()
      features.velocity = .random(in: -0.01...0.01, using: &generator)
      features.acceleration = .random(in: -1...1, using: &generator)
      features.variation = .random(in: 0...3, using: &generator)
      features.shareRatio = .random(in: 0...0.5, using: &generator)
      features.spike = 2
      let odds = 200 * (features.velocity ?? 0) + 2 * (features.acceleration ?? 0)
      let broke = Double.random(in: 0...1, using: &generator) < logistic(odds)
      return .init(time: Timestamp(Int64(index)), features: features, brokeOut: broke)
    }
  }

  @Test("a model learns from past cases, and beats the base rate on newer ones")
  func learns() throws {
    let model = try BreakoutModel.fit(examples(1000)).result.get()
    #expect(model.regression.coefficients[0] > 0.5)
    #expect(model.regression.coefficients[1] > 0.5)
    #expect(abs(model.regression.coefficients[2]) < 0.3)
    #expect(model.regression.coefficients[4] == 0)  // the spike does not vary
    #expect(model.quality.count == 200)
    #expect(
      model.quality.reference == Double(examples(1000).prefix(800).count { $0.brokeOut }) / 800)
    #expect(try #require(model.quality.skill) > 0.1)
    #expect(
      model.reasons[0]
        == "Fitted on 1000 past cases, tested on the newest 200; 0 left out for unknown features.")
  }

  @Test("a prediction names what speaks for it; without a model or a feature there is none")
  func predicts() throws {
    let model = try BreakoutModel.fit(examples(500)).result.get()
    var features = BreakoutFeatures()
    (features.velocity, features.acceleration) = (0.009, 0.9)
    (features.variation, features.shareRatio, features.spike) = (1, 0.2, 2)
    let fast = try BreakoutPrediction.of(features, by: model).result.get()
    #expect(fast.probability > 0.8)
    #expect(fast.reasons.count == 6)
    let calibration = model.calibration
    let odds = fast.contributions.reduce(
      calibration.slope * model.regression.intercept + calibration.intercept, +)
    #expect(abs(odds - log(fast.probability / (1 - fast.probability))) < 1e-9)
    #expect(fast.reasons[1].contains(" raises the odds to "))
    features.velocity = -0.009
    #expect(
      try #require(BreakoutPrediction.of(features, by: model).value).probability < fast.probability)
    #expect(
      BreakoutPrediction.of(features, by: nil).unknown?.because
        == "no model has been fitted on past cases")
    (features.velocity, features.spike) = (.nan, nil)
    #expect(
      BreakoutPrediction.of(features, by: model).unknown?.because == "velocity and spike unknown")
    (features.velocity, features.spike) = (1e308, -1e308)
    let extreme = BreakoutPrediction.of(features, by: model)
    #expect(
      extreme.unknown?.kind == .outOfRange || (0...1).contains(extreme.value?.probability ?? -1))
  }

  @Test("the order of the examples changes nothing, and later cases do not teach earlier ones")
  func order() throws {
    let all = examples(300)
    let model = try BreakoutModel.fit(all).result.get()
    #expect(try BreakoutModel.fit(all.reversed()).result.get() == model)
    let flipped = all.enumerated().map { index, example in
      BreakoutModel.Example(
        time: example.time, features: example.features,
        brokeOut: index < 240 ? example.brokeOut : !example.brokeOut)
    }
    let other = try BreakoutModel.fit(flipped).result.get()
    #expect(other.regression == model.regression)
    #expect(other.calibration == model.calibration)
    #expect(other.quality.brier > model.quality.brier)
  }

  @Test("too few cases, or of one outcome only, give no model")
  func tooFew() {
    #expect(BreakoutModel.fit(examples(99)).unknown?.kind == .tooFew)
    let never = examples(200).map {
      BreakoutModel.Example(time: $0.time, features: $0.features, brokeOut: false)
    }
    #expect(BreakoutModel.fit(never).unknown?.kind == .tooFew)
    #expect(BreakoutModel.fit(examples(200), penalty: 0).unknown?.kind == .outOfRange)
    #expect(BreakoutModel.fit(examples(200), penalty: .nan).unknown?.kind == .outOfRange)
    let incomplete = examples(200).map { example in
      var features = example.features
      features.spike = nil
      return BreakoutModel.Example(
        time: example.time, features: features, brokeOut: example.brokeOut)
    }
    #expect(BreakoutModel.fit(incomplete).unknown?.kind == .noData)
  }

  @Test("features come from the momentum of the same period")
  func features() throws {
    let posts = Array(
      repeating: Engagement(Metrics(counts: [.likes: 6, .shares: 1, .reposts: 1])), count: 6)
    let momentum = try MomentumIndex.of(
      posts: posts, audience: AudiencePoint.daily((0..<10).map { 100 + $0 }),
      in: Period(end: midnight(10), days: 10)
    ).result.get()
    let features = BreakoutFeatures(momentum, posts: posts)
    #expect(features.values == [0.01, 0, 0, 0.25, 0])
    #expect(BreakoutFeatures(momentum, posts: Engagement.likes([1, 2])).shareRatio == nil)
    #expect(BreakoutFeatures().values == nil)
  }
}
