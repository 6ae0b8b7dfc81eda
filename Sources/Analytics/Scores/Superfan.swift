public import MetricSchema

extension Definition {
  /// How engaged a fan is.
  public static let superfanTier = Definition("superfan_tier", .category)
  /// What a fan needs.
  public static let superfanSegment = Definition("superfan_segment", .category)
}

/// One fan of an artist or creator; `nil` is unknown.
public struct Superfan: Equatable, Sendable {
  /// The id of the fan.
  public var id: String
  /// How engaged, 0 to 10.
  public var engagementScore: Double?
  /// What was earned with the fan so far, in the operator's currency.
  public var lifetimeValue: Double?
  /// When the fan did something last.
  public var lastInteraction: Timestamp?
  /// When the fan was first seen.
  public var firstSeen: Timestamp?
  /// Where the fan is.
  public var location: String?

  /// Creates a fan of whom only the id is known.
  public init(_ id: String) { self.id = id }

  /// How engaged a fan is.
  public enum Tier: String, Sendable, CaseIterable {
    /// 9 and more.
    case platinum
    /// 7.5 and more.
    case gold
    /// 6 and more.
    case silver
    /// Below 6.
    case bronze

    /// Why a fan is of this tier, as a sentence.
    public var reason: String {
      switch self {
      case .platinum: "The engagement score is 9 or more."
      case .gold: "The engagement score is 7.5 to below 9."
      case .silver: "The engagement score is 6 to below 7.5."
      case .bronze: "The engagement score is below 6."
      }
    }
  }

  /// What a fan needs; the first that fits, in this order.
  public enum Segment: String, Sendable, CaseIterable {
    /// A score of 8 or more and a lifetime value of 50 or more.
    case champions
    /// A score of 7 or more and nothing done for 30 days.
    case atRisk = "at_risk"
    /// A score of 6 or more and first seen within 90 days.
    case newPromising = "new_promising"
    /// A score below 6.
    case needNurturing = "need_nurturing"
    /// None of these.
    case steady

    /// Why a fan is in this segment, as a sentence.
    public var reason: String {
      switch self {
      case .champions: "The engagement score is 8 or more, the lifetime value 50 or more."
      case .atRisk: "The engagement score is 7 or more, and nothing was done for 30 days."
      case .newPromising: "The engagement score is 6 or more, the first day within the last 90."
      case .needNurturing: "The engagement score is below 6."
      case .steady:
        "The engagement score is 6 or more, and nothing makes a champion, a fan at risk or a new one."
      }
    }
  }

  /// The tier; unknown where the score is, or is not from 0 to 10.
  public var tier: Finding<Tier> {
    Finding(.superfanTier) { () throws(Unknown) in
      switch try score() {
      case 9...: return .platinum
      case 7.5...: return .gold
      case 6...: return .silver
      default: return .bronze
      }
    }
  }

  /// The segment at a moment.
  ///
  /// - Returns: The segment; unknown where something decides that is not known, such as the lifetime value of a fan with a
  ///   score of 8.
  public func segment(at now: Timestamp) -> Finding<Segment> {
    Finding(.superfanSegment) { () throws(Unknown) in
      let score = try score()
      if score >= 8, try known(value, "lifetime value") >= 50 { return .champions }
      if score >= 7, try known(inactiveDays(at: now), "last interaction") >= 30 { return .atRisk }
      if score >= 6, try known(Self.days(from: firstSeen, to: now), "first day") <= 90 {
        return .newPromising
      }
      return score < 6 ? .needNurturing : .steady
    }
  }

  /// Days since the last interaction; `nil` where that is unknown or in the future.
  func inactiveDays(at now: Timestamp) -> Double? { Self.days(from: lastInteraction, to: now) }

  /// The lifetime value where it is a number.
  var value: Double? { lifetimeValue.flatMap { $0.isFinite ? $0 : nil } }

  /// The score where it is one.
  func score() throws(Unknown) -> Double {
    let score = try known(engagementScore, "engagement score")
    guard score >= 0, score <= 10 else {
      throw Unknown(.outOfRange, "the engagement score is not from 0 to 10")
    }
    return score
  }

  private func known(_ value: Double?, _ what: String) throws(Unknown) -> Double {
    guard let value else { throw Unknown(.noData, "the fan's \(what) is not known") }
    return value
  }

  private static func days(from then: Timestamp?, to now: Timestamp) -> Double? {
    guard let then, then <= now else { return nil }
    return now.days(since: then)
  }
}
