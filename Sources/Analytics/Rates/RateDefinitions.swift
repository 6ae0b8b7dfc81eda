extension Definition {
  /// Every definition of the rates.
  public static let rates: [Definition] = [
    .engagementRateByViews, .engagementRateByFollowers, .engagementRateByReach,
    .engagementRateByImpressions, .factoredEngagementRate, .averageEngagementRate,
    .engagementRatePrior, .shrunkEngagementRate, .performanceMultiplier,
    .robustPerformanceMultiplier, .viralityDistribution, .ageAlignedOutlier, .viralScore,
    .percentileRank, .audienceBand, .viewsBand, .engagementRateBand, .followerScore,
  ]
}
