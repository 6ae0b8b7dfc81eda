import MetricSchema
import Testing

@testable import Analytics

@Suite("Superfans")
struct SuperfanTests {
  private let now = midnight(1000)

  private func fan(
    _ id: String = "alice", score: Double? = 8, value: Double? = 10, quiet: Double? = 1,
    age: Int64? = 500
  ) -> Superfan {
    var fan = Superfan(id)
    (fan.engagementScore, fan.lifetimeValue) = (score, value)
    fan.lastInteraction = quiet.map { midnight(1000 - $0) }
    fan.firstSeen = age.map { midnight(Double(1000 - $0)) }
    return fan
  }

  @Test(
    "a tier begins at its score",
    arguments: [
      (10.0, Superfan.Tier.platinum), (9, .platinum), (8.99, .gold), (7.5, .gold), (7.49, .silver),
      (6, .silver), (5.99, .bronze), (0, .bronze),
    ])
  func tiers(score: Double, tier: Superfan.Tier) {
    #expect(fan(score: score).tier.value == tier)
  }

  @Test("a score that is none has no tier")
  func noTier() {
    #expect(fan(score: nil).tier.unknown?.kind == .noData)
    #expect(fan(score: 10.1).tier.unknown?.kind == .outOfRange)
    #expect(fan(score: .nan).tier.unknown?.kind == .outOfRange)
  }

  @Test("the first segment that fits is taken")
  func segments() {
    #expect(fan(score: 8, value: 50, quiet: 90, age: 5).segment(at: now).value == .champions)
    #expect(fan(score: 8, value: 49.99, quiet: 30, age: 5).segment(at: now).value == .atRisk)
    #expect(fan(score: 7.99, value: 99, quiet: 30, age: 5).segment(at: now).value == .atRisk)
    #expect(fan(score: 8, quiet: 29.9, age: 90).segment(at: now).value == .newPromising)
    #expect(fan(score: 6, quiet: 99, age: 90).segment(at: now).value == .newPromising)
    #expect(fan(score: 6, quiet: 99, age: 91).segment(at: now).value == .steady)
    #expect(fan(score: 5.99, value: 99, quiet: 99, age: 1).segment(at: now).value == .needNurturing)
  }

  @Test("each tier and each segment says why in a sentence of its own")
  func reasons() {
    let all = Superfan.Tier.allCases.map(\.reason) + Superfan.Segment.allCases.map(\.reason)
    #expect(all.allSatisfy { $0.hasPrefix("The engagement score is ") && $0.hasSuffix(".") })
    #expect(Set(all).count == all.count - 1)  // bronze and need nurturing have one bound
    #expect(Superfan.Segment.atRisk.reason.contains("nothing was done for 30 days"))
  }

  @Test("a segment is unknown where what decides is, and only there")
  func unknownSegments() {
    #expect(
      fan(score: 8, value: nil).segment(at: now).unknown?.because
        == "the fan's lifetime value is not known")
    #expect(fan(score: 7, value: nil, quiet: 40).segment(at: now).value == .atRisk)
    #expect(fan(score: 7, quiet: nil).segment(at: now).unknown?.kind == .noData)
    #expect(fan(score: 6, quiet: nil, age: nil).segment(at: now).unknown?.kind == .noData)
    #expect(
      fan(score: 5, value: nil, quiet: nil, age: nil).segment(at: now).value == .needNurturing)
    #expect(fan(score: 7, quiet: -5).segment(at: now).unknown?.kind == .noData)
  }

  @Test("insights count fans of 7 and more by what is known of them")
  func insights() throws {
    var fans = [
      fan("alice", score: 9, value: 30, quiet: 1), fan("bob", score: 7, value: nil, quiet: 31),
      fan("carol", score: 8, value: 10, quiet: nil), fan("dave", score: 6.9),
      fan("erin", score: nil),
    ]
    fans[0].location = "Lisbon"
    fans[1].location = "Oslo"
    fans[2].location = "Oslo"
    let found = try SuperfanInsights.of(fans, at: now).result.get()
    #expect(found.total == 3)
    #expect(found.active == 1)
    #expect(found.activityRate == 0.5)
    #expect(found.tiers == [1, 1, 1, 0])
    #expect(found.meanScore == 8)
    #expect(found.lifetimeValue == 40)
    #expect(found.meanLifetimeValue == 20)
    #expect(found.locations.map(\.name) == ["Oslo", "Lisbon"])
    #expect(found.reasons.count == 3)
    #expect(SuperfanInsights.of([], at: now).unknown?.kind == .noData)
    #expect(SuperfanInsights.of([fan(quiet: 30)], at: now).value?.active == 1)
    let bare = try SuperfanInsights.of([fan(value: .nan, quiet: nil)], at: now).result.get()
    #expect(bare.activityRate == nil && bare.lifetimeValue == nil && bare.reasons.count == 1)
    #expect(
      SuperfanInsights.of([fan(value: 1.7e308), fan(value: 1.7e308)], at: now).unknown?.kind
        == .outOfRange)
  }

  @Test("churn is the share of engaged fans who went quiet, the quietest first")
  func churn() throws {
    let fans = [
      fan("alice", score: 6, quiet: 31), fan("bob", score: 9, quiet: 61), fan("carol", quiet: 30),
      fan("dave", quiet: nil), fan("erin", score: 5.9, quiet: 99), fan("frank", quiet: 60),
    ]
    let found = try SuperfanChurn.of(fans, at: now).result.get()
    #expect(found.atRisk == ["bob", "frank", "alice"])
    #expect(found.critical == 1)
    #expect(found.considered == 4)
    #expect(found.leftOut == 1)
    #expect(found.rate == 0.75)
    #expect(
      found.reasons[0]
        == "3 of 4 engaged fans did nothing for more than 30 days, 1 for more than 60.")
    #expect(SuperfanChurn.of([fan(quiet: nil)], at: now).unknown?.kind == .noData)
    #expect(SuperfanChurn.of([fan()], at: Timestamp(.min)).unknown?.kind == .noData)
  }
}
