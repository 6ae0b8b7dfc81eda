import Testing

@testable import Analytics

/// What a result says of itself in sentences.
protocol Reasoned {
  var reasons: [String] { get }
}

extension AudienceOverlap: Reasoned {}
extension AverageEngagementRate: Reasoned {}
extension BreakoutModel: Reasoned {}
extension BreakoutPrediction: Reasoned {}
extension BreakoutRule: Reasoned {}
extension ChangePoints: Reasoned {}
extension CoUse: Reasoned {}
extension CollaborationScore: Reasoned {}
extension CollectionTotals: Reasoned {}
extension ContentLeaderboard: Reasoned {}
extension ContentOverview: Reasoned {}
extension ContentSimilarity: Reasoned {}
extension ContentTotals: Reasoned {}
extension CounterSpike: Reasoned {}
extension CreatorMatch: Reasoned {}
extension CrossPlatform: Reasoned {}
extension DurationAnalysis: Reasoned {}
extension EngagementRate: Reasoned {}
extension EngagementRatePrior: Reasoned {}
extension FirstWeekEstimate: Reasoned {}
extension FollowerScore: Reasoned {}
extension Forecast: Reasoned {}
extension ForecastQuality: Reasoned {}
extension HistoricalGrowth: Reasoned {}
extension MomentumIndex: Reasoned {}
extension OutlierScore: Reasoned {}
extension PercentileRank: Reasoned {}
extension PerformanceMultiplier: Reasoned {}
extension PostingRhythm: Reasoned {}
extension PostingWeek: Reasoned {}
extension ReleaseScore: Reasoned {}
extension RevenueEstimate: Reasoned {}
extension ScoreBreakdown: Reasoned {}
extension ScoutPotential: Reasoned {}
extension SentimentSummary: Reasoned {}
extension ShareOfVoice: Reasoned {}
extension ShrunkEngagementRate: Reasoned {}
extension SuccessPatterns: Reasoned {}
extension SuperfanChurn: Reasoned {}
extension SuperfanInsights: Reasoned {}
extension TopicPerformance: Reasoned {}
extension UseTrend: Reasoned {}
extension ViewsOverTime: Reasoned {}
extension ViralityDistribution: Reasoned {}
extension WeekdayRatio: Reasoned {}

/// Expects every number of a finding to be finite, and what is unknown and every reason to be a sentence.
func inspect<Value>(_ finding: Finding<Value>, _ what: String) {
  #expect(Definition.all.contains(finding.definition), "\(what)")
  switch finding.result {
  case .success(let value): walk(value, "\(what): \(finding.definition.id)")
  case .failure(let unknown): expectClause(unknown, what)
  }
}

private func expectClause(_ unknown: Unknown, _ what: String) {
  #expect(unknown.because.count > 9 && unknown.because.last != ".", "\(what): \(unknown)")
}

private func walk(_ value: Any, _ what: String) {
  if let number = value as? Double { #expect(number.isFinite, "\(what)") }
  if let unknown = value as? Unknown { expectClause(unknown, what) }
  if let reasoned = value as? any Reasoned {
    for reason in reasoned.reasons {
      #expect(reason.hasSuffix("."), "\(what): \(reason.prefix(300))")
      #expect(reason.first?.isLowercase == false, "\(what): \(reason.prefix(300))")
      #expect(!reason.contains("unlimited"), "\(what): \(reason.prefix(300))")
      #expect(reason.unicodeScalars.count < 4000, "\(what): \(reason.prefix(300))")
    }
  }
  for child in Mirror(reflecting: value).children {
    walk(child.value, "\(what).\(child.label ?? "")")
  }
}
