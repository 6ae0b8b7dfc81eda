extension Definition {
  /// The size of an account.
  public static let audienceBand = Definition("audience_band", .category)
  /// The size of a post's viewership.
  public static let viewsBand = Definition("views_band", .category)
  /// How good an engagement rate is.
  public static let engagementRateBand = Definition("engagement_rate_band", .category)
}

/// The size of an account by its followers.
public enum AudienceBand: String, Sendable, CaseIterable {
  /// More than 50 million.
  case mega
  /// More than 10 million.
  case macro
  /// More than 1 million.
  case mid
  /// 1 million or fewer.
  case micro

  /// The band of a number of followers; unknown where that is.
  public static func of(followers: Int64?) -> Finding<Self> {
    Finding(.audienceBand) { () throws(Unknown) in
      guard let followers, followers >= 0 else {
        throw Unknown(.noData, "the number of followers is not known")
      }
      switch followers {
      case 50_000_001...: return .mega
      case 10_000_001...: return .macro
      case 1_000_001...: return .mid
      default: return .micro
      }
    }
  }
}

/// The size of a post's viewership.
public enum ViewsBand: String, Sendable, CaseIterable {
  /// More than 1 million views.
  case viral
  /// More than 100 000.
  case high
  /// 100 000 or fewer.
  case usual

  /// The band of a number of views; unknown where that is.
  public static func of(views: Int64?) -> Finding<Self> {
    Finding(.viewsBand) { () throws(Unknown) in
      guard let views, views >= 0 else {
        throw Unknown(.noData, "the number of views is not known")
      }
      switch views {
      case 1_000_001...: return .viral
      case 100_001...: return .high
      default: return .usual
      }
    }
  }
}

/// How good an engagement rate by views is.
public enum EngagementRateBand: String, Sendable, CaseIterable {
  /// Above 5 %.
  case excellent
  /// 3 % to 5 %.
  case good
  /// 1 % to below 3 %.
  case average
  /// Below 1 %.
  case low

  /// The band of a rate by views that does not count saves; unknown for another rate.
  ///
  /// Where a platform does not report a term, it is the band of what is reported: that of all terms is no lower.
  public static func of(_ rate: EngagementRate) -> Finding<Self> {
    Finding(.engagementRateBand) { () throws(Unknown) in
      guard rate.basis == .views, rate.weights == nil, !rate.terms.contains(.saves) else {
        throw Unknown(
          .outOfRange, "the bands are those of a rate by views that does not count saves")
      }
      switch rate.value {
      case _ where rate.value > 0.05: return .excellent
      case 0.03...: return .good
      case 0.01...: return .average
      default: return .low
      }
    }
  }
}
