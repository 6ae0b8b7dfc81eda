extension Definition {
  /// Every definition of the scores.
  public static let scores: [Definition] = [
    .fanValueScore, .momentumIndex, .breakoutRule, .breakoutModel, .breakoutProbability,
    .forecastQuality, .superfanTier, .superfanSegment, .superfanInsights, .superfanChurn,
    .releaseScore, .weekdayRatio, .firstWeekStreams, .successPatterns, .scoutPotential,
    .revenueEstimate,
  ]
}
