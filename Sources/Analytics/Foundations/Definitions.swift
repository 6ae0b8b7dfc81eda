extension Definition {
  /// Every definition.
  public static let all =
    growth + spikes + rates + content + timing + similarity + sentiment + scores + forecasts
    + changePoints

  /// The definitions of growth.
  public static let growth: [Definition] = [
    .simpleGrowth, .growthPerDay, .dailyCompoundGrowth, .doublingTime, .robustGrowth, .counterRates,
    .interpolatedCount, .dailyGains, .gainAverages, .periodComparison,
  ]

  /// The definitions of spikes.
  public static let spikes: [Definition] = [
    .modifiedScore, .extremeStudentized, .falseDiscovery, .counterSpikes, .latestSpikes,
  ]

  /// The definitions of rates.
  public static let rates: [Definition] = [
    .engagementRateByViews, .engagementRateByFollowers, .engagementRateByReach,
    .engagementRateByImpressions, .factoredEngagementRate, .averageEngagementRate,
    .engagementRatePrior, .shrunkEngagementRate, .performanceMultiplier,
    .robustPerformanceMultiplier, .viralityDistribution, .ageAlignedOutlier, .viralScore,
    .percentileRank, .audienceBand, .viewsBand, .engagementRateBand, .followerScore,
  ]

  /// The definitions of content.
  public static let content: [Definition] = [
    .collectionTotals, .contentOverview, .contentLeaderboard, .crossPlatformComparison,
    .durationAnalysis, .viewsOverTime, .historicalGrowth, .shareOfVoice, .excessShareOfVoice,
    .hashtagPerformance, .mentionPerformance, .soundPerformance, .hashtagCoUse, .useTrend,
  ]

  /// The definitions of timing.
  public static let timing: [Definition] = [.bestTimeToPost, .postingRhythm]

  /// The definitions of similarity.
  public static let similarity: [Definition] = [
    .contentSimilarity, .similarCreators, .audienceOverlap, .creatorMatch, .collaborationScore,
  ]

  /// The definitions of sentiment.
  public static let sentiment: [Definition] = [.sentimentOfText, .sentimentOfComments]

  /// The definitions of scores.
  public static let scores: [Definition] = [
    .fanValueScore, .momentumIndex, .breakoutRule, .breakoutModel, .breakoutProbability,
    .forecastQuality, .superfanTier, .superfanSegment, .superfanInsights, .superfanChurn,
    .releaseScore, .weekdayRatio, .firstWeekStreams, .successPatterns, .scoutPotential,
    .revenueEstimate,
  ]

  /// The definitions of forecasts.
  public static let forecasts: [Definition] = [.dailyForecast]

  /// The definitions of change points.
  public static let changePoints: [Definition] = [.levelChanges, .growthChanges]
}
