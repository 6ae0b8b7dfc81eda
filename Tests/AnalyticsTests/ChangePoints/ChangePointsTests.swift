import MetricSchema
import Testing

@testable import Analytics

@Suite("Change points of a metric")
struct ChangePointsTests {
  private func noise(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Double.random(in: -3...3, using: &generator) }
  }

  @Test("a step is found on its day, with the means of both sides")
  func step() throws {
    let values = noise(80, seed: 1).enumerated().map { ($0 < 50 ? 100 : 120) + $1 }
    let found = try ChangePoints.level(of: KnownSeries.days(values)).result.get()
    #expect(found.changes.count == 1)
    let change = found.changes[0]
    #expect(change.index == 50 && change.time.description == "2026-02-20T00:00:00Z")
    #expect(abs(change.before - 100) < 1 && abs(change.after - 120) < 1)
    #expect(found.reasons == ["1 change in 80 days, the last on 2026-02-20, up."])
  }

  @Test("a weekly season is no change")
  func season() throws {
    let week = [0.0, 0, 0, 0, 60, 90, 40]
    let values = noise(98, seed: 2).enumerated().map { 100 + week[$0 % 7] + $1 }
    let still = try ChangePoints.level(of: KnownSeries.days(values)).result.get()
    #expect(still.changes.isEmpty)
    #expect(still.reasons == ["No change in 98 days that chance does not explain."])
    let stepped = values.enumerated().map { $0 < 49 ? $1 : $1 + 30 }
    let found = try ChangePoints.level(of: KnownSeries.days(stepped)).result.get()
    #expect(found.changes.map(\.index) == [49])
    #expect(abs(found.changes[0].after - found.changes[0].before - 30) < 2)
  }

  @Test("a growth that doubles is found, and both growths are ratios per day")
  func growth() throws {
    var followers = 1000.0
    let values = noise(90, seed: 3).enumerated().map { day, noise in
      followers *= (day < 40 ? 1.01 : 1.03) * (1 + noise / 3000)
      return followers
    }
    let found = try ChangePoints.growth(of: KnownSeries.days(values)).result.get()
    #expect(found.changes.count == 1)
    #expect((38...41).contains(found.changes[0].index))
    let change = found.changes[0]
    #expect(abs(change.before - 0.01) < 0.001)
    #expect(abs(change.after - 0.03) < 0.001)
    let before = exp(log(values[change.index] / values[0]) / Double(change.index)) - 1
    let after = exp(log(values[89] / values[change.index]) / Double(89 - change.index)) - 1
    #expect(abs(change.before - before) < 1e-12 && abs(change.after - after) < 1e-12)
  }

  @Test("noise alone is seldom taken for a change")
  func chance() throws {
    let found = try (0..<60).map { seed in
      try ChangePoints.level(of: KnownSeries.days(noise(120, seed: 100 + seed))).result.get()
        .changes.count
    }
    #expect(found.count { $0 > 0 } <= 3)
  }

  @Test(
    "an account that gains at most one follower a day is seldom taken to change",
    arguments: [0.1, 0.7, 0.9])
  func slow(rate: Double) {
    let found = (0..<UInt64(100)).map { seed in
      var generator = SeededGenerator(seed: seed)
      var followers = 5000.0
      let days = (0..<100).map { _ in
        followers += Double.random(in: 0...1, using: &generator) < rate ? 1 : 0
        return followers
      }
      return ChangePoints.growth(of: KnownSeries.days(days)).value?.changes.count
    }
    #expect(found.count { $0 != 0 } <= 10)
  }

  @Test("an even growth of a rounded count has no change")
  func rounded() {
    let days = (0..<120).map { Double((1_000_000 + 1500 * $0) / 10_000 * 10_000) }
    #expect(ChangePoints.growth(of: KnownSeries.days(days)).value?.changes == [])
  }

  @Test("a constant has no change, a clean step has one, and an even climb is unknown")
  func degenerate() {
    let flat = ChangePoints.level(of: KnownSeries.days([Double](repeating: 5, count: 30)))
    #expect(flat.value?.changes == [])
    #expect(flat.value?.noise == 0)
    let steps = [Double](repeating: 5, count: 30) + [Double](repeating: 9, count: 30)
    #expect(ChangePoints.level(of: KnownSeries.days(steps)).value?.changes.map(\.index) == [30])
    let climb = ChangePoints.level(of: KnownSeries.days((0..<30).map(Double.init)))
    #expect(climb.unknown?.kind == .noVariation)
  }

  @Test("the rounding of numbers is no noise", arguments: [0.1, 0.3, 0.7, 10])
  func rounding(step: Double) {
    let line = (0..<60).map { Double($0) * step }
    #expect(ChangePoints.level(of: KnownSeries.days(line)).unknown?.kind == .noVariation)
    let week = [0.0, 0, 5, 0, 0, 3, 1]
    let season = (0..<70).map { Double($0) * step + week[$0 % 7] }
    #expect(ChangePoints.level(of: KnownSeries.days(season)).unknown?.kind == .noVariation)
    let even = (0..<90).map { 1000 * exp(step / 10 * Double($0)) }
    let growth = ChangePoints.growth(of: KnownSeries.days(even)).value
    #expect(growth?.changes == [] && growth?.noise == 0)
  }

  @Test("a metric that is known once a week is not searched for changes of its days")
  func weekly() {
    let weeks = noise(40, seed: 6).enumerated().map { week, noise in
      (time: Timestamp(Int64(week) * 7 * Timestamp.dayLength), value: Double?(100 + noise))
    }
    #expect(ChangePoints.level(of: weeks).unknown?.kind == .tooFew)
    #expect(ChangePoints.growth(of: weeks).unknown?.kind == .tooFew)
  }

  @Test("too few days, values that are not finite, and growth from zero are unknown")
  func unknown() {
    #expect(ChangePoints.level(of: []).unknown?.kind == .noData)
    #expect(ChangePoints.level(of: KnownSeries.days([1, 2, 3])).unknown?.kind == .tooFew)
    let bad = noise(20, seed: 4) + [.infinity]
    #expect(ChangePoints.level(of: KnownSeries.days(bad)).unknown?.kind == .outOfRange)
    let zero = [0.0] + [Double](repeating: 1, count: 20)
    #expect(ChangePoints.growth(of: KnownSeries.days(zero)).unknown?.kind == .outOfRange)
    let huge = ChangePoints.level(of: KnownSeries.days(noise(20, seed: 5)), least: .max)
    #expect(huge.unknown?.kind == .tooFew)
  }
}
